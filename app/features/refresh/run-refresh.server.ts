import { inShop } from "../../platform/db/in-shop.server.ts";
import { keepLease, type Lease } from "../../platform/lanes.server.ts";
import { planShipments } from "../fulfillment/public.server.ts";
import { decideDue } from "../routing/public.server.ts";
import { adminFor } from "../shops/public.server.ts";
import { applyFacts } from "./facts.server.ts";
import { catchUp } from "./catch-up.server.ts";
import { FULFILLMENT_ORDERS } from "./fulfillment-orders.server.ts";
import { FULFILLMENTS } from "./fulfillments.server.ts";
import { applyHints, ITEMS, LEVELS, LOCATIONS } from "./inventory.server.ts";
import { ORDERS } from "./orders.server.ts";
import { readMarked, type Reading } from "./read-marked.server.ts";
import { lookAtMarks, nextMarkAt } from "./store.server.ts";
import { inRun, type RefreshRun } from "./tools.server.ts";

/** Give the lane back after so many rounds, so that other shops get their turn. */
const MOST_ROUNDS = 30;

/** In the order in which decisions need them: where, what, whose; then the rest. */
const READINGS: readonly Reading[] = [LOCATIONS, FULFILLMENT_ORDERS, ORDERS, ITEMS, FULFILLMENTS, LEVELS];

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
    for (const reading of READINGS) {
      if (!marked.due.has(reading.kind) || bulk.left.has(reading.kind)) continue;
      worked += await readMarked(run, reading);
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
