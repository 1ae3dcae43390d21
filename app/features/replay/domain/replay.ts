import { compareIds, type FulfillmentOrderId, type OrderId } from "../../../core/ids.ts";
import { runRules } from "../../automation/domain/public.ts";
import type { OrderFacts } from "../../automation/domain/facts.ts";
import type { Outcome } from "../../automation/domain/run.ts";
import type { Decision } from "../../routing/domain/decide.ts";
import { decideBy, factsOf } from "../../routing/domain/public.ts";
import type { RoutingSnapshot } from "../../routing/domain/snapshot.ts";
import { changeOf, costChange, type Change } from "./change.ts";
import { isSameJson } from "./same-json.ts";
import { hasShipped, waitsAfter, withWaiting } from "./parted.ts";
import { isSamePlan } from "./same-plan.ts";
import type { PastDecision } from "./past-decision.ts";
import { rulesFinder, type Period, type SetRules } from "./rules.ts";
import { joinSides, sideOf, type Side } from "./side.ts";
import { addTaken, noSurplus, seenWith, takeBack, takenBy, takenReally, type Taken } from "./surplus.ts";
import { startTally } from "./tally.ts";
import type { Totals } from "./totals.ts";

/** Rules to compare: as they were live, and with the draft. */
export interface Compared {
  readonly before: RulesOfWorld;
  readonly after: RulesOfWorld;
}

/** Rules of one world by their periods. */
export interface RulesOfWorld {
  /** What shapes the decision. */
  readonly routing: readonly Period[];
  /** Rules of a trigger that does not route, asked for what they do; null: those that route are asked for that, too. */
  readonly acting: readonly Period[] | null;
}

/** What became of a fulfillment order in both worlds. */
export interface ReplayedOrder {
  readonly orderId: OrderId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly change: Change;
  /** After less before, minor units; null when nothing ships on one of the sides. */
  readonly costMinor: number | null;
  readonly before: Side;
  readonly after: Side;
}

/** A replay that is under way: decisions are given to it in the order in which they were made. */
export interface Replay {
  /** Replays one decision; the outcome comes with the last one of each fulfillment order. */
  next(past: PastDecision): ReplayedOrder | undefined;
  /** A decision whose snapshot cannot be read. */
  unreadable(): void;
  totals(): Totals;
}

/**
 * Starts a replay of past decisions in two worlds, one under the rules that were live and one with the draft. Both are replayed in the same
 * way, so that like is compared with like; where the first does not decide as really was decided, that is counted (`Totals.doubts`). Pure: the same rules and
 * decisions give the same outcome.
 */
export function startReplay(compared: Compared): Replay {
  const [before, after] = [startWorld(compared.before), startWorld(compared.after)];
  const tally = startTally();
  return {
    next(past) {
      const really = takenReally(past);
      const was = before.replay(past, really);
      const is = after.replay(past, really, was);
      if (was.said === null) tally.doubt("unasked");
      if (was.again && !isSamePlan(was.decision, past.decided))
        tally.doubt(past.live ? "notReproduced" : "notReproducedShown");
      if (!past.isLast) return undefined;
      const [sideBefore, sideAfter] = [sideIn(was), sideIn(is)];
      const change = changeOf(sideBefore, sideAfter);
      tally.add(past, sideBefore, sideAfter, change);
      const { orderId, fulfillmentOrderId } = past;
      const costMinor = costChange(sideBefore, sideAfter);
      return { orderId, fulfillmentOrderId, change, costMinor, before: sideBefore, after: sideAfter };
    },
    unreadable: () => tally.doubt("unreadable"),
    totals: () => tally.totals(setsOf(compared)),
  };
}

/** Replays decisions that were collected in any order. */
export function replayAll(compared: Compared, past: readonly PastDecision[]) {
  const replay = startReplay(compared);
  const sorted = past.toSorted((a, b) => a.decidedAt - b.decidedAt || compareIds(a.decisionId, b.decisionId));
  return { orders: sorted.flatMap((each) => replay.next(each) ?? []), totals: replay.totals() };
}

/** How a world decided. */
interface Replayed {
  /** What its snapshot had beyond the real one, and which rules were asked: with both the same, so is all the rest. */
  readonly seen: string;
  readonly rules: string;
  readonly facts: OrderFacts | null;
  readonly said: Outcome | null;
  readonly decision: Decision;
  readonly taken: Taken;
  readonly side: Side;
  /** With what shipped in part before. */
  readonly whole: Side;
  /** An earlier decision of it shipped nothing. */
  readonly waited: boolean;
  /** It was decided with this snapshot; false: it stayed with its earlier decision. */
  readonly again: boolean;
}

function startWorld({ routing, acting }: RulesOfWorld) {
  const surplus = noSurplus();
  const findRules = rulesFinder(routing);
  const findActing = acting === null ? null : rulesFinder(acting);
  /** Of fulfillment orders that are decided again. */
  const earlier = new Map<FulfillmentOrderId, Earlier>();

  const decideNow = (past: PastDecision, other: Replayed | undefined): Replayed => {
    const { snapshot, key } = seenWith(surplus, past.snapshot);
    // What waits may be other units here than there.
    const seen = `${key} ${past.snapshot.fulfillmentOrder.lines.map(({ lineId, quantity }) => `${lineId} ${quantity}`).join()}`;
    const channel = snapshot.about?.order.channel ?? null;
    const asked = findRules(snapshot.at, channel);
    const acts = findActing?.(snapshot.at, channel);
    const rules = `${asked.key}/${acts?.key ?? ""}`;
    // Most orders are the same question in both worlds, and a decision is most of the work.
    const twin = other?.again === true && other.seen === seen ? other : undefined;
    if (twin?.rules === rules) return { ...twin, whole: twin.side };
    const facts = twin === undefined ? factsOf(snapshot, past.personal) : twin.facts;
    const said = facts === null ? null : runRules(asked.rules, facts);
    const known = twin !== undefined && isSameJson(twin.said?.directives, said?.directives) ? twin : undefined;
    const decision = known?.decision ?? decideBy(snapshot, said?.directives ?? null);
    const side = sideOf(snapshot, decision, facts === null || acts === undefined ? said : runRules(acts.rules, facts));
    return {
      ...{ seen, rules, facts, said, decision, side, whole: side },
      taken: known?.taken ?? takenBy(snapshot, decision),
      waited: false,
      again: true,
    };
  };

  /** Some of it shipped, here or really, and the rest is decided: what has shipped stays taken, and what waits here is what counts. */
  const decideRest = (past: PastDecision, before: Earlier, other: Replayed | undefined): Replayed => {
    if (before.waits.length === 0) return { ...before.here, taken: [], again: false };
    const rest = decideNow({ ...past, snapshot: withWaiting(past.snapshot, before.waits) }, other);
    return { ...rest, whole: joinSides(before.here.whole, rest.side) };
  };

  return {
    /** `really`: what was really taken. `other`: the same decision in the other world. */
    replay(past: PastDecision, really: Taken, other?: Replayed): Replayed {
      const { fulfillmentOrderId, decided, snapshot } = past;
      const before = earlier.get(fulfillmentOrderId);
      const isRest = before !== undefined && isParted(before, snapshot);
      if (!isRest) takeBack(surplus, fulfillmentOrderId);
      // It was decided again because of how it then stood: refused, released, tried again. Where it stood otherwise, none of that happened.
      const stays = before !== undefined && !isRest && !isSamePlan(before.here.decision, before.decided);
      const decision = stays
        ? { ...before.here, again: false }
        : isRest
          ? decideRest(past, before, other)
          : decideNow(past, other);
      const here = { ...decision, waited: before !== undefined && (before.here.waited || before.here.side.waited) };
      addTaken(surplus, past, really, here.taken);
      const seen = isRest ? withWaiting(snapshot, before.waits) : snapshot;
      if (past.isLast) earlier.delete(fulfillmentOrderId);
      else earlier.set(fulfillmentOrderId, { here, decided, snapshot, waits: waitsAfter(seen, here.decision) });
      return here;
    },
  };
}

/** How a fulfillment order stands here and stood in reality, after its last decision. */
interface Earlier {
  readonly here: Replayed;
  readonly decided: Decision;
  /** As it really was. */
  readonly snapshot: RoutingSnapshot;
  /** What waits here. */
  readonly waits: ReturnType<typeof waitsAfter>;
}

/** Whether what is decided now is the rest of it: it shipped in part here, or really did. A plan that was not carried out is replaced. */
function isParted({ here, decided, snapshot }: Earlier, now: RoutingSnapshot): boolean {
  if (decided.outcome === "inPart") return hasShipped(snapshot.fulfillmentOrder.lines, now);
  return here.decision.outcome === "inPart";
}

const sideIn = ({ whole, waited }: Replayed): Side => (waited ? { ...whole, waited } : whole);

function setsOf({ before, after }: Compared): SetRules[] {
  const periods = (world: RulesOfWorld) => world.acting ?? world.routing;
  return [...periods(before), ...periods(after)].flatMap(({ sets }) => sets);
}
