import type { FulfillmentOrderId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { appendOrderEvents, readRoutable } from "../orders/public.server.ts";
import { claimsOf } from "./domain/consequences.ts";
import { decideBy } from "./domain/decide.ts";
import { overdrawnBy } from "./domain/overdrawn.ts";
import { promise, withPromised, type Promised } from "./domain/promised.ts";
import type { RoutingSnapshot } from "./domain/snapshot.ts";
import { loadSnapshots } from "./load-snapshots.server.ts";
import { askRules, readPersonal, readRoutingRules } from "./rules.server.ts";
import { IS_RESTING, putCases } from "./store.server.ts";

/** A count is booked line by line: what is below zero for so long stays there. */
const QUIET_MS = 5 * 60_000;
/** Looked at together; the next ones a quarter of an hour later. */
const MOST_ORDERS = 200;

/**
 * Has the orders decided anew that their location can no longer serve, where others can: stock there fell below zero after they were decided. What nobody else has
 * stays where it is. An order is looked at once for each change of a level. For every quarter of an hour.
 */
export async function lookAtOversold(shopId: ShopId, now: Date): Promise<void> {
  await inShop(shopId, async (tx) => {
    const ids = await atOversold(tx, now);
    if (ids.length === 0) return;
    const open = (await readRoutable(tx, { ids }))
      .filter(({ order }) => !order.cancelled)
      .sort((a, b) => b.order.placedAt.getTime() - a.order.placedAt.getTime());
    const asked = open.map((fulfillmentOrder) => ({
      fulfillmentOrder,
      refusals: [],
      canHold: false,
      cause: "oversold",
    }));
    const served = await elsewhere(tx, overdrawnBy(await loadSnapshots(tx, asked, now)), now);
    if (served.length === 0) return;
    const found = served.map(({ fulfillmentOrder }) => fulfillmentOrder);
    await putCases(tx, found, "due", "oversold", now);
    await appendOrderEvents(
      tx,
      found.map(({ id, orderId, assignedLocationId }) => ({
        orderId,
        code: "routing.oversold",
        ref: `${id} ${now.toISOString()}`,
        occurredAt: now,
        data: { locationId: assignedLocationId, fulfillmentOrderId: id },
      })),
      now,
    );
    wakeLane(tx, "refresh");
  });
}

/** Those that would find a plan somewhere else, by the rules of now; what one takes there the next does not find. */
async function elsewhere(tx: ShopTx, given: readonly RoutingSnapshot[], now: Date): Promise<RoutingSnapshot[]> {
  const rules = await readRoutingRules(tx, now);
  const personal = await readPersonal(
    tx,
    rules,
    given.map(({ fulfillmentOrder }) => fulfillmentOrder.orderId),
  );
  const promised: Promised = new Map();
  return given.filter((loaded) => {
    const snapshot = withPromised(loaded, promised);
    const said = askRules(rules, snapshot, personal.get(snapshot.fulfillmentOrder.orderId) ?? null);
    const decision = decideBy(snapshot, said?.directives ?? null);
    if (decision.outcome !== "move" && decision.outcome !== "split") return false;
    promise(promised, claimsOf(snapshot, decision));
    return true;
  });
}

/**
 * Fulfillment orders nobody has begun, of items of which their location has fewer than none since they were decided (Shopify's times are whole seconds). The newest
 * orders first.
 */
async function atOversold(tx: ShopTx, now: Date): Promise<FulfillmentOrderId[]> {
  const rows = await tx.rows<{ id: FulfillmentOrderId }>(
    `select c.fulfillment_order_id as id
       from routing_case c join fulfillment_order f on f.shop_id = c.shop_id and f.fulfillment_order_id = c.fulfillment_order_id
       join shop_order o on o.shop_id = f.shop_id and o.order_id = f.order_id
      where c.shop_id = $1 and ${IS_RESTING}
        and exists (select 1 from fulfillment_order_line l
                      join inventory_level v on v.shop_id = l.shop_id and v.item_id = l.item_id and v.location_id = f.location_id
                     where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id and l.remaining > 0
                       and v.available < 0 and v.updated_at >= date_trunc('second', c.updated_at) and v.updated_at <= $2)
      order by o.placed_at desc, c.fulfillment_order_id desc limit $3`,
    [tx.shopId, new Date(now.getTime() - QUIET_MS), MOST_ORDERS],
  );
  return rows.map(({ id }) => id);
}
