import { KINDS } from "../../core/kinds.ts";
import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { judge, unitsOf } from "./domain/difference.ts";
import { LEDGER_STATES, onHandOf } from "../../core/stock-states.ts";
import { writeEntries } from "./entries.server.ts";

/** Levels looked at in one piece. A stocktake in a spreadsheet changes tens of thousands at once. */
const PIECE = 2_000;
/** A mark this young may be of something that happens right now. */
const YOUNG_MS = 60_000;

const DIFFERENCE = LEDGER_STATES.map((state) => `l.${state} - l.x_${state}`).join(", ");

/** Shopify keeps no books of a level that is not stocked, or of an item that is not tracked: what it shows is where the next count begins. */
const UNCOUNTED =
  "(not l.active or exists (select 1 from inventory_item i where i.shop_id = l.shop_id and i.item_id = l.item_id and not i.tracked))";

interface Row {
  readonly item_id: InventoryItemId;
  readonly location_id: LocationId;
  readonly difference: number[];
  readonly before: number[] | null;
  readonly provisional: boolean;
  readonly marked: boolean;
  readonly rests: boolean;
  readonly agreed_at: Date;
  readonly updated_at: Date;
  readonly [column: string]: unknown;
}

/** A change that nothing explains. */
export interface Drift {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  /** Units that came to what is on hand, or went. */
  readonly units: number;
  readonly at: Date;
}

/**
 * Looks at the levels that show something else than expected; called when a reconcile has marked all that it found. What was the same at the last look
 * and nothing explains becomes an entry `outside`, from the last read that agreed to the change. The first look after the first import puts
 * what differs into the openings: orders and levels were read at different times. So does each look for levels that Shopify does not count.
 * Returns what is new.
 */
export async function lookAtDifferences(tx: ShopTx, now: Date): Promise<readonly Drift[]> {
  const [last] = await tx.rows<{ looked_at: Date | null; behind: boolean }>(
    `select p.stock_looked_at as looked_at,
            exists (select 1 from mark m where m.shop_id = p.shop_id and m.kind in (${KINDS.fulfillmentOrder}, ${KINDS.order}, ${KINDS.transfer})
                       and m.set_aside_at is null and m.marked_at < coalesce(p.stock_looked_at, $2)) as behind
       from shop_profile p where p.shop_id = $1`,
    [tx.shopId, new Date(now.getTime() - YOUNG_MS)],
  );
  if (!last || (last.looked_at === null && last.behind)) return [];
  await tx.run(
    "update shop_profile set stock_looked_at = $2, stock_since = coalesce(stock_since, $2) where shop_id = $1",
    [tx.shopId, now],
  );
  if (last.looked_at === null) {
    await openAnew(tx, "true");
    return [];
  }
  await openAnew(tx, UNCOUNTED);
  const found: Drift[] = [];
  let after = { item: "0", location: "0" };
  for (;;) {
    const rows = await differing(tx, last.looked_at, after, now);
    found.push(...(await take(tx, rows, last.behind, now)));
    const end = rows.at(-1);
    if (!end || rows.length < PIECE) return found;
    after = { item: end.item_id, location: end.location_id };
  }
}

function differing(tx: ShopTx, lastLook: Date, after: { readonly item: string; readonly location: string }, now: Date) {
  return tx.rows<Row>(
    `select l.item_id, l.location_id, array[${DIFFERENCE}] as difference, case when l.suspect_at = $2 then l.suspect end as before,
            l.provisional, l.agreed_at, l.updated_at,
            m.shop_id is not null as marked, coalesce(m.may_rest and m.not_before > $5, false) as rests
       from inventory_level l
       left join mark m on m.shop_id = l.shop_id and m.kind = ${KINDS.inventoryLevel} and m.object_id = l.item_id and m.part = l.location_id
      where l.shop_id = $1 and l.differs and (l.item_id, l.location_id) > ($3, $4)
      order by l.item_id, l.location_id limit ${PIECE} for update of l`,
    [tx.shopId, lastLook, after.item, after.location, now],
  );
}

async function take(tx: ShopTx, rows: readonly Row[], behind: boolean, now: Date): Promise<Drift[]> {
  const judged = rows.map((row) => ({ row, verdict: judge(row, behind) }));
  const waiting = judged.filter(({ verdict }) => verdict !== "outside").map(({ row }) => row);
  await tx.run(
    `update inventory_level l set suspect = array[${DIFFERENCE}], suspect_at = $4
      where l.shop_id = $1 and (l.item_id, l.location_id) in (select * from unnest($2::bigint[], $3::bigint[]))`,
    [tx.shopId, waiting.map((row) => row.item_id), waiting.map((row) => row.location_id), now],
  );
  await markChanged(
    tx,
    judged
      .filter(({ verdict }) => verdict === "read")
      .map(({ row }) => ({ kind: "inventoryLevel", objectId: row.item_id, part: row.location_id })),
    now,
  );
  const outside = judged.filter(({ verdict }) => verdict === "outside").map(({ row }) => row);
  await writeEntries(
    tx,
    outside.map((row) => ({
      itemId: row.item_id,
      locationId: row.location_id,
      cause: "outside",
      document: null,
      units: unitsOf(row.difference),
      since: row.agreed_at,
      occurredAt: row.updated_at,
    })),
    now,
  );
  return outside.map((row) => ({
    itemId: row.item_id,
    locationId: row.location_id,
    units: onHandOf(unitsOf(row.difference)),
    at: row.updated_at,
  }));
}

/** Puts the difference of these levels into their openings. */
async function openAnew(tx: ShopTx, which: "true" | typeof UNCOUNTED): Promise<void> {
  await tx.run(
    `update inventory_level l set
            ${LEDGER_STATES.map((state) => `o_${state} = o_${state} + ${state} - x_${state}, x_${state} = ${state}`).join(", ")}
      where shop_id = $1 and differs and ${which}`,
    [tx.shopId],
  );
}
