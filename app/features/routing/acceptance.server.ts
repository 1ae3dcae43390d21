import type { FulfillmentOrderId, LocationId, OrderId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import type { NewIntent } from "../intents/domain/intent.ts";
import { readSwitches, recordIntents } from "../intents/public.server.ts";
import { calendarOf } from "../locations/domain/public.ts";
import { readLocationSettings } from "../locations/public.server.ts";
import { isLate } from "../order-acts/domain/public.ts";
import { failedRequests, type FailedRequest } from "../order-acts/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import type { RefusalCode } from "./domain/snapshot.ts";
import { dueAgain } from "./store.server.ts";

/** A fulfillment order that its location will not ship. */
interface Untaken {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly locationId: LocationId;
  readonly code: RefusalCode;
}

/**
 * Routes again what a fulfillment service declined and what a store did not take up within the opening minutes its location has (`acceptMinutes`), without
 * that location; the ledger says why. Taken up is what has a label or is in progress. What a service does not answer is taken back where the merchant wants
 * that, and decided when Shopify shows what takes its place. For every quarter of an hour, once routing is switched on.
 */
export async function lookAtAcceptance(shopId: ShopId, now: Date): Promise<void> {
  await inShop(shopId, async (tx) => {
    const { route } = await readSwitches(tx);
    if (route === undefined) return;
    const failed = await failedRequests(tx, "all", now);
    const declined = failed.filter(({ why }) => why === "rejected");
    await takeBack(
      tx,
      failed.filter(({ isTakenBack }) => isTakenBack),
      now,
    );
    const untaken: Untaken[] = [
      ...declined.map((each) => ({ ...each, code: "declined" as const })),
      ...(await leftLying(tx, now)),
    ];
    const fresh = await notRefusedYet(tx, untaken);
    for (const { fulfillmentOrderId, locationId, code } of fresh)
      await dueAgain(tx, fulfillmentOrderId, now, { locationId, code });
    await appendOrderEvents(
      tx,
      fresh
        .filter(({ code }) => code === "unanswered")
        .map(({ orderId, fulfillmentOrderId, locationId }) => ({
          orderId,
          code: "fulfillment_order.unanswered",
          ref: `${fulfillmentOrderId} ${locationId}`,
          occurredAt: now,
          data: { locationId, fulfillmentOrderId },
        })),
      now,
    );
    if (fresh.length > 0) wakeLane(tx, "refresh");
  });
}

/** Once: where nobody else can ship it, the service is asked again, and has it until it answers. */
async function takeBack(tx: ShopTx, silent: readonly FailedRequest[], now: Date): Promise<void> {
  const fresh = await notRefusedYet(tx, silent);
  await recordIntents(
    tx,
    fresh.map(({ intentId, orderId, fulfillmentOrderId, locationId, lineItemIds }): NewIntent => ({
      kind: "fulfillmentOrder.takeBack",
      orderId,
      subject: `${fulfillmentOrderId} ${intentId}`,
      input: { fulfillmentOrderId, locationId, lineItemIds },
    })),
    now,
  );
}

/** What we moved or left somewhere and nobody has taken up in time. */
async function leftLying(tx: ShopTx, now: Date): Promise<Untaken[]> {
  const timed = (await readLocationSettings(tx)).filter(({ settings }) => settings.acceptMinutes !== null);
  if (timed.length === 0) return [];
  const settings = new Map(timed.map((each) => [each.id, each.settings]));
  const rows = await tx.rows<Omit<Untaken, "code"> & { readonly since: Date }>(
    `select f.fulfillment_order_id as "fulfillmentOrderId", f.order_id as "orderId", f.location_id as "locationId", c.updated_at as since
       from routing_case c join fulfillment_order f on f.shop_id = c.shop_id and f.fulfillment_order_id = c.fulfillment_order_id
      where c.shop_id = $1 and c.status in ('decided', 'ours') and f.status = 'OPEN' and f.request_status = 'UNSUBMITTED'
        and f.location_id = any($2::bigint[])
        and not exists (select 1 from parcel p
                         where p.shop_id = f.shop_id and p.fulfillment_order_id = f.fulfillment_order_id and p.stage <> 'void')`,
    [tx.shopId, [...settings.keys()]],
  );
  return rows.flatMap(({ since, ...lying }) => {
    const set = settings.get(lying.locationId);
    if (set?.acceptMinutes == null) return [];
    const late = isLate(calendarOf(set), since.getTime(), set.acceptMinutes, now.getTime());
    return late ? [{ ...lying, code: "unanswered" as const }] : [];
  });
}

/** A location is ruled out once; where no other can ship it, it stays where it is. */
async function notRefusedYet<Each extends Pick<Untaken, "fulfillmentOrderId" | "locationId">>(
  tx: ShopTx,
  untaken: readonly Each[],
): Promise<Each[]> {
  const rows = await tx.rows<{ key: string }>(
    `select c.fulfillment_order_id || ' ' || (r->>'locationId') as key from routing_case c, jsonb_array_elements(c.refusals) r
      where c.shop_id = $1 and c.fulfillment_order_id = any($2::bigint[])`,
    [tx.shopId, untaken.map(({ fulfillmentOrderId }) => fulfillmentOrderId)],
  );
  const known = new Set(rows.map(({ key }) => key));
  return untaken.filter(({ fulfillmentOrderId, locationId }) => !known.has(`${fulfillmentOrderId} ${locationId}`));
}
