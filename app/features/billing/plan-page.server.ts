import { Retryable, Terminal } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import { config } from "../../config.server.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { adminFor } from "../shops/public.server.ts";
import { monthsOn } from "./domain/month.ts";
import { noticeOf } from "./domain/notice.ts";
import { isPaused } from "./domain/outlook.ts";
import { PLANS } from "./domain/plans.ts";
import { lookAtPlan } from "./look-at-plan.server.ts";
import { readKnownPlan, readMonths } from "./store.server.ts";
import { readUsage } from "./usage.server.ts";

/** Who comes back from Shopify sees what they chose there; who looks again and again asks it once a minute. */
const FRESH_MS = 60_000;
const MONTHS = 12;

interface Asker {
  readonly shopId: ShopId;
  /** `name.myshopify.com` */
  readonly domain: string;
}

/** Everything the page shows. `chosen`: somebody comes from Shopify's page of plans. Times are ISO 8601, money is in US cents. */
export async function planPage({ shopId, domain }: Asker, chosen: boolean, now: Date) {
  const asked = await askShopify(shopId, chosen, now);
  return inShop(shopId, async (tx) => {
    const { subscription, terms, outlook, month, ends, appHandle, readAt } = await readUsage(tx, now);
    return {
      asked,
      readAt: readAt?.toISOString() ?? null,
      notice: noticeOf(subscription, terms, outlook, now),
      paused: isPaused(outlook, terms),
      subscription: {
        ...subscription,
        trialEndsAt: terms.trial ? (subscription.trialEndsAt?.toISOString() ?? null) : null,
        periodEndsAt: subscription.periodEndsAt?.toISOString() ?? null,
      },
      handle: terms.plan?.handle ?? null,
      free: terms.free,
      extraCents: terms.extraCents,
      month,
      monthEnds: ends.toISOString(),
      outlook,
      told: await countTold(tx, month),
      months: (await readMonths(tx, MONTHS)).filter((each) => each.month >= monthsOn(month, -MONTHS)),
      plans: PLANS,
      chooseUrl: chooseUrl(domain, appHandle),
    };
  });
}

export type PlanPageData = Awaited<ReturnType<typeof planPage>>;

/** Asks when what is known is old. Without an answer the page shows what was known, and says so. */
async function askShopify(shopId: ShopId, chosen: boolean, now: Date): Promise<"known" | "fresh" | "away"> {
  const { readAt } = await inShop(shopId, readKnownPlan);
  if (!chosen && readAt !== null && now.getTime() - readAt.getTime() < FRESH_MS) return "known";
  try {
    await lookAtPlan(await adminFor(shopId), now, { chosen });
    return "fresh";
  } catch (error) {
    if (error instanceof Retryable || error instanceof Terminal) return "away";
    throw error;
  }
}

/** How far Shopify has been told of the orders of a month that cost something. */
async function countTold(tx: ShopTx, month: string) {
  const rows = await tx.rows<{ state: string; orders: number }>(
    `select state, count(*)::int as orders from counted_order where shop_id = $1 and month = $2 and state <> 'included' group by state`,
    [tx.shopId, month],
  );
  const of = (state: string) => rows.find((row) => row.state === state)?.orders ?? 0;
  return { sent: of("sent"), waiting: of("waiting") + of("asked"), refused: of("refused") };
}

/** Shopify's own page where plans are chosen, changed and left; null until it is known what Shopify calls the app. */
function chooseUrl(domain: string, appHandle: string): string | null {
  if (appHandle === "") return null;
  const handle = domain.replace(/\.myshopify\.com$/, "");
  return `${config.devshopUrl ?? "https://admin.shopify.com"}/store/${handle}/charges/${appHandle}/pricing_plans`;
}
