import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { StockState } from "./rows.ts";

export interface StockChange {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly state: StockState;
  readonly before: number;
  readonly after: number;
  readonly occurredAt: Date;
}

/**
 * How we learned of a change: `imported` (first import), `read` (a refetch), `webhook` (the number in a body), `own_move` and
 * `own_shipment` (our own move or fulfilment, from the mutation's answer). Explaining *why* Shopify's number changed is built on these entries later.
 */
export type StockCause = "imported" | "read" | "webhook" | "own_move" | "own_shipment";

/** Appends to the stock ledger. `ref` names the intent for our own changes. */
export async function writeEntries(
  tx: ShopTx,
  changes: readonly StockChange[],
  cause: StockCause,
  ref: string | null,
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  await tx.run(
    `insert into stock_entry (shop_id, item_id, location_id, state, before, after, cause, ref, occurred_at, recorded_at)
     select $1, item_id, location_id, state, before, after, $3, $4, occurred_at, $5
       from jsonb_to_recordset($2::jsonb) as x(item_id bigint, location_id bigint, state text, before int, after int, occurred_at timestamptz)`,
    [
      tx.shopId,
      JSON.stringify(
        changes.map((change) => ({
          item_id: change.itemId,
          location_id: change.locationId,
          state: change.state,
          before: change.before,
          after: change.after,
          occurred_at: change.occurredAt,
        })),
      ),
      cause,
      ref,
      now,
    ],
  );
}
