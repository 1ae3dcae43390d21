import { num } from "../solver/floats.ts";
import type { Draft } from "./draft.ts";
import type { RowPrices } from "./lower-bound.ts";
import type { Effort } from "./problem.ts";
import { type Rivals, rivalsOf } from "./rivals.ts";
import type { BatchTables } from "./tables.ts";

/** Most orders planned anew together. */
const MOST_OUT = 8;
/** How often they are placed by cost alone; else the rows' prices count with a random weight, so that one order leaves what the next needs more. */
const BY_COST_ALONE = 0.3;
/** How often an order overlooks units of a location, the blinks of Christiaens and Vanden Berghe 2020 (doi 10.1287/trsc.2019.0914). */
const BLINKS = 0.03;
/** By how much a plan may become dearer, as a share of a parcel's price: at first, and at the end. */
const FIRST_RISE = 0.3;
const LAST_RISE = 0.005;
/** Tries between two looks at the clock. */
const STRETCH = 64;

/**
 * Makes a draft cheaper by ruin and recreate (Schrimpf et al. 2000, doi 10.1006/jcph.1999.6413): some orders that want the same things are taken
 * out and placed again one after the other, in a random order, each at its best. What came out cheaper is kept, and at times what is a little
 * dearer, less and less (simulated annealing), so that the way may lead over a hill. It ends with the cheapest draft seen, in which no order alone
 * can do better.
 */
export function makeCheaper(
  tables: BatchTables,
  draft: Draft,
  { prices, leastTicks }: RowPrices,
  random: () => number,
  effort: Effort,
): void {
  const { orders, locations, lineFrom } = tables;
  const rivals = rivalsOf(tables);
  const rise = usualParcel(tables);
  const before = draft.takes.slice();

  /** Plans some orders anew and keeps that when it costs less, or less than `most` more. Whether it costs less. */
  const replan = (out: readonly number[], weight: number, blinks: number, most: number): boolean => {
    const ticks = draft.ticks();
    for (const order of out) {
      const from = num(lineFrom, order) * locations;
      before.set(draft.takes.subarray(from, num(lineFrom, order + 1) * locations), from);
      draft.takeOut(order);
    }
    for (const order of out) draft.place(order, prices, weight, blinks);
    const more = draft.ticks() - ticks;
    if (more > 0 && more >= most) {
      for (const order of out) draft.takeOut(order);
      for (const order of out) draft.put(order, before);
    }
    return more < 0;
  };

  const best = draft.takes.slice();
  let bestTicks = draft.ticks();
  let heat = 0;
  for (let n = 0; n < effort.tries && bestTicks > leastTicks && rivals.orders.length > 0; n++) {
    if (n % STRETCH === 0) {
      const progress = Math.max(n / effort.tries, effort.spent());
      if (progress >= 1) break;
      heat = rise * FIRST_RISE * (LAST_RISE / FIRST_RISE) ** progress;
    }
    const weight = random() < BY_COST_ALONE ? 0 : random();
    replan(someOf(rivals, random), weight, BLINKS, -heat * Math.log(random()));
    if (draft.ticks() >= bestTicks) continue;
    bestTicks = draft.ticks();
    best.set(draft.takes);
  }

  for (let order = 0; order < orders; order++) draft.takeOut(order);
  for (let order = 0; order < orders; order++) draft.put(order, best);
  for (let better = true; better;) {
    better = false;
    for (let order = 0; order < orders; order++) better = replan([order], 0, 0, 0) || better;
  }
}

/** Two to MOST_OUT orders, each a rival of another of them, in a random order. */
function someOf(rivals: Rivals, random: () => number): number[] {
  const pick = <T>(values: readonly T[] = []): T | undefined => values[Math.floor(random() * values.length)];
  const out: number[] = [];
  const size = 2 + Math.floor(random() * (MOST_OUT - 1));
  for (let tries = 0; out.length < size && tries < 2 * size; tries++) {
    const order = out.length === 0 ? pick(rivals.orders) : pick(pick(rivals.groups[pick(out) ?? -1]));
    if (order !== undefined && !out.includes(order)) out.splice(Math.floor(random() * (out.length + 1)), 0, order);
  }
  return out;
}

/** The mean of the orders' cheapest parcels. */
function usualParcel({ orders, locations, parcelTicks }: BatchTables): number {
  let sum = 0;
  for (let order = 0; order < orders; order++) {
    let least = Infinity;
    for (let location = 0; location < locations; location++) {
      least = Math.min(least, num(parcelTicks, order * locations + location));
    }
    if (least < Infinity) sum += least;
  }
  return sum / orders;
}
