import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { inLease, keepLease, type Lease } from "../../platform/lanes.server.ts";
import { readSwitches } from "../intents/public.server.ts";
import { readRoutable } from "../orders/public.server.ts";
import { askRebalance } from "./ask-rebalance.server.ts";
import { refusedBy } from "./check-moves.server.ts";
import { movedTo, storeDecisions, type Answered, type Question } from "./decide-due.server.ts";
import type { Exchange } from "./domain/batch/reoptimise.ts";
import { TICKS_PER_MINOR } from "./domain/cost.ts";
import { decisionOf, feasibleNow, rebalanceOf, type Rebalance } from "./domain/rebalance.ts";
import { isShocked, readSeen, type Seen } from "./shock.server.ts";
import { loadSnapshots } from "./load-snapshots.server.ts";
import { askRules, readPersonal, readRoutingRules, type RoutingRules, type Said } from "./rules.server.ts";
import { readCostModel, restingCases } from "./store.server.ts";

const HOUR_MS = 3_600_000;
/** Planned together within ten seconds; the oldest first. */
const MOST_ORDERS = 1_000;

interface Loaded {
  readonly questions: readonly (Question & { readonly said: Said })[];
  readonly rules: RoutingRules;
}

/**
 * Looks over all open orders together, as often as the merchant wants it and when the stock they want has changed much (shock.ts): those that nobody has
 * begun change places where that saves enough and no date gets worse (Xu, Allgor, Graves 2009). Each move is checked with Shopify and stored as a decision; an exchange of which one is refused is left.
 * For every quarter of an hour.
 */
export async function lookAtOpenOrders(lease: Lease, admin: AdminClient, now: Date): Promise<void> {
  const loaded = await inLease(lease, (tx) => load(tx, now));
  if (loaded === undefined || loaded.questions.length < 2) return;
  const rebalance = rebalanceOf(
    loaded.questions.map(({ snapshot, said }) => ({ snapshot, directives: said?.directives ?? null })),
  );
  if (rebalance.orders.length < 2) return;
  const minSavingTicks = (loaded.questions[0]?.snapshot.costModel.rebalanceSavingMinor ?? 0) * TICKS_PER_MINOR;
  const found = await askRebalance({ problem: rebalance.problem, present: rebalance.present, minSavingTicks });
  await keepLease(lease);
  for (const exchange of feasibleNow(rebalance, found)) {
    const answered = await checked(rebalance, exchange, loaded, admin);
    if (answered.length > 0) await inLease(lease, (tx) => storeDecisions(tx, loaded.rules, answered, now));
  }
}

/** Undefined: it is not time, or nothing is to be moved at all. */
async function load(tx: ShopTx, now: Date): Promise<Loaded | undefined> {
  const { rebalanceHours, shockUnits } = await readCostModel(tx);
  const { route } = await readSwitches(tx);
  if (rebalanceHours === 0 || route === undefined) return undefined;
  if (!(await isTime(tx, rebalanceHours, shockUnits, now))) return undefined;
  const cases = await restingCases(tx, MOST_ORDERS);
  const open = (await readRoutable(tx, { ids: cases.map(({ fulfillmentOrderId }) => fulfillmentOrderId) })).filter(
    ({ order }) => !order.cancelled && order.placedAt >= new Date(route),
  );
  const rules = await readRoutingRules(tx, now);
  const orderIds = open.map(({ orderId }) => orderId);
  const personal = await readPersonal(tx, rules, orderIds);
  const caseOf = new Map(cases.map((each) => [each.fulfillmentOrderId, each]));
  const snapshots = await loadSnapshots(
    tx,
    open.map((fulfillmentOrder) => ({
      fulfillmentOrder,
      refusals: caseOf.get(fulfillmentOrder.id)?.refusals ?? [],
      canHold: false,
      cause: "together",
    })),
    now,
  );
  const questions = open.flatMap((fulfillmentOrder, index) => {
    const snapshot = snapshots[index];
    const routingCase = caseOf.get(fulfillmentOrder.id);
    if (snapshot === undefined || routingCase === undefined) return [];
    const said = askRules(rules, snapshot, personal.get(fulfillmentOrder.orderId) ?? null);
    return [
      {
        routingCase: { ...routingCase, cause: "together" as const },
        fulfillmentOrder,
        live: true,
        canHold: false,
        snapshot,
        said,
      },
    ];
  });
  return { questions, rules };
}

/** Whether so many hours have gone by, or stock has changed much; then both are counted from now. */
async function isTime(tx: ShopTx, hours: number, shockUnits: number, now: Date): Promise<boolean> {
  const [last] = await tx.rows<{ at: Date | null; seen: Seen | null }>(
    "select rebalanced_at as at, seen from routing_setting where shop_id = $1",
    [tx.shopId],
  );
  const present = await readSeen(tx);
  const at = last?.at?.getTime() ?? 0;
  const isDue = at <= now.getTime() - hours * HOUR_MS;
  if (!isDue && (last?.seen == null || !(await isShocked(tx, last.seen, present, shockUnits, now)))) return false;
  await tx.run("update routing_setting set rebalanced_at = $2, seen = $3 where shop_id = $1", [
    tx.shopId,
    now,
    JSON.stringify(present),
  ]);
  return true;
}

/** The decisions of an exchange; none when Shopify does not allow one of its moves. */
async function checked(
  rebalance: Rebalance,
  { moves, savingTicks }: Exchange,
  { questions }: Loaded,
  admin: AdminClient,
): Promise<Answered[]> {
  const answered: Answered[] = [];
  for (const move of moves) {
    const made = decisionOf(rebalance, move, savingTicks);
    const question = made && questions.find(({ snapshot }) => snapshot === made.open.snapshot);
    if (!made || !question) return [];
    const refusals = await refusedBy(admin, question.fulfillmentOrder, movedTo(question.snapshot, made.decision));
    if (refusals.length > 0) return [];
    answered.push({ question, decision: made.decision, said: question.said });
  }
  return answered;
}
