import { at } from "../at.ts";
import { fill } from "./fill.ts";
import { num } from "./floats.ts";
import type { Row } from "./rows.ts";
import { layerTicks, rebate, used } from "./rows.ts";
import type { Workspace } from "./workspace.ts";
import { moveRow, priceCells, slopeOf } from "./workspace.ts";

/** Told what a plan costs that was found; its units are in `takes`. Answers what the next one may cost at most. */
export type Found = (total: number) => number;

/**
 * Finds plans with parcels from these locations (or some of them) that cost at most `limit`. `found` gets each that is at most what it allowed
 * before, so the last one it got is the cheapest. True when there is no other: the search came to its end, within `effort` fills and the budget.
 */
export type Allot = (set: readonly number[], limit: number, found: Found, effort?: number) => boolean;

/** Times the prices move before a branch. */
const ROUNDS = 3;

/**
 * Branch and bound over the units that a set of locations ships.
 *
 * Bound: rows ask prices instead of setting limits (rows.ts), so the bundles are independent and `fill` is exact. Branch: when a fill overdraws a
 * row, one of its bundles has to take less there than it did (for a least value: more). Each in turn, those before it taking at least what they
 * did: every plan is in one of these branches, none in two. When a fill is a plan but a row's price is not right for it, a plan may be cheaper, and
 * one cell is cut in two. Branches get narrower until one fill is all there is, so the search ends.
 */
export function allotter(space: Workspace): Allot {
  const { tables, takes, low, high, rowPrice } = space;
  let set: readonly number[] = [];
  let rows: Row[] = [];
  /** Cells that the rows count, together. */
  let rowCells = 0;
  let fixed = 0;
  let most = 0;
  let found: Found = () => 0;
  let effort = 0;
  /** Cells that were narrowed, with what they allowed before: cell, low, high, cell, … */
  const changes: number[] = [];

  const narrow = (cell: number, from: number, to: number): void => {
    changes.push(cell, num(low, cell), num(high, cell));
    low[cell] = from;
    high[cell] = to;
  };
  const widen = (mark: number): void => {
    while (changes.length > mark) {
      const [to = 0, from = 0, cell = 0] = [changes.pop(), changes.pop(), changes.pop()];
      low[cell] = from;
      high[cell] = to;
    }
  };

  /** Takes from `low` and `high` what each row rules out by itself; false when nothing is left. */
  const tighten = (): boolean => {
    for (let again = true; again;) {
      again = false;
      for (const { cells, weights, most: supply } of rows) {
        let slack = supply;
        for (let n = 0; n < cells.length; n++) {
          const weight = num(weights, n);
          slack -= weight * num(weight > 0 ? low : high, num(cells, n));
        }
        if (slack < 0) return false;
        for (let n = 0; n < cells.length; n++) {
          const [cell, weight] = [num(cells, n), num(weights, n)];
          const [from, to] = [num(low, cell), num(high, cell)];
          if ((to - from) * Math.abs(weight) <= slack) continue;
          const range = Math.floor(slack / Math.abs(weight));
          if (weight > 0) narrow(cell, from, from + range);
          else narrow(cell, to - range, to);
          again = true;
        }
      }
    }
    return true;
  };

  /** No plan within `low` and `high` costs less. */
  let bound = 0;
  /** By how much of its largest weight the last fill overdraws a row; 0: it is a plan. */
  let overdrawn = 0;
  /** Fills and tells the plan, if it is one. Returns the row to branch on: the most overdrawn, else that with the wrongest price; null when there is no better plan. */
  const look = (): Row | null => {
    effort--;
    space.budget -= rowCells;
    bound = fixed + fill(space, set);
    let total = bound;
    for (const row of rows) bound -= rebate(row, num(rowPrice, row.index));
    if (bound > most || bound === Infinity) return null;
    let worst: Row | null = null;
    let apart = 0;
    overdrawn = 0;
    for (const row of rows) {
      const price = num(rowPrice, row.index);
      const units = used(row, takes);
      const excess = (units - row.most) / row.scale;
      const paid = layerTicks(row, units) - price * units;
      const gap = paid + rebate(row, price);
      if (excess > overdrawn || (overdrawn === 0 && gap > apart)) worst = row;
      overdrawn = Math.max(overdrawn, excess);
      apart = Math.max(apart, gap);
      total += paid;
    }
    if (overdrawn === 0 && total <= most) most = found(total);
    return bound <= most ? worst : null;
  };

  /** Moves the prices towards a bound above `most`: the further a row is from its supply, the more. False when all are right. */
  const reprice = (): boolean => {
    let square = 0;
    for (const row of rows) square += slopeOf(space, row) ** 2;
    if (square === 0) return false;
    const target = most === Infinity ? 1.05 * bound + 1 : most + tables.grain;
    for (const row of rows) moveRow(space, row, (target - bound) / square);
    for (const location of set) priceCells(space, location);
    return true;
  };

  const search = (): void => {
    const mark = changes.length;
    if (tighten()) {
      let row = look();
      for (let round = 0; row !== null && round < ROUNDS && effort > 0 && reprice(); round++) row = look();
      if (row !== null && effort > 0 && space.budget >= 0) {
        if (overdrawn > 0) relieve(row);
        else halve(row);
      }
    }
    widen(mark);
  };

  /** Searches one range of a cell. */
  const within = (cell: number, from: number, to: number): void => {
    const mark = changes.length;
    narrow(cell, from, to);
    search();
    widen(mark);
  };

  const relieve = ({ cells, weights }: Row): void => {
    const took = Array.from(cells, (cell) => num(takes, cell));
    const least = num(weights, 0) < 0;
    // The last first: the others are held to what they took, so it is soon searched and often finds a plan.
    for (const [n, units] of [...took.entries()].reverse()) {
      const mark = changes.length;
      for (let before = 0; before < n; before++) {
        const cell = num(cells, before);
        if (least) narrow(cell, num(low, cell), at(took, before));
        else narrow(cell, at(took, before), num(high, cell));
      }
      const cell = num(cells, n);
      if (least && units < num(high, cell)) within(cell, units + 1, num(high, cell));
      if (!least && units > num(low, cell)) within(cell, num(low, cell), units - 1);
      widen(mark);
    }
  };

  const isOpen = (cell: number): boolean => num(low, cell) < num(high, cell);
  const halve = (row: Row): void => {
    const cell = row.cells.find(isOpen) ?? rows.find(({ cells }) => cells.some(isOpen))?.cells.find(isOpen);
    if (cell === undefined) return; // the fill was exact: its coupled cells have no choice
    const [from, to] = [num(low, cell), num(high, cell)];
    const upper = Math.max(from + 1, num(takes, cell));
    within(cell, upper, to);
    within(cell, from, upper - 1);
  };

  return (locations, limit, tell, fills = Infinity) => {
    set = locations;
    most = limit;
    found = tell;
    effort = fills;
    fixed = -tables.extraParcelTicks;
    rows = [];
    rowCells = 0;
    for (const location of set) {
      fixed += num(tables.parcelTicks, location);
      for (const row of tables.rowsAt[location] ?? []) {
        if (set.length === 1 && row.several) continue;
        rows.push(row);
        rowCells += row.cells.length;
      }
    }
    if (look() !== null) search();
    return effort > 0 && space.budget >= 0;
  };
}
