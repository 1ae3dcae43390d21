import { num } from "./floats.ts";
import type { Layer } from "./scarcity.ts";

/**
 * What couples the bundles of one location: Σ weight[bundle] × units ≤ most. A stock that several bundles draw on, or a capacity; what is used pays the
 * prices of the layers, the cheapest first. The least value of a parcel is a row too, with weights, `most` and its layer negative.
 *
 * The search puts a price on a row instead of a limit: it asks `price` for each of what is counted, and gives back what the row's supply is
 * worth at that price, buying the layers that cost less and selling them. Whatever the price, that is no more than what the layers
 * really cost a plan that keeps the row (weak duality), so costs at such prices are bounds.
 */
export interface Row {
  /** Its place among all rows. */
  readonly index: number;
  /** The cells it counts, and what one unit of each counts. */
  readonly cells: Float64Array;
  readonly weights: Float64Array;
  readonly most: number;
  readonly layers: readonly Layer[];
  /** Binds only when there are several parcels. */
  readonly several: boolean;
  /** The largest weight, to compare rows that count different things. */
  readonly scale: number;
  /** No price is higher, so that sums are exact. */
  readonly cap: number;
}

/** What a row gives back at a price, in ticks. Negative for a least value. */
export function rebate(row: Row, price: number): number {
  let ticks = 0;
  for (const layer of row.layers) if (layer.ticks < price) ticks += layer.units * (price - layer.ticks);
  return ticks;
}

/** How much more (or, below 0, less) is used than a row offers at a price; 0 where a layer that costs just the price settles it. */
export function excessOf(row: Row, price: number, units: number): number {
  let [cheaper, offered] = [0, 0];
  for (const layer of row.layers) {
    if (layer.ticks < price) cheaper += layer.units;
    if (layer.ticks <= price) offered += layer.units;
  }
  if (units > offered) return units - offered;
  return price > 0 && units < cheaper ? units - cheaper : 0;
}

/** A price moved by `change`, but not past the price of a layer: there the offer changes, and the right price is often just that. */
export function movedPrice(row: Row, price: number, change: number): number {
  let moved = Math.max(0, price + change);
  for (const { ticks } of row.layers) {
    if (price < ticks && ticks < moved) moved = ticks;
    if (price > ticks && ticks > moved) moved = Math.max(moved, ticks);
  }
  return moved;
}

/** What the layers really cost when this much is used. */
export function layerTicks(row: Row, used: number): number {
  let ticks = 0;
  let left = used;
  for (const layer of row.layers) {
    if (left <= 0) break;
    ticks += Math.min(left, layer.units) * layer.ticks;
    left -= layer.units;
  }
  return ticks;
}

/** What these units, by cell, use of a row. */
export function used({ cells, weights }: Row, units: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < cells.length; n++) sum += num(weights, n) * num(units, num(cells, n));
  return sum;
}
