import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LocationId, OrderId } from "../../app/core/ids.ts";
import type { Rule } from "../../app/features/automation/domain/rule.ts";
import { usualSettings } from "../../app/features/locations/domain/settings.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { live, matchesOf } from "./rule-steps.ts";
import { expectMirror, location, MINUTE, order, place, places, ran, rows, switchOn, variant } from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
  await switchOn(world, installed, "rules");
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** What the rules of the only set speak of and the shop does not have, as the linter says. */
async function vanished(): Promise<unknown[]> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { readSets, readVersion, readVersions } = await import("../../app/features/automation/public.server.ts");
  const { lintRules } = await import("../../app/features/automation/lint-set.server.ts");
  return inShop(installed.shopId, async (tx) => {
    const [set] = await readSets(tx);
    if (set === undefined) throw new Error("no set");
    const versions = await readVersions(tx, set.setId);
    const version = versions[0] && (await readVersion(tx, versions[0].versionId));
    const where = { timeZone: "Europe/Madrid", currency: "EUR" };
    const rules = (version?.rules ?? []) as Rule[];
    const findings = await lintRules(tx, { set, versions }, rules, where, world.clock.now());
    return findings.flatMap((finding) => (finding.code === "vanished" ? [finding.params.value] : []));
  });
}

const tagged = (id: string) => ({ then: [{ do: "addTag" as const, tag: id }], id });
const gift = (op: string, value?: readonly string[]) =>
  ({ field: "order.attribute", of: "gift", op, ...(value && { value }) }) as never;

describe("the attributes of an order", () => {
  test("are asked by their name", async () => {
    await live(world, installed, [
      { ...tagged("yes"), when: gift("isOneOf", ["yes"]) },
      { ...tagged("none"), when: gift("isEmpty") },
      { ...tagged("unknown"), when: gift("isUnknown") },
    ]);
    const present = await order(
      world,
      installed,
      { "CAM-1": 1 },
      { customAttributes: [{ key: "gift", value: "yes" }] },
    );
    const other = await order(world, installed, { "CAM-1": 1 }, { customAttributes: [{ key: "size", value: "L" }] });
    const bare = await order(world, installed, { "CAM-1": 1 });
    const tags = (id: string) => installed.shop.orders.get(id)?.tags;
    expect([tags(present.id), tags(other.id), tags(bare.id)]).toEqual([["yes"], ["none"], ["none"]]);
    await world.advance(installed, 2 * MINUTE);
    await expectMirror(world, installed);
  });

  test("are sealed with the person; their names are offered", async () => {
    const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
    const { readChoices } = await import("../../app/features/automation/choices.server.ts");
    const text = "Felicidades, Ana";
    const placed = await order(world, installed, { "CAM-1": 1 }, { customAttributes: [{ key: "msg", value: text }] });
    const [row] = await rows<{ all: string }>(
      world,
      "select o::text || p::text as all from shop_order o join order_person p using (shop_id, order_id) where shop_id = $1 and order_id = $2",
      [installed.shopId, placed.id],
    );
    expect(row?.all).toContain("msg");
    expect(row?.all).not.toContain(text);
    expect(await inShop(installed.shopId, (tx) => readChoices(tx, "attributes", ""))).toEqual([{ value: "msg" }]);
  });

  test("are unknown once the shopper is forgotten", async () => {
    const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
    const { erasePersons, personalFactsOf } = await import("../../app/features/orders/public.server.ts");
    const placed = await order(world, installed, { "CAM-1": 1 }, { customAttributes: [{ key: "gift", value: "yes" }] });
    const facts = () => inShop(installed.shopId, (tx) => personalFactsOf(tx, [placed.id as OrderId]));
    expect((await facts()).get(placed.id as OrderId)?.attributes).toEqual({ gift: "yes" });
    await inShop(installed.shopId, (tx) => erasePersons(tx, [placed.id]));
    expect(await facts()).toEqual(new Map());
  });
});

test("a gift card is known as one", async () => {
  const isCard = { field: "line.isGiftCard", op: "is", value: true } as never;
  await live(world, installed, [{ ...tagged("card"), when: { lines: "any", where: isCard } }]);
  const lines = (isGiftCard: boolean) => ({
    lines: [{ variantId: variant(installed, "CAM-1"), quantity: 1, isGiftCard }],
  });
  const card = await order(world, installed, {}, lines(true));
  const shirt = await order(world, installed, {}, lines(false));
  expect([card, shirt].map(({ id }) => installed.shop.orders.get(id)?.tags)).toEqual([["card"], []]);
  expect(await matchesOf(world, installed)).toEqual({ card: [1, 0] });
});

describe("metafields", () => {
  const put = (ownerGid: string, key: string, valueType: string, value: string) => {
    const at = world.clock.now();
    const metafield = { type: "Metafield" as const, id: key, ownerGid, namespace: "custom", key, valueType, value };
    return { ...metafield, createdAt: at, updatedAt: at };
  };
  const is = (field: string, op: string, value?: unknown) =>
    ({
      field,
      of: field.startsWith("order") ? "custom.fair" : "custom.cold",
      op,
      ...(value !== undefined && { value }),
    }) as never;
  const both = () =>
    live(world, installed, [
      { ...tagged("fair"), when: is("order.metafieldText", "isOneOf", ["Madrid"]) },
      { ...tagged("none"), when: is("order.metafieldText", "isEmpty") },
      { ...tagged("cold"), when: { lines: "any", where: is("line.metafieldYesNo", "is", true) } },
    ]);

  test("of an order and of its products are read for the rules that ask for them", async () => {
    const [productId] = installed.shop.products.keys();
    const gid = `gid://shopify/Product/${productId ?? ""}`;
    installed.shop.metafields.set(gid, [put(gid, "cold", "boolean", "true"), put(gid, "note", "json", "{}")]);
    const bought = [...installed.shop.variants.values()].find((each) => each.productId === productId);
    const lines = { lines: [{ variantId: bought?.id ?? "", quantity: 1 }] };
    await both();
    const placed = place(world, installed, {}, lines);
    placed.metafields.push(put(`gid://shopify/Order/${placed.id}`, "fair", "single_line_text_field", "Madrid"));
    await world.settle(installed);
    await world.advance(installed, MINUTE);
    const bare = await order(world, installed, {}, lines);
    const tags = (id: string) => installed.shop.orders.get(id)?.tags;
    expect([tags(placed.id), tags(bare.id)]).toEqual([
      ["cold", "fair"],
      ["cold", "none"],
    ]);
  });

  test("that the shop has defined are offered by their names", async () => {
    const { metafieldChoices } = await import("../../app/features/automation/metafield-choices.server.ts");
    const { defineMetafield } = await import("../devshop/state/metafields.ts");
    const access = { admin: null, storefront: null, customerAccount: null };
    const fair = { name: "Feria", namespace: "custom", key: "fair", type: "single_line_text_field", description: null };
    defineMetafield(world.devshop.world, installed.shop, { ...fair, ownerType: "ORDER", access });
    const offered = (list: "orderMetafields" | "productMetafields", search: string) =>
      metafieldChoices(installed.shopId, list, search);
    expect(await offered("orderMetafields", "fer")).toEqual([{ value: "custom.fair", label: "Feria · custom.fair" }]);
    expect(await offered("orderMetafields", "other")).toEqual([]);
    expect(await offered("productMetafields", "")).toEqual([]);
  });

  test("are not read where no rule asks, and are unknown where one began to ask since", async () => {
    const before = ran(world, "ReadMetafields");
    const placed = await order(world, installed, { "CAM-1": 1 });
    expect(ran(world, "ReadMetafields")).toBe(before);
    await both();
    const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
    const { personalFactsOf } = await import("../../app/features/orders/public.server.ts");
    const id = placed.id as OrderId;
    const facts = async () => (await inShop(installed.shopId, (tx) => personalFactsOf(tx, [id]))).get(id);
    expect((await facts())?.metafields).toBeNull();
    world.devshop.world.emit(installed.shop, { topic: "orders/updated", order: placed });
    placed.updatedAt = world.clock.now();
    await world.advance(installed, MINUTE);
    expect((await facts())?.metafields).toEqual({ "custom.fair": "" });
  });
});

test("a label of a location is asked, offered, and missed by the linter once nobody has it", async () => {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { readChoices } = await import("../../app/features/automation/choices.server.ts");
  const { saveLocationSettings } = await import("../../app/features/locations/store.server.ts");
  const id = location(installed, "Tienda Sevilla") as LocationId;
  const label = (tags: string[]) =>
    inShop(installed.shopId, (tx) => {
      const settings = { ...usualSettings("Europe/Madrid"), tags };
      return saveLocationSettings(tx, [{ id, settings }], "7", world.clock.now());
    });
  const offered = () => inShop(installed.shopId, (tx) => readChoices(tx, "locationTags", ""));
  await switchOn(world, installed, "route");
  await label(["Closing down"]);
  expect(await offered()).toEqual([{ value: "Closing down" }]);
  const closing = { field: "location.tags", op: "hasAnyOf", value: ["closing down"] } as never;
  await live(world, installed, [{ id: "x", when: { all: [] }, then: [{ do: "excludeLocations", where: closing }] }]);
  const toSeville = () => order(world, installed, { "CAM-1": 4 }, { shippingAddress: SEVILLE });
  expect(places(installed, await toSeville())).not.toHaveProperty("Tienda Sevilla");
  expect(await vanished()).toEqual([]);
  await label([]);
  expect(places(installed, await toSeville())).toHaveProperty("Tienda Sevilla");
  expect(await offered()).toEqual([]);
  expect(await vanished()).toEqual(["closing down"]);
});
