import { Bug } from "../../../core/faults.ts";
import type { LocationId } from "../../../core/ids.ts";
import { compareIds } from "../../../core/ids.ts";
import type { Cost } from "./cost.ts";
import type { Decision } from "./decide.ts";
import { searchFrom } from "./decide.ts";
import type { DoesNotShipReason } from "./eligibility.ts";
import { standingOf } from "./eligibility.ts";
import type { PlanPart, Shortfall } from "./plan.ts";
import { planOf, shortfallsOf } from "./plan.ts";
import type { Problem } from "./problem.ts";
import { problemOf } from "./problem.ts";
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
  /** It lacks units, and no complete plan with it was found. */
  | { readonly outcome: "notStocked"; readonly shortfalls: readonly Shortfall[] }
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
}

/** Traces a decision of this snapshot. */
export function traceOf(snapshot: RoutingSnapshot, decision: Decision): Trace {
  const problem = problemOf(snapshot);
  const indexes = new Map(problem.candidates.map((candidate, index) => [candidate.locationId, index]));
  const parts = new Map("plan" in decision ? decision.plan.parts.map((part) => [part.locationId, part] as const) : []);
  const locations = snapshot.locations.map((location): LocationTrace => {
    const part = parts.get(location.id);
    const outcome =
      part === undefined
        ? outcomeOf(snapshot, decision, problem, location, indexes.get(location.id))
        : ({ outcome: "chosen", part } as const);
    return { locationId: location.id, name: location.name, ...outcome };
  });
  return {
    v: 1,
    currency: snapshot.currency,
    assignedLocationId: snapshot.fulfillmentOrder.assignedLocationId,
    minSavingMinor: snapshot.costModel.minSavingMinor,
    maxParts: snapshot.costModel.maxParts,
    locations: locations.sort((a, b) => rank(a) - rank(b) || gap(a) - gap(b) || compareIds(a.locationId, b.locationId)),
  };
}

function outcomeOf(
  snapshot: RoutingSnapshot,
  decision: Decision,
  problem: Problem,
  location: SnapshotLocation,
  index: number | undefined,
): LocationOutcome {
  const standing = standingOf(snapshot, location);
  switch (standing.kind) {
    case "closed":
      return { outcome: "closed" };
    case "doesNotShip":
      return { outcome: "doesNotShip", reason: standing.reason };
    case "refused":
      return { outcome: "refused", code: standing.code };
    case "candidate":
  }
  if (index === undefined) throw new Bug(`location ${location.id} may ship and is no candidate`);
  const shortfalls = shortfallsOf(problem, [index]);
  const solution = "plan" in decision ? searchFrom(problem, index) : null;
  if (!("plan" in decision) || solution === null) return { outcome: "notStocked", shortfalls };

  const plan = planOf(problem, snapshot.costModel, solution.picks);
  const alternative = {
    km: problem.candidates[index]?.km ?? null,
    parts: plan.parts.length,
    cost: plan.cost,
    shortfalls,
  };
  const gapMinor = plan.cost.totalMinor - decision.plan.cost.totalMinor;
  return gapMinor < 0
    ? { outcome: "savesTooLittle", savingMinor: -gapMinor, ...alternative }
    : { outcome: "dearer", gapMinor, ...alternative };
}

const ORDER = ["chosen", "savesTooLittle", "dearer", "notStocked", "refused", "doesNotShip", "closed"] as const;

function rank({ outcome }: LocationTrace): number {
  return ORDER.indexOf(outcome);
}

function gap(entry: LocationTrace): number {
  if (entry.outcome === "dearer") return entry.gapMinor;
  return entry.outcome === "savesTooLittle" ? -entry.savingMinor : 0;
}
