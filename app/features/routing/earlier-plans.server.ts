import type { LocationId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { openIntents, withdrawIntents } from "../intents/public.server.ts";
import { keepClaims, type RoutingCase } from "./store.server.ts";

/** Moves and holds that are on their way: not sent yet, sent, or looked for. */
export type EarlierPlans = Awaited<ReturnType<typeof earlierPlans>>;

export function earlierPlans(tx: ShopTx) {
  return openIntents(tx, ["fulfillmentOrder.move", "fulfillmentOrder.hold"]);
}

/**
 * Orders that cannot be decided now: a move or hold of theirs is on its way to Shopify, and where the units will be is not known. When it is
 * settled, the refresh lane is woken by what it marks.
 */
export function undecidable(plans: EarlierPlans): Set<OrderId> {
  return new Set(plans.filter(({ status }) => status !== "waiting").map(({ orderId }) => orderId));
}

/**
 * These fulfillment orders are decided anew: what earlier decisions of them still wait to do is withdrawn, and the units they claimed are given
 * back, so that a new plan does not compete with the one it replaces.
 */
export async function withdrawPlans(
  tx: ShopTx,
  plans: EarlierPlans,
  cases: readonly RoutingCase[],
  now: Date,
): Promise<void> {
  const decided = new Set<string>(cases.map((each) => each.fulfillmentOrderId));
  const old = plans.filter(({ status, input }) => status === "waiting" && decided.has(input.fulfillmentOrderId));
  const withdrawn = await withdrawIntents(
    tx,
    old.map((each) => each.intentId),
    now,
  );
  await keepClaims(tx, plans.filter(({ intentId }) => !withdrawn.has(intentId)).flatMap(claimedFor));
}

/** Where an effect on its way has units claimed: at the location a move goes to, and where a hold of some lines leaves the others. */
function claimedFor({ kind, input }: EarlierPlans[number]): { decisionId: string; to: LocationId }[] {
  const to = kind === "fulfillmentOrder.move" ? input.to : input.part?.from;
  return to === undefined ? [] : [{ decisionId: input.decisionId, to }];
}
