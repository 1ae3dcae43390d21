import { byBin } from "./bin-path.ts";
import { byUrgency, type Urgency } from "./urgency.ts";

/** An order that could be picked. */
export interface Waiting extends Urgency {
  readonly units: number;
  /** One unit of one item. */
  readonly isSingle: boolean;
  /** Where parcels to its address go together: "ES", "ES-SE". */
  readonly zone: string;
  /** Where its first item lies; empty: nobody said. */
  readonly bin: string;
}

/** What keeps orders of a suggestion together. */
export const WAVE_KEYS = ["cutOff", "zone", "urgency"] as const;
export type WaveKey = (typeof WAVE_KEYS)[number];

export interface WaveLimits {
  readonly by: WaveKey;
  /** At most so many orders in a batch, ≥ 1. */
  readonly orders: number;
  /** At most so many units; an order with more is a batch of its own. ≥ 1. */
  readonly units: number;
  /** Orders of one unit are picked together and need no sorting. */
  readonly singlesTogether: boolean;
}

export interface Wave {
  readonly singles: boolean;
  /** By `cutOff`: the moment, or null; by `zone`: the zone; by `urgency`: the priority. */
  readonly of: string | number | null;
  /** In the order in which they are walked. */
  readonly ids: readonly string[];
  readonly units: number;
}

/**
 * Batches of what waits: those with the most urgent orders first, and the most urgent orders in the first batches of a group. Each order is in exactly one. Same
 * orders, same batches, however they are listed.
 */
export function suggestWaves(waiting: readonly Waiting[], limits: WaveLimits): Wave[] {
  const groups = Map.groupBy(waiting.toSorted(byUrgency), (order) => {
    const singles = limits.singlesTogether && order.isSingle;
    return JSON.stringify([singles, keyOf(order, limits.by)]);
  });
  return [...groups].flatMap(([key, orders]) => {
    const [singles, of] = JSON.parse(key) as [boolean, Wave["of"]];
    return cut(orders, limits).map((batch) => ({
      singles,
      of,
      ids: batch.toSorted((a, b) => byBin(placed(a), placed(b)) || byUrgency(a, b)).map(({ id }) => id),
      units: unitsOf(batch),
    }));
  });
}

function keyOf({ dueAt, zone, priority }: Waiting, by: WaveKey): Wave["of"] {
  return by === "cutOff" ? dueAt : by === "zone" ? zone : priority;
}

const placed = ({ bin }: Waiting) => ({ bin, title: "" });
const unitsOf = (orders: readonly Waiting[]) => orders.reduce((sum, { units }) => sum + units, 0);

function cut(orders: readonly Waiting[], limits: WaveLimits): Waiting[][] {
  const batches: Waiting[][] = [];
  let [open, units]: [Waiting[], number] = [[], 0];
  for (const order of orders) {
    if (open.length > 0 && (open.length >= limits.orders || units + order.units > limits.units)) {
      batches.push(open);
      [open, units] = [[], 0];
    }
    open.push(order);
    units += order.units;
  }
  return open.length === 0 ? batches : [...batches, open];
}
