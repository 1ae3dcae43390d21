import { at } from "../at.ts";
import { TICKS_PER_MINOR } from "../cost.ts";
import type { Scarcity } from "../scarcity.ts";

/** Nobody knows when new stock comes. Of what there is anything between nothing and all may be asked for until then: half of it on average. */
const ASKED_FOR = 0.5;

/**
 * What the last units of an item are worth at each location, learned from where orders came from lately: the opportunity cost of Acimovic and Graves
 * 2015 (doi 10.1287/msom.2014.0505) in its simplest form, for when no sales of the item by location are known.
 *
 * Whoever asks next is taken to live where recent shoppers do. A location can expect the share of the demand that is nearest to it; a unit that is
 * gone there costs them the way to the next location that has one. One shopper is counted near every location before any came.
 *
 * @param stock units by location
 * @param recent for each recent order what a unit would have cost from each location in a parcel of its own, in ticks
 * @returns by location, for scarcityOf
 */
export function outlookOf(stock: readonly number[], recent: readonly (readonly number[])[]): Scarcity[] {
  const having = [...stock.keys()].filter((location) => at(stock, location) > 0);
  const units = stock.reduce((sum, each) => sum + each, 0);
  const near = stock.map(() => 1);
  const detour = stock.map(() => 0);
  for (const ticks of recent) {
    const [nearest, next] = having.toSorted((a, b) => at(ticks, a) - at(ticks, b));
    if (nearest === undefined || next === undefined || at(ticks, next) === Infinity) continue;
    near[nearest] = at(near, nearest) + 1;
    detour[nearest] = at(detour, nearest) + at(ticks, next) - at(ticks, nearest);
  }
  const shoppers = having.reduce((sum, location) => sum + at(near, location), 0);
  return stock.map((_, location) => ({
    perDay: (ASKED_FOR * units * at(near, location)) / shoppers,
    days: 1,
    stockoutMinor: Math.round(at(detour, location) / at(near, location) / TICKS_PER_MINOR),
  }));
}
