import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { LEDGER_STATES, onHandOf, STATES, type Units } from "../../core/stock-states.ts";
import { stockChanged } from "./stock-due.server.ts";

/** `available` as a webhook body told it. */
export interface AvailableHint {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly available: number;
  readonly hintedAt: Date;
}

/** A level after its hint. */
export interface HintedLevel {
  /** `item location`. */
  readonly key: string;
  /** The mirror has the hint's number. It has not when both are of the same second: nobody knows which came first. */
  readonly hasNumber: boolean;
  /** It had been read as of less than `latelyMs` before, by Shopify's clock; not said of one whose difference is being looked into. */
  readonly changedLately: boolean;
}

/**
 * Applies the numbers of webhook bodies at once, at no API points, as provisional; the read that follows confirms or corrects them. A hint that
 * is older than the stored level is left out. Levels we have never read, or that were not stocked, are left to the read. Returns the stocked ones.
 */
export async function applyAvailable(
  tx: ShopTx,
  hints: readonly AvailableHint[],
  latelyMs: number,
): Promise<readonly HintedLevel[]> {
  if (hints.length === 0) return [];
  const levels = await tx.rows<HintedLevel & { item_id: InventoryItemId; tells: boolean; active: boolean }>(
    `with h as materialized (
       select l.item_id, l.location_id, l.active, h.available, h.hinted_at,
              h.hinted_at > l.updated_at and h.available <> l.available as tells,
              h.hinted_at > l.updated_at or h.available = l.available as has_number,
              h.hinted_at < l.updated_at + $3 * interval '1 millisecond' and not l.provisional
                and coalesce(l.suspect_at <> (select stock_looked_at from shop_profile where shop_id = $1), true) as changed_lately
         from jsonb_to_recordset($2::jsonb) as h(item_id bigint, location_id bigint, available int, hinted_at timestamptz)
         join inventory_level l on l.shop_id = $1 and l.item_id = h.item_id and l.location_id = h.location_id
        order by l.item_id, l.location_id for update of l),
     done as (
       update inventory_level l set available = h.available, provisional = true, updated_at = h.hinted_at from h
        where h.tells and l.shop_id = $1 and l.item_id = h.item_id and l.location_id = h.location_id)
     select item_id, item_id || ' ' || location_id as key, active, tells, has_number as "hasNumber", changed_lately as "changedLately" from h`,
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
      latelyMs,
    ],
  );
  await stockChanged(
    tx,
    levels.flatMap(({ item_id, tells }) => (tells ? [item_id] : [])),
  );
  return levels.filter(({ active }) => active);
}

/** How our own write shifted the units of one item at one location. */
export interface Shift {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly units: Units;
}

/** A move takes committed units from one location to another. */
export function shiftsOfMove(
  from: LocationId,
  to: LocationId,
  units: readonly { readonly itemId: InventoryItemId; readonly quantity: number }[],
): Shift[] {
  return units.flatMap(({ itemId, quantity }) => [
    { itemId, locationId: from, units: { available: quantity, committed: -quantity } },
    { itemId, locationId: to, units: { available: -quantity, committed: quantity } },
  ]);
}

/**
 * Applies our own write to the levels, as provisional, at no points. `read` was taken before the request was sent, `writtenAt` is the answer's
 * `updated_at` on Shopify's clock. Left out are levels that may show it already, because they were read or told since: those come back, to be
 * read. Untracked items have no stock. Why it was written is explained by entries.
 */
export async function applyOwnWrite(
  tx: ShopTx,
  shifts: readonly Shift[],
  { read, writtenAt }: { readonly read: ReadStamp; readonly writtenAt: Date },
): Promise<{ readonly applied: readonly Level[]; readonly unsure: readonly Level[] }> {
  if (shifts.length === 0) return { applied: [], unsure: [] };
  const rows = await tx.rows<Level & { fits: boolean }>(
    `with x as (
       select item_id, location_id, ${STATES.map((state) => `sum(${state})::int as ${state}`).join(", ")}
         from jsonb_to_recordset($2::jsonb) as s(item_id bigint, location_id bigint, ${STATES.map((state) => `${state} int`).join(", ")})
        group by item_id, location_id),
     l as materialized (
       select x.*, l.read_no < $3 and date_trunc('second', l.updated_at) < date_trunc('second', $4::timestamptz) as fits
         from x join inventory_level l on l.shop_id = $1 and l.item_id = x.item_id and l.location_id = x.location_id
         join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id and i.tracked
        order by l.item_id, l.location_id for update of l),
     done as (
       update inventory_level t set ${STATES.map((state) => `${state} = t.${state} + l.${state}`).join(", ")}, provisional = true, read_no = $3
         from l where l.fits and t.shop_id = $1 and t.item_id = l.item_id and t.location_id = l.location_id)
     select item_id as "itemId", location_id as "locationId", fits from l`,
    [
      tx.shopId,
      JSON.stringify(
        shifts.map(({ itemId, locationId, units }) => ({
          item_id: itemId,
          location_id: locationId,
          ...Object.fromEntries(LEDGER_STATES.map((state) => [state, units[state] ?? 0])),
          on_hand: onHandOf(units),
        })),
      ),
      read.no,
      writtenAt,
    ],
  );
  await stockChanged(
    tx,
    rows.map(({ itemId }) => itemId),
  );
  return { applied: rows.filter(({ fits }) => fits), unsure: rows.filter(({ fits }) => !fits) };
}

interface Level {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
}
