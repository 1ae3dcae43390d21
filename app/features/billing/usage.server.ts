import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { shopZone } from "../../platform/db/shop-zone.server.ts";
import { boundsOf, monthOf } from "./domain/month.ts";
import { noticeOf, type PlanNotice } from "./domain/notice.ts";
import { isPaused, outlookOf } from "./domain/outlook.ts";
import { termsOf } from "./domain/subscription.ts";
import { readKnownPlan, readMonth } from "./store.server.ts";

/** Where the shop stands with its plan this month. */
export async function readUsage(tx: ShopTx, now: Date) {
  const known = await readKnownPlan(tx);
  const zone = await shopZone(tx);
  const month = monthOf(now, zone);
  const bounds = boundsOf(month, zone);
  const terms = termsOf(known.subscription, now);
  const outlook = outlookOf(await readMonth(tx, month), terms, bounds, now);
  return { ...known, terms, month, ends: bounds.ends, outlook };
}

/** What Home says of the plan; null: nothing that somebody would have to know. Times are ISO 8601. */
export async function planNotice(tx: ShopTx, now: Date) {
  const { subscription, terms, outlook, ends } = await readUsage(tx, now);
  const notice: PlanNotice = noticeOf(subscription, terms, outlook, now);
  if (notice === null) return null;
  return {
    notice,
    orders: outlook.tally.orders,
    included: outlook.included,
    percent: outlook.percent,
    costCents: terms.extraCents,
    monthEnds: ends.toISOString(),
    trialEnds: subscription.trialEndsAt?.toISOString() ?? null,
  };
}

/**
 * Is what was never switched on kept off for now, because the shop has more orders this month than are free? Whatever is on stays on, and what a person once had on
 * may be switched on again: a shop is never kept from shipping.
 */
export async function isBeginningPaused(tx: ShopTx, now: Date): Promise<boolean> {
  const { outlook, terms } = await readUsage(tx, now);
  return isPaused(outlook, terms);
}
