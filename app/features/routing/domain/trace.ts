import { Bug } from "../../../core/faults.ts";
import type { LocationId } from "../../../core/ids.ts";
import { compareIds } from "../../../core/ids.ts";
import type { Directives } from "../../automation/domain/directives.ts";
import type { Cost } from "./cost.ts";
import type { Decision } from "./decide.ts";
import type { DoesNotShipReason, Standing } from "./eligibility.ts";
import { standingUnder } from "./eligibility.ts";
import { flipOf, type Flip } from "./flip.ts";
import { orderProblemOf, type RoutedProblem } from "./order-problem.ts";
import type { PlanPart, Shortfall } from "./plan.ts";
import { planOf, shortfallsOf } from "./plan.ts";
import { solveFrom } from "./solve-from.ts";
import type { RefusalCode, RoutingSnapshot, SnapshotLocation } from "./snapshot.ts";

/** Why a decision came out as it did, location by location. Plain JSON, stored with the decision. */
export interface Trace {
  readonly v: 1;
  /** ISO 4217: the currency of every amount in the decision and here. */
  readonly currency: string;
  /** Null when the assigned location is gone. */
  readonly assignedLocationId: LocationId | null;
  readonly minSavingMinor: number;
  readonly maxParts: number;
  /** Names of the rules that are named here, by their ids, as they were. */
  readonly rules?: Readonly<Record<string, string>>;
  /** The rules that prefer or avoid a location, in their order; left out when none does. */
  readonly pricedBy?: readonly string[];
  /** Each location of the snapshot once, the most telling first. */
  readonly locations: readonly LocationTrace[];
}

/** A location's outcome, with its name at the time of the decision. */
export type LocationTrace = { readonly locationId: LocationId; readonly name: string } & LocationOutcome;

export type LocationOutcome =
  | { readonly outcome: "chosen"; readonly part: PlanPart }
  | { readonly outcome: "closed" }
  | { readonly outcome: "doesNotShip"; readonly reason: DoesNotShipReason }
  | { readonly outcome: "refused"; readonly code: RefusalCode }
  /** By a rule: it excludes it, requires others, or sends the work to a fulfillment service. */
  | { readonly outcome: "ruledOut"; readonly as: RuledOut["as"]; readonly by: string }
  /** Its day can take no more orders. */
  | { readonly outcome: "full" }
  /** It may ship, but the order is held by a rule, whatever could ship it. */
  | { readonly outcome: "waits" }
  /** It lacks units, and no complete plan with it was found. */
  | { readonly outcome: "notStocked"; readonly shortfalls: readonly Shortfall[]; readonly flip?: Flip }
  | (Alternative & {
      readonly outcome: "dearer";
      /** How much more the alternative costs than the decision; 0 when it lost a tie. */
      readonly gapMinor: number;
    })
  /** Only when the decision is to stay: the alternative is cheaper, but by less than the threshold. */
  | (Alternative & { readonly outcome: "savesTooLittle"; readonly savingMinor: number });

/** What it would have been: this location ships all it has of the order, the rest goes the cheapest way found. */
export interface Alternative {
  /** From this location to the destination, null when unknown. */
  readonly km: number | null;
  /** Parcels of the alternative. */
  readonly parts: number;
  /** Of the whole alternative. */
  readonly cost: Cost;
  /** What this location lacks; empty when it could have shipped everything. */
  readonly shortfalls: readonly Shortfall[];
  /** The smallest single change that would have made it the choice; left out when none was found. */
  readonly flip?: Flip;
}

type RuledOut = Extract<Standing, { kind: "ruledOut" }>;

/** Traces a decision of this snapshot under what the rules wanted. */
export function traceOf(
  snapshot: RoutingSnapshot,
  decision: Decision,
  directives: Directives | null = null,
  ruleNames: ReadonlyMap<string, string> = new Map(),
): Trace {
  const routed = orderProblemOf(snapshot, directives);
  const indexes = new Map(routed.candidates.map((candidate, index) => [candidate.locationId, index]));
  const parts = new Map("plan" in decision ? decision.plan.parts.map((part) => [part.locationId, part] as const) : []);
  const locations = snapshot.locations.map((location): LocationTrace => {
    const part = parts.get(location.id);
    const outcome =
      part === undefined
        ? outcomeOf({ snapshot, decision, routed, directives }, location, indexes.get(location.id))
        : ({ outcome: "chosen", part } as const);
    return { locationId: location.id, name: location.name, ...outcome };
  });
  const pricedBy = [...new Set((directives?.locations ?? []).flatMap(({ costs }) => costs.map(({ by }) => by)))];
  return {
    v: 1,
    currency: snapshot.currency,
    assignedLocationId: snapshot.fulfillmentOrder.assignedLocationId,
    minSavingMinor: snapshot.costModel.minSavingMinor,
    maxParts: snapshot.costModel.maxParts,
    ...namesOf(
      [...pricedBy, ...rulesOf(decision), ...locations.flatMap((each) => ("by" in each ? [each.by] : []))],
      ruleNames,
    ),
    ...(pricedBy.length > 0 && { pricedBy }),
    locations: locations.sort((a, b) => rank(a) - rank(b) || gap(a) - gap(b) || compareIds(a.locationId, b.locationId)),
  };
}

/** The rules that a decision names itself. */
function rulesOf(decision: Decision): readonly string[] {
  if ("by" in decision) return decision.by;
  return "withheld" in decision ? decision.withheld.by : [];
}

function namesOf(ids: readonly string[], names: ReadonlyMap<string, string>): Pick<Trace, "rules"> {
  const named = ids.flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? id] as const] : []));
  return named.length === 0 ? {} : { rules: Object.fromEntries(named) };
}

interface Traced {
  readonly snapshot: RoutingSnapshot;
  readonly decision: Decision;
  readonly routed: RoutedProblem;
  readonly directives: Directives | null;
}

function outcomeOf(traced: Traced, location: SnapshotLocation, index: number | undefined): LocationOutcome {
  const { snapshot, decision, routed, directives } = traced;
  const standing = standingUnder(snapshot, location, directives);
  switch (standing.kind) {
    case "closed":
    case "full":
      return { outcome: standing.kind };
    case "doesNotShip":
      return { outcome: "doesNotShip", reason: standing.reason };
    case "refused":
      return { outcome: "refused", code: standing.code };
    case "ruledOut":
      return { outcome: "ruledOut", as: standing.as, by: standing.by };
    case "candidate":
  }
  if (index === undefined) throw new Bug(`location ${location.id} may ship and is no candidate`);
  if (decision.reason === "rule") return { outcome: "waits" };
  const shortfalls = shortfallsOf(snapshot, [location.id]);
  const flip = flipOf(snapshot, directives, decision, location);
  const flipped = flip === null ? {} : { flip };
  const found = "plan" in decision ? solveFrom(routed.problem, index) : null;
  if (!("plan" in decision) || found === null) return { outcome: "notStocked", shortfalls, ...flipped };

  const plan = planOf(routed, found);
  const alternative = {
    km: routed.candidates[index]?.km ?? null,
    parts: plan.parts.length,
    cost: plan.cost,
    shortfalls,
    ...flipped,
  };
  const gapMinor = plan.cost.totalMinor - decision.plan.cost.totalMinor;
  return gapMinor < 0
    ? { outcome: "savesTooLittle", savingMinor: -gapMinor, ...alternative }
    : { outcome: "dearer", gapMinor, ...alternative };
}

const ORDER = [
  "chosen",
  "savesTooLittle",
  "dearer",
  "notStocked",
  "waits",
  "ruledOut",
  "full",
  "refused",
  "doesNotShip",
  "closed",
] as const;

function rank({ outcome }: LocationTrace): number {
  return ORDER.indexOf(outcome);
}

function gap(entry: LocationTrace): number {
  if (entry.outcome === "dearer") return entry.gapMinor;
  return entry.outcome === "savesTooLittle" ? -entry.savingMinor : 0;
}
