import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OrderId } from "../../../core/ids.ts";
import type { ParcelStage } from "../../delivery/domain/public.ts";
import type { PartFacts } from "./part-facts.ts";
import { nextLineAfter, risksOf } from "./risks-of.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-11-23T00:00:00Z");
const instant = fc.integer({ min: START, max: START + 30 * DAY }).map((at) => new Date(at));
const maybe = <T>(each: fc.Arbitrary<T>) => fc.option(each);
const stage = fc.constantFrom<ParcelStage>(
  ...(["labelled", "handed_over", "in_transit", "out_for_delivery", "attempted", "delayed"] as const),
  ...(["exception", "returned", "lost", "ready_for_pickup", "unknown"] as const),
);
const arrival = fc.oneof(
  instant.map((at) => ({ by: "carrier" as const, at })),
  fc
    .record({
      begins: instant,
      p50: fc.double({ min: 0.5, max: 12, noNaN: true }),
      more: fc.double({ min: 0.5, max: 12, noNaN: true }),
    })
    .map(({ begins, p50, more }) => ({ by: "prediction" as const, begins, p50, p90: p50 + more })),
);
const facts: fc.Arbitrary<PartFacts> = fc.record({
  orderId: fc.constant("1" as OrderId),
  part: fc.constant("fo 1"),
  locationId: fc.constant(null),
  carrier: fc.constant("GLS"),
  over: fc.constant(false),
  toShip: maybe(fc.record({ cutOff: instant, nextCutOff: instant })),
  parcel: maybe(fc.record({ stage, lastScanAt: maybe(instant), firstScanBy: instant, silentAt: maybe(instant) })),
  promisedBy: maybe(instant),
  arrival: maybe(arrival),
  pickup: maybe(fc.record({ readyBy: maybe(instant), collectBy: maybe(instant) })),
  dispute: maybe(fc.record({ at: instant, answerBy: instant })),
});
const kinds = (each: PartFacts, now: Date) => risksOf(each, now).map(({ kind }) => kind);
const later = (a: Date, b: Date): [Date, Date] => (a < b ? [a, b] : [b, a]);

describe("time alone", () => {
  test("never takes a risk back, however far the clock jumps", () => {
    fc.assert(
      fc.property(facts, instant, instant, (each, a, b) => {
        const [before, after] = later(a, b);
        expect(kinds(each, after)).toEqual(expect.arrayContaining(kinds(each, before)));
      }),
    );
  });

  test("raises nothing between two looks at the moments that were named", () => {
    fc.assert(
      fc.property(facts, instant, fc.double({ min: 0, max: 0.99, noNaN: true }), (each, now, share) => {
        const next = nextLineAfter(each, now);
        // Beside a prediction, whose moment is only looked for in steps: it is named a little late, never missed.
        const named = kinds(each, now).concat("pastPromise");
        const end = next?.getTime() ?? START + 400 * DAY;
        const between = new Date(now.getTime() + share * (end - now.getTime()));
        if (between < (next ?? new Date(Infinity)))
          expect(kinds(each, between).filter((kind) => !named.includes(kind))).toEqual([]);
      }),
    );
  });

  test("always has raised what it named as next, once that moment is there", () => {
    fc.assert(
      fc.property(facts, instant, (each, now) => {
        const next = nextLineAfter(each, now);
        if (next) expect(kinds(each, next).length).toBeGreaterThan(kinds(each, now).length);
      }),
    );
  });
});

describe("facts", () => {
  const ends: readonly [string, (each: PartFacts) => PartFacts, readonly string[]][] = [
    ["picked", (each) => ({ ...each, toShip: null }), ["unpicked"]],
    [
      "scanned",
      (each) => ({
        ...each,
        parcel: each.parcel && {
          ...each.parcel,
          stage: "in_transit",
          lastScanAt: new Date(START + 40 * DAY),
          silentAt: new Date(START + 42 * DAY),
        },
      }),
      ["unscanned", "silent", "attempted", "exception"],
    ],
    [
      "over",
      (each) => ({ ...each, over: true }),
      ["unpicked", "unscanned", "silent", "pastPromise", "attempted", "exception", "pickupOverdue"],
    ],
    ["collected", (each) => ({ ...each, pickup: null }), ["pickupOverdue"]],
    ["settled", (each) => ({ ...each, dispute: null }), ["disputed"]],
  ];

  test.each(ends)("%s always ends what it ends, however late", (_, end, ended) => {
    fc.assert(
      fc.property(facts, instant, (each, now) => {
        expect(kinds(end(each), now).filter((kind) => ended.includes(kind))).toEqual([]);
      }),
    );
  });

  test("a deadline is not before the line that was crossed", () => {
    fc.assert(
      fc.property(facts, instant, (each, now) => {
        for (const { kind, deadline, evidence } of risksOf(each, now))
          if (kind === "unscanned" || kind === "silent" || kind === "pastPromise" || kind === "attempted")
            expect(deadline.getTime()).toBeGreaterThanOrEqual(Date.parse(evidence.at));
      }),
    );
  });
});
