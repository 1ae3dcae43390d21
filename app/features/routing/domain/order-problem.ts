import { Bug } from "../../../core/faults.ts";
import type { InventoryItemId, LocationId } from "../../../core/ids.ts";
import { compareIds } from "../../../core/ids.ts";
import type { Directives } from "../../automation/domain/directives.ts";
import { TICKS_PER_MINOR, parcelMinor } from "./cost.ts";
import { standingUnder } from "./eligibility.ts";
import type { PriceStep } from "./price-list.ts";
import { priceLocation, type LocationPrice } from "./price.ts";
import { scarcityOf } from "./scarcity.ts";
import type { RoutingSnapshot, SnapshotLine, SnapshotLocation } from "./snapshot.ts";
import type { OrderProblem, SolverBundle, SolverItem } from "./solver/problem.ts";
import { usableAt } from "./usable.ts";

/** A location that may ship, with its price. Known by its index, in the order of the ids. */
export interface Candidate extends LocationPrice {
  readonly locationId: LocationId;
}

/** Lines that ship as one: all lines of an item with units of one weight, or the components of one kit. */
interface Bundle {
  /** With how many units of each line one takes. */
  readonly parts: readonly { readonly line: SnapshotLine; readonly each: number }[];
  readonly demand: number;
  /** Of one. */
  readonly grams: number;
}

/** A snapshot as numbers, and what the numbers stand for. It does not depend on the order of the snapshot's lists. */
export interface RoutedProblem {
  readonly problem: OrderProblem;
  readonly candidates: readonly Candidate[];
  readonly bundles: readonly Bundle[];
}

/** Throws Bug when no line has a unit to ship: such a fulfillment order is not due (due.ts). */
export function orderProblemOf(snapshot: RoutingSnapshot, directives: Directives | null): RoutedProblem {
  const { costModel, fulfillmentOrder } = snapshot;
  const lines = fulfillmentOrder.lines.filter((line) => line.quantity > 0);
  if (lines.length === 0) throw new Bug("nothing to route: no line has a quantity left");
  const locations = snapshot.locations
    .filter((location) => standingUnder(snapshot, location, directives).kind === "candidate")
    .sort((a, b) => compareIds(a.id, b.id));
  const bundles = bundlesOf(lines, costModel.unknownGrams);
  const grams = bundles.reduce((sum, bundle) => sum + bundle.demand * bundle.grams, 0);
  const candidates = candidatesOf(snapshot, locations, directives, grams);
  const ids = candidates.map(({ locationId }) => locationId);
  const usable = usableAt(snapshot, ids);
  const counted = [...usable].filter(([, of]) => !ids.some((id) => of.get(id) === Infinity)).map(([itemId]) => itemId);
  const itemIndex = new Map(counted.sort(compareIds).map((itemId, index) => [itemId, index]));
  const split = directives?.split;
  const home = ids.findIndex((id) => id === fulfillmentOrder.assignedLocationId);
  return {
    candidates,
    bundles,
    problem: {
      parcelTicks: candidates.map(({ parcel }) => parcelMinor(parcel) * TICKS_PER_MINOR),
      ...postageOf(candidates),
      extraParcelTicks: (split?.extraParcel?.minor ?? 0) * TICKS_PER_MINOR,
      capacity: locations.map(({ work, id }) =>
        capacityOf(work?.unitsLeft, id === fulfillmentOrder.assignedLocationId),
      ),
      items: [...itemIndex.keys()].map((itemId) => itemOf(snapshot, itemId, ids, usable)),
      bundles: bundles.map((bundle) => solverBundle(bundle, candidates, itemIndex)),
      maxParcels: split?.forbiddenBy == null && directives?.ship?.mode !== "oneParcel" ? costModel.maxParts : 1,
      minParcelValue: split?.minParcelValue?.minor ?? 0,
      together: [],
      home: home < 0 ? null : home,
    },
  };
}

/** What is assigned there already is part of its load: staying takes no more. */
const capacityOf = (unitsLeft: number | null | undefined, assigned: boolean): number =>
  assigned ? Infinity : (unitsLeft ?? Infinity);

/** A location that rules would like to ship makes the others dearer, so that no plan gains by one more parcel. */
function candidatesOf(
  snapshot: RoutingSnapshot,
  locations: readonly SnapshotLocation[],
  directives: Directives | null,
  grams: number,
): Candidate[] {
  const costs = new Map(directives?.locations.map(({ locationId, cost }) => [locationId, cost]));
  const least = Math.min(0, ...locations.map(({ id }) => costs.get(id) ?? 0));
  return locations.map((location) => ({
    ...priceLocation(snapshot, location, (costs.get(location.id) ?? 0) - least, grams),
    locationId: location.id,
  }));
}

/** Steps of price lists, where any location has some. */
function postageOf(candidates: readonly Candidate[]): Pick<OrderProblem, "postage"> {
  if (candidates.every(({ tariff }) => tariff === null)) return {};
  const ticksOf = ({ upToGrams, minor }: PriceStep) => ({ upToGrams, ticks: minor * TICKS_PER_MINOR });
  return { postage: candidates.map(({ tariff }) => tariff?.steps.map(ticksOf) ?? null) };
}

function bundlesOf(lines: readonly SnapshotLine[], unknownGrams: number): Bundle[] {
  const sorted = lines.toSorted((a, b) => compareIds(a.lineId, b.lineId));
  const kits = Map.groupBy(sorted, ({ bundle }) => bundle?.id);
  const whole = new Set([...kits].filter(([id, of]) => id !== undefined && isWhole(of)).map(([id]) => id));
  const gramsOf = ({ grams }: SnapshotLine) => grams ?? unknownGrams;
  // A line without an item is counted nowhere and stands alone.
  const keyOf = (line: SnapshotLine) =>
    line.bundle !== null && whole.has(line.bundle.id)
      ? `kit ${line.bundle.id}`
      : line.itemId === null
        ? `line ${line.lineId}`
        : `item ${line.itemId} ${gramsOf(line)}`;
  return [...Map.groupBy(sorted, keyOf).values()].map((of): Bundle => {
    const [first] = of;
    if (first?.bundle != null && whole.has(first.bundle.id)) {
      const demand = kitsLeft(of);
      const parts = of.map((line) => ({ line, each: line.quantity / demand }));
      return { parts, demand, grams: parts.reduce((sum, { line, each }) => sum + each * gramsOf(line), 0) };
    }
    return {
      parts: of.map((line) => ({ line, each: 1 })),
      demand: of.reduce((sum, { quantity }) => sum + quantity, 0),
      grams: first === undefined ? 0 : gramsOf(first),
    };
  });
}

/** Kits of which some components were shipped or refunded are kits no more. */
const isWhole = (lines: readonly SnapshotLine[]): boolean => kitsLeft(lines) > 0;

/** How many whole kits the lines hold: the most that divides every quantity, at most as many as were bought. 0: none. */
function kitsLeft(lines: readonly SnapshotLine[]): number {
  for (let kits = lines[0]?.bundle?.quantity ?? 0; kits > 0; kits--)
    if (lines.every(({ quantity }) => quantity % kits === 0)) return kits;
  return 0;
}

/** Whether a bundle's lines share its units (an item in several lines) instead of all being in each of them (a kit). */
export const isKit = ({ parts, demand }: Bundle): boolean =>
  parts.length > 1 && parts.every(({ line, each }) => each * demand === line.quantity && line.bundle !== null);

function solverBundle(
  bundle: Bundle,
  candidates: readonly Candidate[],
  itemIndex: ReadonlyMap<InventoryItemId, number>,
): SolverBundle {
  const { parts, demand, grams } = bundle;
  const components = isKit(bundle) ? parts : parts.slice(0, 1);
  const uses = new Map<number, number>();
  for (const { line, each } of components) {
    const item = line.itemId === null ? undefined : itemIndex.get(line.itemId);
    if (item !== undefined) uses.set(item, (uses.get(item) ?? 0) + each);
  }
  return {
    demand,
    uses: [...uses].map(([item, count]) => ({ item, count })),
    units: components.reduce((sum, { each }) => sum + each, 0),
    grams,
    value: components.reduce((sum, { line, each }) => sum + each * (line.valueMinor ?? 0), 0),
    ticks: candidates.map(({ ticksPerGram }) => grams * ticksPerGram),
    // Everything ships or nothing does.
    unfilledTicks: null,
  };
}

function itemOf(
  { costModel, fulfillmentOrder, stock }: RoutingSnapshot,
  itemId: InventoryItemId,
  ids: readonly LocationId[],
  usable: ReadonlyMap<InventoryItemId, ReadonlyMap<LocationId, number>>,
): SolverItem {
  const wanted = fulfillmentOrder.lines.reduce((sum, line) => sum + (line.itemId === itemId ? line.quantity : 0), 0);
  const levels = stock.find((item) => item.itemId === itemId)?.levels;
  const stockAt = (id: LocationId) => usable.get(itemId)?.get(id) ?? 0;
  return {
    stock: ids.map(stockAt),
    scarcity: ids.map((id) =>
      costModel.stockoutMinor === 0
        ? []
        : scarcityOf(stockAt(id), wanted, {
            perDay: levels?.find(({ locationId }) => locationId === id)?.perDay ?? null,
            days: costModel.restockDays,
            stockoutMinor: costModel.stockoutMinor,
          }),
    ),
  };
}
