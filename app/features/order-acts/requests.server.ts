import type { FulfillmentOrderId, IntentId, LineItemId, LocationId, OrderId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { calendarOf } from "../locations/domain/public.ts";
import { readLocationSettings } from "../locations/public.server.ts";
import { appendOrderEvents, raiseAttention } from "../orders/public.server.ts";
import { isLate } from "./domain/is-late.ts";

/** What was asked, and of whom. */
interface Asked {
  readonly intentId: IntentId;
  readonly orderId: OrderId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly locationId: LocationId;
  readonly lineItemIds: readonly LineItemId[];
}

/**
 * A request of ours that the fulfillment service did not take: it said no, or nothing within the time its location has (`acceptMinutes`, `takeBackMinutes`).
 */
export interface FailedRequest extends Asked {
  /** A fulfillment order that was rejected can be moved; one that is not answered cannot, until the request is taken back. */
  readonly why: "rejected" | "unanswered";
  /** Nothing was answered for so long that the merchant wants it taken back. */
  readonly isTakenBack: boolean;
}

interface Row extends Asked {
  readonly request: string;
  readonly since: Date;
  readonly [column: string]: unknown;
}

/**
 * The failed requests, as the mirror shows them now: of these orders, or of all. What was moved since, or asked of by somebody else, is not among them.
 * For routing, which decides those that were rejected again, without their location, and takes back what was not answered.
 */
export async function failedRequests(
  tx: ShopTx,
  orderIds: readonly OrderId[] | "all",
  now: Date,
): Promise<FailedRequest[]> {
  const rows = await tx.rows<Row>(
    `select distinct on (f.fulfillment_order_id) i.intent_id as "intentId", f.order_id as "orderId",
            f.fulfillment_order_id as "fulfillmentOrderId", f.location_id as "locationId", f.request_status as request,
            i.input->'lineItemIds' as "lineItemIds",
            greatest(i.settled_at, f.updated_at) as since
       from fulfillment_order f
       join intent i on i.shop_id = f.shop_id and i.order_id = f.order_id and i.kind = 'fulfillmentOrder.submit' and i.status = 'done'
                    and i.input->>'locationId' = f.location_id::text and i.outcome->'asked' ? f.fulfillment_order_id::text
      where f.shop_id = $1 and f.request_status in ('SUBMITTED', 'REJECTED') and f.status = 'OPEN'
        and ($2::bigint[] is null or f.order_id = any($2::bigint[]))
      order by f.fulfillment_order_id, i.intent_id desc`,
    [tx.shopId, orderIds === "all" ? null : orderIds],
  );
  const silent = rows.some(({ request }) => request === "SUBMITTED");
  const settings = new Map((silent ? await readLocationSettings(tx) : []).map((each) => [each.id, each.settings]));
  return rows.flatMap(({ request, since, ...failed }): FailedRequest[] => {
    if (request === "REJECTED") return [{ ...failed, why: "rejected", isTakenBack: false }];
    const set = settings.get(failed.locationId);
    if (set === undefined) return [];
    const hasPassed = (minutes: number | null) =>
      minutes !== null && isLate(calendarOf(set), since.getTime(), minutes, now.getTime());
    const isTakenBack = hasPassed(set.takeBackMinutes);
    return isTakenBack || hasPassed(set.acceptMinutes) ? [{ ...failed, why: "unanswered", isTakenBack }] : [];
  });
}

/**
 * Tells people of failed requests: an entry of the ledger each, once, and a look at the order. (That a service said no raises it at once, when it is read:
 * features/orders/restage.server.ts.) For every quarter of an hour.
 */
export async function lookAtRequests(shopId: ShopId, now: Date): Promise<void> {
  await inShop(shopId, async (tx) => {
    const failed = await failedRequests(tx, "all", now);
    const told = await appendOrderEvents(
      tx,
      failed.map(({ intentId, orderId, fulfillmentOrderId, locationId, why }) => ({
        orderId,
        code: `fulfillment_order.${why}`,
        ref: `${intentId} ${fulfillmentOrderId}`,
        occurredAt: now,
        data: { locationId, fulfillmentOrderId },
      })),
      now,
    );
    for (const orderId of told) await raiseAttention(tx, orderId, "declined");
  });
}
