import type { ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { dayBegan } from "../../platform/i18n/day.ts";
import { runsOutThisWeek } from "../alerts/public.server.ts";
import { planNotice } from "../billing/public.server.ts";
import { countMovingParcels } from "../delivery/public.server.ts";
import { readSwitches } from "../intents/public.server.ts";
import { openSetup } from "../onboarding/public.server.ts";
import { blockedOrders, countOrders, ordersNeedingAttention } from "../orders/public.server.ts";
import { readSetAside } from "../refresh/public.server.ts";
import { needsNow } from "../risks/public.server.ts";
import { decidedSince, firstUnblocks } from "../routing/public.server.ts";
import { readRuns, shopProfile } from "../shops/public.server.ts";

/** Of the orders that need somebody, Home shows so many; the list has the rest. */
const NEEDY = 8;
/** Of the orders that cannot ship. */
const BLOCKED = 5;
const WEEK_MS = 7 * 86_400_000;

/** Everything Home shows, in one look at the database. `now` is business time; `configures`: the reader may choose the plan. */
export async function homePage(shopId: ShopId, now: Date, configures = false) {
  const { timezone } = await shopProfile(shopId);
  return inShop(shopId, async (tx) => ({
    imports: (await readRuns(tx)).map(({ kind, status, again, done, total }) => ({ kind, status, again, done, total })),
    counts: {
      ...(await countOrders(tx, dayBegan(now, timezone))),
      moving: await countMovingParcels(tx),
    },
    setup: await openSetup(tx, now),
    plan: configures ? await planNotice(tx, now) : null,
    atRisk: await needsNow(tx, now),
    blocked: await blocked(tx, now),
    needy: await ordersNeedingAttention(tx, NEEDY),
    stock: await runsOutThisWeek(tx, now),
    setAside: (await readSetAside(tx)).count,
    switches: await readSwitches(tx),
    decided: await decidedSince(tx, new Date(now.getTime() - WEEK_MS)),
  }));
}

async function blocked(tx: ShopTx, now: Date) {
  const { orders, count } = await blockedOrders(tx, BLOCKED);
  const ids = orders.map(({ orderId }) => orderId);
  return { orders, count, unblocks: await firstUnblocks(tx, ids, now) };
}

export type HomeData = Awaited<ReturnType<typeof homePage>>;
