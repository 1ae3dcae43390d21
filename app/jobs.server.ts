import { config } from "./config.server.ts";
import type { EffectKind } from "./core/effects.ts";
import { lookAtAlerts, lookOnAlerts, planAlerts } from "./features/alerts/public.server.ts";
import { lookAtBuffers, planBuffers } from "./features/buffers/public.server.ts";
import { countOrders, lookAtPlan, reportUsage, usageReport } from "./features/billing/public.server.ts";
import { planCounts } from "./features/counts/public.server.ts";
import { makeManifest } from "./features/packing/public.server.ts";
import { pickedOf, planPicks } from "./features/picking/public.server.ts";
import {
  correctTracking,
  daySeen,
  lookAtEta,
  runWatch,
  settleOutcomes,
  tellByOthers,
  trackParcels,
  writeEvent,
  writePromise,
  writeTracking,
  type OrderWatcher,
} from "./features/delivery/public.server.ts";
import { buyLabel, createFulfillment, purchaseLabel, voidLabel } from "./features/fulfillment/public.server.ts";
import { lookAtGuard, planGuard, policyHandler, publicationHandler } from "./features/guard/public.server.ts";
import { lookAtRuns, sendTrigger } from "./features/flow/public.server.ts";
import { planFeeds, runFeeds } from "./features/feeds/public.server.ts";
import { pruneDeliveries } from "./features/intake/public.server.ts";
import { runMessages, sendMessage } from "./features/messages/public.server.ts";
import { createService, deleteService, pruneQuotes, updateService } from "./features/checkout-rates/public.server.ts";
import { runEffects, type EffectHandler } from "./features/intents/public.server.ts";
import { agreedOf, cancelHandler, disputesOf, offerOf, refundReport } from "./features/shopper/public.server.ts";
import { runStock, type StockPlanner } from "./features/inventory/public.server.ts";
import { planEdits } from "./features/stock-edits/public.server.ts";
import { adjustStock, lookAtRefused, moveStock, setStock } from "./features/stock-writes/public.server.ts";
import { lookAtLinks, planLinks, postMail, takeMail } from "./features/links/public.server.ts";
import { pruneReplays, runReplays } from "./features/replay/public.server.ts";
import { watchRisks, type RiskSource } from "./features/risks/public.server.ts";
import { dispatchHandler } from "./features/local-delivery/public.server.ts";
import {
  collectHandler,
  lookAtPickupTimers,
  pickupsOf,
  readyHandler,
  refundHandler,
} from "./features/pickup/public.server.ts";
import { pruneInbox } from "./features/inbox/public.server.ts";
import { pruneAudit } from "./features/audit/public.server.ts";
import { pruneStaff } from "./features/staff/public.server.ts";
import { lookAtSetup } from "./features/onboarding/public.server.ts";
import { runReconcile, runRefresh } from "./features/refresh/public.server.ts";
import {
  deadlineHandler,
  lookAtRequests,
  noteHandler,
  submitHandler,
  tagsHandler,
} from "./features/order-acts/public.server.ts";
import {
  holdHandler,
  lookAtAcceptance,
  lookAtOpenOrders,
  lookAtOversold,
  moveHandler,
  planWaiting,
  releaseHandler,
  takeBackHandler,
} from "./features/routing/public.server.ts";
import { adminFor, keepSubscriptions, runLong, wantFullLook } from "./features/shops/public.server.ts";
import { lookAtShared, planShared } from "./features/shared-items/public.server.ts";
import {
  cancelTransfer,
  changeTransfer,
  createTransfer,
  lookAtTransfers,
  planHolds,
  readyTransfer,
  receiveShipment,
  sendShipment,
} from "./features/transfers/public.server.ts";
import { OPTIONAL_TOPICS } from "./optional-topics.ts";
import { now, realMs } from "./platform/clock.server.ts";
import { inShop } from "./platform/db/in-shop.server.ts";
import { fetchNothing, fetchPublic } from "./platform/public-fetch.server.ts";
import type { LaneRunners } from "./platform/worker.server.ts";

/** The handler of each effect of app/core/effects.ts; a test compares the two. */
export const EFFECT_HANDLERS: ReadonlyMap<EffectKind, EffectHandler> = new Map(
  [
    moveHandler,
    holdHandler,
    releaseHandler,
    submitHandler,
    takeBackHandler,
    deadlineHandler,
    tagsHandler,
    noteHandler,
    cancelHandler,
    refundReport,
    buyLabel,
    purchaseLabel,
    voidLabel,
    makeManifest,
    createFulfillment,
    readyHandler,
    collectHandler,
    refundHandler,
    dispatchHandler,
    writeEvent,
    writeTracking,
    writePromise,
    setStock,
    adjustStock,
    moveStock,
    policyHandler,
    publicationHandler,
    createTransfer,
    changeTransfer,
    readyTransfer,
    cancelTransfer,
    sendShipment,
    receiveShipment,
    sendMessage({ offerOf, daySaid: (tx, orderId, day, at) => daySeen(tx, orderId, "message", day, at) }),
    createService,
    updateService,
    deleteService,
    usageReport,
    sendTrigger,
  ].map((handler) => [handler.kind, handler as EffectHandler]),
);

/** What follows from stock that changed, in this order. */
const STOCK_PLANNERS: readonly StockPlanner[] = [
  planWaiting,
  planHolds,
  planBuffers,
  planGuard,
  planShared,
  planLinks,
  planEdits,
  planCounts,
  planPicks,
  planFeeds,
  planAlerts,
];

/** What features know of an order that a risk begins or ends with. */
const RISK_SOURCES: readonly RiskSource[] = [pickedOf, pickupsOf, disputesOf, agreedOf];

/** What follows for an order from what happened to it and from time alone. */
const ORDER_WATCHERS: readonly OrderWatcher[] = [
  watchRisks(RISK_SOURCES),
  settleOutcomes,
  correctTracking,
  tellByOthers,
  // Last: whatever follows for an order does not wait for its being counted.
  countOrders,
];

/** How often a shop is looked over for what webhooks did not tell. */
const RECONCILE_MS = 15 * 60_000;
/** On a fast clock not without a break: a look takes a tenth of a second. */
const RECONCILE_REAL_MS = 1_000;

/** Real milliseconds from now until a business time, never less than 0. */
const until = (at: Date | undefined) => (at ? { nextInMs: Math.max(0, realMs(at.getTime() - now().getTime())) } : {});

/** What the worker runs in each lane, and when again. */
export const LANE_RUNNERS: LaneRunners = {
  async refresh(lease) {
    const { more, nextAt } = await runRefresh(lease, now);
    return more ? { nextInMs: 0 } : until(nextAt);
  },
  async effects(lease) {
    const { more, nextAt } = await runEffects(lease, { handlers: EFFECT_HANDLERS, adminFor, now });
    return more ? { nextInMs: 0 } : until(nextAt);
  },
  async long(lease) {
    const { nextInMs } = await runLong(lease, now());
    if (nextInMs !== undefined) return { nextInMs };
    // After the import: what a file says is compared with stock that was read.
    const feeds = await runFeeds(lease, config.devshopUrl ? fetchNothing : fetchPublic, now);
    const replays = await runReplays(lease, now);
    return { ...feeds, ...replays };
  },
  async reconcile(lease) {
    const admin = await adminFor(lease.shopId, lease);
    const scopes = await keepSubscriptions(admin, OPTIONAL_TOPICS, `${config.appUrl}/webhooks`);
    // Before differences are looked at: what a transfer explains is not made outside.
    await lookAtTransfers(lease, admin, scopes, now());
    await runReconcile(lease, admin, now());
    await lookAtRefused(lease.shopId, now());
    // Before what was not answered is taken back.
    await lookAtRequests(lease.shopId, now());
    await lookAtAcceptance(lease.shopId, now());
    await lookAtOversold(lease.shopId, now());
    await lookAtOpenOrders(lease, admin, now());
    await lookAtPickupTimers(lease.shopId, now());
    await lookAtBuffers(lease.shopId, now());
    await lookAtGuard(lease.shopId);
    await lookAtShared(lease.shopId, now());
    await lookAtLinks(lease.shopId, now());
    await lookAtAlerts(lease.shopId, now());
    await lookAtEta(lease.shopId, now());
    await lookAtSetup(lease, admin, now());
    await lookAtPlan(admin, now());
    await reportUsage(lease.shopId, now());
    await inShop(lease.shopId, (tx) => wantFullLook(tx, now()));
    await pruneDeliveries(lease.shopId, new Date());
    await pruneReplays(lease.shopId, now());
    await pruneQuotes(lease.shopId, now());
    await pruneInbox(lease.shopId, now());
    await pruneStaff(lease.shopId, now());
    await pruneAudit(lease.shopId, now());
    await lookAtRuns(lease.shopId, now());
    return { nextInMs: Math.max(RECONCILE_REAL_MS, realMs(RECONCILE_MS)) };
  },
  async stock(lease) {
    await takeMail(lease, now());
    const { more } = await runStock(lease, STOCK_PLANNERS, now());
    await postMail(lease, now());
    const look = await lookOnAlerts(lease, now());
    return more || look.more ? { nextInMs: 0 } : {};
  },
  tracking: (lease) => trackParcels(lease, now()),
  watch: (lease) => runWatch(lease, ORDER_WATCHERS, now()),
  async messages(lease) {
    const { more, nextAt } = await runMessages(lease, now());
    return more ? { nextInMs: 0 } : until(nextAt);
  },
};
