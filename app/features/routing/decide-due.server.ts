import { parseId, type DecisionId, type LocationId, type OrderId } from "../../core/ids.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { inLease, type Lease } from "../../platform/lanes.server.ts";
import { lastActor } from "../audit/public.server.ts";
import type { PersonalFacts } from "../automation/domain/facts.ts";
import { countMatches } from "../automation/public.server.ts";
import { readSwitches, recordIntents } from "../intents/public.server.ts";
import { recordActs, type DecidedActs } from "../order-acts/public.server.ts";
import { keepSnapshots } from "../replay/public.server.ts";
import {
  appendOrderEvents,
  clearAttention,
  raiseAttention,
  readRoutable,
  type RoutableFulfillmentOrder,
} from "../orders/public.server.ts";
import { decideBy, type Decision } from "./domain/decide.ts";
import { claimedBy, claimsOf, intentsFor } from "./domain/consequences.ts";
import { isMovable } from "./domain/movable.ts";
import { promise, withPromised, type Promised } from "./domain/promised.ts";
import { retryAt } from "./domain/retry.ts";
import type { RoutingSnapshot } from "./domain/snapshot.ts";
import { traceOf } from "./domain/trace.ts";
import { refusedBy } from "./check-moves.server.ts";
import { loadSnapshots } from "./load-snapshots.server.ts";
import { askRules, NO_RULES, readPersonal, readRoutingRules, type RoutingRules, type Said } from "./rules.server.ts";
import { restPacked } from "./open-orders.server.ts";
import { earlierPlans, undecidable, withdrawPlans } from "./earlier-plans.server.ts";
import { dropCases, dueCases, putClaims, putDecisions, type Cause, type RoutingCase } from "./store.server.ts";

/** Decided together; each is checked again when stored. */
const BATCH = 25;
/** Looked at for that: some may have to wait, and must not keep the others from their turn. */
const LOOK_AT = 500;

/** A fulfillment order to be decided. */
export interface Question {
  readonly routingCase: RoutingCase;
  readonly fulfillmentOrder: RoutableFulfillmentOrder;
  readonly snapshot: RoutingSnapshot;
  readonly live: boolean;
  readonly canHold: boolean;
}

export interface Answered {
  readonly question: Question;
  readonly decision: Decision;
  /** What the rules said of it, with the snapshot it was decided from. */
  readonly said: Said;
}

interface Loaded {
  readonly questions: readonly Question[];
  readonly rules: RoutingRules;
  readonly personal: ReadonlyMap<OrderId, PersonalFacts>;
}

/**
 * Decides what is due in one shop: load → decide (pure) → ask Shopify about the locations a plan moves to → store decision, claims and intents
 * together. Returns how many were decided; 0 when nothing is due.
 */
export async function decideDue(lease: Lease, admin: AdminClient, now: () => Date): Promise<number> {
  const loaded = await inLease(lease, (tx) => load(tx, now()));
  if (loaded.questions.length === 0) return 0;
  const decided: Answered[] = [];
  // Units promised by earlier decisions of this batch, which the next ones must not promise again.
  const promised: Promised = new Map();
  for (const question of loaded.questions) {
    const { decision, said, snapshot } = await answer(loaded, question, promised, admin);
    decided.push({ question: { ...question, snapshot }, decision, said });
    if (question.live) promise(promised, claimsOf(snapshot, decision));
  }
  return inLease(lease, (tx) => storeDecisions(tx, loaded.rules, decided, now()));
}

const NOTHING: Loaded = { questions: [], rules: NO_RULES, personal: new Map() };

async function load(tx: ShopTx, now: Date): Promise<Loaded> {
  const due = await dueCases(tx, LOOK_AT);
  if (due.length === 0) return NOTHING;
  const plans = await earlierPlans(tx);
  const waiting = undecidable(plans);
  const packed = await restPacked(tx, due);
  const cases = due
    .filter((each) => !waiting.has(each.orderId) && !packed.has(each.fulfillmentOrderId))
    .slice(0, BATCH);
  if (cases.length === 0) return NOTHING;
  await withdrawPlans(tx, plans, cases, now);
  const rules = await readRoutingRules(tx, now);
  const fulfillmentOrders = await readRoutable(tx, { ids: cases.map((each) => each.fulfillmentOrderId) });
  const { route: routeSince, hold: holdSince } = await readSwitches(tx);
  const open: Omit<Question, "snapshot">[] = [];
  for (const routingCase of cases) {
    const fulfillmentOrder = fulfillmentOrders.find(({ id }) => id === routingCase.fulfillmentOrderId);
    // Our own hold that has just been released may still be in the mirror: its read is on the way.
    if (fulfillmentOrder?.status === "ON_HOLD" && fulfillmentOrder.holds.every((hold) => hold.ours)) continue;
    const shippable = fulfillmentOrder?.lines.some((line) => line.remaining > 0) ?? false;
    if (!fulfillmentOrder || !shippable || fulfillmentOrder.order.cancelled || !isMovable(fulfillmentOrder)) {
      await dropCases(tx, [routingCase.fulfillmentOrderId]);
      continue;
    }
    const touchable = (since: string | undefined) =>
      since !== undefined && (fulfillmentOrder.order.placedAt >= new Date(since) || isChosen(routingCase.cause));
    open.push({
      routingCase,
      fulfillmentOrder,
      live: touchable(routeSince),
      // Somebody released it knowing what is missing: holding it again at once would take the click back. It needs them instead, as does what has begun to ship.
      canHold: routingCase.cause !== "released" && !fulfillmentOrder.isRest && touchable(holdSince),
    });
  }
  const snapshots = await loadSnapshots(
    tx,
    open.map(({ fulfillmentOrder, routingCase, live, canHold }) => ({
      fulfillmentOrder,
      refusals: routingCase.refusals,
      canHold,
      canPart: live && canHold,
      cause: routingCase.cause,
    })),
    now,
  );
  const questions = open.flatMap((question, index) => {
    const snapshot = snapshots[index];
    return snapshot ? [{ ...question, snapshot }] : [];
  });
  const orderIds = questions.map(({ fulfillmentOrder }) => fulfillmentOrder.orderId);
  return { questions, rules, personal: await readPersonal(tx, rules, orderIds) };
}

/** Decides, asking Shopify whether the planned moves are possible; a location it rules out is a constraint of the next try. */
async function answer(
  { rules, personal }: Loaded,
  question: Question,
  promised: Promised,
  admin: AdminClient,
): Promise<{ decision: Decision; said: Said; snapshot: RoutingSnapshot }> {
  let snapshot = withPromised(question.snapshot, promised);
  for (;;) {
    const said = askRules(rules, snapshot, personal.get(question.fulfillmentOrder.orderId) ?? null);
    const decision = decideBy(snapshot, said?.directives ?? null);
    const targets = movedTo(snapshot, decision);
    const refusals = targets.length === 0 ? [] : await refusedBy(admin, question.fulfillmentOrder, targets);
    if (refusals.length === 0) return { decision, said, snapshot };
    snapshot = { ...snapshot, refusals: [...snapshot.refusals, ...refusals] };
  }
}

export function movedTo(snapshot: RoutingSnapshot, decision: Decision): LocationId[] {
  if (!("plan" in decision)) return [];
  return decision.plan.parts
    .map((part) => part.locationId)
    .filter((id) => id !== snapshot.fulfillmentOrder.assignedLocationId);
}

/**
 * Stores decisions with all that follows from them, and returns how many. The first whose fulfillment order was read again meanwhile stays due, and those
 * after it, which knew of the units it was to take.
 */
export async function storeDecisions(
  tx: ShopTx,
  rules: RoutingRules,
  all: readonly Answered[],
  now: Date,
): Promise<number> {
  const current = await readRoutable(tx, { ids: all.map(({ question }) => question.fulfillmentOrder.id) });
  const readNo = new Map(current.map((each) => [each.id, each.readNo]));
  const stale = all.findIndex(
    ({ question: { fulfillmentOrder } }) => readNo.get(fulfillmentOrder.id) !== fulfillmentOrder.readNo,
  );
  const decided = stale < 0 ? all : all.slice(0, stale);
  const ids = await putDecisions(
    tx,
    decided.map(({ question, decision, said }) => ({
      fulfillmentOrderId: question.fulfillmentOrder.id,
      orderId: question.fulfillmentOrder.orderId,
      cause: question.routingCase.cause,
      mode: modeOf(question),
      currency: question.snapshot.currency,
      decision,
      trace: traceOf(question.snapshot, decision, said?.directives ?? null, rules.names),
      retryAt: retryAt(decision, now.getTime()),
    })),
    now,
  );
  const stored = decided.map((each, index) => ({ ...each, decisionId: ids[index] ?? parseId<DecisionId>("") }));
  await keepSnapshots(
    tx,
    stored.map(({ decisionId, question: { fulfillmentOrder, snapshot } }) => ({
      decisionId,
      orderId: fulfillmentOrder.orderId,
      fulfillmentOrderId: fulfillmentOrder.id,
      snapshot,
    })),
    now,
  );
  await appendOrderEvents(
    tx,
    stored.map(({ question: { fulfillmentOrder, routingCase, ...question }, decision, decisionId }) => ({
      orderId: fulfillmentOrder.orderId,
      code: "routing.decided",
      ref: decisionId,
      occurredAt: now,
      data: {
        decisionId,
        fulfillmentOrderId: fulfillmentOrder.id,
        outcome: decision.outcome,
        mode: modeOf(question),
        cause: routingCase.cause,
      },
    })),
    now,
  );
  await tellPeople(tx, stored);
  const [any] = stored;
  if (any)
    await countMatches(
      tx,
      rules,
      stored.map(({ said }) => said),
      any.question.snapshot,
    );
  for (const { question, decision, decisionId } of stored) {
    if (!question.live && decision.outcome !== "hold") continue;
    const clicked = question.routingCase.cause === "person";
    const asked = clicked
      ? await lastActor(tx, `order:${question.fulfillmentOrder.orderId}`, "orders.decide_again")
      : undefined;
    const recorded = await recordIntents(tx, intentsFor(question.snapshot, decision, decisionId), now, {
      clicked,
      asked,
    });
    if (recorded.length > 0) await putClaims(tx, decisionId, claimedBy(question.snapshot, decision));
  }
  await recordActs(tx, stored.flatMap(actsOf), now);
  return stored.length;
}

/** What rules want of a decided order beside its location, from where it will ship. */
function actsOf(answered: Answered & { readonly decisionId: DecisionId }): DecidedActs[] {
  const { question, decision, decisionId, said } = answered;
  if (said === null || said.matched.length === 0) return [];
  const { id, orderId, locationId, lines } = question.fulfillmentOrder;
  const planned = "plan" in decision ? decision.plan.parts : [];
  const here = locationId === null || planned.length === 0 ? [] : [{ locationId, lines }];
  return [
    {
      decisionId,
      orderId,
      fulfillmentOrderId: id,
      directives: said.directives,
      parts: question.live ? planned : here,
      clicked: question.routingCase.cause === "person",
    },
  ];
}

/** A person chose this very order: it is touched however old it is. */
const isChosen = (cause: Cause): boolean =>
  cause === "person" || cause === "rules" || cause === "shopper" || cause === "shortPick";

const modeOf = ({ live }: Pick<Question, "live">) => (live ? "live" : "observe");

/**
 * Somebody should look at what cannot be routed, as long as it is not held for that; at the rest, nobody needs to any more. What a rule would hold, if it
 * were let, could ship.
 */
async function tellPeople(tx: ShopTx, stored: readonly Answered[]): Promise<void> {
  const isStuck = ({ question, decision }: Answered) =>
    decision.outcome === "unroutable" || (decision.outcome === "hold" && decision.reason !== "rule" && !question.live);
  const ordersOf = (some: readonly Answered[]) => some.map(({ question }) => question.fulfillmentOrder.orderId);
  await clearAttention(tx, ordersOf(stored.filter((each) => !isStuck(each))), "unroutable");
  for (const orderId of ordersOf(stored.filter(isStuck))) await raiseAttention(tx, orderId, "unroutable");
  // What refused the last plan is settled when nothing needs to be moved after all; a move settles it when it is done.
  const settled = stored.filter(
    ({ question, decision }) => decision.outcome === "stay" && question.routingCase.cause === "rejected",
  );
  await clearAttention(tx, ordersOf(settled), "refused");
}
