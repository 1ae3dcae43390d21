import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
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
    `update inventory_level l set available = x.available, provisional = true, updated_at = x.hinted_at
       from (select l.item_id, l.location_id, l.available as before, h.available, h.hinted_at
               from jsonb_to_recordset($2::jsonb) as h(item_id bigint, location_id bigint, available int, hinted_at timestamptz)
               join inventory_level l on l.shop_id = $1 and l.item_id = h.item_id and l.location_id = h.location_id
              where h.hinted_at > l.updated_at and h.available <> l.available) x
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

/** Our own move of committed units from one location to another, applied from what we asked for; the read that follows confirms it. */
export async function applyOwnMove(
  tx: ShopTx,
  move: {
    readonly from: LocationId;
    readonly to: LocationId;
    readonly units: readonly { readonly itemId: InventoryItemId; readonly quantity: number }[];
    readonly ref: string;
  },
  now: Date,
): Promise<void> {
  const shifts = move.units.flatMap(({ itemId, quantity }) => [
    { item_id: itemId, location_id: move.from, quantity },
    { item_id: itemId, location_id: move.to, quantity: -quantity },
  ]);
  const changed = await tx.rows<{ item_id: InventoryItemId; location_id: LocationId; before: number; after: number }>(
    `update inventory_level l
        set available = l.available + x.quantity, committed = greatest(0, l.committed - x.quantity), provisional = true
       from (select item_id, location_id, sum(quantity)::int as quantity
               from jsonb_to_recordset($2::jsonb) as s(item_id bigint, location_id bigint, quantity int) group by 1, 2) x
      where l.shop_id = $1 and l.item_id = x.item_id and l.location_id = x.location_id
  returning l.item_id, l.location_id, l.available - x.quantity as before, l.available as after`,
    [tx.shopId, JSON.stringify(shifts)],
  );
  const changes = changed.map((row): StockChange => ({
    itemId: row.item_id,
    locationId: row.location_id,
    state: "available",
    before: row.before,
    after: row.after,
    occurredAt: now,
  }));
  await writeEntries(tx, changes, "own_move", move.ref, now);
}
