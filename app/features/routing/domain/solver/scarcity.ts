import { Bug } from "../../../../core/faults.ts";
import type { ScarcityStep, SolverItem } from "./problem.ts";

/** Units that cost the same. */
export interface Layer {
  readonly units: number;
  readonly ticks: number;
}

const FREE: readonly ScarcityStep[] = [];

/** The usable units of an item at a location, the cheapest first: up to its stock, and to the first step that costs Infinity. */
export function layersOf(item: SolverItem, location: number): Layer[] {
  const steps = item.scarcity[location] ?? FREE;
  const layers: Layer[] = [];
  let left = Math.max(0, item.stock[location] ?? 0);
  for (const [n, { units, ticks }] of steps.entries()) {
    if (ticks < (layers.at(-1)?.ticks ?? 0))
      throw new Bug(`a step of scarcity costs ${ticks}, less than the one before`);
    if (ticks === Infinity) return layers;
    const taken = n === steps.length - 1 ? left : Math.min(left, units);
    if (taken > 0) layers.push({ units: taken, ticks });
    left -= taken;
  }
  if (left > 0) layers.push({ units: left, ticks: 0 });
  return layers;
}

/** The number of those units. */
export function usable(item: SolverItem, location: number): number {
  const stock = Math.max(0, item.stock[location] ?? 0);
  let open = 0;
  for (const { units, ticks } of item.scarcity[location] ?? FREE) {
    if (ticks === Infinity) return Math.min(stock, open);
    open += units;
  }
  return stock;
}

/** What the next `count` cost after `used`, and how many from there on cost the same as the next. */
export function nextIn(layers: readonly Layer[], used: number, count: number): { ticks: number; alike: number } {
  let [start, ticks, alike] = [0, 0, 0];
  for (const layer of layers) {
    const end = start + layer.units;
    ticks += Math.max(0, Math.min(end, used + count) - Math.max(start, used)) * layer.ticks;
    if (start <= used && used < end) alike = end - used;
    start = end;
  }
  return { ticks, alike };
}

export function unitsIn(layers: readonly Layer[]): number {
  let units = 0;
  for (const layer of layers) units += layer.units;
  return units;
}
