import type { FulfillmentOrderLineItemId, LineItemId, LocationId } from "../../../core/ids.ts";
import { compareIds } from "../../../core/ids.ts";
import { costOf, TICKS_PER_MINOR, type Cost } from "./cost.ts";
import { isKit, type RoutedProblem } from "./order-problem.ts";
import { stepFor } from "./price-list.ts";
import type { RoutingSnapshot } from "./snapshot.ts";
import type { OrderPlan, OrderProblem, ScarcityStep } from "./solver/problem.ts";
import { usableAt } from "./usable.ts";

/** What ships from where. Every unit of the fulfillment order is in exactly one part, or, when it ships in part, in one at most. */
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
  /** What its postage is, where it is a price list's. */
  readonly listed?: ListedPostage;
  /** Its location has price lists, and none of them this destination or so heavy an order. */
  readonly unlisted?: true;
  readonly lines: readonly PlanLine[];
  /** This parcel alone. Rounded by itself: the parts may differ from the plan's total by one minor unit per part. */
  readonly cost: Cost;
}

export interface ListedPostage {
  /** Names, as they were. */
  readonly list: string;
  readonly zone: string;
  /** Of the step; the parcel may be lighter. */
  readonly upToGrams: number;
}

/** Lines identify a plan: Shopify gives new fulfillment-order ids when it moves or splits. */
export interface PlanLine {
  readonly lineId: FulfillmentOrderLineItemId;
  readonly lineItemId: LineItemId;
  readonly quantity: number;
}

/** Units of a line that cannot be had, or do not ship now. */
export interface Shortfall {
  readonly lineId: FulfillmentOrderLineItemId;
  readonly lineItemId: LineItemId;
  /** Units the line needs. */
  readonly wanted: number;
  /** Units missing of those, at least 1. */
  readonly short: number;
}

/** The plan that the solver found. */
export function planOf({ problem, candidates, bundles }: RoutedProblem, found: OrderPlan): Plan {
  const given = new Map<FulfillmentOrderLineItemId, number>();
  const parcels = found.parcels.flatMap(({ location, takes }, position) => {
    const candidate = candidates[location];
    if (candidate === undefined) return [];
    const lines = bundles.flatMap((bundle, index) => linesOf(bundle, takes[index] ?? 0, given));
    const grams = bundles.reduce((sum, bundle, index) => sum + (takes[index] ?? 0) * bundle.grams, 0);
    const { tariff } = candidate;
    const step = tariff === null ? undefined : stepFor(tariff.steps, grams);
    const price = {
      ...candidate.parcel,
      postageMinor: candidate.parcel.postageMinor + (step?.minor ?? 0),
      scarcityMinor: scarcityTicks(problem, location, takes) / TICKS_PER_MINOR,
      rulesMinor: (candidate.parcel.rulesMinor ?? 0) + (position > 0 ? problem.extraParcelTicks / TICKS_PER_MINOR : 0),
    };
    const listed =
      tariff && step
        ? { listed: { list: tariff.list, zone: tariff.zone, upToGrams: step.upToGrams } }
        : candidate.isUnlisted
          ? { unlisted: true as const }
          : {};
    return [{ candidate, lines, listed, priced: { price, transportTicks: grams * candidate.ticksPerGram } }];
  });
  const parts = parcels.map(({ candidate, lines, listed, priced }): PlanPart => ({
    locationId: candidate.locationId,
    km: candidate.km,
    crossBorder: candidate.crossBorder,
    ...listed,
    lines: lines.sort((a, b) => compareIds(a.lineId, b.lineId)),
    cost: costOf([priced]),
  }));
  return { parts, cost: costOf(parcels.map(({ priced }) => priced)) };
}

/** What `count` of a bundle are in units of its lines; an item's units go to its lines in the order of their ids. `given`: units handed out so far. */
function linesOf(
  bundle: RoutedProblem["bundles"][number],
  count: number,
  given: Map<FulfillmentOrderLineItemId, number>,
): PlanLine[] {
  const kit = isKit(bundle);
  let left = count;
  return bundle.parts.flatMap(({ line: { lineId, lineItemId, quantity: wanted }, each }) => {
    const before = given.get(lineId) ?? 0;
    const quantity = kit ? count * each : Math.min(left, wanted - before);
    left -= quantity;
    given.set(lineId, before + quantity);
    return quantity > 0 ? [{ lineId, lineItemId, quantity }] : [];
  });
}

/** What the parcels of a plan cost, in ticks; what it leaves out costs nothing here. */
export function ticksOf(problem: OrderProblem, { parcels }: OrderPlan): number {
  return parcels.reduce(
    (sum, { location, takes }, position) =>
      sum +
      (problem.parcelTicks[location] ?? 0) +
      postageTicks(problem, location, takes) +
      (position > 0 ? problem.extraParcelTicks : 0) +
      problem.bundles.reduce((ticks, bundle, b) => ticks + (takes[b] ?? 0) * (bundle.ticks[location] ?? 0), 0) +
      scarcityTicks(problem, location, takes),
    0,
  );
}

function scarcityTicks({ items, bundles }: OrderProblem, location: number, takes: readonly number[]): number {
  return items.reduce((sum, { scarcity }, item) => {
    const used = bundles.reduce((units, { uses }, index) => {
      const count = uses.find((use) => use.item === item)?.count ?? 0;
      return units + count * (takes[index] ?? 0);
    }, 0);
    return sum + stepTicks(scarcity[location] ?? [], used);
  }, 0);
}

function stepTicks(steps: readonly ScarcityStep[], used: number): number {
  let left = used;
  let ticks = 0;
  for (const step of steps) {
    const units = Math.min(left, step.units);
    ticks += units * step.ticks;
    left -= units;
  }
  return ticks + left * (steps.at(-1)?.ticks ?? 0);
}

/** Without steps of postage, 0. */
function postageTicks({ postage, bundles }: OrderProblem, location: number, takes: readonly number[]): number {
  const grams = bundles.reduce((sum, bundle, b) => sum + (bundle.grams ?? 0) * (takes[b] ?? 0), 0);
  return stepFor(postage?.[location] ?? [], grams)?.ticks ?? 0;
}

/** What a plan leaves out, by line. */
export const restOf = ({ fulfillmentOrder: { lines } }: RoutingSnapshot, { parts }: Plan): Shortfall[] => {
  const shipped = new Map<FulfillmentOrderLineItemId, number>();
  for (const line of parts.flatMap((part) => part.lines))
    shipped.set(line.lineId, (shipped.get(line.lineId) ?? 0) + line.quantity);
  return lines
    .flatMap(({ lineId, lineItemId, quantity: wanted }) => {
      const short = wanted - (shipped.get(lineId) ?? 0);
      return short > 0 ? [{ lineId, lineItemId, wanted, short }] : [];
    })
    .sort((a, b) => compareIds(a.lineId, b.lineId));
};

/** What these locations lack together, by line. When lines share a stock, the lighter and then the later line goes short. */
export function shortfallsOf(snapshot: RoutingSnapshot, locationIds: readonly LocationId[]): Shortfall[] {
  const usable = usableAt(snapshot, locationIds);
  const { unknownGrams } = snapshot.costModel;
  const lines = snapshot.fulfillmentOrder.lines.filter(({ quantity }) => quantity > 0);
  const grouped = Map.groupBy(lines, (line) => line.itemId ?? `line ${line.lineId}`);
  return [...grouped.values()]
    .flatMap((of) => {
      const itemId = of[0]?.itemId ?? null;
      // A custom line can ship from anywhere, but from nowhere when there is no location.
      let left = itemId === null ? locationIds.length * Infinity || 0 : unitsOf(usable.get(itemId));
      const heaviestFirst = of.toSorted(
        (a, b) => (b.grams ?? unknownGrams) - (a.grams ?? unknownGrams) || compareIds(a.lineId, b.lineId),
      );
      return heaviestFirst.flatMap(({ lineId, lineItemId, quantity: wanted }) => {
        const short = wanted - Math.min(wanted, left);
        left -= wanted - short;
        return short > 0 ? [{ lineId, lineItemId, wanted, short }] : [];
      });
    })
    .sort((a, b) => compareIds(a.lineId, b.lineId));
}

const unitsOf = (at: ReadonlyMap<LocationId, number> | undefined): number =>
  [...(at?.values() ?? [])].reduce((sum, units) => sum + units, 0);
