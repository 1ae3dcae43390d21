import { num } from "./floats.ts";
import type { Workspace } from "./workspace.ts";

/**
 * The cheapest way to ship from these locations, between `low` and `high`, when the bundles do not get in each other's way: what the units cost,
 * parcels not counted; Infinity when it is not enough.
 *
 * Each bundle by itself takes its next unit where the next unit is cheapest. That is exact: the price of a location's next unit never falls, so the
 * units taken are the cheapest there are. Of equal prices the first location of the set is taken, and leaving out comes last: the first ships as much
 * as it can.
 */
export function fill(space: Workspace, set: readonly number[]): number {
  const { takes, cellPrice, low, high, step, room } = space;
  const { bundles, demand, leftTicks, stepFrom, stepUnits, stepTicks } = space.tables;
  const count = set.length;
  space.budget -= count * bundles;
  let total = 0;
  for (let b = 0; b < bundles; b++) {
    let missing = num(demand, b);
    for (let n = 0; n < count; n++) {
      const cell = (set[n] ?? 0) * bundles + b;
      let at = num(stepFrom, cell);
      let left = num(stepUnits, at);
      let due = num(low, cell);
      takes[cell] = due;
      missing -= due;
      while (due > 0) {
        const units = Math.min(due, left);
        total += units * (num(stepTicks, at) + num(cellPrice, cell));
        due -= units;
        left -= units;
        if (left === 0) left = num(stepUnits, ++at);
      }
      step[n] = at;
      room[n] = left;
    }
    if (missing < 0) return Infinity;
    while (missing > 0) {
      let place = -1;
      let least = num(leftTicks, b);
      for (let n = 0; n < count; n++) {
        const cell = (set[n] ?? 0) * bundles + b;
        if (num(takes, cell) >= num(high, cell)) continue;
        const ticks = num(stepTicks, num(step, n)) + num(cellPrice, cell);
        if (ticks < least || (ticks === least && place < 0)) {
          least = ticks;
          place = n;
        }
      }
      if (least === Infinity) return Infinity;
      if (place < 0) {
        total += missing * least;
        break;
      }
      const cell = (set[place] ?? 0) * bundles + b;
      const units = Math.min(missing, num(room, place), num(high, cell) - num(takes, cell));
      total += units * least;
      missing -= units;
      takes[cell] = num(takes, cell) + units;
      room[place] = num(room, place) - units;
      if (num(room, place) === 0) {
        const next = num(step, place) + 1;
        step[place] = next;
        room[place] = num(stepUnits, next);
      }
    }
  }
  return total;
}
