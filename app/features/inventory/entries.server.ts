import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Cause } from "./domain/cause.ts";
import { LEDGER_STATES, type Units } from "../../core/stock-states.ts";
import { stockChanged } from "./stock-due.server.ts";

/** The document that explains a change: `order` 17, `count` 3. */
export interface StockDocument {
  readonly kind: string;
  readonly id: string;
}

/** One explained change of one level. */
export interface StockEntry {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly cause: Cause;
  readonly document: StockDocument | null;
  /** By how much each state changed. */
  readonly units: Units;
  /** `outside` only: the beginning of the time in which it happened. */
  readonly since?: Date;
  /** On Shopify's clock. What is not later than the level's opening is in the opening already, and left out. */
  readonly occurredAt: Date;
}

const STATES = LEDGER_STATES.join(", ");

/**
 * Appends to the stock ledger, and expects of each level what its entries say. Levels that we have never seen have no opening to add to, and
 * untracked items have no stock: their entries are left out.
 */
export async function writeEntries(tx: ShopTx, entries: readonly StockEntry[], now: Date): Promise<void> {
  if (entries.length === 0) return;
  const touched = await tx.rows<{ item_id: InventoryItemId }>(
    `with e as materialized (
       select * from jsonb_to_recordset($2::jsonb) as e(n int, item_id bigint, location_id bigint, cause text, document_kind text, document_id bigint,
                       ${LEDGER_STATES.map((state) => `${state} int`).join(", ")}, since timestamptz, occurred_at timestamptz)),
     l as materialized (
       select l.item_id, l.location_id, l.opened_at from inventory_level l
        where l.shop_id = $1 and (l.item_id, l.location_id) in (select item_id, location_id from e)
          and exists (select 1 from inventory_item i where i.shop_id = $1 and i.item_id = l.item_id and i.tracked)
        order by l.item_id, l.location_id for update),
     kept as (select e.* from e join l using (item_id, location_id) where e.cause = 'outside' or e.occurred_at > l.opened_at),
     written as (
       insert into stock_entry (shop_id, item_id, location_id, cause, document_kind, document_id, ${STATES}, since, occurred_at, recorded_at)
       select $1, item_id, location_id, cause, document_kind, document_id, ${STATES}, since, occurred_at, $3 from kept order by n),
     expected as (
       update inventory_level t set ${LEDGER_STATES.map((state) => `x_${state} = t.x_${state} + s.${state}`).join(", ")}
         from (select item_id, location_id, ${LEDGER_STATES.map((state) => `sum(${state})::int as ${state}`).join(", ")} from kept group by 1, 2) s
        where t.shop_id = $1 and t.item_id = s.item_id and t.location_id = s.location_id)
     select distinct item_id from kept`,
    [
      tx.shopId,
      JSON.stringify(
        entries.map(({ itemId, locationId, cause, document, units, since, occurredAt }, n) => ({
          n,
          item_id: itemId,
          location_id: locationId,
          cause,
          document_kind: document?.kind,
          document_id: document?.id,
          ...Object.fromEntries(LEDGER_STATES.map((state) => [state, units[state] ?? 0])),
          since,
          occurred_at: occurredAt,
        })),
      ),
      now,
    ],
  );
  await stockChanged(
    tx,
    touched.map((row) => row.item_id),
  );
}
