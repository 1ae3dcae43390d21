import type { Trial } from "./best.ts";
import type { Bound } from "./bound.ts";
import { isIn, type Span } from "./cover.ts";
import type { Floats } from "./floats.ts";
import { filled, num } from "./floats.ts";
import type { Tables } from "./tables.ts";
import type { Workspace } from "./workspace.ts";

/** Fills that a neighbour may cost before it is given up: a good one shows early. */
const EFFORT = 4;

/** Makes the best plan better as long as one location more, less or another does, where the bound lets that hope. */
export function improve(tables: Tables, bound: Bound, { fewest, most }: Span, trial: Trial): void {
  const { best, attempt } = trial;
  for (let before = Infinity; best().total < before;) {
    before = best().total;
    const { set } = best();
    if (!set.every((location) => bound.order.includes(location))) return; // one that can only ship alone
    const least = set.reduce((sum, location) => sum + num(bound.net, location), bound.base);
    for (const added of [null, ...bound.order]) {
      if (added !== null && set.includes(added)) continue;
      for (const dropped of [null, ...set]) {
        const size = set.length + (added === null ? 0 : 1) - (dropped === null ? 0 : 1);
        const change = (added === null ? 0 : num(bound.net, added)) - (dropped === null ? 0 : num(bound.net, dropped));
        if (size < fewest || size > most || added === dropped || least + change > best().total) continue;
        const kept = set.filter((location) => location !== dropped);
        if (added !== null && isIn(tables, kept, added)) continue;
        attempt(added === null ? kept : [...kept, added].sort((a, b) => a - b), EFFORT);
        if (best().total < before) break;
      }
      if (best().total < before) break;
    }
  }
}

/**
 * Tries every set of locations that may hold a plan as good as the best: depth first, each set once, its locations in the order of their net. The
 * set's own bound is base + Σ net. With all that may still be added it is that plus the negative nets among the next ones, as many as fit;
 * since nets rise, the first set that cannot be good enough ends its loop. So does the first from which on there is not enough in stock.
 */
export function visitSets(space: Workspace, floats: Floats, bound: Bound, { fewest, most }: Span, trial: Trial): void {
  const { bundles, demand, limit, musts, hasTwins } = space.tables;
  const { base, net, order } = bound;
  const count = order.length;
  const nets = filled(
    floats,
    order.map((location) => num(net, location)),
  );
  const negative = nets.filter((ticks) => ticks < 0).length;
  // By position × bundles + bundle: what the locations from there on have together, and what the best stocked of them has.
  const together = floats((count + 1) * bundles);
  const largest = floats((count + 1) * bundles);
  for (let n = count - 1; n >= 0; n--) {
    for (const b of musts) {
      const [here, next] = [n * bundles + b, (n + 1) * bundles + b];
      const units = num(limit, (order[n] ?? 0) * bundles + b);
      together[here] = num(together, next) + units;
      largest[here] = Math.max(num(largest, next), units);
    }
  }
  const missing = floats(bundles);
  missing.set(demand);
  const set: number[] = [];

  const hasEnough = (from: number, parcels: number): boolean => {
    for (const b of musts) {
      const need = num(missing, b);
      const at = from * bundles + b;
      if (need > 0 && (need > num(together, at) || need > parcels * num(largest, at))) return false;
    }
    return true;
  };
  /** Takes what a location has off what is missing, or puts it back; whether anything is missing then. */
  const take = (location: number, sign: number): boolean => {
    let lacks = false;
    for (const b of musts) {
      const left = num(missing, b) - sign * num(limit, location * bundles + b);
      missing[b] = left;
      if (left > 0) lacks = true;
    }
    return lacks;
  };

  const extend = (from: number, spent: number): void => {
    const size = set.length + 1;
    for (let n = from; n < count; n++) {
      const further = Math.min(most - size, count - n - 1);
      const needed = Math.max(0, fewest - size);
      if (needed > further || !hasEnough(n, most - size + 1)) return;
      const least = spent + num(nets, n);
      let withMore = least;
      const last = n + Math.max(needed, Math.min(further, negative - n - 1));
      for (let next = n + 1; next <= last; next++) withMore += num(nets, next);
      if (withMore > trial.best().total) return;
      space.budget -= bundles;
      if (space.budget < 0) return;
      const location = order[n] ?? 0;
      if (hasTwins && isIn(space.tables, set, location)) continue;
      set.push(location);
      const lacks = take(location, 1);
      if (size >= fewest && !lacks && least <= trial.best().total) {
        const before = trial.best().total;
        trial.attempt(set.toSorted((a, b) => a - b));
        if (trial.best().total < before) improve(space.tables, bound, { fewest, most }, trial);
      }
      if (further > 0) extend(n + 1, least);
      take(location, -1);
      set.pop();
    }
  };
  extend(0, base);
}
