import { distanceKm, type Coordinates } from "../../../core/geo.ts";

/** Where somebody waits, and when they are there. Epoch milliseconds; null: any time. */
export interface RouteStop {
  readonly id: string;
  readonly at: Coordinates;
  readonly from: number | null;
  readonly to: number | null;
}

export interface RoutePace {
  /** When the driver leaves, epoch milliseconds. */
  readonly leavesAt: number;
  /** As the crow flies, traffic and detours included. */
  readonly kmPerHour: number;
  readonly minutesPerStop: number;
}

/** What a route costs: minutes late at stops with a window first, then kilometres, from the start and back to it. */
export interface RouteCost {
  readonly lateMinutes: number;
  readonly km: number;
}

/** Up to so many stops every order is tried. */
const EXACT = 8;
/** Differences below this are rounding. */
const TINY = 1e-9;

/** What it costs to go to the stops in this order. Who comes too early waits. */
export function costOf(start: Coordinates, stops: readonly RouteStop[], pace: RoutePace): RouteCost {
  let [here, at, km, lateMinutes] = [start, pace.leavesAt, 0, 0];
  for (const stop of stops) {
    const leg = distanceKm(here, stop.at);
    km += leg;
    const arrives = at + (leg / pace.kmPerHour) * 3_600_000;
    if (stop.to !== null && arrives > stop.to) lateMinutes += (arrives - stop.to) / 60_000;
    at = Math.max(arrives, stop.from ?? arrives) + pace.minutesPerStop * 60_000;
    here = stop.at;
  }
  return { lateMinutes, km: km + distanceKm(here, start) };
}

/** Below 0: `a` is better. */
export function compareCosts(a: RouteCost, b: RouteCost): number {
  const late = a.lateMinutes - b.lateMinutes;
  if (Math.abs(late) > TINY) return late;
  return Math.abs(a.km - b.km) > TINY ? a.km - b.km : 0;
}

/**
 * The stops in a good order: the best one of all up to eight; beyond that nearest neighbour and the order given, each improved by turning parts around
 * (2-opt) and by moving one to three stops elsewhere (Or-opt) until nothing helps. Each stop once; never worse than the order given.
 */
export function orderStops(start: Coordinates, stops: readonly RouteStop[], pace: RoutePace): readonly RouteStop[] {
  const cost = (route: readonly RouteStop[]) => costOf(start, route, pace);
  if (stops.length <= EXACT) return best(permutations(stops), cost, stops);
  return best([improve(stops, cost), improve(nearestFirst(start, stops), cost)], cost, stops);
}

type Cost = (route: readonly RouteStop[]) => RouteCost;

function best(routes: Iterable<readonly RouteStop[]>, cost: Cost, given: readonly RouteStop[]): readonly RouteStop[] {
  let [found, least] = [given, cost(given)];
  for (const route of routes) {
    const each = cost(route);
    if (compareCosts(each, least) < 0) [found, least] = [route, each];
  }
  return found;
}

function* permutations(stops: readonly RouteStop[]): Generator<readonly RouteStop[]> {
  if (stops.length === 0) yield [];
  for (const [index, stop] of stops.entries())
    for (const rest of permutations(stops.toSpliced(index, 1))) yield [stop, ...rest];
}

function nearestFirst(start: Coordinates, stops: readonly RouteStop[]): RouteStop[] {
  const left = [...stops];
  const route: RouteStop[] = [];
  for (let here = start; left.length > 0; here = route.at(-1)?.at ?? start) {
    const distances = left.map(({ at }) => distanceKm(here, at));
    route.push(...left.splice(distances.indexOf(Math.min(...distances)), 1));
  }
  return route;
}

/** Takes the first change that helps, until none does. Each one is strictly better, so it ends. */
function improve(stops: readonly RouteStop[], cost: Cost): readonly RouteStop[] {
  let [route, least] = [stops, cost(stops)];
  for (let changed = true; changed;) {
    changed = false;
    for (const next of neighbours(route)) {
      const each = cost(next);
      if (compareCosts(each, least) >= 0) continue;
      [route, least, changed] = [next, each, true];
      break;
    }
  }
  return route;
}

function* neighbours(route: readonly RouteStop[]): Generator<readonly RouteStop[]> {
  for (let from = 0; from < route.length - 1; from += 1)
    for (let to = from + 2; to <= route.length; to += 1)
      yield [...route.slice(0, from), ...route.slice(from, to).reverse(), ...route.slice(to)];
  for (let size = 1; size <= 3; size += 1)
    for (let from = 0; from + size <= route.length; from += 1) {
      const rest = route.toSpliced(from, size);
      const moved = route.slice(from, from + size);
      for (let to = 0; to <= rest.length; to += 1) if (to !== from) yield rest.toSpliced(to, 0, ...moved);
    }
}

/** The route with one stop a place further up or down; undefined when it is not in it, or already at that end. */
export function moved<Each>(
  route: readonly Each[],
  isIt: (each: Each) => boolean,
  to: "up" | "down",
): readonly Each[] | undefined {
  const from = route.findIndex(isIt);
  const place = to === "up" ? from - 1 : from + 1;
  const [stop, other] = [route[from], route[place]];
  return stop === undefined || other === undefined ? undefined : route.with(place, stop).with(from, other);
}

/** When the driver is at each stop, epoch milliseconds, in the route's order. */
export function arrivals(start: Coordinates, route: readonly RouteStop[], pace: RoutePace): readonly number[] {
  let [here, at] = [start, pace.leavesAt];
  return route.map((stop) => {
    const arrives = at + (distanceKm(here, stop.at) / pace.kmPerHour) * 3_600_000;
    const begins = Math.max(arrives, stop.from ?? arrives);
    [here, at] = [stop.at, begins + pace.minutesPerStop * 60_000];
    return begins;
  });
}
