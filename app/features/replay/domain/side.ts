import { lateShare, arrivedBy, type Arrivals } from "../../../core/calendar/transit.ts";
import type { Day } from "../../../core/calendar/day.ts";
import type { LocationId } from "../../../core/ids.ts";
import { localDay } from "../../../core/local-time.ts";
import type { Deadline, Directives, RuleId } from "../../automation/domain/directives.ts";
import type { Outcome } from "../../automation/domain/run.ts";
import type { Cost } from "../../routing/domain/cost.ts";
import type { Decision } from "../../routing/domain/decide.ts";
import { withoutRules } from "../../routing/domain/public.ts";
import type { RoutingSnapshot } from "../../routing/domain/snapshot.ts";

/** What became of a fulfillment order in one world. Stored as JSON: codes and numbers, amounts in minor units of the shop's currency. */
export interface Side {
  readonly outcome: Decision["outcome"];
  /** The decision's reason code. */
  readonly reason: string;
  /** It was held or could not be shipped at one time, whatever became of it. */
  readonly waited: boolean;
  /** One per parcel; empty when nothing ships. */
  readonly parcels: readonly ParcelSide[];
  /** Of all parcels, by component; null when nothing ships. */
  readonly cost: Cost | null;
  /** The day by which four of five such parcels have arrived, of the latest parcel; null when it cannot be said. */
  readonly arrives: Day | null;
  /** 0 to 1: how likely a parcel comes after the promised day; null when nothing was promised or it cannot be said. */
  readonly late: number | null;
  /** Units that ship from nowhere. */
  readonly unfilled: number;
  /** Rules that matched, in their order. */
  readonly rules: readonly RuleId[];
  /** What rules want of it besides where it ships from. */
  readonly wishes: readonly Wish[];
}

interface ParcelSide {
  readonly locationId: LocationId;
  readonly units: number;
  readonly arrives: Day | null;
  /** The location had no capacity left for it on that day. */
  readonly beyond: boolean;
}

/** One thing that rules want. `what` stands under `wish` in locales/*.json; `value` is of the merchant: a tag, a name, a level. */
export interface Wish {
  readonly what:
    "hold" | `deadline.${Deadline["unit"]}` | "priority" | "service" | "assignee" | Directives["effects"][number]["do"];
  readonly value: string;
}

/** The share of parcels that have arrived on the predicted day: a date that half of them miss is none. */
const PREDICTED = 0.8;
/** Of a note, enough to know it by. */
const MOST_TEXT = 80;

/** Looks at a decision. `said`: what the rules said; null when they could not be asked. */
export function sideOf(snapshot: RoutingSnapshot, decision: Decision, said: Outcome | null): Side {
  const plan = "plan" in decision ? decision.plan : null;
  const places = (plan?.parts ?? []).map(({ locationId, lines }) => {
    const location = snapshot.locations.find(({ id }) => id === locationId);
    const { ordersLeft = null, unitsLeft = null } = location?.work ?? {};
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const beyond = (ordersLeft !== null && ordersLeft < 1) || (unitsLeft !== null && unitsLeft < units);
    return { locationId, units, beyond, arrivals: location?.arrivals ?? null };
  });
  const wanted = snapshot.fulfillmentOrder.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const parcels = places.map(({ arrivals, ...parcel }) => ({
    ...parcel,
    arrives: arrivals === null ? null : arrivedBy(arrivals, PREDICTED),
  }));
  return {
    outcome: decision.outcome,
    reason: decision.reason,
    waited: plan === null,
    parcels,
    cost: plan && withoutRules(plan.cost),
    arrives: latest(parcels.map(({ arrives }) => arrives)),
    late: lateOf(
      places.map(({ arrivals }) => arrivals),
      snapshot,
    ),
    unfilled: wanted - parcels.reduce((sum, { units }) => sum + units, 0),
    rules: said?.matched.map(({ ruleId }) => ruleId) ?? [],
    wishes: said === null ? [] : wishesOf(said.directives),
  };
}

/** What ships in part and what then becomes of the rest, as one. */
export function joinSides(part: Side, rest: Side): Side {
  if (part.parcels.length === 0) return rest;
  const parcels = [...part.parcels, ...rest.parcels];
  const inTime = [part.late, rest.late].filter((late) => late !== null).map((late) => 1 - late);
  return {
    ...rest,
    outcome: rest.parcels.length > 0 && rest.unfilled === 0 ? "split" : "inPart",
    parcels,
    cost: part.cost && rest.cost ? sumOf([part.cost, rest.cost]) : (part.cost ?? rest.cost),
    arrives: latest(parcels.map(({ arrives }) => arrives)),
    late: inTime.length === 0 ? null : 1 - inTime.reduce((product, each) => product * each, 1),
  };
}

function sumOf([first, ...more]: readonly [Cost, ...Cost[]]): Cost {
  const sum: { -readonly [Name in keyof Cost]: Cost[Name] } = { ...first };
  for (const cost of more)
    for (const name of Object.keys(cost) as (keyof Cost)[]) sum[name] = (sum[name] ?? 0) + (cost[name] ?? 0);
  return sum;
}

function latest(days: readonly (Day | null)[]): Day | null {
  const known = days.filter((day) => day !== null);
  return known.length < days.length || known.length === 0 ? null : Math.max(...known);
}

/** An order is late when one of its parcels is; parcels are late independently of each other. */
function lateOf(arrivals: readonly (Arrivals | null)[], { promisedAt, timeZone }: RoutingSnapshot): number | null {
  if (promisedAt === null || arrivals.length === 0) return null;
  const promised = localDay(timeZone, promisedAt);
  let inTime = 1;
  for (const each of arrivals) {
    if (each === null) return null;
    inTime *= 1 - lateShare(each, promised);
  }
  return 1 - inTime;
}

function wishesOf({ holds, deadline, priority, service, assignee, effects }: Directives): Wish[] {
  return [
    ...holds.map(({ reason }) => ({ what: "hold" as const, value: reason })),
    ...(deadline === null
      ? []
      : [{ what: `deadline.${deadline.within.unit}` as const, value: termOf(deadline.within) }]),
    ...(priority === null ? [] : [{ what: "priority" as const, value: String(priority.level) }]),
    ...(service === null ? [] : [{ what: "service" as const, value: service.locationId }]),
    ...(assignee === null ? [] : [{ what: "assignee" as const, value: assignee.staff }]),
    ...effects.map((effect) => ({
      what: effect.do,
      value: textOf(effect).slice(0, MOST_TEXT),
    })),
  ];
}

function textOf(effect: Directives["effects"][number]): string {
  if ("tag" in effect) return effect.tag;
  return "carrier" in effect ? `${effect.carrier} ${effect.service}`.trim() : effect.text;
}

function termOf(within: Deadline): string {
  switch (within.unit) {
    case "hours":
      return String(within.hours);
    case "workingDays":
      return String(within.days);
    case "timeOfDay":
      return within.days === 0 ? within.at : `${within.at} +${within.days}`;
  }
}
