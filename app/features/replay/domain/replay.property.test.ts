import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  pastDecision,
  PLACES,
  playPast,
  unitsByPlace,
  type Incoming,
} from "../../../../tests/factories/past-decisions.ts";
import type { Decision } from "../../routing/domain/decide.ts";
import { decideBy } from "../../routing/domain/public.ts";
import type { RoutingSnapshot } from "../../routing/domain/snapshot.ts";
import { usableAt } from "../../routing/domain/usable.ts";
import { replayAll, type Compared } from "./replay.ts";
import { addTaken, noSurplus, seenWith, takenBy, takenReally } from "./surplus.ts";

const NO_RULES = { routing: [], acting: null };
const SAME: Compared = { before: NO_RULES, after: NO_RULES };

const order: fc.Arbitrary<Incoming> = fc.record({
  assigned: fc.constantFrom(...PLACES),
  wanted: fc
    .tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 }))
    .map(([one, other]) => (one + other === 0 ? [1, 0] : [one, other])),
  km: fc.array(fc.constantFrom(0, 300, 900), { minLength: 3, maxLength: 3 }),
  live: fc.constant(true),
});
const orders = fc.array(order, { minLength: 1, maxLength: 12 });
const shown = fc.array(
  fc.tuple(order, fc.boolean()).map(([each, live]) => ({ ...each, live })),
  { maxLength: 12 },
);
const stock = fc.array(fc.array(fc.nat({ max: 6 }), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 2 });

const decide = (seen: RoutingSnapshot) => decideBy(seen, null);
/** Somebody who never moves what can stay. */
const decideLazily = (seen: RoutingSnapshot): Decision =>
  decide({ ...seen, costModel: { ...seen.costModel, minSavingMinor: 100_000_000 } });

describe("a replay", () => {
  test("with the rules of then changes nothing, and decides as was decided", () => {
    fc.assert(
      fc.property(orders, stock, (incoming, units) => {
        const past = playPast(incoming, units, decide);
        const { orders: replayed, totals } = replayAll(SAME, past);
        expect(replayed).toHaveLength(past.length);
        expect(replayed.filter(({ change }) => change !== "same")).toEqual([]);
        expect(totals.after).toEqual(totals.before);
        expect(totals.doubts).toMatchObject({ notReproduced: 0, notReproducedShown: 0 });
      }),
    );
  });

  test("of one world decides as that world would have, had it been there from the beginning", () => {
    fc.assert(
      fc.property(shown, stock, (incoming, units) => {
        const past = playPast(incoming, units, decideLazily);
        const here = playPast(
          incoming.map((each) => ({ ...each, live: true })),
          units,
          decide,
        );
        const { orders: replayed } = replayAll(SAME, past);
        const places = replayed.map(({ before }) =>
          Object.fromEntries(before.parcels.map((parcel) => [parcel.locationId, parcel.units])),
        );
        expect(places).toEqual(here.map(({ decided }) => unitsByPlace(decided)));
      }),
    );
  });

  test("of the same decisions is the same, in whatever order they were collected", () => {
    const shuffled = orders.chain((incoming) =>
      fc.tuple(fc.constant(incoming), fc.shuffledSubarray([...incoming.keys()], { minLength: incoming.length })),
    );
    fc.assert(
      fc.property(shuffled, stock, ([incoming, sequence], units) => {
        const past = playPast(incoming, units, decideLazily);
        const once = replayAll(SAME, past);
        expect(
          replayAll(
            SAME,
            sequence.flatMap((index) => past[index] ?? []),
          ),
        ).toEqual(once);
        expect(replayAll(SAME, structuredClone(past))).toEqual(once);
      }),
    );
  });
});

describe("what a world has left", () => {
  /** Anything may have been decided then, and anything is decided here. */
  const histories = fc.tuple(orders, stock, stock);

  test("is never below zero by replay alone", () => {
    fc.assert(
      fc.property(histories, ([incoming, units, others]) => {
        const surplus = noSurplus();
        const past = playPast(incoming, units, decideLazily);
        // What others took and brought meanwhile: each snapshot of another shop altogether.
        const elsewhere = playPast(incoming, others, decide);
        for (const [index, each] of past.entries()) {
          const really = { ...each, snapshot: elsewhere[index]?.snapshot ?? each.snapshot };
          const { snapshot: seen } = seenWith(surplus, really.snapshot);
          for (const item of seen.stock)
            for (const [n, level] of item.levels.entries()) {
              const real = really.snapshot.stock.find(({ itemId }) => itemId === item.itemId)?.levels[n];
              const own = (at: RoutingSnapshot) =>
                at.fulfillmentOrder.assignedLocationId === level.locationId
                  ? at.fulfillmentOrder.lines.reduce(
                      (sum, line) => sum + (line.itemId === item.itemId ? line.quantity : 0),
                      0,
                    )
                  : 0;
              expect(level.available + own(seen)).toBeGreaterThanOrEqual(
                Math.min(0, (real?.available ?? 0) + own(really.snapshot)),
              );
            }
          addTaken(surplus, really, takenReally(really), takenBy(seen, decide(seen)));
        }
      }),
    );
  });

  test("lets no two orders have the same unit", () => {
    fc.assert(
      fc.property(orders, stock, (incoming, units) => {
        const past = playPast(incoming, units, decideLazily);
        const surplus = noSurplus();
        const taken = new Map<string, number>();
        for (const each of past) {
          const { snapshot: seen } = seenWith(surplus, each.snapshot);
          const here = takenBy(seen, decide(seen));
          for (const [what, locationId, amount] of here) {
            const key = `${what} ${locationId}`;
            taken.set(key, (taken.get(key) ?? 0) + amount);
          }
          addTaken(surplus, each, takenReally(each), here);
        }
        for (const [i, item] of [1, 2].entries())
          for (const [p, place] of PLACES.entries())
            expect(taken.get(`${item} ${place}`) ?? 0).toBeLessThanOrEqual(units[i]?.[p] ?? 0);
      }),
    );
  });
});

test("usable units of a world are those of a snapshot with the surplus in it", () => {
  const [first] = playPast([{ assigned: 10, wanted: [1, 0], km: [900, 0, 900], live: false }], [[1, 1, 0], []], decide);
  if (!first) throw new Error("no decision");
  const surplus = noSurplus();
  // It was only shown: really its unit is taken in 10, here in 11.
  addTaken(surplus, first, takenReally(first), takenBy(first.snapshot, first.decided));
  const next = pastDecision(2, first.snapshot, first.decided);
  const { snapshot: seen } = seenWith(surplus, next.snapshot);
  const ids = seen.locations.map(({ id }) => id);
  const before = [...(usableAt(next.snapshot, ids).values().next().value ?? [])];
  expect(before).toEqual([
    ["10", 1],
    ["11", 1],
    ["12", 0],
  ]);
  expect([...(usableAt(seen, ids).values().next().value ?? [])]).toEqual([
    ["10", 2],
    ["11", 0],
    ["12", 0],
  ]);
});
