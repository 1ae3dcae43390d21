import { expect, test } from "vitest";
import { line, location, locationId, snapshot, stock } from "../../../../tests/factories/routing-snapshot.ts";
import { decide } from "./decide.ts";
import type { RoutingSnapshot } from "./snapshot.ts";
import type { Trace } from "./trace.ts";
import { traceOf } from "./trace.ts";

const trace = (given: RoutingSnapshot): Trace => traceOf(given, decide(given));
const outcomes = (given: RoutingSnapshot): string[] =>
  trace(given).locations.map((entry) => `${entry.name} ${entry.outcome}`);

test("each location has the first thing that ruled it out, the most telling first", () => {
  const given = snapshot({
    assigned: 10,
    locations: [
      location(16, 50, { active: false, shipsInventory: false }),
      location(15, 50, { shipsInventory: false }),
      location(14, 50),
      location(13, 50),
      location(12, 900),
      location(11, 800),
      location(10, 100),
    ],
    stock: [stock(1, { 11: 1, 12: 1, 14: 9, 15: 9, 16: 9 })],
    refusals: [{ locationId: locationId(14), code: "moveRefused" }],
  });
  expect(outcomes(given)).toEqual([
    "L10 chosen",
    "L11 dearer",
    "L12 dearer",
    "L13 notStocked",
    "L14 refused",
    "L15 doesNotShip",
    "L16 closed",
  ]);
  expect(trace(given).locations[1]).toMatchObject({ gapMinor: 175, km: 800, parts: 1, shortfalls: [] });
  expect(trace(given).locations[3]).toMatchObject({ shortfalls: [{ lineId: "1", wanted: 1, short: 1 }] });
  expect(trace(given).locations[4]).toMatchObject({ code: "moveRefused" });
});

test("a location with some of the units shows what an order with it would have cost", () => {
  const given = snapshot({
    lines: [line(1, 1, 2), line(2, 2, 1)],
    locations: [location(10, 300), location(20, 0)],
    stock: [stock(1, { 10: 0, 20: 1 }), stock(2, { 10: 0 })],
  });
  // Staying: 500 + 3 kg × 3 × 25. With the other: two parcels, one of the kilograms without a way.
  expect(trace(given).locations).toMatchObject([
    { outcome: "chosen", part: { cost: { totalMinor: 725 } } },
    {
      outcome: "dearer",
      gapMinor: 1_150 - 725,
      parts: 2,
      cost: { totalMinor: 1_150 },
      shortfalls: [
        { lineId: "1", wanted: 2, short: 1 },
        { lineId: "2", wanted: 1, short: 1 },
      ],
    },
  ]);
});

test("a location that may ship but has only part of what no other completes lacks units", () => {
  const given = snapshot({
    assigned: 10,
    lines: [line(1, 1, 3)],
    locations: [location(10, 100), location(20, 0), location(30, 0)],
    stock: [stock(1, { 10: 0, 20: 1, 30: 1 })],
    costModel: { maxParts: 1 },
  });
  expect(outcomes(given)).toEqual(["L10 chosen", "L20 notStocked", "L30 notStocked"]);
});

test("what a location ships is counted once, though it is first in line", () => {
  // Location 20 has 1 of 3 and cannot complete the order together with itself.
  const given = snapshot({
    lines: [line(1, 1, 3)],
    locations: [location(10, 100), location(20, 0)],
    stock: [stock(1, { 10: 0, 20: 1 })],
  });
  expect(trace(given).locations[1]).toMatchObject({ outcome: "dearer", parts: 2, cost: { totalMinor: 1_050 } });
});

test("a cheaper place that saves too little is shown as that, not as dearer", () => {
  const given = snapshot({ locations: [location(10, 200), location(20, 100)], stock: [stock(1, { 10: 0, 20: 1 })] });
  expect(trace(given).locations[1]).toMatchObject({ outcome: "savesTooLittle", savingMinor: 25 });
});

test("when nothing fits every location says what it lacks", () => {
  const given = snapshot({
    lines: [line(1, 1, 3)],
    locations: [location(10, 100), location(20, 0)],
    stock: [stock(1, { 10: -3, 20: 1 })],
  });
  expect(trace(given).locations).toMatchObject([
    { outcome: "notStocked", shortfalls: [{ short: 3 }] },
    { outcome: "notStocked", shortfalls: [{ short: 2 }] },
  ]);
});

test("of two refusals of one location always the same one is told", () => {
  const refusals = (["notMovable", "moveRefused"] as const).map((code) => ({ locationId: locationId(20), code }));
  const locations = [location(10, 100), location(20, 0)];
  for (const listed of [refusals, refusals.toReversed()]) {
    expect(trace(snapshot({ locations, refusals: listed })).locations[1]).toMatchObject({ code: "moveRefused" });
  }
});
