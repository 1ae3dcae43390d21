import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { writeEntries, type StockChange } from "./entries.server.ts";

/** `available` as a webhook body told it. */
export interface AvailableHint {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly available: number;
  readonly hintedAt: Date;
}

/**
 * Applies the numbers of webhook bodies at once, at no API points, as provisional; the read that follows confirms or corrects them. A hint that
 * is older than the stored level is left out. Levels we have never read are left to the read.
 */
export async function applyAvailable(tx: ShopTx, hints: readonly AvailableHint[], now: Date): Promise<void> {
  if (hints.length === 0) return;
  const changed = await tx.rows<{
    item_id: InventoryItemId;
    location_id: LocationId;
    before: number;
    after: number;
    hinted_at: Date;
  }>(
    `with x as materialized (
       select l.item_id, l.location_id, l.available as before, h.available, h.hinted_at
         from jsonb_to_recordset($2::jsonb) as h(item_id bigint, location_id bigint, available int, hinted_at timestamptz)
         join inventory_level l on l.shop_id = $1 and l.item_id = h.item_id and l.location_id = h.location_id
        where h.hinted_at > l.updated_at and h.available <> l.available
        order by l.item_id, l.location_id for update of l)
     update inventory_level l set available = x.available, provisional = true, updated_at = x.hinted_at from x
      where l.shop_id = $1 and l.item_id = x.item_id and l.location_id = x.location_id
  returning l.item_id, l.location_id, x.before, l.available as after, x.hinted_at`,
    [
      tx.shopId,
      JSON.stringify(
        hints.map((hint) => ({
          item_id: hint.itemId,
          location_id: hint.locationId,
          available: hint.available,
          hinted_at: hint.hintedAt,
        })),
      ),
    ],
  );
  const changes = changed.map((row): StockChange => ({
    itemId: row.item_id,
    locationId: row.location_id,
    state: "available",
    before: row.before,
    after: row.after,
    occurredAt: row.hinted_at,
  }));
  await writeEntries(tx, changes, "webhook", null, now);
}

/** How our own write shifted the units of one item at one location. */
export interface Shift {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly available: number;
  readonly committed: number;
  readonly onHand: number;
}

/** A move takes committed units from one location to another. */
export function shiftsOfMove(
  from: LocationId,
  to: LocationId,
  units: readonly { readonly itemId: InventoryItemId; readonly quantity: number }[],
): Shift[] {
  return units.flatMap(({ itemId, quantity }) => [
    { itemId, locationId: from, available: quantity, committed: -quantity, onHand: 0 },
    { itemId, locationId: to, available: -quantity, committed: quantity, onHand: 0 },
  ]);
}

/** What our own write was, and when Shopify carried it out. */
export interface OwnWriteToStock {
  readonly cause: "own_move" | "own_shipment";
  /** The intent. */
  readonly ref: string;
  /** Taken before the request was sent. */
  readonly read: ReadStamp;
  /** `updated_at` of the answer, on Shopify's clock. */
  readonly writtenAt: Date;
}

/**
 * Applies our own write to the levels, as provisional, at no points. Left out are levels that may show it already, because they were read or told
 * since: those come back, to be read. Untracked items have no stock.
 */
export async function applyOwnWrite(
  tx: ShopTx,
  shifts: readonly Shift[],
  { cause, ref, read, writtenAt }: OwnWriteToStock,
  now: Date,
): Promise<{ readonly applied: readonly Level[]; readonly unsure: readonly Level[] }> {
  const rows = await tx.rows<LevelRow>(
    `with x as (
       select item_id, location_id, sum(available)::int as available, sum(committed)::int as committed, sum(on_hand)::int as on_hand
         from jsonb_to_recordset($2::jsonb) as s(item_id bigint, location_id bigint, available int, committed int, on_hand int)
        group by item_id, location_id),
     l as materialized (
       select l.item_id, l.location_id, x.available, x.committed, x.on_hand,
              jsonb_build_object('available', l.available, 'committed', l.committed, 'on_hand', l.on_hand) as before,
              l.read_no < $3 and date_trunc('second', l.updated_at) < date_trunc('second', $4::timestamptz) as fits
         from x join inventory_level l on l.shop_id = $1 and l.item_id = x.item_id and l.location_id = x.location_id
         join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id and i.tracked
        order by l.item_id, l.location_id for update of l),
     done as (
       update inventory_level t
          set available = t.available + l.available, committed = t.committed + l.committed, on_hand = t.on_hand + l.on_hand,
              provisional = true, read_no = $3
         from l where l.fits and t.shop_id = $1 and t.item_id = l.item_id and t.location_id = l.location_id)
     select item_id as "itemId", location_id as "locationId", before, fits,
            jsonb_build_object('available', available, 'committed', committed, 'on_hand', on_hand) as by from l`,
    [
      tx.shopId,
      JSON.stringify(
        shifts.map((shift) => ({
          item_id: shift.itemId,
          location_id: shift.locationId,
          available: shift.available,
          committed: shift.committed,
          on_hand: shift.onHand,
        })),
      ),
      read.no,
      writtenAt,
    ],
  );
  const applied = rows.filter(({ fits }) => fits);
  const changes = applied.flatMap(({ itemId, locationId, before, by }) =>
    SHIFTED.filter((state) => by[state] !== 0).map((state): StockChange => ({
      itemId,
      locationId,
      state,
      before: before[state],
      after: before[state] + by[state],
      occurredAt: writtenAt,
    })),
  );
  await writeEntries(tx, changes, cause, ref, now);
  return { applied, unsure: rows.filter(({ fits }) => !fits) };
}

/** The states a write of ours shifts. */
const SHIFTED = ["available", "committed", "on_hand"] as const;
type Units = Readonly<Record<(typeof SHIFTED)[number], number>>;

interface Level {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
}

interface LevelRow extends Level {
  readonly before: Units;
  readonly by: Units;
  readonly fits: boolean;
  readonly [column: string]: unknown;
}
