import { cutPage } from "../../core/cut-page.ts";
import { countSome } from "../../platform/db/count-some.server.ts";
import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { SomeCount } from "../../core/some-count.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { searchedWords } from "../inventory/public.server.ts";
import { writePageKey, type BufferFilter, type Look, type PageKey } from "./domain/list-filter.ts";

const PAGE_SIZE = 50;

/** A level with what is kept of it, as it goes to the browser. */
export interface ListedBuffer {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly title: string;
  readonly titleKey: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly location: string;
  readonly available: number;
  readonly held: number;
  readonly target: number;
  /** Units on their way: positive into safety stock. */
  readonly moving: number;
  readonly ruleId: string | null;
  readonly trouble: string;
}

export interface BufferPage {
  readonly levels: readonly ListedBuffer[];
  readonly count: SomeCount;
  readonly before: string | null;
  readonly after: string | null;
}

const LOOK: Readonly<Record<Look, string>> = {
  moving: "b.intent_id is not null and b.trouble = ''",
  off: "b.trouble = 'off'",
  wrong: "b.trouble not in ('', 'off')",
};

const FROM = `from buffer_level b
  join inventory_item i on i.shop_id = b.shop_id and i.item_id = b.item_id
  join location p on p.shop_id = b.shop_id and p.location_id = b.location_id
  join inventory_level l on l.shop_id = b.shop_id and l.item_id = b.item_id and l.location_id = b.location_id`;

/** One page of the levels that are buffered, with their count. */
export async function listBuffers(tx: ShopTx, filter: BufferFilter, key: PageKey | null): Promise<BufferPage> {
  const found = await buffersFrom(tx, filter, key, PAGE_SIZE + 1);
  const { rows, before, after } = cutPage(found, PAGE_SIZE, key?.side ?? null, (row) => placeOf(row, filter));
  const { where, values } = conditionsOf(tx, filter);
  return { levels: rows, count: await countSome(tx, `${FROM} where ${where}`, values), before, after };
}

/** Rows after a place (before it: nearest first), as many as wanted. */
export async function buffersFrom(
  tx: ShopTx,
  filter: BufferFilter,
  key: PageKey | null,
  count: number,
): Promise<ListedBuffer[]> {
  const { where, values } = conditionsOf(tx, filter);
  const column = filter.sort === "title" ? "i.title_key" : "b.held";
  const down = filter.descending !== (key?.side === "before");
  const direction = down ? "desc" : "asc";
  const after = key
    ? `and (${column}, b.item_id, b.location_id) ${down ? "<" : ">"} ($${values.length + 1}, $${values.length + 2}, $${values.length + 3})`
    : "";
  return tx.rows<ListedBuffer & Record<string, unknown>>(
    `select b.item_id as "itemId", b.location_id as "locationId", i.title, i.title_key as "titleKey", i.variant_title as variant, i.sku, p.name as location,
            l.available, b.held, b.target, b.moving, b.rule_id as "ruleId", b.trouble ${FROM}
      where ${where} ${after} order by ${column} ${direction}, b.item_id ${direction}, b.location_id ${direction} limit ${count}`,
    [...values, ...(key ? [key.value, key.itemId, key.locationId] : [])],
  );
}

/** The place of a row in the list. */
export function placeOf({ itemId, locationId, titleKey, held }: ListedBuffer, { sort }: BufferFilter): string {
  return writePageKey({ itemId, locationId, value: sort === "title" ? titleKey : String(held) });
}

function conditionsOf(tx: ShopTx, { look, locationId, search }: BufferFilter) {
  const values: unknown[] = [tx.shopId];
  const parts = ["b.shop_id = $1"];
  if (look !== null) parts.push(LOOK[look]);
  if (locationId !== null) parts.push(`b.location_id = $${values.push(locationId)}`);
  for (const word of searchedWords(search))
    parts.push(
      `exists (select 1 from item_word w where w.shop_id = b.shop_id and w.item_id = b.item_id and starts_with(w.word, $${values.push(word)}))`,
    );
  return { where: parts.join(" and "), values };
}
