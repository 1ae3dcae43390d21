import type { FulfillmentOrderLineItemId, LineItemId, LocationId } from "../../../core/ids.ts";
import { compareIds } from "../../../core/ids.ts";
import type { Cost, CostModel } from "./cost.ts";
import { costOf } from "./cost.ts";
import type { Problem } from "./problem.ts";
import { gramsBetween } from "./item-group.ts";
import { allot } from "./search.ts";

/** What ships from where. Every unit of the fulfillment order is in exactly one part. */
export interface Plan {
  readonly parts: readonly PlanPart[];
  readonly cost: Cost;
}

/** One parcel. */
export interface PlanPart {
  readonly locationId: LocationId;
  /** Whole kilometres to the destination, null when unknown. */
  readonly km: number | null;
  readonly crossBorder: boolean;
  readonly lines: readonly PlanLine[];
  /** This parcel alone. Rounded by itself: the parts may differ from the plan's total by one minor unit per part. */
  readonly cost: Cost;
}

/** Lines identify a plan: Shopify gives new fulfillment-order ids when it moves or splits. */
export interface PlanLine {
  readonly lineId: FulfillmentOrderLineItemId;
  readonly lineItemId: LineItemId;
  readonly quantity: number;
}

/** Units of a line that could not be had. */
export interface Shortfall {
  readonly lineId: FulfillmentOrderLineItemId;
  readonly lineItemId: LineItemId;
  /** Units the line needs. */
  readonly wanted: number;
  /** Units missing of those, at least 1. */
  readonly short: number;
}

/** The plan that fills from these candidates in this order. They must hold everything together. */
export function planOf(problem: Problem, model: CostModel, picks: readonly number[]): Plan {
  const allotments = allot(problem.groups, picks);
  const parcels = picks.flatMap((pick, position) => {
    const candidate = problem.candidates[pick];
    const ranges = allotments[position];
    if (candidate === undefined || ranges === undefined) return [];
    const shares = problem.groups.map((group, g) => ({ group, from: ranges[g]?.from ?? 0, to: ranges[g]?.to ?? 0 }));
    const grams = shares.reduce((sum, { group, from, to }) => sum + gramsBetween(group, from, to), 0);
    const lines = shares.flatMap(({ group, from, to }) => linesBetween(group.lines, from, to));
    return [{ candidate, transportTicks: grams * candidate.ticksPerGram, lines }];
  });
  const parts = parcels.map(({ candidate, transportTicks, lines }): PlanPart => ({
    locationId: candidate.locationId,
    km: candidate.km,
    crossBorder: candidate.crossBorder,
    lines: lines.sort((a, b) => compareIds(a.lineId, b.lineId)),
    cost: costOf(model, [{ crossBorder: candidate.crossBorder, transportTicks }]),
  }));
  const cost = costOf(
    model,
    parcels.map(({ candidate, transportTicks }) => ({ crossBorder: candidate.crossBorder, transportTicks })),
  );
  return { parts: parts.sort((a, b) => compareIds(a.locationId, b.locationId)), cost };
}

function linesBetween(lines: Problem["groups"][number]["lines"], from: number, to: number): PlanLine[] {
  let start = 0;
  return lines.flatMap(({ line: { lineId, lineItemId, quantity: wanted } }) => {
    const quantity = Math.min(to, start + wanted) - Math.max(from, start);
    start += wanted;
    return quantity > 0 ? [{ lineId, lineItemId, quantity }] : [];
  });
}

/** What these candidates lack together, by line. When lines share a stock, the lighter and then the later line goes short. */
export function shortfallsOf(problem: Problem, indexes: readonly number[]): Shortfall[] {
  return problem.groups
    .flatMap(({ lines, demand, stock }) => {
      let left = Math.min(
        demand,
        indexes.reduce((sum, index) => sum + (stock[index] ?? 0), 0),
      );
      return lines.flatMap(({ line: { lineId, lineItemId, quantity: wanted } }) => {
        const short = wanted - Math.min(wanted, left);
        left -= wanted - short;
        return short > 0 ? [{ lineId, lineItemId, wanted, short }] : [];
      });
    })
    .sort((a, b) => compareIds(a.lineId, b.lineId));
}
