import { dateOf, type Day } from "../../../core/calendar/day.ts";
import type { LocationId, OrderId } from "../../../core/ids.ts";
import { localDay } from "../../../core/local-time.ts";
import type { RuleId } from "../../automation/domain/directives.ts";
import { CHANGES, type Change } from "./change.ts";
import type { PastDecision } from "./past-decision.ts";
import type { SetRules } from "./rules.ts";
import type { Side } from "./side.ts";
import { DAY_NUMBERS, type DayNumbers, type Doubts, type LoadSums, type Sums, type Totals } from "./totals.ts";

/** Adds up a replay. */
export interface Tally {
  doubt(kind: keyof Doubts): void;
  /** What became of a fulfillment order in both worlds, by its last decision. */
  add(past: PastDecision, before: Side, after: Side, change: Change): void;
  /** `sets`: the rules that were asked, to name those that matched. */
  totals(sets: readonly SetRules[]): Totals;
}

/** What is added up of one world. */
interface WorldTally {
  cost: Record<string, number>;
  parcels: number;
  unfilled: number;
  late: number;
  lateKnown: number;
  readonly held: Set<OrderId>;
  readonly days: Map<Day, Record<keyof DayNumbers, number>>;
  readonly loads: Map<LocationId, { parcels: number; units: number; beyond: number; readonly byDay: Map<Day, number> }>;
  readonly matched: Map<RuleId, number>;
}

const startWorld = (): WorldTally => ({
  cost: {},
  parcels: 0,
  unfilled: 0,
  late: 0,
  lateKnown: 0,
  held: new Set(),
  days: new Map(),
  loads: new Map(),
  matched: new Map(),
});

export function startTally(): Tally {
  const before = startWorld();
  const after = startWorld();
  const orders = new Set<OrderId>();
  const changed = new Map(CHANGES.map((change) => [change, new Set<OrderId>()]));
  const days = new Map<Day, { decisions: number; changed: number }>();
  const doubts: Record<keyof Doubts, number> = {
    notReproduced: 0,
    notReproducedShown: 0,
    unreadable: 0,
    unasked: 0,
    otherCurrency: 0,
  };
  let currency = "";
  let comparable = 0;
  return {
    doubt(kind) {
      doubts[kind] += 1;
    },
    add(past, was, is, change) {
      const { snapshot, orderId } = past;
      currency ||= snapshot.currency;
      const sameMoney = snapshot.currency === currency;
      if (!sameMoney) doubts.otherCurrency += 1;
      const compared = sameMoney && was.cost !== null && is.cost !== null;
      if (compared) comparable += 1;
      const day = localDay(snapshot.timeZone, snapshot.at);
      addSide(before, orderId, day, was, compared);
      addSide(after, orderId, day, is, compared);
      orders.add(orderId);
      changed.get(change)?.add(orderId);
      const of = days.get(day) ?? { decisions: 0, changed: 0 };
      days.set(day, { decisions: of.decisions + 1, changed: of.changed + (change === "same" ? 0 : 1) });
    },
    totals: (sets) => ({
      currency,
      orders: orders.size,
      changes: Object.fromEntries(CHANGES.map((each) => [each, changed.get(each)?.size ?? 0])) as Totals["changes"],
      before: sumsOf(before),
      after: sumsOf(after),
      comparable,
      days: [...days]
        .sort(([a], [b]) => a - b)
        .map(([day, of]) => ({
          date: dateOf(day),
          ...of,
          before: before.days.get(day) ?? NO_NUMBERS,
          after: after.days.get(day) ?? NO_NUMBERS,
        })),
      locations: [...new Set([...before.loads.keys(), ...after.loads.keys()])]
        .map((locationId) => ({ locationId, before: loadOf(before, locationId), after: loadOf(after, locationId) }))
        .sort((a, b) => b.after.parcels - a.after.parcels || b.before.parcels - a.before.parcels),
      rules: rulesOf(sets).flatMap(({ setId, id, name }) => {
        const [was, is] = [before.matched.get(id) ?? 0, after.matched.get(id) ?? 0];
        return was + is === 0 ? [] : [{ setId, ruleId: id, name, before: was, after: is }];
      }),
      doubts,
    }),
  };
}

const NO_NUMBERS: DayNumbers = { cost: 0, parcels: 0, held: 0, late: 0 };

function addSide(world: WorldTally, orderId: OrderId, day: Day, side: Side, compared: boolean): void {
  const cost = compared ? { ...side.cost } : {};
  for (const [component, minor] of Object.entries<number>(cost)) {
    world.cost[component] = (world.cost[component] ?? 0) + minor;
  }
  world.parcels += side.parcels.length;
  world.unfilled += side.unfilled;
  world.late += side.late ?? 0;
  world.lateKnown += side.late === null ? 0 : 1;
  if (side.waited) world.held.add(orderId);
  const numbers: DayNumbers = {
    cost: compared ? (side.cost?.totalMinor ?? 0) : 0,
    parcels: side.parcels.length,
    held: side.waited ? 1 : 0,
    late: side.late ?? 0,
  };
  const sum = world.days.get(day) ?? { ...NO_NUMBERS };
  for (const name of DAY_NUMBERS) sum[name] += numbers[name];
  world.days.set(day, sum);
  for (const { locationId, units, beyond } of side.parcels) {
    const load = world.loads.get(locationId) ?? { parcels: 0, units: 0, beyond: 0, byDay: new Map<Day, number>() };
    load.parcels += 1;
    load.units += units;
    load.beyond += beyond ? 1 : 0;
    load.byDay.set(day, (load.byDay.get(day) ?? 0) + 1);
    world.loads.set(locationId, load);
  }
  for (const rule of side.rules) world.matched.set(rule, (world.matched.get(rule) ?? 0) + 1);
}

const sumsOf = ({ cost, parcels, unfilled, late, lateKnown, held }: WorldTally): Sums => ({
  cost,
  parcels,
  held: held.size,
  unfilled,
  late,
  lateKnown,
});

function loadOf({ loads }: WorldTally, locationId: LocationId): LoadSums {
  const load = loads.get(locationId);
  if (load === undefined) return { parcels: 0, units: 0, mostParcels: 0, beyond: 0 };
  const { parcels, units, beyond, byDay } = load;
  return { parcels, units, beyond, mostParcels: Math.max(...byDay.values()) };
}

/** Each rule once, by its newest version. */
function rulesOf(sets: readonly SetRules[]) {
  const byId = new Map(
    sets.flatMap(({ setId, rules }) => rules.map(({ id, name }) => [`${setId} ${id}`, { setId, id, name }] as const)),
  );
  return [...byId.values()];
}
