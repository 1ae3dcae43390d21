import type { Trial } from "./best.ts";
import type { Span } from "./cover.ts";
import { fill } from "./fill.ts";
import type { Floats } from "./floats.ts";
import { num } from "./floats.ts";
import { rebate } from "./rows.ts";
import type { Workspace } from "./workspace.ts";
import { moveRow, priceCells, slopeOf } from "./workspace.ts";

/**
 * What no plan can beat, found by paying for the demand instead of asking for it: `worth[b]` for every unit of bundle b that ships. Then
 * nothing ties the locations together; each opens or not by itself. Its `net` is the price of its parcel and of what it ships, less what is paid for that,
 * when it ships whatever pays. At any prices, for any set of locations,
 *
 *     cost of a plan from the set ≥ base + Σ net of the set,    base = Σ worth × demand − the first parcel's extra
 *
 * because a plan ships each unit once (or leaves it out, for no less than its worth), and no location does better for itself than its net.
 */
export interface Bound {
  readonly base: number;
  /** By location. */
  readonly net: Float64Array;
  /** The locations, lowest net first. */
  readonly order: readonly number[];
  /** No plan of `fewest` to `most` parcels costs less. */
  readonly least: number;
}

/** Rounds of new prices, per location: more would cost more than the sets that a better bound spares. A set costs more when bundles are coupled. */
const ROUNDS = { loose: 1, coupled: 2 };
/** Rounds without a better bound before the steps are halved. */
const PATIENCE = 4;
/** Rounds from guess to guess, and the fills that one may cost. */
const GUESS = { every: 5, effort: 8 };

/**
 * Looks for the prices with the highest bound, starting from what the last units would cost if parcels were free. Each round moves them: up where
 * the locations that open ship too little, down where they ship too much, in proportion to the distance to the best plan (Polyak's step, halved
 * when it overshoots). Prices are whole grains, so sums are exact. The sets that open on the way are tried as guesses. Ends when no plan can be
 * better than the best one known.
 */
export function ascend(space: Workspace, floats: Floats, { fewest, most }: Span, { best, attempt }: Trial): Bound {
  const { tables, takes, rowPrice } = space;
  const { bundles, demand, leftTicks, rowsAt, grain, several, worthCap } = tables;
  const worth = floats(bundles);
  const slope = floats(bundles);
  const net = floats(tables.locations);
  const order = [...several];
  const kept = { least: -Infinity, worth: floats(bundles), rowPrice: floats(tables.rows) };
  const setAside = floats(tables.rows);
  let base = 0;
  let least = 0;
  /** The locations that open are the first so many of these: of `order`, without the dearer twins. */
  let open: readonly number[] = order;
  let opened = 0;

  const evaluate = (): void => {
    space.budget -= several.length * bundles;
    base = -tables.extraParcelTicks;
    for (let b = 0; b < bundles; b++) base += num(demand, b) * num(worth, b);
    for (const location of several) net[location] = netOf(space, worth, location);
    sortByNet(order, net);
    if (tables.hasTwins) open = withoutTwins(order, tables.locationIndex);
    least = base;
    for (opened = 0; opened < most; opened++) {
      const next = num(net, open[opened] ?? 0);
      if (opened >= fewest && next >= 0) break;
      least += next;
    }
  };

  /** How far each price is from where it would be right; returns the square of the distance. */
  const slopes = (): number => {
    let square = 0;
    for (let b = 0; b < bundles; b++) {
      let lacking = num(demand, b);
      for (let n = 0; n < opened; n++) lacking -= num(takes, (open[n] ?? 0) * bundles + b);
      if (lacking > 0 && num(worth, b) === num(leftTicks, b)) lacking = 0;
      slope[b] = lacking;
      square += lacking * lacking;
    }
    for (let n = 0; n < opened; n++) {
      for (const row of rowsAt[open[n] ?? 0] ?? []) square += slopeOf(space, row) ** 2;
    }
    return square;
  };

  const move = (length: number): void => {
    for (let b = 0; b < bundles; b++) {
      const price = Math.round((num(worth, b) + length * num(slope, b)) / grain) * grain;
      if (price <= worthCap) worth[b] = Math.max(0, Math.min(num(leftTicks, b), price));
    }
    for (let n = 0; n < opened; n++) {
      const location = open[n] ?? 0;
      for (const row of rowsAt[location] ?? []) moveRow(space, row, length);
      priceCells(space, location);
    }
  };

  const guess = (): void => {
    setAside.set(rowPrice);
    const set = open.slice(0, opened).sort((a, b) => a - b);
    attempt(set, GUESS.effort);
    rowPrice.set(setAside);
    for (const location of set) priceCells(space, location);
  };

  lastPrices(space, worth);
  let pace = 1;
  let stale = 0;
  const rounds = several.length * (tables.rows > 0 ? ROUNDS.coupled : ROUNDS.loose);
  const reserve = space.budget / 2; // for the sets
  for (let round = 0; round === 0 || (round < rounds && space.budget >= reserve); round++) {
    evaluate();
    if (least > kept.least) {
      kept.least = least;
      kept.worth.set(worth);
      kept.rowPrice.set(rowPrice);
      stale = 0;
    } else if (++stale === PATIENCE) {
      pace /= 2;
      stale = 0;
    }
    const { total } = best();
    const target = total === Infinity ? 1.1 * kept.least + 1 : total;
    const square = slopes();
    if (kept.least >= target || square === 0) break;
    move((pace * (target - least)) / square);
    if (round % GUESS.every === 0) guess();
  }
  worth.set(kept.worth);
  rowPrice.set(kept.rowPrice);
  for (const location of several) priceCells(space, location);
  evaluate();
  return { base, net, order, least };
}

/** The first of each location's openings (openings.ts). */
function withoutTwins(order: readonly number[], locationIndex: readonly number[]): number[] {
  const seen = new Set<number | undefined>();
  return order.filter((place) => seen.size < seen.add(locationIndex[place]).size);
}

/** Pays for each bundle what the dearest unit of it costs when all locations have a parcel for nothing. */
function lastPrices(space: Workspace, worth: Float64Array): void {
  const { tables, takes } = space;
  const { bundles, demand, leftTicks, stepFrom, stepUnits, stepTicks, several } = tables;
  fill(space, several);
  for (let b = 0; b < bundles; b++) {
    let missing = num(demand, b);
    for (const location of several) {
      const cell = location * bundles + b;
      let left = num(takes, cell);
      missing -= left;
      for (let step = num(stepFrom, cell); left > 0; step++) {
        worth[b] = Math.max(num(worth, b), num(stepTicks, step));
        left -= num(stepUnits, step);
      }
    }
    if (missing > 0) worth[b] = num(leftTicks, b);
  }
}

/** The net of a location; what it ships for that is left in `takes`. */
function netOf({ tables, takes, cellPrice, rowPrice }: Workspace, worth: Float64Array, location: number): number {
  const { bundles, stepFrom, stepUnits, stepTicks } = tables;
  const first = location * bundles;
  let net = num(tables.parcelTicks, location);
  let step = num(stepFrom, first);
  for (let b = 0; b < bundles; b++) {
    const pays = num(worth, b) - num(cellPrice, first + b);
    const end = num(stepFrom, first + b + 1);
    let units = 0;
    for (; step < end; step++) {
      const gain = pays - num(stepTicks, step);
      if (gain <= 0) break;
      net -= gain * num(stepUnits, step);
      units += num(stepUnits, step);
    }
    step = end;
    takes[first + b] = units;
  }
  for (const row of tables.rowsAt[location] ?? []) net -= rebate(row, num(rowPrice, row.index));
  return net;
}

/** Insertion sort, because from round to round the order hardly changes. Equal nets by index. */
function sortByNet(order: number[], net: Float64Array): void {
  for (let n = 1; n < order.length; n++) {
    const location = order[n] ?? 0;
    const value = num(net, location);
    let to = n;
    for (; to > 0; to--) {
      const before = order[to - 1] ?? 0;
      const ahead = num(net, before);
      if (ahead < value || (ahead === value && before < location)) break;
      order[to] = before;
    }
    order[to] = location;
  }
}
