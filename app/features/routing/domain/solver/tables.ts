import { Bug } from "../../../../core/faults.ts";
import { at } from "../at.ts";
import { countersOf, rowOf } from "./counters.ts";
import type { Floats } from "./floats.ts";
import { filled, num } from "./floats.ts";
import type { Joined, Member } from "./join.ts";
import { joinBundles } from "./join.ts";
import { openingsOf, type Opening } from "./openings.ts";
import type { OrderProblem } from "./problem.ts";
import type { Row } from "./rows.ts";
import type { Layer } from "./scarcity.ts";
import { layersOf, nextIn, usable } from "./scarcity.ts";

/**
 * An order made ready for the search: flat tables of numbers, in which every constraint but the demand is a matter of one location.
 *
 * - Bundles that leave together are one bundle of which one is wanted, so `together` is gone.
 * - Home is the first location, so "home, then the lower index" is "the lower index". Locations that can ship nothing are gone.
 * - A parcel's price has in it what one more parcel adds, and a hair of a tick: one grain for home, two for the others. Sums of such prices
 *   compare as the rules for ties want it: fewer ticks, fewer parcels, with home. A grain is a power of two, so every sum is exact.
 */
export interface Tables {
  readonly locations: number;
  readonly bundles: number;
  /** The problem's index of each location. A location with steps of postage is here as several (openings.ts): `hasTwins`. */
  readonly locationIndex: readonly number[];
  readonly hasTwins: boolean;
  /** What each bundle is made of. */
  readonly members: readonly (readonly Member[])[];
  /** By bundle. */
  readonly demand: Float64Array;
  /** By bundle: the price of leaving one out, Infinity where that is not allowed. */
  readonly leftTicks: Float64Array;
  /** The bundles that must ship. */
  readonly musts: readonly number[];
  /** By location. */
  readonly parcelTicks: Float64Array;
  /** In the price of every parcel; comes off once, since the first is not one more. */
  readonly extraParcelTicks: number;
  readonly grain: number;
  /** By cell (location × bundles + bundle): most units if nothing else were taken there. */
  readonly limit: Float64Array;
  /** By cell: its steps are stepFrom[cell] up to stepFrom[cell + 1]. */
  readonly stepFrom: Float64Array;
  /** By step: units, and the rising price of each. In it is the scarcity of items that no other bundle can take there. */
  readonly stepUnits: Float64Array;
  readonly stepTicks: Float64Array;
  /** By location: what couples its bundles; nothing for the common order. */
  readonly rowsAt: readonly (readonly Row[])[];
  readonly rows: number;
  /** The locations that can be one of several parcels: the others cannot reach the least value. */
  readonly several: readonly number[];
  readonly maxParcels: number;
  /** Most parcels that can all have the least value. */
  readonly mostValued: number;
  /** No price of the search is higher (nor a row's than its `cap`), so that its sums are exact. */
  readonly worthCap: number;
}

export function tablesOf(problem: OrderProblem, floats: Floats): Tables {
  const joined = joinBundles(problem);
  const bundles = joined.length;
  const counters = countersOf(problem, joined);
  const openings = openingsOf(problem, joined);
  const places = openings.length;
  const maxParcels = Math.min(problem.maxParcels, problem.parcelTicks.length);
  const grain = 2 ** -Math.ceil(Math.log2(2 * maxParcels + 2));
  assertInRange(problem, joined, openings, EXACT * grain);
  // Of what a sum may be: for the demand and for each parcel of a plan.
  const share = (EXACT * grain) / 8 / (maxParcels + 1);

  const locationIndex: number[] = [];
  const several: number[] = [];
  const parcelTicks = floats(places);
  const limit = floats(places * bundles);
  const stepFrom = floats(places * bundles + 1);
  const steps: Steps = { units: [], ticks: [] };
  const rowsAt: Row[][] = [];
  let rows = 0;
  for (const opening of openings) {
    const { location } = opening;
    const place = locationIndex.length;
    const first = place * bundles;
    const users = problem.items.map(() => 0);
    for (const [b, bundle] of joined.entries()) {
      const most = mostOf(problem, bundle, opening);
      limit[first + b] = most;
      if (most > 0) for (const { item } of bundle.uses) users[item] = at(users, item) + 1;
    }
    const before = steps.units.length;
    for (const [b, bundle] of joined.entries()) {
      const most = num(limit, first + b);
      if (most > 0) addSteps(steps, problem, bundle, users, location, most);
      stepFrom[first + b + 1] = steps.units.length;
    }
    if (steps.units.length === before) continue; // it ships nothing, and the next location takes its place
    const here: Row[] = [];
    for (const counter of counters) {
      const row = rowOf(
        counter,
        opening,
        limit,
        first,
        { index: rows + here.length, share: share / counters.length },
        floats,
      );
      if (row !== null) here.push(row);
    }
    rowsAt.push(here);
    rows += here.length;
    parcelTicks[place] = opening.ticks + problem.extraParcelTicks + (location === problem.home ? grain : 2 * grain);
    if (valueOf(joined, limit, first) >= problem.minParcelValue) several.push(place);
    locationIndex.push(location);
  }
  const units = joined.reduce((sum, bundle) => sum + bundle.demand, 0);
  const worthCap = share / Math.max(1, units);
  const value = joined.reduce((sum, bundle) => sum + bundle.demand * bundle.value, 0);
  return {
    locations: locationIndex.length,
    bundles,
    locationIndex,
    hasTwins: new Set(locationIndex).size < locationIndex.length,
    members: joined.map(({ members }) => members),
    demand: filled(
      floats,
      joined.map((bundle) => bundle.demand),
    ),
    leftTicks: filled(
      floats,
      joined.map((bundle) => bundle.leftTicks),
    ),
    musts: [...joined.keys()].filter((b) => at(joined, b).leftTicks === Infinity),
    parcelTicks,
    extraParcelTicks: problem.extraParcelTicks,
    grain,
    limit,
    stepFrom,
    // One more than there are: a fill that has used up the last step looks at the next.
    stepUnits: filled(floats, [...steps.units, 0]),
    stepTicks: filled(floats, [...steps.ticks, 0]),
    rowsAt,
    rows,
    several,
    maxParcels,
    mostValued: problem.minParcelValue > 0 ? Math.floor(value / problem.minParcelValue) : Infinity,
    worthCap,
  };
}

/** Whole numbers up to here are exact as floating-point numbers. */
const EXACT = 2 ** 53;

/** Throws Bug when what the dearest plan costs is out of range: at four parcels 5 × 10¹⁴ ticks, 5 billion minor units. */
function assertInRange(
  { parcelTicks, extraParcelTicks, items }: OrderProblem,
  joined: readonly Joined[],
  openings: readonly Opening[],
  exact: number,
): void {
  const finite = (ticks: readonly number[]): number =>
    ticks.reduce((most, each) => (each < Infinity ? Math.max(most, each) : most), 0);
  const scarcest = items.reduce(
    (most, { scarcity }) =>
      scarcity.reduce(
        (m, steps) => (steps.length === 0 ? m : Math.max(m, finite(steps.map(({ ticks }) => ticks)))),
        most,
      ),
    0,
  );
  let dearest = parcelTicks.length * (finite(openings.map(({ ticks }) => ticks)) + extraParcelTicks);
  for (const { demand, ticks, uses, leftTicks } of joined) {
    const taken = uses.reduce((sum, { count }) => sum + count, 0);
    dearest += demand * Math.max(finite(ticks) + taken * scarcest, leftTicks < Infinity ? leftTicks : 0);
  }
  if (dearest > exact) throw new Bug(`a plan may cost ${dearest} ticks: weights or cost model out of range`);
}

interface Steps {
  readonly units: number[];
  readonly ticks: number[];
}

/** Most units of a bundle that a location can ship when it ships nothing else. */
function mostOf(
  { capacity, items }: OrderProblem,
  { demand, uses, units, grams, ticks }: Joined,
  { location, upToGrams }: Opening,
): number {
  if (at(ticks, location) === Infinity) return 0;
  let most = demand;
  if (units > 0) most = Math.min(most, Math.floor(at(capacity, location) / units));
  if (grams > 0) most = Math.min(most, Math.floor(upToGrams / grams));
  for (const { item, count } of uses) {
    most = Math.min(most, Math.floor(usable(at(items, item), location) / count));
  }
  return Math.max(0, most);
}

/** Appends the steps of one cell: the bundle's price with the scarcity of the items that it alone can take there. */
function addSteps(
  steps: Steps,
  { items }: OrderProblem,
  { uses, ticks }: Joined,
  users: readonly number[],
  location: number,
  most: number,
): void {
  const scarce: { count: number; layers: readonly Layer[] }[] = [];
  for (const { item, count } of uses) {
    const { scarcity } = at(items, item);
    if (users[item] === 1 && (scarcity[location]?.length ?? 0) > 0)
      scarce.push({ count, layers: layersOf(at(items, item), location) });
  }
  for (let unit = 0; unit < most;) {
    let price = at(ticks, location);
    let alike = most - unit;
    for (const { count, layers } of scarce) {
      const next = nextIn(layers, unit * count, count);
      price += next.ticks;
      alike = Math.min(alike, Math.max(1, Math.floor(next.alike / count)));
    }
    steps.units.push(alike);
    steps.ticks.push(price);
    unit += alike;
  }
}

/** The value of a parcel with all that a location can ship of each bundle. */
function valueOf(joined: readonly Joined[], limit: Float64Array, first: number): number {
  let value = 0;
  for (const [b, bundle] of joined.entries()) value += num(limit, first + b) * bundle.value;
  return value;
}
