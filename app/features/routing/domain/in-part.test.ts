import { describe, expect, test } from "vitest";
import {
  line,
  lineItemId,
  location,
  locationId,
  snapshot,
  stock,
} from "../../../../tests/factories/routing-snapshot.ts";
import type { SnapshotOverride } from "../../../../tests/factories/routing-snapshot.ts";
import type { Directives } from "../../automation/domain/directives.ts";
import { decideBy, type Decision } from "./decide.ts";
import { retryAt } from "./retry.ts";
import { traceOf } from "./trace.ts";

const NOTHING: Directives = {
  locations: [],
  split: { forbiddenBy: null, extraParcel: null, minParcelValue: null },
  ship: null,
  holds: [],
  deadline: null,
  priority: null,
  service: null,
  assignee: null,
  effects: [],
};
const ship = (mode: "oneParcel" | "complete" | "inPart"): Directives => ({ ...NOTHING, ship: { mode, by: "r1" } });
const SHIP = { when: "ship" } as const;

/** Three of item 1 and one of item 2, of which there is none; assigned to 10, which has what there is. */
const short = (override: SnapshotOverride = {}) =>
  snapshot({
    lines: [line(1, 1, 3), line(2, 2, 1)],
    locations: [location(10, 100), location(20, 100)],
    stock: [stock(1, { 10: 0 }), stock(2, { 10: -1 })],
    ...override,
  });

/** "10: 1×3" for each part, and what waits. */
function told(decision: Decision): string[] {
  if (decision.outcome !== "inPart") return [`${decision.outcome} ${decision.reason}`];
  return [
    ...decision.plan.parts.map(
      ({ locationId: at, lines }) => `${at}: ${lines.map((each) => `${each.lineId}×${each.quantity}`).join(" ")}`,
    ),
    ...decision.rest.map((each) => `waits: ${each.lineId}×${each.short}`),
  ];
}

describe("an order of which units are missing", () => {
  test("waits as a whole where nobody has set anything", () => {
    expect(decideBy(short(), null)).toEqual({
      outcome: "hold",
      reason: "outOfStock",
      shortfalls: [{ lineId: "2", lineItemId: lineItemId(2), wanted: 1, short: 1 }],
      complete: true,
    });
  });

  test("ships what is there where the shop wants that, and is tried again for the rest", () => {
    const decision = decideBy(short({ inPart: SHIP }), null);
    expect(told(decision)).toEqual(["10: 1×3", "waits: 2×1"]);
    expect(decision).toMatchObject({ reason: "outOfStock", by: [], proof: { kind: "exact" } });
    expect(retryAt(decision, 0)).toBeGreaterThan(0);
  });

  test("ships it from several locations, the most units first, then the cheapest way", () => {
    const given = short({
      inPart: SHIP,
      locations: [location(10, 900), location(20, 100), location(30, 300)],
      stock: [stock(1, { 10: -3, 20: 2, 30: 1 }), stock(2, { 10: -1 })],
    });
    expect(told(decideBy(given, null))).toEqual(["20: 1×2", "30: 1×1", "waits: 2×1"]);
  });

  test("leaves room for the rest among its parcels: with two, one leaves now; with one, none", () => {
    const given = {
      inPart: SHIP,
      stock: [stock(1, { 10: -3, 20: 2, 30: 1 }), stock(2, { 10: -1 })],
      locations: [location(10, 900), location(20, 100), location(30, 300)],
    };
    expect(told(decideBy(short({ ...given, costModel: { maxParts: 2 } }), null))).toEqual([
      "20: 1×2",
      "waits: 1×1",
      "waits: 2×1",
    ]);
    expect(told(decideBy(short({ ...given, costModel: { maxParts: 1 } }), null))).toEqual(["hold outOfStock"]);
  });

  test("stays where it is for a small saving, as one that ships in full does", () => {
    const given = (minSavingMinor: number) =>
      short({
        inPart: SHIP,
        costModel: { minSavingMinor },
        locations: [location(10, 100), location(20, 20)],
        stock: [stock(1, { 10: 0, 20: 3 }), stock(2, { 10: -1 })],
      });
    expect(told(decideBy(given(1), null))[0]).toBe("20: 1×3");
    expect(told(decideBy(given(100), null))[0]).toBe("10: 1×3");
  });

  test("waits when nothing of it is there", () => {
    const given = short({ inPart: SHIP, stock: [stock(1, { 10: -3 }), stock(2, { 10: -1 })] });
    expect(decideBy(given, null)).not.toHaveProperty("withheld");
  });

  test("keeps a kit whole: what is there of its components waits with what is not", () => {
    const kit = { id: "k", quantity: 1 };
    const given = short({
      inPart: SHIP,
      lines: [line(1, 1, 1, { bundle: kit }), line(2, 2, 1, { bundle: kit }), line(3, 3, 1)],
      stock: [stock(1, { 10: 0 }), stock(2, { 10: -1 }), stock(3, { 10: 0 })],
    });
    expect(told(decideBy(given, null))).toEqual(["10: 3×1", "waits: 1×1", "waits: 2×1"]);
  });

  test("may go to a slow store when only that has more of it, and to no other when it does not", () => {
    const given = (units: number) =>
      short({
        inPart: SHIP,
        refusals: [{ locationId: locationId(20), code: "unanswered" }],
        stock: [stock(1, { 10: -1, 20: units }), stock(2, { 10: -1 })],
      });
    expect(told(decideBy(given(1), null))).toEqual(["10: 1×2", "20: 1×1", "waits: 2×1"]);
    expect(told(decideBy(given(0), null))).toEqual(["10: 1×2", "waits: 1×1", "waits: 2×1"]);
  });
});

describe("rules", () => {
  test("let an order ship in part in a shop that waits, by name", () => {
    const given = short();
    const decision = decideBy(given, ship("inPart"));
    expect(told(decision)).toEqual(["10: 1×3", "waits: 2×1"]);
    expect(traceOf(given, decision, ship("inPart"), new Map([["r1", "Wholesale"]])).rules).toEqual({ r1: "Wholesale" });
  });

  test.each([
    ["ship complete", ship("complete")],
    ["one parcel", ship("oneParcel")],
    ["no split", { ...ship("inPart"), split: { ...NOTHING.split, forbiddenBy: "r1" } }],
  ])("keep it whole in a shop that ships in part, and say so: %s", (_, directives) => {
    expect(decideBy(short({ inPart: SHIP }), directives)).toMatchObject({
      outcome: "hold",
      withheld: { reason: "rule", by: ["r1"], units: 3, wanted: 4 },
    });
  });

  test("that hold it hold all of it", () => {
    const hold = { reason: "OTHER", note: "", release: { until: "person" }, by: "r1" } as const;
    expect(decideBy(short({ inPart: SHIP }), { ...ship("inPart"), holds: [hold] })).toMatchObject({ reason: "rule" });
  });

  test("ask a least value of each parcel that leaves, also of an only one: another will follow", () => {
    const least = (minor: number): Directives => ({
      ...NOTHING,
      split: { ...NOTHING.split, minParcelValue: { minor, by: "r1" } },
    });
    const given = short({ inPart: SHIP });
    expect(told(decideBy(given, least(3_000)))).toEqual(["10: 1×3", "waits: 2×1"]);
    expect(told(decideBy(given, least(3_001)))).toEqual(["hold outOfStock"]);
  });
});

describe("what could leave waits", () => {
  test.each([
    [{ inPart: { ...SHIP, leastPercent: 75 } }, null],
    [{ inPart: { ...SHIP, leastPercent: 76 } }, "tooLittle"],
    [{ inPart: { ...SHIP, leastMinor: 3_000 } }, null],
    [{ inPart: { ...SHIP, leastMinor: 3_001 } }, "tooLittle"],
    [{ inPart: SHIP, canPart: false }, "switchedOff"],
  ])("when it is not worth a parcel, or nobody lets us split and hold: %j", (override, reason) => {
    const decision = decideBy(short(override), null);
    expect("withheld" in decision ? decision.withheld.reason : null).toBe(reason);
    expect(decision.outcome).toBe(reason === null ? "inPart" : "hold");
  });

  test("when its location is gone: nothing can be split off there", () => {
    expect(told(decideBy(short({ inPart: SHIP, assigned: null, stock: [stock(1, { 10: 3 })] }), null))).toEqual([
      "hold outOfStock",
    ]);
  });
});
