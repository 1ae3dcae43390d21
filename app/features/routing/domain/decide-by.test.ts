import { describe, expect, test } from "vitest";
import { line, location, locationId, snapshot, stock } from "../../../../tests/factories/routing-snapshot.ts";
import type { Directives, LocationDirective } from "../../automation/domain/directives.ts";
import { decideBy } from "./decide.ts";
import type { RoutingSnapshot } from "./snapshot.ts";
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

/** Rules that say this and nothing else. */
const saying = (said: Partial<Directives>): Directives => ({ ...NOTHING, ...said });
const at = (id: number, said: Partial<LocationDirective>): LocationDirective => ({
  locationId: locationId(id),
  ruledOut: null,
  cost: 0,
  costs: [],
  ...said,
});
const split = (said: Partial<Directives["split"]>) => saying({ split: { ...NOTHING.split, ...said } });

const NEAR = location(20, 100);
const FAR = location(10, 900);
const FAR_20 = location(20, 900);
/** It would be moved from 10 to 20, which saves 2.00. */
const MOVED = snapshot({ locations: [FAR, NEAR], stock: [stock(1, { 10: 0, 20: 1 })] });

const where = (given: RoutingSnapshot, directives: Directives): string[] => {
  const decision = decideBy(given, directives);
  return "plan" in decision ? decision.plan.parts.map((part) => part.locationId) : [decision.reason];
};

describe("what rules say of locations", () => {
  test("one that is ruled out ships nothing, and the trace names the rule", () => {
    const directives = saying({ locations: [at(20, { ruledOut: { as: "excluded", by: "r1" } })] });
    expect(where(MOVED, directives)).toEqual(["10"]);
    const trace = traceOf(MOVED, decideBy(MOVED, directives), directives, new Map([["r1", "Keep stores"]]));
    expect(trace.locations).toMatchObject([{ outcome: "chosen" }, { outcome: "ruledOut", as: "excluded", by: "r1" }]);
    expect(trace.rules).toEqual({ r1: "Keep stores" });
  });

  test("rules that leave none are a reason of their own", () => {
    const ruledOut = { as: "notRequired", by: "r1" } as const;
    const directives = saying({ locations: [at(10, { ruledOut }), at(20, { ruledOut })] });
    expect(where(MOVED, directives)).toEqual(["ruledOut"]);
  });

  test("a price is paid for each of its parcels, and shown", () => {
    expect(where(MOVED, saying({ locations: [at(20, { cost: 300 })] }))).toEqual(["10"]);
    const decision = decideBy(MOVED, saying({ locations: [at(20, { cost: 100 })] }));
    expect(decision).toMatchObject({
      outcome: "move",
      savingMinor: 100,
      plan: { cost: { rulesMinor: 100, totalMinor: 625 } },
    });
  });

  test("one that is liked better makes the others dearer, so that nobody gains by one more parcel", () => {
    const directives = saying({ locations: [at(10, { cost: -300 })] });
    expect(decideBy(MOVED, directives)).toMatchObject({ outcome: "stay", plan: { cost: { totalMinor: 725 } } });
    const split = snapshot({
      assigned: null,
      lines: [line(1, 1, 2)],
      locations: [FAR, NEAR],
      stock: [stock(1, { 10: 1, 20: 2 })],
    });
    expect(where(split, saying({ locations: [at(10, { cost: -10_000 })] }))).toEqual(["20"]);
  });

  test("work is sent to a fulfillment service only where a rule says so", () => {
    const given = snapshot({
      locations: [FAR, { ...NEAR, isFulfillmentService: true }],
      stock: [stock(1, { 10: 0, 20: 1 })],
    });
    expect(where(given, NOTHING)).toEqual(["10"]);
    expect(where(given, saying({ service: { locationId: locationId(20), by: "r1" } }))).toEqual(["20"]);
  });

  test("a service that said no, or nothing, is not waited for, unless nobody else can ship it", () => {
    const service = saying({ service: { locationId: locationId(20), by: "r1" } });
    const given = (elsewhere: number, code: "declined" | "unanswered" | "moveRefused") =>
      snapshot({
        assigned: 20,
        locations: [FAR, { ...NEAR, isFulfillmentService: true }],
        stock: [stock(1, { 10: elsewhere, 20: 0 })],
        refusals: [{ locationId: locationId(20), code }],
      });
    expect(where(given(1, "declined"), service)).toEqual(["10"]);
    expect(where(given(1, "unanswered"), service)).toEqual(["10"]);
    expect(where(given(0, "unanswered"), service)).toEqual(["20"]);
    // Shopify's no is not the service's.
    expect(decideBy(given(1, "moveRefused"), service)).toMatchObject({ reason: "ruledOut" });
  });
});

describe("what rules say of parcels", () => {
  const TWO = snapshot({
    assigned: null,
    lines: [line(1, 1, 1, { valueMinor: 9_000 }), line(2, 2, 1, { valueMinor: 500 })],
    locations: [location(10, 100), location(20, 200), location(30, 900)],
    stock: [stock(1, { 10: 1, 30: 1 }), stock(2, { 20: 1, 30: 1 })],
    costModel: { handlingMinor: 0, postageMinor: 10 },
  });

  test("no split where it is forbidden", () => {
    expect(where(TWO, NOTHING)).toEqual(["10", "20"]);
    expect(where(TWO, split({ forbiddenBy: "r1" }))).toEqual(["30"]);
  });

  test("nor where everything is to arrive in one parcel", () => {
    expect(where(TWO, saying({ ship: { mode: "oneParcel", by: "r1" } }))).toEqual(["30"]);
    expect(where(TWO, saying({ ship: { mode: "complete", by: "r1" } }))).toEqual(["10", "20"]);
    expect(where(TWO, saying({ ship: { mode: "inPart", by: "r1" } }))).toEqual(["10", "20"]);
  });

  test("a price of parcels after the first decides like any other, and is shown", () => {
    expect(where(TWO, split({ extraParcel: { minor: 1_000, by: "r1" } }))).toEqual(["30"]);
    const decision = decideBy(TWO, split({ extraParcel: { minor: 50, by: "r1" } }));
    expect(decision).toMatchObject({ outcome: "split", plan: { cost: { rulesMinor: 50 } } });
  });

  test("a part that is worth too little is not sent by itself", () => {
    expect(where(TWO, split({ minParcelValue: { minor: 500, by: "r1" } }))).toEqual(["10", "20"]);
    expect(where(TWO, split({ minParcelValue: { minor: 501, by: "r1" } }))).toEqual(["30"]);
  });
});

describe("a hold", () => {
  const hold = { reason: "HIGH_RISK_OF_FRAUD", note: "Call", release: { until: "person" }, by: "r1" } as const;

  test("wins over every plan", () => {
    const directives = saying({ holds: [hold] });
    const decision = decideBy(MOVED, directives);
    expect(decision).toEqual({ outcome: "hold", reason: "rule", holds: [hold], by: ["r1"] });
    expect(traceOf(MOVED, decision, directives).locations.map(({ outcome }) => outcome)).toEqual(["waits", "waits"]);
  });
});

describe("what a location can take", () => {
  const work = {
    timeZone: "Europe/Madrid",
    isOpen: true,
    handlingHours: 1,
    handoverAt: null,
    before: null,
    minutesToCutOff: null,
    ordersLeft: null,
    unitsLeft: null,
    handlingMinor: null,
  };

  test("one whose day is full gets nothing more, but keeps what it has", () => {
    const full = (place: typeof NEAR) => ({ ...place, work: { ...work, ordersLeft: 0 } });
    const given = (...locations: (typeof NEAR)[]) => ({ ...MOVED, locations });
    expect(where(given(FAR, full(NEAR)), NOTHING)).toEqual(["10"]);
    expect(where(given(full(location(10, 100)), location(20, 900)), NOTHING)).toEqual(["10"]);
    const trace = traceOf(given(FAR, full(NEAR)), decideBy(given(FAR, full(NEAR)), NOTHING), NOTHING);
    expect(trace.locations[1]).toMatchObject({ outcome: "full" });
  });

  test("only as many units as its day still takes", () => {
    const given = snapshot({
      assigned: null,
      lines: [line(1, 1, 5)],
      locations: [{ ...NEAR, work: { ...work, unitsLeft: 2 } }, FAR],
      stock: [stock(1, { 10: 5, 20: 5 })],
      costModel: { handlingMinor: 0, postageMinor: 0 },
    });
    expect(decideBy(given, null)).toMatchObject({
      plan: {
        parts: [
          { locationId: "10", lines: [{ quantity: 3 }] },
          { locationId: "20", lines: [{ quantity: 2 }] },
        ],
      },
    });
  });
});

describe("a store that did not take it up", () => {
  const refusals = [{ locationId: locationId(10), code: "unanswered" as const }];

  test("loses it to the next best, however much that costs", () => {
    const given = snapshot({ locations: [location(10, 100), FAR_20], stock: [stock(1, { 10: 0, 20: 1 })], refusals });
    expect(decideBy(given, null)).toMatchObject({ outcome: "move", toLocationId: "20" });
  });

  test("keeps it when nobody else can ship it", () => {
    expect(decideBy(snapshot({ refusals }), null)).toMatchObject({ outcome: "stay" });
  });
});

describe("kits", () => {
  test("are kept whole: both components ship from one place", () => {
    const bundle = { id: "7", quantity: 2 };
    const given = snapshot({
      assigned: null,
      lines: [line(1, 1, 2, { bundle }), line(2, 2, 4, { bundle })],
      locations: [location(10, 100), location(20, 200)],
      stock: [stock(1, { 10: 2 }), stock(2, { 20: 4 })],
    });
    expect(where(given, NOTHING)).toEqual(["tooManyParts"]);
    const together = { ...given, stock: [stock(1, { 10: 2, 20: 1 }), stock(2, { 10: 3, 20: 2 })] };
    expect(decideBy(together, NOTHING)).toMatchObject({
      plan: {
        parts: [
          {
            locationId: "10",
            lines: [
              { lineId: "1", quantity: 1 },
              { lineId: "2", quantity: 2 },
            ],
          },
          {
            locationId: "20",
            lines: [
              { lineId: "1", quantity: 1 },
              { lineId: "2", quantity: 2 },
            ],
          },
        ],
      },
    });
  });

  test("of which a component was shipped already are no kits any more", () => {
    const bundle = { id: "7", quantity: 2 };
    const given = snapshot({
      assigned: null,
      lines: [line(1, 1, 1, { bundle }), line(2, 2, 4, { bundle })],
      locations: [location(10, 100), location(20, 200)],
      stock: [stock(1, { 10: 1 }), stock(2, { 20: 4 })],
    });
    expect(decideBy(given, NOTHING).outcome).toBe("hold");
  });
});

describe("the change that would have flipped it", () => {
  const flipAt = (given: RoutingSnapshot, id: number) => {
    const entry = traceOf(given, decideBy(given, null)).locations.find((each) => each.locationId === locationId(id));
    return entry !== undefined && "flip" in entry ? entry.flip : undefined;
  };

  test("one more unit, where that is all a cheaper place lacks", () => {
    const given = snapshot({ lines: [line(1, 1, 3)], locations: [FAR, NEAR], stock: [stock(1, { 10: 0, 20: 2 })] });
    expect(flipAt(given, 20)).toEqual({ by: "units", lineItemId: "1", units: 1 });
  });

  test("so much less for its parcel, to the cent", () => {
    const given = snapshot({ locations: [location(10, 100), location(20, 300)], stock: [stock(1, { 10: 0, 20: 1 })] });
    // It costs 0.50 more, and a move has to save 0.50.
    expect(flipAt(given, 20)).toEqual({ by: "perParcel", minor: 100 });
  });

  test("some minutes earlier, where the cut-off made it late", () => {
    const day = (share: number, days: number) => [{ day: 20_780 + days, share }];
    const late = {
      ...NEAR,
      arrivals: day(1, 9),
      work: {
        timeZone: "Europe/Madrid",
        isOpen: true,
        handlingHours: 1,
        handoverAt: null,
        before: { at: snapshot().at - 600_000, arrivals: day(1, 0) },
        minutesToCutOff: null,
        ordersLeft: null,
        unitsLeft: null,
        handlingMinor: null,
      },
    };
    const given = snapshot({
      locations: [{ ...FAR, arrivals: day(1, 0) }, late],
      stock: [stock(1, { 10: 0, 20: 1 })],
      promisedAt: Date.UTC(2026, 10, 23, 20),
    });
    expect(decideBy(given, null).outcome).toBe("stay");
    expect(flipAt(given, 20)).toEqual({ by: "minutes", minutes: 10 });
  });
});
