import type { Kind } from "../../core/kinds.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { keepLease, type Lease } from "../../platform/lanes.server.ts";
import { planShipments } from "../fulfillment/public.server.ts";
import { decideDue } from "../routing/public.server.ts";
import { adminFor } from "../shops/public.server.ts";
import { applyFacts } from "./facts.server.ts";
import { catchUp } from "./catch-up.server.ts";
import { refreshFulfillmentOrders } from "./fulfillment-orders.server.ts";
import { refreshFulfillments } from "./fulfillments.server.ts";
import { applyHints, refreshItems, refreshLevels, refreshLocations } from "./inventory.server.ts";
import { refreshOrders } from "./orders.server.ts";
import { lookAtMarks, nextMarkAt } from "./store.server.ts";
import { inRun, type RefreshRun } from "./tools.server.ts";

/** Give the lane back after so many rounds, so that other shops get their turn. */
const MOST_ROUNDS = 30;

/** In the order in which decisions need them: where, what, whose; then the rest. */
const STEPS: readonly (readonly [Kind, (run: RefreshRun) => Promise<number>])[] = [
  ["location", refreshLocations],
  ["fulfillmentOrder", refreshFulfillmentOrders],
  ["order", refreshOrders],
  ["inventoryItem", refreshItems],
  ["fulfillment", refreshFulfillments],
  ["inventoryLevel", refreshLevels],
];

/**
 * One run of a shop's refresh lane: facts → numbers of bodies → refetch what is marked → decide what is due → plan what can be shipped; round
 * by round until nothing is left. `nextAt`: when a mark that waits for a newer read is due. `more`: there is work left for the next run.
 */
export async function runRefresh(lease: Lease, now: () => Date): Promise<{ nextAt?: Date; more: boolean }> {
  if ((await applyFacts(lease, now(), { last: false })) === "uninstalled") return { more: false };
  const run: RefreshRun = { lease, admin: await adminFor(lease.shopId), now };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const seen = now();
    const marked = await inRun(run, (tx) => lookAtMarks(tx, seen));
    if (marked.hinted) await applyHints(run);
    const bulk = await catchUp(run, marked.fresh);
    let { worked } = bulk;
    for (const [kind, step] of STEPS) {
      if (!marked.due.has(kind) || bulk.left.has(kind)) continue;
      worked += await step(run);
      await keepLease(lease);
    }
    worked += await decideDue(lease, run.admin, now);
    worked += await planShipments(lease.shopId, lease, now());
    await keepLease(lease);
    const state = await applyFacts(lease, now(), { last: worked === 0 });
    if (state === "uninstalled") return { more: false };
    if (worked === 0) {
      const [nextAt] = [await inShop(lease.shopId, (tx) => nextMarkAt(tx, seen)), bulk.lookAt]
        .filter((at) => at !== undefined)
        .sort((a, b) => a.getTime() - b.getTime());
      return { more: false, ...(nextAt && { nextAt }) };
    }
  }
  return { more: true };
}
