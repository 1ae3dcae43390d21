/** Small values that many objects show: money, weight, addresses, metafields. */
import type { Address } from "../../state/catalog.ts";
import { gid } from "../../state/ids.ts";
import { compareDigest, definitionOf, findMetafield, ownerTypeOf, resolveNamespace } from "../../state/metafields.ts";
import type { Metafield, MetafieldDefinition } from "../../state/shop.ts";
import { accepting, own, PAGE_ARGS, type Context, type Fields, type ResolverTable } from "../context.ts";
import { pageById, type PageArgs } from "../connections.ts";
import { decimalText, type Money } from "../money.ts";

const moneyBag: Fields<Money> = { shopMoney: (money) => money, presentmentMoney: (money) => money };
const moneyV2: Fields<Money> = { amount: decimalText, currencyCode: (money) => money.currency };

/** Weight of so many grams, in the unit a European shop is set to. */
export function weight(grams: number): { value: number; unit: "KILOGRAMS" } {
  return { value: grams / 1000, unit: "KILOGRAMS" };
}

function fullName(address: Pick<Address, "firstName" | "lastName">): string | null {
  return [address.firstName, address.lastName].filter((part) => part !== null).join(" ") || null;
}

const mailingAddress: Fields<Address> = {
  ...own<Address>(
    "firstName",
    "lastName",
    "company",
    "address1",
    "address2",
    "city",
    "province",
    "provinceCode",
    "zip",
    "country",
    "phone",
    "latitude",
    "longitude",
  ),
  name: fullName,
  countryCodeV2: (address) => address.countryCode,
};

const locationAddress: Fields<Address> = own<Address>(
  "address1",
  "address2",
  "city",
  "province",
  "provinceCode",
  "zip",
  "country",
  "countryCode",
  "phone",
  "latitude",
  "longitude",
);

const metafield: Fields<Metafield> = {
  ...own<Metafield>("namespace", "key", "value", "createdAt", "updatedAt"),
  id: (each) => gid("Metafield", each.id),
  legacyResourceId: (each) => each.id,
  type: (each) => each.valueType,
  jsonValue: (each) => (each.valueType === "json" ? (JSON.parse(each.value) as unknown) : each.value),
  sizeInBytes: (each) => Buffer.byteLength(each.value),
  ownerType: (each) => ownerTypeOf(each.ownerGid),
  compareDigest,
  definition: (each, _args, { shop }) => definitionOf(shop, each) ?? null,
};

const metafieldDefinition: Fields<MetafieldDefinition> = {
  ...own<MetafieldDefinition>("ownerType", "namespace", "key", "name", "description", "access"),
  id: (each) => gid("MetafieldDefinition", each.id),
};

/** `metafield(namespace, key)` and `metafields(…)` of an owner. Without a namespace the app's own is meant. */
export function metafieldFields<Owner>(
  listOf: (owner: Owner, context: Context) => readonly Metafield[],
): Fields<Owner> {
  return {
    metafield: accepting<Owner, { namespace?: string | null; key: string }>(
      ["namespace", "key"],
      (owner, { namespace, key }, context) =>
        findMetafield(listOf(owner, context), resolveNamespace(context.world, namespace ?? "$app"), key) ?? null,
    ),
    metafields: accepting<Owner, PageArgs & { namespace?: string | null; keys?: readonly string[] | null }>(
      [...PAGE_ARGS, "namespace", "keys"],
      (owner, args, context) => {
        const namespace = args.namespace == null ? null : resolveNamespace(context.world, args.namespace);
        const isAsked = ({ namespace: of, key }: Metafield) => args.keys?.includes(`${of}.${key}`) ?? true;
        const list = listOf(owner, context).filter(
          (each) => (namespace === null || each.namespace === namespace) && isAsked(each),
        );
        return pageById(list, args);
      },
    ),
  };
}

export const valueTypes: ResolverTable = {
  MoneyBag: moneyBag,
  MoneyV2: moneyV2,
  Weight: own<ReturnType<typeof weight>>("value", "unit"),
  MailingAddress: mailingAddress,
  LocationAddress: locationAddress,
  Metafield: metafield,
  MetafieldDefinition: metafieldDefinition,
  MetafieldAccess: own<MetafieldDefinition["access"]>("admin", "storefront", "customerAccount"),
  Count: own<{ count: number; precision: string }>("count", "precision"),
};

/** Shopify's `Count` of a number that is known exactly. */
export function exactCount(count: number): { count: number; precision: "EXACT" } {
  return { count, precision: "EXACT" };
}
