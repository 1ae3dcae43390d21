import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Lease } from "../../platform/lanes.server.ts";
import { planShipments } from "../fulfillment/public.server.ts";
import { decideDue, lookAtCases, retryWaiting } from "../routing/public.server.ts";
import { adminFor } from "../shops/public.server.ts";
import { applyFacts } from "./facts.server.ts";
import { catchUp } from "./catch-up.server.ts";
import { readCatchUp, type CatchUp } from "./catch-up-store.server.ts";
import { FULFILLMENT_ORDERS } from "./fulfillment-orders.server.ts";
import { FULFILLMENTS } from "./fulfillments.server.ts";
import { applyHints, ITEMS, LEVELS, LOCATIONS } from "./inventory.server.ts";
import { ORDERS } from "./orders.server.ts";
import { readMarked, type Reading } from "./read-marked.server.ts";
import { earliest, lookAtMarks, type Marked } from "./store.server.ts";
import { inRun, type RefreshRun } from "./tools.server.ts";
import { SHIPMENTS, TRANSFERS } from "./transfers.server.ts";

/**
 * Give the lane back after so many rounds, so that other shops get their turn: where orders come all the time a run finds some in every round, of some 150 ms. With
 * 30 of them, eight busy shops on eight places kept two others waiting for 4.5 s.
 */
const MOST_ROUNDS = 4;

/** In the order in which decisions need them: where, what, whose; then the rest. */
const READINGS: readonly Reading[] = [
  LOCATIONS,
  FULFILLMENT_ORDERS,
  ORDERS,
  ITEMS,
  FULFILLMENTS,
  SHIPMENTS,
  TRANSFERS,
  LEVELS,
];

/**
 * One run of a shop's refresh lane: facts → numbers of bodies → refetch what is marked → decide what is due → plan what can be shipped; round
 * by round until nothing is left. `nextAt`: when a mark that waits for a newer read is due. `more`: there is work left for the next run.
 */
export async function runRefresh(lease: Lease, now: () => Date): Promise<{ nextAt?: Date; more: boolean }> {
  const run: RefreshRun = { lease, admin: await adminFor(lease.shopId), now };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const found = await inRun(run, (tx) => look(tx, now()));
    if (found === "uninstalled") return { more: false };
    const marked = found.marked.hinted ? await applyHints(run) : found.marked;
    const bulk = await catchUp(run, marked.fresh, found.catchUp);
    let { worked } = bulk;
    for (const reading of READINGS) {
      // What was read before it has marked the stock it changed: read now, it needs no round of its own.
      const isDue = marked.due.has(reading.kind) || (reading === LEVELS && worked > 0);
      if (isDue && !bulk.left.has(reading.kind)) worked += await readMarked(run, reading);
    }
    if (found.retryAt && found.retryAt <= now()) worked += await retryWaiting(lease, now());
    if (found.undecided || worked > 0) worked += await decideDue(lease, run.admin, now);
    if (round === 0 || worked > 0) worked += await planShipments(lease.shopId, lease, now());
    if (worked === 0 && !marked.hinted) {
      const nextAt = earliest([marked.nextAt, bulk.lookAt, found.retryAt]);
      return { more: false, ...(nextAt && { nextAt }) };
    }
  }
  return { more: true };
}

interface Found {
  readonly marked: Marked;
  readonly catchUp: CatchUp | undefined;
  /** Does a decision wait? */
  readonly undecided: boolean;
  /** When something that could not be routed is to be tried again. */
  readonly retryAt: Date | undefined;
}

/** What there is to do, in one transaction instead of one for each question. Facts are applied on the way. */
async function look(tx: ShopTx, now: Date): Promise<Found | "uninstalled"> {
  const marked = await lookAtMarks(tx, now);
  const { due: undecided, retryAt } = await lookAtCases(tx);
  const last = marked.due.size === 0 && !undecided;
  if (marked.facts && (await applyFacts(tx, now, { last })) === "uninstalled") return "uninstalled";
  return { marked, undecided, retryAt, catchUp: marked.catchingUp ? await readCatchUp(tx) : undefined };
}
