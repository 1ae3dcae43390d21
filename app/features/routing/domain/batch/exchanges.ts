import { at } from "../at.ts";
import { num } from "../solver/floats.ts";
import { addUse, type BatchTables } from "./tables.ts";

/**
 * The orders that changed, in groups that can change without one another. Two belong together when both use less or more than before of a row that
 * had not enough left for everybody who uses more: without the one that leaves, the other might not fit.
 */
export function groupsOf(tables: BatchTables, before: Float64Array, after: Float64Array): number[][] {
  const left = tables.limits.slice();
  const more = new Float64Array(left.length);
  const changes = Array.from({ length: tables.orders }, (_, order) => {
    const start = num(tables.lineFrom, order) * tables.locations;
    addUse(tables, order, before, start, -1, left);
    return changeOf(tables, order, before, after);
  });
  for (const change of changes) {
    for (const [row, units] of change) more[row] = num(more, row) + Math.max(0, units);
  }

  const leader = [...changes.keys()];
  const leaderOf = (order: number): number => {
    let first = order;
    while (at(leader, first) !== first) first = at(leader, first);
    return first;
  };
  const someoneAt = new Map<number, number>();
  for (const [order, change] of changes.entries()) {
    for (const row of change.keys()) {
      if (num(more, row) <= num(left, row)) continue;
      leader[leaderOf(order)] = leaderOf(someoneAt.get(row) ?? order);
      someoneAt.set(row, order);
    }
  }
  const moved = leader.flatMap((_, order) => (at(changes, order).size > 0 ? [order] : []));
  return [...Map.groupBy(moved, leaderOf).values()];
}

/** How many units more of each row an order uses; rows of which it uses as many as before are not in it. */
function changeOf(tables: BatchTables, order: number, before: Float64Array, after: Float64Array): Map<number, number> {
  const { locations, lineFrom, item, capacityRow } = tables;
  const change = new Map<number, number>();
  for (let line = num(lineFrom, order); line < num(lineFrom, order + 1); line++) {
    for (let location = 0; location < locations; location++) {
      const cell = line * locations + location;
      const units = num(after, cell) - num(before, cell);
      if (units === 0) continue;
      const row = num(item, line) * locations + location;
      change.set(row, units);
      change.set(capacityRow + location, (change.get(capacityRow + location) ?? 0) + units);
    }
  }
  for (const [row, units] of change) if (units === 0) change.delete(row);
  return change;
}
