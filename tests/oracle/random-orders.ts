/** Orders to try the solver with: like those of a shop, and made to be hard. The same seed makes the same orders. */
import type {
  OrderProblem,
  ScarcityStep,
  SolverBundle,
  SolverItem,
} from "../../app/features/routing/domain/solver/problem.ts";
import { TICKS_PER_MINOR } from "../../app/features/routing/domain/cost.ts";

export type Random = () => number;

const range = (count: number): number[] => [...Array(count).keys()];
/** A whole number from `least` to `most`, both included. */
const whole = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));
const pick = <T>(random: Random, values: readonly T[]): T => {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
};

interface Place {
  readonly km: number;
  readonly parcelMinor: number;
  readonly perKgPer100KmMinor: number;
}

/** Places around the shopper: 5 to 1,500 km away, some abroad, each with its own handling and its own carrier. */
function placesOf(random: Random, locations: number): Place[] {
  return range(locations).map(() => ({
    km: Math.round(5 + 1_495 * random() ** 1.5),
    parcelMinor: 500 + whole(random, -120, 120) + (random() < 0.15 ? 600 : 0),
    perKgPer100KmMinor: 25 * (0.8 + 0.4 * random()),
  }));
}

const unitTicks = (place: Place, grams: number): number =>
  Math.round((place.km / 100) * (grams / 1_000) * place.perKgPer100KmMinor * TICKS_PER_MINOR);

/** An order like a shop's: lines of one to four units that nothing couples, in stock at two places of three. */
export function looseOrder(random: Random, locations: number, lines: number): OrderProblem {
  const places = placesOf(random, locations);
  const items: SolverItem[] = range(lines).map(() => ({
    stock: places.map(() => (random() < 0.33 ? 0 : whole(random, 1, 6))),
    scarcity: places.map(() => []),
  }));
  const bundles: SolverBundle[] = range(lines).map((item) => {
    const grams = whole(random, 1, 80) * 50;
    return {
      demand: whole(random, 1, 4),
      uses: [{ item, count: 1 }],
      units: 1,
      value: whole(random, 5, 120) * 100,
      ticks: places.map((place) => unitTicks(place, grams)),
      unfilledTicks: null,
    };
  });
  return {
    parcelTicks: places.map((place) => place.parcelMinor * TICKS_PER_MINOR),
    extraParcelTicks: 100 * TICKS_PER_MINOR,
    capacity: places.map(() => Infinity),
    items,
    bundles,
    maxParcels: 4,
    minParcelValue: 0,
    together: [],
    home: whole(random, 0, locations - 1),
  };
}

/**
 * The same with every constraint on: a quarter of the lines are kits of two or three items that others use too, last units cost, half of the places
 * have little capacity left, parcels have a least value, two lines leave together, and one line in four may stay behind at a price.
 */
export function coupledOrder(random: Random, locations: number, lines: number): OrderProblem {
  const loose = looseOrder(random, locations, lines);
  const items = loose.items.map((item): SolverItem => ({
    stock: item.stock,
    scarcity: item.stock.map((units) => (random() < 0.5 ? scarcitySteps(random, units) : [])),
  }));
  const bundles = loose.bundles.map((bundle, b): SolverBundle => {
    const kit = b % 4 === 3;
    const parts = kit ? whole(random, 1, 2) : 0;
    return {
      ...bundle,
      demand: kit ? whole(random, 1, 2) : bundle.demand,
      uses: range(parts).reduce(
        (uses, _, n) => [...uses, { item: (b + n + whole(random, 1, 2)) % lines, count: whole(random, 1, 2) }],
        [...bundle.uses],
      ),
      units: 1 + parts,
      unfilledTicks: random() < 0.25 ? whole(random, 5, 40) * 100 * TICKS_PER_MINOR : null,
    };
  });
  const units = bundles.reduce((total, bundle) => total + bundle.units * bundle.demand, 0);
  return {
    ...loose,
    items,
    bundles,
    capacity: loose.capacity.map(() => (random() < 0.5 ? whole(random, 1, units) : Infinity)),
    maxParcels: whole(random, 2, 5),
    minParcelValue: whole(random, 10, 60) * 100,
    together:
      lines < 3
        ? []
        : [
            pick(random, [
              [0, 1],
              [0, 2],
              [1, 2],
            ]),
          ],
  };
}

/** Rising prices for the last units of a place. */
function scarcitySteps(random: Random, units: number): ScarcityStep[] {
  const spare = whole(random, 0, units);
  return [
    { units: spare, ticks: 0 },
    { units: 1, ticks: whole(random, 10, 80) * TICKS_PER_MINOR },
    { units: 1, ticks: whole(random, 80, 300) * TICKS_PER_MINOR },
  ];
}

/**
 * Small and mean: small whole prices with many ties and zeros, prices of Infinity, stock and capacity just enough or just short, kits of
 * several of one item, a least value just reached, home that may not ship.
 */
export function meanOrder(random: Random, most: { locations: number; bundles: number; demand: number }): OrderProblem {
  const locations = whole(random, 1, most.locations);
  const count = whole(random, 1, most.bundles);
  const itemCount = whole(random, 1, count);
  const chance = (share: number): boolean => random() < share;
  const dear = pick(random, [0, 1, 3, 10, 40]);
  const price = (): number => (chance(0.08) ? Infinity : whole(random, 0, dear));
  const bundles = range(count).map((): SolverBundle => ({
    demand: whole(random, 1, most.demand),
    uses: range(chance(0.1) ? 0 : chance(0.35) ? whole(random, 2, 3) : 1).map(() => ({
      item: whole(random, 0, itemCount - 1),
      count: chance(0.2) ? 2 : 1,
    })),
    units: pick(random, [0, 1, 1, 1, 2, 3]),
    value: pick(random, [0, 1, 2, 5]),
    ticks: chance(0.3) ? range(locations).fill(price()) : range(locations).map(price),
    unfilledTicks: chance(0.35) ? whole(random, 0, 30) : null,
  }));
  const need = (item: number): number =>
    bundles.reduce(
      (total, { demand, uses }) =>
        total + demand * uses.reduce((each, use) => each + (use.item === item ? use.count : 0), 0),
      0,
    );
  const tightness = pick(random, [0.5, 1, 1, 1.5]);
  const items = range(itemCount).map((item): SolverItem => ({
    stock: range(locations).map(() =>
      chance(0.15) ? -1 : chance(0.25) ? need(item) : Math.round(2 * random() * tightness * need(item) * (1 / 2)),
    ),
    scarcity: range(locations).map(() => (chance(0.3) ? risingSteps(random) : [])),
  }));
  const load = bundles.reduce((total, bundle) => total + bundle.units * bundle.demand, 0);
  const value = bundles.reduce((total, bundle) => total + bundle.value * bundle.demand, 0);
  const limits = chance(0.5);
  return {
    parcelTicks: range(locations).map(() => (chance(0.05) ? Infinity : whole(random, 0, pick(random, [0, 5, 20])))),
    extraParcelTicks: pick(random, [0, 0, 3]),
    capacity: range(locations).map(() => (limits && chance(0.6) ? whole(random, 0, load) : Infinity)),
    items,
    bundles,
    maxParcels: whole(random, 1, locations),
    minParcelValue: chance(0.4) ? whole(random, 1, Math.max(1, Math.ceil(value / 2))) : 0,
    together: chance(0.3) ? range(whole(random, 1, 2)).map(() => range(count).filter(() => chance(0.5))) : [],
    home: chance(0.3) ? null : whole(random, 0, locations - 1),
    moreFollow: chance(0.3),
  };
}

/** The same with price lists by weight at most places: some too short to carry all of it, many with a step just where a bundle or two fit. */
export function withPostage(random: Random, order: OrderProblem): OrderProblem {
  const bundles = order.bundles.map((bundle) => ({ ...bundle, grams: pick(random, [0, 1, 2, 3, 5]) * 100 }));
  const all = bundles.reduce((total, { grams, demand }) => total + grams * demand, 0);
  const dear = Math.max(1, ...order.parcelTicks.filter((ticks) => ticks < Infinity));
  const postage = order.parcelTicks.map(() => {
    if (random() < 0.2) return null;
    let [upToGrams, ticks] = [whole(random, 0, 3) * 100, whole(random, 0, dear)];
    const steps = range(whole(random, 1, 4)).map(() => {
      const step = { upToGrams, ticks };
      upToGrams += whole(random, 1, 5) * 100;
      ticks += whole(random, 0, dear);
      return step;
    });
    return random() < 0.8 ? [...steps, { upToGrams: upToGrams + all, ticks }] : steps;
  });
  return { ...order, bundles, postage };
}

function risingSteps(random: Random): ScarcityStep[] {
  let ticks = whole(random, 0, 2);
  return range(whole(random, 1, 3)).map(() => {
    const step = { units: whole(random, 0, 2), ticks };
    ticks += random() < 0.05 ? Infinity : whole(random, 0, 6);
    return step;
  });
}

/** The orders that are compared with HiGHS, one kind after the other; small, because it takes 10 ms for a small one and 300 ms for one of 28 × 8. */
export function comparedOrder(random: Random, n: number): OrderProblem {
  if (n % 100 === 0) return coupledOrder(random, 16, 6);
  if (n % 5 === 1) return coupledOrder(random, 7, 4);
  if (n % 5 === 2) return looseOrder(random, 8, 4);
  return meanOrder(random, { locations: 6, bundles: 5, demand: 4 });
}
