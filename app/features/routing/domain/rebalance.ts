import type { InventoryItemId, LocationId } from "../../../core/ids.ts";
import { compareIds } from "../../../core/ids.ts";
import type { Directives } from "../../automation/domain/directives.ts";
import type { BatchOrder, BatchProblem } from "./batch/problem.ts";
import type { Exchange } from "./batch/reoptimise.ts";
import { TICKS_PER_MINOR } from "./cost.ts";
import { singlePlan, type Move, type Split } from "./decide.ts";
import { isKit, orderProblemOf, type RoutedProblem } from "./order-problem.ts";
import { planOf } from "./plan.ts";
import type { RoutingSnapshot } from "./snapshot.ts";
import { stepFor } from "./price-list.ts";
import type { OrderPlan, OrderProblem } from "./solver/problem.ts";

/** An open order that nobody has begun, with what the rules say of it. */
export interface OpenOrder {
  readonly snapshot: RoutingSnapshot;
  readonly directives: Directives | null;
}

/** Open orders as one question. Orders and locations are known by their index. */
export interface Rebalance {
  readonly problem: BatchProblem;
  readonly present: readonly OrderPlan[];
  readonly orders: readonly RebalanceOrder[];
  /** Units at each item and location that no order holds: what can be moved to without waiting for another to leave. */
  readonly free: readonly (readonly number[])[];
}

interface RebalanceOrder {
  readonly open: OpenOrder;
  readonly routed: RoutedProblem;
  /** Its candidates among all locations: `places[candidate]`. */
  readonly places: readonly number[];
}

/** Leaving a unit out is no way: every order ships everything from where it is. */
const UNFILLED_TICKS = 1_000_000 * TICKS_PER_MINOR;

/**
 * Those of the open orders that can be planned together: they ship whole from where they are, their lines do not hang together (kits, least values), and the
 * location is not oversold. A location at which an order would arrive later than where it is may not ship it.
 */
export function rebalanceOf(open: readonly OpenOrder[]): Rebalance {
  const levels = levelsOf(open);
  const locations = [...new Set(open.flatMap(({ snapshot }) => snapshot.locations.map(({ id }) => id)))].sort(
    compareIds,
  );
  const orders = open.flatMap((each): RebalanceOrder[] => {
    const routed = orderProblemOf(each.snapshot, each.directives);
    if (!canJoin(each, routed, levels)) return [];
    return [{ open: each, routed, places: routed.candidates.map(({ locationId }) => locations.indexOf(locationId)) }];
  });
  const items = [...new Set(orders.flatMap(({ open: { snapshot } }) => itemsOf(snapshot)))].sort(compareIds);
  const free = items.map((item) => locations.map((id) => Math.max(0, levels.get(`${item} ${id}`) ?? 0)));
  const held = items.map(() => locations.map(() => 0));
  const units = locations.map(() => 0);
  const problemOrders = orders.map((order) => batchOrderOf(order, items, locations.length));
  const present = orders.map((order, n): OrderPlan => {
    const home = order.places[order.routed.problem.home ?? -1] ?? -1;
    const lines = problemOrders[n]?.lines ?? [];
    for (const { item, demand } of lines) {
      const row = held[item];
      if (row !== undefined) row[home] = (row[home] ?? 0) + demand;
      units[home] = (units[home] ?? 0) + demand;
    }
    const takes = lines.map(({ demand }) => demand);
    return { ticks: 0, parcels: [{ location: home, takes }], unfilled: takes.map(() => 0) };
  });
  return {
    orders,
    present,
    free,
    problem: {
      capacity: locations.map((id, place) => capacityAt(open, id) + (units[place] ?? 0)),
      stock: free.map((row, item) => row.map((count, place) => count + (held[item]?.[place] ?? 0))),
      orders: problemOrders,
    },
  };
}

const itemsOf = (snapshot: RoutingSnapshot): InventoryItemId[] =>
  snapshot.fulfillmentOrder.lines.flatMap(({ itemId, quantity }) =>
    itemId === null || quantity === 0 ? [] : [itemId],
  );

/** What no order holds, by item and location; below 0 where it is oversold. */
function levelsOf(open: readonly OpenOrder[]): Map<string, number> {
  return new Map(
    open.flatMap(({ snapshot }) =>
      snapshot.stock.flatMap(({ itemId, levels }) =>
        levels.map(({ locationId, available, claimed }) => [`${itemId} ${locationId}`, available - claimed] as const),
      ),
    ),
  );
}

function capacityAt(open: readonly OpenOrder[], id: LocationId): number {
  const location = open[0]?.snapshot.locations.find((each) => each.id === id);
  return location?.work?.unitsLeft ?? Infinity;
}

function canJoin(
  { snapshot, directives }: OpenOrder,
  routed: RoutedProblem,
  levels: ReadonlyMap<string, number>,
): boolean {
  const { problem, bundles } = routed;
  const { home } = problem;
  const at = snapshot.fulfillmentOrder.assignedLocationId;
  if (home === null || at === null || (directives?.holds ?? []).length > 0 || problem.minParcelValue > 0) return false;
  const used = problem.bundles.flatMap(({ uses }) => uses.map(({ item }) => item));
  const isPlain = bundles.every((bundle) => !isKit(bundle)) && problem.bundles.every(({ uses }) => uses.length === 1);
  return (
    isPlain &&
    new Set(used).size === used.length &&
    itemsOf(snapshot).every((item) => (levels.get(`${item} ${at}`) ?? 0) >= 0) &&
    singlePlan(routed, home) !== null
  );
}

function batchOrderOf(
  { open, routed, places }: RebalanceOrder,
  items: readonly InventoryItemId[],
  count: number,
): BatchOrder {
  const { problem, candidates } = routed;
  const late = (index: number) => candidates[index]?.parcel.latenessMinor ?? 0;
  const itemIndexes = new Map(items.map((id, index) => [id, index]));
  // In the order of their ids, as the order's own problem has them.
  const own = [...new Set(itemsOf(open.snapshot))].sort(compareIds).map((id) => itemIndexes.get(id) ?? -1);
  // A place that may not ship it, or only later than it would arrive now.
  const priced = (values: readonly number[]) => {
    const all = new Array<number>(count).fill(Infinity);
    for (const [index, place] of places.entries())
      if (late(index) <= late(problem.home ?? 0)) all[place] = values[index] ?? Infinity;
    return all;
  };
  return {
    // By a price list, as if each parcel were as heavy as the whole order: it costs no more than that.
    parcelTicks: priced(problem.parcelTicks.map((ticks, l) => ticks + wholeTicks(problem, l))),
    extraParcelTicks: problem.extraParcelTicks,
    maxParcels: problem.maxParcels,
    lines: problem.bundles.map(({ demand, uses, ticks }) => ({
      item: own[uses[0]?.item ?? -1] ?? -1,
      demand,
      ticks: priced(ticks),
      unfilledTicks: UNFILLED_TICKS,
    })),
  };
}

function wholeTicks({ postage, bundles }: OrderProblem, location: number): number {
  const grams = bundles.reduce((sum, bundle) => sum + bundle.demand * (bundle.grams ?? 0), 0);
  return stepFor(postage?.[location] ?? [], grams)?.ticks ?? 0;
}

/** What one move of an exchange comes to. `savingMinor` is the whole exchange's. */
export function decisionOf(
  { orders }: Rebalance,
  { order, plan }: Exchange["moves"][number],
  savingTicks: number,
): { readonly open: OpenOrder; readonly decision: Move | Split } | null {
  const found = orders[order];
  if (found === undefined) return null;
  const { open, routed, places } = found;
  const parcels = plan.parcels.map(({ location, takes }) => ({ location: places.indexOf(location), takes }));
  const shown = planOf(routed, { ...plan, parcels: parcels.sort((a, b) => a.location - b.location) });
  const savingMinor = Math.floor(savingTicks / TICKS_PER_MINOR);
  const common = { reason: "together", plan: shown, savingMinor, proof: { kind: "together" } } as const;
  const [part, another] = shown.parts;
  if (part === undefined) return null;
  return another === undefined
    ? { open, decision: { outcome: "move", toLocationId: part.locationId, ...common } }
    : { open, decision: { outcome: "split", ...common } };
}

/**
 * The exchanges of which every move finds its units free now, taken one after the other: Shopify moves orders one by one, and a move to what another
 * order still holds would be refused.
 */
export function feasibleNow({ free, orders, problem }: Rebalance, exchanges: readonly Exchange[]): Exchange[] {
  const left = free.map((row) => [...row]);
  return exchanges.filter(({ moves }) => {
    const needs = moves.flatMap(({ order, plan }) => {
      const { routed, places } = orders[order] ?? {};
      const home = places?.[routed?.problem.home ?? -1];
      const lines = problem.orders[order]?.lines ?? [];
      return plan.parcels.flatMap(({ location, takes }) =>
        location === home ? [] : lines.map(({ item }, line) => ({ item, location, units: takes[line] ?? 0 })),
      );
    });
    const taken = new Map<string, number>();
    for (const { item, location, units } of needs) {
      const key = `${item} ${location}`;
      taken.set(key, (taken.get(key) ?? 0) + units);
    }
    const fits = [...taken].every(([key, units]) => {
      const [item = -1, location = -1] = key.split(" ").map(Number);
      return units <= (left[item]?.[location] ?? 0);
    });
    if (fits)
      for (const { item, location, units } of needs) {
        const row = left[item];
        if (row !== undefined) row[location] = (row[location] ?? 0) - units;
      }
    return fits;
  });
}
