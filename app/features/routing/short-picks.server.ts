import type { FulfillmentOrderId, LineItemId, LocationId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import type { NewIntent } from "../intents/domain/intent.ts";
import { recordIntents } from "../intents/public.server.ts";

/** What a hold says that takes missing units out of a fulfillment order. */
export const SHORT = "short";

/** Units of a fulfillment order that somebody looked for at its location and did not find. */
export interface ShortPick {
  readonly orderId: OrderId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly locationId: LocationId;
  readonly lines: readonly { readonly lineItemId: LineItemId; readonly quantity: number }[];
  /** Makes it itself: the same is one short pick, however often it is told. At most 40 characters. */
  readonly ref: string;
}

/**
 * Holds the missing units, so that Shopify splits them off and the rest ships; once they are held they are decided anew without that location. A person has
 * reported them: that is the click for this hold, whatever is switched off. Where they go from there takes the switches, as always.
 */
export async function routeShortPicks(tx: ShopTx, shorts: readonly ShortPick[], now: Date): Promise<void> {
  if (shorts.length === 0) return;
  const decisions = await tx.rows<{ id: FulfillmentOrderId; decision: string }>(
    `select fulfillment_order_id as id, decision_id as decision from routing_case
      where shop_id = $1 and fulfillment_order_id = any($2::bigint[]) and decision_id is not null`,
    [tx.shopId, shorts.map(({ fulfillmentOrderId }) => fulfillmentOrderId)],
  );
  const decided = new Map(decisions.map(({ id, decision }) => [id, decision]));
  await recordIntents(
    tx,
    shorts.map(({ orderId, fulfillmentOrderId, locationId, lines, ref }): NewIntent => ({
      kind: "fulfillmentOrder.hold",
      orderId,
      subject: `short ${ref}`,
      input: {
        fulfillmentOrderId,
        handle: `entrega-short-${ref}`,
        reason: "INVENTORY_OUT_OF_STOCK",
        noteCode: SHORT,
        decisionId: decided.get(fulfillmentOrderId) ?? "0",
        part: { from: locationId, lines },
      },
    })),
    now,
    { clicked: true },
  );
}

/** They are held: as soon as the lane turns they are tried elsewhere, and their location is out of the question until a person decides otherwise. */
export async function tryElsewhere(
  tx: ShopTx,
  held: { readonly id: FulfillmentOrderId; readonly orderId: OrderId; readonly from: LocationId },
  now: Date,
): Promise<void> {
  await tx.run(
    `insert into routing_case as c (shop_id, fulfillment_order_id, order_id, status, cause, refusals, retry_at, updated_at)
     values ($1, $2, $3, 'decided', 'shortPick', $4, $5, $5)
     on conflict (shop_id, fulfillment_order_id) do update
        set status = 'decided', cause = 'shortPick', refusals = c.refusals || excluded.refusals, retry_at = excluded.retry_at, updated_at = excluded.updated_at`,
    [tx.shopId, held.id, held.orderId, JSON.stringify([{ locationId: held.from, code: "shortPick" }]), now],
  );
  wakeLane(tx, "refresh");
}
