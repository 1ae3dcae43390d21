import { at } from "../at.ts";
import type { Floats } from "./floats.ts";
import { num } from "./floats.ts";
import type { Joined } from "./join.ts";
import type { Opening } from "./openings.ts";
import type { OrderProblem } from "./problem.ts";
import type { Row } from "./rows.ts";
import type { Layer } from "./scarcity.ts";
import { layersOf, unitsIn } from "./scarcity.ts";

/** What bundles draw on together: an item, a capacity, the weight of a parcel, the least value. At each location it makes a row. */
export interface Counter {
  readonly users: readonly { readonly b: number; readonly weight: number }[];
  readonly layersAt: (opening: Opening) => readonly Layer[];
  /** The least value: it asks for something, however few count for it. */
  readonly least: boolean;
  readonly several: boolean;
}

export function countersOf(
  { items, capacity, postage, minParcelValue, moreFollow = false }: OrderProblem,
  joined: readonly Joined[],
): Counter[] {
  const counters: Counter[] = [];
  const count = (weightOf: (bundle: Joined) => number, layersAt: Counter["layersAt"], least = false): void => {
    const users = joined.map((bundle, b) => ({ b, weight: weightOf(bundle) })).filter(({ weight }) => weight !== 0);
    if (users.length > 1 || least) counters.push({ users, layersAt, least, several: least && !moreFollow });
  };
  for (const [item, stocked] of items.entries()) {
    count(
      ({ uses }) => uses.find((use) => use.item === item)?.count ?? 0,
      ({ location }) => layersOf(stocked, location),
    );
  }
  if (capacity.some((room) => room < Infinity)) {
    count(
      ({ units }) => units,
      ({ location }) => [{ units: Math.max(0, at(capacity, location)), ticks: 0 }],
    );
  }
  if (postage?.some((steps) => steps !== null)) {
    count(
      ({ grams }) => grams,
      ({ upToGrams }) => [{ units: upToGrams, ticks: 0 }],
    );
  }
  if (minParcelValue > 0) {
    const layers = [{ units: -minParcelValue, ticks: 0 }];
    count(
      ({ value }) => -value,
      () => layers,
      true,
    );
  }
  return counters;
}

/**
 * The row of a counter at a location, null when it cannot bind: when all that may be taken there (`limit`, from the cell `first` on) is free, or
 * one bundle alone takes it, whose limit and steps say so already. `share`: what its sums may come to.
 */
export function rowOf(
  { users, layersAt, least, several }: Counter,
  opening: Opening,
  limit: Float64Array,
  first: number,
  { index, share }: { readonly index: number; readonly share: number },
  floats: Floats,
): Row | null {
  let [need, scale, count] = [0, 0, 0];
  for (const { b, weight } of users) {
    const most = num(limit, first + b);
    if (most === 0) continue;
    need += weight * most;
    scale = Math.max(scale, Math.abs(weight));
    count++;
  }
  if (least ? count === 0 && several : count < 2) return null;
  const layers = layersAt(opening);
  const free = layers[0]?.ticks === 0 ? layers[0].units : 0;
  if (!least && need <= free) return null;
  const [cells, weights] = [floats(count), floats(count)];
  let n = 0;
  for (const { b, weight } of users) {
    if (num(limit, first + b) === 0) continue;
    cells[n] = first + b;
    weights[n++] = weight;
  }
  const most = unitsIn(layers);
  scale = Math.max(1, scale); // of a least value that nothing counts for
  return { index, cells, weights, most, layers, several, scale, cap: share / (Math.abs(most) + Math.abs(need)) };
}
