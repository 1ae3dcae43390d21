import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { intentsOf, openIntents, withdrawIntents } from "../intents/public.server.ts";
import { keepClaims, type RoutingCase } from "./store.server.ts";

const SENT = ["sending", "unsure"] as const;

/**
 * Orders that cannot be decided now: a move or hold of theirs is on its way to Shopify, and where the units will be is not known. When it is
 * settled, the refresh lane is woken by what it marks.
 */
export async function undecidable(tx: ShopTx, cases: readonly RoutingCase[]): Promise<Set<OrderId>> {
  if (cases.length === 0) return new Set();
  const orderIds = [...new Set(cases.map((each) => each.orderId))];
  const moves = await intentsOf(tx, "fulfillmentOrder.move", orderIds, SENT);
  const holds = await intentsOf(tx, "fulfillmentOrder.hold", orderIds, SENT);
  return new Set([...moves, ...holds].map((each) => each.orderId));
}

/**
 * These fulfillment orders are decided anew: what earlier decisions of them still wait to do is withdrawn, and the units they claimed are given
 * back, so that a new plan does not compete with the one it replaces.
 */
export async function withdrawPlans(tx: ShopTx, cases: readonly RoutingCase[], now: Date): Promise<void> {
  const orderIds = [...new Set(cases.map((each) => each.orderId))];
  const decided = new Set<string>(cases.map((each) => each.fulfillmentOrderId));
  const moves = await intentsOf(tx, "fulfillmentOrder.move", orderIds, ["waiting"]);
  const holds = await intentsOf(tx, "fulfillmentOrder.hold", orderIds, ["waiting"]);
  const old = [...moves, ...holds].filter(({ input }) => decided.has(input.fulfillmentOrderId));
  await withdrawIntents(
    tx,
    old.map((each) => each.intentId),
    now,
  );
  await keepClaims(
    tx,
    (await openIntents(tx, "fulfillmentOrder.move")).map(({ input }) => input),
  );
}
