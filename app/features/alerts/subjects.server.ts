import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { coverOf, demandOf, readSales, together, type LevelSales, type UsualOf } from "../demand/public.server.ts";
import type { AlertSubject, Gone } from "./domain/judge.ts";

/** A subject with the numbers people are shown. */
export interface Subject extends AlertSubject {
  /** Units a day; null when it is not known. */
  readonly perDay: number | null;
  /** Since when nothing is left, as far as the ledger of twelve weeks tells. */
  readonly outSince: Date | null;
  /** It is sold without stock too: a stock-out costs no sales. */
  readonly oversells: boolean;
}

interface LevelRow {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly available: number;
  readonly vendor: string;
  readonly tags: readonly string[];
  readonly oversells: boolean;
  readonly online: boolean;
  readonly gone: Gone | null;
  readonly [column: string]: unknown;
}

/**
 * Each level of these items, and each item at all locations that sell online together, with what is expected of them. Levels that people took out of
 * use are among them, with the reason: what was told of them closes.
 */
export async function readSubjects(
  tx: ShopTx,
  items: readonly InventoryItemId[],
  usualOf: UsualOf,
  now: Date,
): Promise<Subject[]> {
  const rows = await readLevels(tx, items);
  const sales = new Map((await readSales(tx, items, now)).map((each) => [`${each.itemId} ${each.locationId}`, each]));
  const levels = rows.map((row) => ({ ...row, sales: sales.get(`${row.itemId} ${row.locationId}`) }));
  const byItem = [...Map.groupBy(levels, ({ itemId }) => itemId).values()];
  return [
    ...levels.map((level) => subjectOf(level, level.locationId, level.gone, [level], usualOf)),
    ...byItem.flatMap((all) => {
      const [first] = all;
      if (!first) return [];
      const live = all.filter(({ online, gone }) => online && gone === null);
      const ofItem = all.find(({ gone }) => gone !== null && gone !== "inactive");
      const gone = live.length > 0 ? null : (ofItem?.gone ?? "inactive");
      return [subjectOf(first, null, gone, live, usualOf)];
    }),
  ];
}

type Level = LevelRow & { readonly sales: LevelSales | undefined };

function subjectOf(
  { itemId, vendor, tags, oversells }: LevelRow,
  locationId: LocationId | null,
  gone: Gone | null,
  levels: readonly Level[],
  usualOf: UsualOf,
): Subject {
  const sales = levels.flatMap((level) => (level.sales ? [level.sales] : []));
  const available = levels.reduce((sum, level) => sum + level.available, 0);
  const demand = demandOf(together(sales), usualOf(vendor));
  return {
    ...{ itemId, locationId, vendor, tags, available, gone, oversells },
    cover: demand.known ? coverOf(available, demand) : null,
    perDay: demand.known ? demand.perDay : null,
    // Together they are out since the last of them is.
    outSince: available > 0 ? null : latest(sales.map(({ inStockUntil }) => inStockUntil)),
  };
}

const latest = (moments: readonly (Date | null)[]): Date | null =>
  moments.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);

function readLevels(tx: ShopTx, items: readonly InventoryItemId[]): Promise<LevelRow[]> {
  return tx.rows<LevelRow>(
    `select l.item_id as "itemId", l.location_id as "locationId", l.available, i.vendor, i.inventory_policy = 'CONTINUE' as oversells,
            array(select t.tag from item_tag t where t.shop_id = l.shop_id and t.item_id = l.item_id) as tags, p.fulfills_online_orders as online,
            case when i.deleted_at is not null then 'deleted' when not i.tracked then 'untracked'
                 when not l.active or not p.active or p.deleted_at is not null then 'inactive'
                 when i.product_status not in ('', 'ACTIVE') then 'notActive' end as gone
       from inventory_level l
       join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id
       join location p on p.shop_id = l.shop_id and p.location_id = l.location_id
      where l.shop_id = $1 and l.item_id = any($2::bigint[]) order by l.item_id, l.location_id`,
    [tx.shopId, items],
  );
}
