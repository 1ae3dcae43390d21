import { Bug } from "../../../core/faults.ts";
import type { InventoryItemId, LocationId } from "../../../core/ids.ts";
import { compareIds } from "../../../core/ids.ts";
import type { Bounds } from "./bounds.ts";
import { boundsOf } from "./bounds.ts";
import type { LocationPrice } from "./cost.ts";
import { priceLocation } from "./cost.ts";
import { standingOf } from "./eligibility.ts";
import type { ItemGroup } from "./item-group.ts";
import type { ItemStock, RoutingSnapshot } from "./snapshot.ts";

/** A location that may ship, with its price. Candidates are sorted by nearness and known by their index. */
export interface Candidate extends LocationPrice {
  readonly locationId: LocationId;
  readonly assigned: boolean;
  /** Position by location id among the candidates: the last word in a tie. */
  readonly idRank: number;
}

/** A snapshot as numbers, in an order that does not depend on the order of the snapshot's lists. */
export interface Problem {
  readonly candidates: readonly Candidate[];
  readonly groups: readonly ItemGroup[];
  /** Index of the assigned location among the candidates, null when it may not ship. */
  readonly assigned: number | null;
  readonly maxParts: number;
  readonly bounds: Bounds;
}

/** Throws Bug when no line has a unit to ship: such a fulfillment order is not due (due.ts). */
export function problemOf(snapshot: RoutingSnapshot): Problem {
  const candidates = candidatesOf(snapshot);
  const lines = snapshot.fulfillmentOrder.lines.filter((line) => line.quantity > 0);
  if (lines.length === 0) throw new Bug("nothing to route: no line has a quantity left");

  const stock = new Map(snapshot.stock.map((entry) => [entry.itemId, entry]));
  const grouped = Map.groupBy(
    lines.toSorted((a, b) => compareIds(a.lineId, b.lineId)),
    (line) => line.itemId ?? `line ${line.lineId}`,
  );
  const groups = [...grouped.values()].map((members): ItemGroup => {
    const weighed = members
      .map((line) => ({ line, grams: line.grams ?? snapshot.costModel.unknownGrams }))
      .sort((a, b) => b.grams - a.grams); // stable: equal weights stay in the order of their ids
    const demand = members.reduce((sum, line) => sum + line.quantity, 0);
    const itemId = members[0]?.itemId ?? null;
    return {
      lines: weighed,
      demand,
      stock: usable(itemId, itemId === null ? undefined : stock.get(itemId), demand, candidates),
    };
  });

  const assigned = candidates.findIndex((candidate) => candidate.assigned);
  const { maxParts } = snapshot.costModel;
  return {
    candidates,
    groups,
    assigned: assigned < 0 ? null : assigned,
    maxParts,
    bounds: boundsOf(candidates, groups, maxParts),
  };
}

function candidatesOf(snapshot: RoutingSnapshot): Candidate[] {
  const { costModel, destination, fulfillmentOrder } = snapshot;
  return snapshot.locations
    .filter((location) => standingOf(snapshot, location).kind === "candidate")
    .sort((a, b) => compareIds(a.id, b.id))
    .map((location, idRank) => ({
      ...priceLocation(costModel, destination, location),
      locationId: location.id,
      assigned: location.id === fulfillmentOrder.assignedLocationId,
      idRank,
    }))
    .sort((a, b) => a.ticksPerGram - b.ticksPerGram || Number(b.assigned) - Number(a.assigned) || a.idRank - b.idRank);
}

/**
 * What this fulfillment order may use. Shopify has already taken its units out of `available` at the assigned location
 * (committed), so there they are added again; without that, an order would be moved away from its own goods. An oversold
 * location (negative `available`) gives back only what is left of them, and never below 0.
 */
function usable(
  itemId: InventoryItemId | null,
  stock: ItemStock | undefined,
  demand: number,
  candidates: readonly Candidate[],
): number[] {
  if (itemId === null || stock?.tracked === false) return candidates.map(() => demand);
  const levels = new Map(stock?.levels.map((level) => [level.locationId, level.available - level.claimed]));
  return candidates.map((candidate) => {
    const free = (levels.get(candidate.locationId) ?? 0) + (candidate.assigned ? demand : 0);
    return Math.max(0, Math.min(demand, free));
  });
}
