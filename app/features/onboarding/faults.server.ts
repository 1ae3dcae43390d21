import { cutPage } from "../../core/cut-page.ts";
import type { SomeCount } from "../../core/some-count.ts";
import { countSome } from "../../platform/db/count-some.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { searchedWords } from "../inventory/public.server.ts";
import { FAULT_KINDS, type FaultKind } from "./domain/checks.ts";
import type { FaultFilter, FaultPlace, FaultSort } from "./domain/fault-filter.ts";
import { FAULT_SQL } from "./fault-sql.ts";

const PAGE_SIZE = 50;
/** As many as a look keeps without saying "and some". */
const MOST = 10_000;
const MOST_COUNTED_NOW = 500;
/** Drop-downs are no place for more. */
const MOST_VENDORS = 300;

/** An item or a location that lacks something. `foundAt`: ISO 8601. */
export interface Fault {
  readonly id: string;
  readonly name: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly vendor: string;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly foundAt: string;
  /** What the row is sorted by, as it is stored. */
  readonly place: string;
}

interface FaultPage {
  readonly faults: readonly Fault[];
  readonly count: SomeCount;
  readonly before: string | null;
  readonly after: string | null;
}

/** How many of each kind the last look found and nobody mended since the last reconcile. */
export async function countFaults(tx: ShopTx): Promise<Map<FaultKind, SomeCount>> {
  const rows = await tx.rows<{ kind: FaultKind; count: number }>(
    "select kind, count(*)::int as count from setup_fault where shop_id = $1 group by kind",
    [tx.shopId],
  );
  return new Map(
    FAULT_KINDS.map((kind) => {
      const count = rows.find((row) => row.kind === kind)?.count ?? 0;
      return [kind, { value: Math.min(count, MOST), more: count > MOST }];
    }),
  );
}

/** One page of what lacks something, as it is now. */
export async function listFaults(
  tx: ShopTx,
  kind: FaultKind,
  filter: FaultFilter,
  place: FaultPlace | null,
): Promise<FaultPage> {
  const found = await faultsFrom(tx, kind, filter, place, PAGE_SIZE + 1);
  const { rows, before, after } = cutPage(found, PAGE_SIZE, place?.side ?? null, writePlace);
  return { faults: rows, count: await countListed(tx, kind, filter), before, after };
}

/** Many are counted as the last look and the reconciles since left them: whether each is still so, only the rows that are shown are asked. */
async function countListed(tx: ShopTx, kind: FaultKind, filter: FaultFilter): Promise<SomeCount> {
  const found = (await countFaults(tx)).get(kind);
  if (found && found.value > MOST_COUNTED_NOW && filter.search === "" && filter.vendor === "") return found;
  const { from, values } = queryOf(tx, kind, filter);
  return countSome(tx, from, values);
}

/** Rows after a place (before it: the nearest first), as many as wanted. */
export async function faultsFrom(
  tx: ShopTx,
  kind: FaultKind,
  filter: FaultFilter,
  place: FaultPlace | null,
  limit: number,
): Promise<Fault[]> {
  const { from, values } = queryOf(tx, kind, filter);
  const { id, text } = shapeOf(kind);
  const column = sortedBy(kind, filter.sort);
  const down = filter.descending !== (place?.side === "before");
  const direction = down ? "desc" : "asc";
  const type = filter.sort === "found" ? "timestamptz" : "text";
  const beyond =
    place &&
    `and (${column}, ${id}) ${down ? "<" : ">"} ($${values.length + 1}::${type}, $${values.length + 2}::bigint)`;
  const rows = await tx.rows<Omit<Fault, "foundAt" | "place"> & { foundAt: Date; place: Date | string }>(
    `select ${id}::text as id, ${text}, f.found_at as "foundAt", ${column} as place ${from} ${beyond ?? ""}
      order by ${column} ${direction}, ${id} ${direction} limit ${limit}`,
    [...values, ...(place ? [place.value, place.id] : [])],
  );
  return rows.map((row) => ({
    ...row,
    foundAt: row.foundAt.toISOString(),
    place: row.place instanceof Date ? row.place.toISOString() : row.place,
  }));
}

/** The place of a row in its list, as the value of `after` or `before`. */
export const writePlace = ({ id, place }: Fault): string => `${id}_${place}`;

/** The makers of the items among these, each once, for the filter. */
export async function vendorsOf(tx: ShopTx, kind: FaultKind): Promise<string[]> {
  if (kind === "address") return [];
  const rows = await tx.rows<{ vendor: string }>(
    `select distinct i.vendor from setup_fault f join inventory_item i on i.shop_id = f.shop_id and i.item_id = f.object_id
      where f.shop_id = $1 and f.kind = $2 and i.vendor <> '' order by 1 limit ${MOST_VENDORS}`,
    [tx.shopId, kind],
  );
  return rows.map(({ vendor }) => vendor);
}

const ITEM_TEXT = `i.title as name, i.variant_title as variant, i.sku, i.vendor, i.product_id::text as "productId", i.variant_id::text as "variantId"`;
const LOCATION_TEXT = `i.name, null as variant, null as sku, '' as vendor, null as "productId", null as "variantId"`;
const shapeOf = (kind: FaultKind) => ({
  id: FAULT_SQL[kind].id,
  text: kind === "address" ? LOCATION_TEXT : ITEM_TEXT,
});

function sortedBy(kind: FaultKind, sort: FaultSort): string {
  if (sort === "found") return "f.found_at";
  if (kind === "address") return "i.name";
  return sort === "sku" ? "i.sku_key" : "i.title_key";
}

function queryOf(tx: ShopTx, kind: FaultKind, { search, vendor }: FaultFilter) {
  const { from, id, faulty } = FAULT_SQL[kind];
  const values: unknown[] = [tx.shopId, kind];
  const parts = ["f.shop_id = $1 and f.kind = $2", faulty];
  if (kind === "address") {
    if (search !== "") parts.push(`starts_with(lower(i.name), lower($${values.push(search)}))`);
  } else {
    if (vendor !== "") parts.push(`i.vendor = $${values.push(vendor)}`);
    for (const word of searchedWords(search))
      parts.push(
        `exists (select 1 from item_word w where w.shop_id = $1 and w.item_id = i.item_id and starts_with(w.word, $${values.push(word)}))`,
      );
  }
  return { from: `from setup_fault f join ${from} on ${id} = f.object_id where ${parts.join(" and ")}`, values };
}
