import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { carrierAccounts } from "../carriers/public.server.ts";
import { readLocations, searchedWords } from "../inventory/public.server.ts";
import { readLocationSettings } from "../locations/public.server.ts";
import { SHOP_LISTS, type ShopList } from "./domain/fields/field.ts";
import { fold } from "./domain/fold.ts";

/** A menu longer than this is no help; whoever looks for more types a word. */
const MOST = 50;
/** Texts of an index that are looked through for one that contains what was typed. */
const MOST_DISTINCT = 1_000;
/** What orders have is read from the newest ones: there is no index of it, and what was long ago is no longer wanted. */
const NEWEST_ORDERS = 2_000;

/** Countries are the same for every shop and known to the page; fulfillment services, staff and carriers are chosen in actions, attributes are what is asked. */
export const SERVED_LISTS = [
  ...SHOP_LISTS.filter((list) => list !== "countries"),
  "services",
  "staff",
  "carriers",
  "attributes",
] as const;
export type ServedList = (typeof SERVED_LISTS)[number];

/** What the shop has defined in Shopify and the mirror does not have: metafield-choices.server.ts. */
export const DEFINED_LISTS = ["orderMetafields", "productMetafields"] as const;
export type DefinedList = (typeof DEFINED_LISTS)[number];

/** One of the shop's values: what a rule stores, and how people call it if that is something else. */
export interface Choice {
  readonly value: string;
  readonly label?: string;
}

/** The shop's own values of a list, those with the typed text in them; at most 50. Codes are named by the page, in the reader's language. */
export async function readChoices(tx: ShopTx, list: ServedList, search: string): Promise<Choice[]> {
  if (list === "products") return readProducts(tx, search);
  const wanted = fold(search);
  const all = await READERS[list](tx);
  return all
    .filter(({ value, label = "" }) => wanted === "" || fold(value).includes(wanted) || fold(label).includes(wanted))
    .slice(0, MOST);
}

const READERS: Readonly<Record<Exclude<ServedList, "products">, (tx: ShopTx) => Promise<Choice[]>>> = {
  locations: async (tx) => (await readLocations(tx)).map(locationChoice),
  services: async (tx) =>
    (await readLocations(tx)).filter(({ isFulfillmentService }) => isFulfillmentService).map(locationChoice),
  staff: readStaff,
  carriers: async (tx) => (await carrierAccounts(tx)).map(({ carrier, name }) => ({ value: carrier, label: name })),
  vendors: (tx) => distinct(tx, "inventory_item", "vendor"),
  productTypes: (tx) => distinct(tx, "inventory_item", "product_type"),
  productTags: (tx) => distinct(tx, "item_tag", "tag"),
  orderTags: (tx) => distinct(tx, "order_tag", "tag"),
  channels: readChannels,
  currencies: (tx) => ofOrders(tx, "o.currency"),
  shippingMethods: (tx) => ofOrders(tx, "o.shipping_title"),
  provinces: (tx) => ofOrders(tx, "o.dest_country || '-' || (o.facts ->> 'province')"),
  paymentGateways: (tx) => ofOrders(tx, "jsonb_array_elements_text(o.facts -> 'gateways')"),
  attributes: (tx) => ofOrders(tx, "jsonb_array_elements_text(o.facts -> 'attributeNames')"),
  customerTags: (tx) => ofOrders(tx, "jsonb_array_elements_text(o.facts -> 'customerTags')"),
  locationTags: readLocationTags,
};

const locationChoice = ({ id, name }: { readonly id: string; readonly name: string }): Choice => ({
  value: id,
  label: name,
});

/** The labels that merchants gave to locations (features/locations). */
async function readLocationTags(tx: ShopTx): Promise<Choice[]> {
  const tags = (await readLocationSettings(tx)).flatMap(({ settings }) => settings.tags);
  return plain([...new Set(tags)].sort());
}

/** Staff who have opened the app, by Shopify's number. */
async function readStaff(tx: ShopTx): Promise<Choice[]> {
  const rows = await tx.rows<{ who: string }>(
    `select user_id::text as who from staff_member where shop_id = $1 order by who limit $2`,
    [tx.shopId, MOST],
  );
  return plain(rows.map(({ who }) => who));
}

const plain = (values: readonly string[]): Choice[] => values.map((value) => ({ value }));

/** Jumps from one text to the next in the index instead of reading all rows. */
async function distinct(
  tx: ShopTx,
  table: "inventory_item" | "item_tag" | "order_tag",
  column: "vendor" | "product_type" | "tag",
): Promise<Choice[]> {
  const rows = await tx.rows<{ text: string }>(
    `with recursive next as (
       (select ${column} as text, 1 as n from ${table} where shop_id = $1 and ${column} > '' order by ${column} limit 1)
       union all
       select (select t.${column} from ${table} t where t.shop_id = $1 and t.${column} > next.text order by t.${column} limit 1), n + 1
         from next where next.text is not null and n < $2)
     select text from next where text is not null`,
    [tx.shopId, MOST_DISTINCT],
  );
  return plain(rows.map(({ text }) => text));
}

/** `expression`: of an order `o`. The most frequent first. */
async function ofOrders(tx: ShopTx, expression: string): Promise<Choice[]> {
  const rows = await tx.rows<{ text: string }>(
    `select text from (select ${expression} as text from (${NEWEST}) o) x where text <> '' group by text order by count(*) desc, text limit $3`,
    [tx.shopId, NEWEST_ORDERS, MOST_DISTINCT],
  );
  return plain(rows.map(({ text }) => text));
}

const NEWEST = "select * from shop_order where shop_id = $1 order by placed_at desc, order_id desc limit $2";

/** A channel that is an app is called as its app is. */
async function readChannels(tx: ShopTx): Promise<Choice[]> {
  const rows = await tx.rows<{ channel: string; name: string | null }>(
    `select channel, max(facts ->> 'appName') as name from (${NEWEST}) o where channel <> '' group by channel order by count(*) desc, channel`,
    [tx.shopId, NEWEST_ORDERS],
  );
  return rows.map(({ channel, name }) => ({ value: channel, ...(name !== null && { label: name }) }));
}

/** Products by the beginnings of words of their title or SKU; without any, the first by title. */
async function readProducts(tx: ShopTx, search: string): Promise<Choice[]> {
  const words = searchedWords(search);
  const rows = await tx.rows<ProductRow>(
    `select ${PRODUCT} from (
       select i.* from inventory_item i
        where i.shop_id = $1 and i.deleted_at is null and i.product_id is not null
          ${words.map((_, index) => `and i.item_id in (select w.item_id from item_word w where w.shop_id = $1 and starts_with(w.word, $${index + 3}))`).join(" ")}
        order by i.title_key, i.item_id limit 500) i
      group by i.product_id order by title limit $2`,
    [tx.shopId, MOST, ...words],
  );
  return rows.map(productChoice);
}

interface ProductRow {
  readonly id: string;
  readonly title: string;
  readonly skus: readonly string[];
  readonly [column: string]: unknown;
}
const PRODUCT = `i.product_id::text as id, min(i.title) as title, coalesce(array_agg(distinct i.sku) filter (where i.sku <> ''), '{}') as skus`;

function productChoice({ id, title, skus }: ProductRow): Choice {
  const [first, ...more] = skus;
  return { value: id, label: first === undefined ? title : `${title} · ${first}${more.length > 0 ? " …" : ""}` };
}

/** All values of a list that can be read whole; undefined when there are more than 1,000. */
export async function readDistinct(
  tx: ShopTx,
  list: Exclude<ServedList, "products">,
): Promise<readonly string[] | undefined> {
  const all = await READERS[list](tx);
  return all.length < MOST_DISTINCT ? all.map(({ value }) => value) : undefined;
}

/** How the shop's things are called that rules store by their ids. A value without an entry is no longer there. */
export type Names = Readonly<Partial<Record<ShopList, Readonly<Record<string, string>>>>>;

/** Names of what rules speak of, by list. Only lists of ids have names; a deleted location or product has none. */
export async function readNames(tx: ShopTx, values: ReadonlyMap<ShopList, ReadonlySet<string>>): Promise<Names> {
  const named = (choices: readonly Choice[]) =>
    Object.fromEntries(choices.map(({ value, label = value }) => [value, label]));
  const products = [...(values.get("products") ?? [])].filter((id) => /^\d{1,18}$/.test(id));
  const found = await tx.rows<ProductRow>(
    `select ${PRODUCT} from inventory_item i
      where i.shop_id = $1 and i.product_id = any($2::bigint[]) and i.deleted_at is null group by i.product_id`,
    [tx.shopId, products],
  );
  return {
    locations: named(await READERS.locations(tx)),
    channels: named(await readChannels(tx)),
    products: named(found.map(productChoice)),
  };
}
