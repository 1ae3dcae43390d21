/** Metafields and their definitions. `$app` namespaces belong to the app and are stored under its number. */
import { createHash } from "node:crypto";
import { digitsOf, gid } from "./ids.ts";
import { touchOrder } from "./order-status.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Metafield, MetafieldDefinition, Shop } from "./shop.ts";
import type { World } from "./world.ts";

/** One call sets at most this many. */
const MOST_METAFIELDS = 25;

/** Checks of the value types this dev shop knows. Another type is refused, not guessed. */
const VALID: Record<string, (value: string) => boolean> = {
  single_line_text_field: (value) => !/[\r\n]/.test(value),
  multi_line_text_field: () => true,
  json: isJson,
  number_integer: (value) => /^-?\d{1,16}$/.test(value),
  boolean: (value) => value === "true" || value === "false",
  date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value),
  date_time: (value) => !Number.isNaN(Date.parse(value)),
  url: (value) => URL.canParse(value),
};

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

/** `$app` and `$app:promise` name the app's own namespaces: `app--<number>` and `app--<number>--promise`. */
export function resolveNamespace(world: World, namespace: string): string {
  if (namespace === "$app") return `app--${world.app.id}`;
  return namespace.startsWith("$app:") ? `app--${world.app.id}--${namespace.slice("$app:".length)}` : namespace;
}

/** The value Shopify compares in `compareDigest`. */
export function compareDigest(metafield: Metafield): string {
  return createHash("sha256").update(`${metafield.valueType}\n${metafield.value}`).digest("hex");
}

export function findMetafield(metafields: readonly Metafield[], namespace: string, key: string): Metafield | undefined {
  return metafields.find((each) => each.namespace === namespace && each.key === key);
}

export interface MetafieldInput {
  ownerId: string;
  namespace: string;
  key: string;
  type: string | null;
  value: string;
  /** undefined: no comparison. null: it must not exist yet. Otherwise the digest it must have. */
  compareDigest: string | null | undefined;
}

/** `metafieldsSet`: all or nothing. Owners: orders, the shop, the app installation. An order is touched. */
export function setMetafields(world: World, shop: Shop, inputs: MetafieldInput[]): Outcome<Metafield[]> {
  if (inputs.length > MOST_METAFIELDS)
    return refused(["metafields"], "Exceeded the maximum metafields input limit of 25.", "LESS_THAN_OR_EQUAL_TO");
  const planned: { list: Metafield[]; namespace: string; type: string; input: MetafieldInput }[] = [];
  for (const [index, input] of inputs.entries()) {
    const field = ["metafields", String(index)];
    const list = metafieldsOf(shop, input.ownerId);
    if (list === undefined) return refused([...field, "ownerId"], "Owner does not exist.", "INVALID");
    const namespace = resolveNamespace(world, input.namespace);
    if (namespace.startsWith("app--") && !isOwnNamespace(world, namespace))
      return refused([...field, "namespace"], "The namespace belongs to another app.", "APP_NOT_AUTHORIZED");
    const known = findMetafield(list, namespace, input.key);
    const ownerType = ownerTypeOf(input.ownerId);
    const defined = [...shop.metafieldDefinitions.values()].find(
      (each) => each.ownerType === ownerType && each.namespace === namespace && each.key === input.key,
    );
    const type = input.type ?? defined?.valueType ?? known?.valueType;
    if (type === undefined) return refused([...field, "type"], "Type can't be blank.", "BLANK");
    if (defined !== undefined && defined.valueType !== type)
      return refused([...field, "type"], `Type must be consistent with the definition's.`, "INVALID_TYPE");
    const valid = VALID[type];
    if (valid === undefined) return refused([...field, "type"], "Type is invalid.", "INVALID_TYPE");
    if (input.value === "") return refused([...field, "value"], "Value can't be blank.", "BLANK");
    if (!valid(input.value)) return refused([...field, "value"], "Value is invalid.", "INVALID_VALUE");
    if (input.compareDigest !== undefined) {
      const now = known === undefined ? null : compareDigest(known);
      if (now !== input.compareDigest)
        return refused(field, "The resource has been updated since it was loaded.", "STALE_OBJECT");
    }
    planned.push({ list, namespace, type, input });
  }
  const now = world.clock.now();
  const result = planned.map(({ list, namespace, type, input }) => {
    const known = findMetafield(list, namespace, input.key);
    if (known !== undefined) {
      known.value = input.value;
      known.valueType = type;
      known.updatedAt = now;
      return known;
    }
    const metafield: Metafield = {
      type: "Metafield",
      id: world.nextId("Other"),
      ownerGid: input.ownerId,
      namespace,
      key: input.key,
      valueType: type,
      value: input.value,
      createdAt: now,
      updatedAt: now,
    };
    list.push(metafield);
    return metafield;
  });
  for (const ownerId of new Set(inputs.map((each) => each.ownerId))) {
    const order = shop.orders.get(digitsOf("Order", ownerId) ?? "");
    if (order !== undefined) touchOrder(world, shop, order);
  }
  return done(result);
}

function isOwnNamespace(world: World, namespace: string): boolean {
  return namespace === `app--${world.app.id}` || namespace.startsWith(`app--${world.app.id}--`);
}

function metafieldsOf(shop: Shop, ownerGid: string): Metafield[] | undefined {
  const order = shop.orders.get(digitsOf("Order", ownerGid) ?? "");
  if (order !== undefined) return order.metafields;
  const installation = shop.installation;
  const own = [gid("Shop", shop.id), ...(installation === null ? [] : [gid("AppInstallation", installation.id)])];
  if (!own.includes(ownerGid)) return undefined;
  const list = shop.metafields.get(ownerGid) ?? [];
  shop.metafields.set(ownerGid, list);
  return list;
}

export interface DefinitionInput {
  ownerType: string;
  namespace: string;
  key: string;
  name: string;
  description: string | null;
  type: string;
  access: { admin: string | null; storefront: string | null; customerAccount: string | null };
}

/** `metafieldDefinitionCreate`. A second definition of the same owner type, namespace and key is TAKEN. */
export function defineMetafield(world: World, shop: Shop, input: DefinitionInput): Outcome<MetafieldDefinition> {
  const namespace = resolveNamespace(world, input.namespace);
  const taken = [...shop.metafieldDefinitions.values()].some(
    (each) => each.ownerType === input.ownerType && each.namespace === namespace && each.key === input.key,
  );
  if (input.key.length < 2 || namespace.length < 3)
    return refused(["definition", "key"], "Key is too short (minimum is 2 characters).", "TOO_SHORT");
  if (input.key.length > 64) return refused(["definition", "key"], "Key is too long.", "TOO_LONG");
  if (input.name.trim() === "") return refused(["definition", "name"], "Name can't be blank.", "BLANK");
  if (taken) return refused(["definition", "key"], "Key is in use for the owner type and namespace.", "TAKEN");
  if (VALID[input.type] === undefined)
    return refused(["definition", "type"], "Type name is not a valid type.", "INCLUSION");
  if (input.access.admin !== null && !isOwnNamespace(world, namespace))
    return refused(
      ["definition", "access", "admin"],
      "Admin access can only be specified for app-owned metafield definitions.",
      "ADMIN_ACCESS_INPUT_NOT_ALLOWED",
    );
  const definition: MetafieldDefinition = {
    type: "MetafieldDefinition",
    id: world.nextId("Other"),
    ownerType: input.ownerType,
    namespace,
    key: input.key,
    name: input.name,
    description: input.description,
    valueType: input.type,
    access: { ...input.access, customerAccount: input.access.customerAccount ?? "NONE" },
  };
  shop.metafieldDefinitions.set(definition.id, definition);
  return done(definition);
}

/** `MetafieldOwnerType` of an owner's gid. */
export function ownerTypeOf(ownerGid: string): "API_PERMISSION" | "ORDER" | "SHOP" {
  if (ownerGid.startsWith("gid://shopify/Order/")) return "ORDER";
  return ownerGid.startsWith("gid://shopify/Shop/") ? "SHOP" : "API_PERMISSION";
}

/** The definition a metafield follows, if there is one. */
export function definitionOf(shop: Shop, metafield: Metafield): MetafieldDefinition | undefined {
  const ownerType = ownerTypeOf(metafield.ownerGid);
  return [...shop.metafieldDefinitions.values()].find(
    (each) => each.ownerType === ownerType && each.namespace === metafield.namespace && each.key === metafield.key,
  );
}
