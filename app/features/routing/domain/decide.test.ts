import { describe, expect, test } from "vitest";
import {
  itemId,
  line,
  location,
  locationId,
  scattered,
  snapshot,
  stock,
} from "../../../../tests/factories/routing-snapshot.ts";
import { Bug } from "../../../core/faults.ts";
import { decide } from "./decide.ts";

/** One parcel costs 500, and 25 per kg and 100 km (the defaults). */
const NEAR = location(20, 100);
const FAR = location(10, 900);

describe("staying", () => {
  test("an order in the cheapest place is left alone", () => {
    const decision = decide(
      snapshot({ locations: [location(10, 100), location(20, 900)], stock: [stock(1, { 10: 0, 20: 5 })] }),
    );
    expect(decision).toMatchObject({
      outcome: "stay",
      reason: "cheapest",
      savingMinor: 0,
      plan: { cost: { totalMinor: 525 } },
    });
  });

  test("its own units count where Shopify has already committed them", () => {
    // `available` is 0 because of this very order.
    const given = snapshot({ lines: [line(1, 1, 2)], stock: [stock(1, { 10: 0 })] });
    expect(decide(given)).toMatchObject({ outcome: "stay", plan: { parts: [{ lines: [{ quantity: 2 }] }] } });
  });

  test("an oversold location gives back only what is really left", () => {
    const given = snapshot({ lines: [line(1, 1, 3)], stock: [stock(1, { 10: -2 })] });
    expect(decide(given)).toMatchObject({ outcome: "hold", shortfalls: [{ wanted: 3, short: 2 }] });
  });

  test("two lines of one item share its units", () => {
    const given = snapshot({ lines: [line(1, 1, 2), line(2, 1, 2)], stock: [stock(1, { 10: -1 })] });
    expect(decide(given)).toMatchObject({ outcome: "hold", shortfalls: [{ lineId: "2", wanted: 2, short: 1 }] });
  });

  test("a saving below the threshold moves nothing, one at the threshold does", () => {
    const locations = [location(10, 300), location(20, 100)];
    const given = (minSavingMinor: number) =>
      snapshot({ locations, stock: [stock(1, { 10: 0, 20: 1 })], costModel: { minSavingMinor } });
    expect(decide(given(51))).toMatchObject({ outcome: "stay", reason: "savesTooLittle", savingMinor: 50 });
    expect(decide(given(50))).toMatchObject({ outcome: "move", savingMinor: 50 });
  });

  test("a saving that rounds to nothing moves nothing, even without a threshold", () => {
    const given = snapshot({
      lines: [line(1, 1, 1, { grams: 1 })],
      locations: [location(10, 101), location(20, 100)],
      stock: [stock(1, { 10: 0, 20: 1 })],
      costModel: { minSavingMinor: 0 },
    });
    expect(decide(given)).toMatchObject({ outcome: "stay", reason: "cheapest", savingMinor: 0 });
  });
});

describe("moving", () => {
  test("the whole order goes where it is cheaper, with the saving against staying", () => {
    const given = snapshot({ locations: [FAR, NEAR], stock: [stock(1, { 10: 0, 20: 1 })] });
    expect(decide(given)).toEqual({
      outcome: "move",
      reason: "cheaper",
      toLocationId: "20",
      savingMinor: 200,
      proof: { kind: "exact" },
      plan: {
        cost: { handlingMinor: 150, postageMinor: 350, crossBorderMinor: 0, transportMinor: 25, totalMinor: 525 },
        parts: [
          {
            locationId: "20",
            km: 100,
            crossBorder: false,
            lines: [{ lineId: "1", lineItemId: "1", quantity: 1 }],
            cost: { handlingMinor: 150, postageMinor: 350, crossBorderMinor: 0, transportMinor: 25, totalMinor: 525 },
          },
        ],
      },
    });
  });

  test("a far place at home is preferred to a near one across the border", () => {
    const abroad = location(20, 100, { country: "PT" });
    const given = snapshot({ locations: [FAR, abroad], stock: [stock(1, { 10: 0, 20: 1 })] });
    expect(decide(given)).toMatchObject({ outcome: "stay", reason: "cheapest" });
  });

  test("when it cannot stay, it goes to the cheapest other place however little that saves", () => {
    const given = snapshot({
      locations: [location(10, 0, { active: false }), FAR_20],
      stock: [stock(1, { 10: 9, 20: 1 })],
    });
    expect(decide(given)).toMatchObject({ outcome: "move", reason: "assignedCannotShip", savingMinor: null });
  });

  test("an order whose location is gone can go anywhere", () => {
    const given = snapshot({ assigned: null, locations: [NEAR], stock: [stock(1, { 20: 1 })] });
    expect(decide(given)).toMatchObject({ outcome: "move", reason: "assignedCannotShip", toLocationId: "20" });
  });

  test("units that our other moves have promised are not given away twice", () => {
    const claimed = stock(1, {}, { levels: [{ locationId: locationId(20), available: 1, claimed: 1, perDay: null }] });
    expect(decide(snapshot({ locations: [FAR, NEAR], stock: [claimed] })).outcome).toBe("stay");
  });

  test.each([
    ["is refused", NEAR, { refusals: [{ locationId: locationId(20), code: "notMovable" as const }] }],
    ["is closed", { ...NEAR, active: false }, {}],
    ["does not ship", { ...NEAR, shipsInventory: false }, {}],
    ["does not fulfill online orders", { ...NEAR, fulfillsOnlineOrders: false }, {}],
    ["belongs to a fulfillment service", { ...NEAR, isFulfillmentService: true }, {}],
    ["is not the store chosen for local delivery", NEAR, { deliveryMethod: "LOCAL" as const }],
  ])("never to a location that %s", (_, other, override) => {
    const given = snapshot({ locations: [FAR, other], stock: [stock(1, { 10: 0, 20: 1 })], ...override });
    expect(decide(given).outcome).toBe("stay");
  });

  test("untracked items and custom lines can come from any location", () => {
    const lines = [line(1, 1, 1), line(2, 2, 1, { itemId: null })];
    const given = snapshot({ lines, locations: [FAR, NEAR], stock: [stock(1, {}, { tracked: false })] });
    expect(decide(given)).toMatchObject({ outcome: "move", toLocationId: "20" });
  });
});

const FAR_20 = location(20, 900);

describe("splitting", () => {
  const lines = [line(1, 1, 2), line(2, 2, 3)];

  test("each line ships from the place that has it when no place has all", () => {
    const given = snapshot({
      assigned: null,
      lines,
      locations: [location(10, 100), location(20, 200)],
      stock: [stock(1, { 10: 2 }), stock(2, { 20: 3 })],
    });
    expect(decide(given)).toMatchObject({
      outcome: "split",
      reason: "noSingleLocation",
      savingMinor: null,
      plan: {
        cost: { totalMinor: 500 + 50 + 500 + 150 },
        parts: [
          { locationId: "10", lines: [{ lineId: "1", quantity: 2 }] },
          { locationId: "20", lines: [{ lineId: "2", quantity: 3 }] },
        ],
      },
    });
  });

  test("one line is divided when its units are in two places, the near one first", () => {
    const given = snapshot({
      assigned: null,
      lines: [line(1, 1, 5)],
      locations: [location(10, 100), location(20, 200)],
      stock: [stock(1, { 10: 3, 20: 4 })],
    });
    expect(decide(given)).toMatchObject({
      plan: {
        parts: [
          { locationId: "10", lines: [{ quantity: 3 }] },
          { locationId: "20", lines: [{ quantity: 2 }] },
        ],
      },
    });
  });

  test("a second parcel is paid for only when the way it saves is dearer", () => {
    const heavy = (grams: number) =>
      snapshot({
        lines: [line(1, 1, 1, { grams }), line(2, 2, 1)],
        locations: [location(10, 1_000), location(20, 0)],
        stock: [stock(1, { 20: 1 }), stock(2, { 10: 0 })],
      });
    // 1,000 km cost 250 per kg; a second parcel 500.
    expect(decide(heavy(1_000)).outcome).toBe("stay");
    expect(decide(heavy(3_000))).toMatchObject({ outcome: "split", reason: "cheaper", savingMinor: 250 });
  });

  test("its saving is against the cheapest single location, not against staying", () => {
    const given = snapshot({
      lines: [line(1, 1, 1, { grams: 3_000 }), line(2, 2, 1)],
      locations: [location(10, 1_000), location(20, 0), location(30, 900)],
      stock: [stock(1, { 20: 1, 30: 1 }), stock(2, { 10: 0, 30: 1 })],
    });
    expect(decide(given)).toMatchObject({ outcome: "split", reason: "cheaper", savingMinor: 175 });
  });

  test("the lines of a parcel are listed by their ids", () => {
    const given = snapshot({ lines: [line(3, 1, 1), line(10, 2, 1), line(20, 1, 1)] });
    expect(decide(given)).toMatchObject({
      plan: { parts: [{ lines: [{ lineId: "3" }, { lineId: "10" }, { lineId: "20" }] }] },
    });
  });

  test("of units that weigh differently the heavy ones ship from the near place", () => {
    const given = snapshot({
      assigned: null,
      lines: [line(1, 1, 1, { grams: 100 }), line(2, 1, 1, { grams: 9_000 })],
      locations: [location(10, 100), location(20, 200)],
      stock: [stock(1, { 10: 1, 20: 1 })],
    });
    expect(decide(given)).toMatchObject({
      plan: {
        parts: [
          { locationId: "10", lines: [{ lineId: "2" }] },
          { locationId: "20", lines: [{ lineId: "1" }] },
        ],
      },
    });
  });

  test("what need not move stays: of two equally near places the assigned one ships all it has", () => {
    const given = snapshot({
      assigned: 20,
      lines: [line(1, 1, 4)],
      locations: [location(10, 100), location(20, 100)],
      stock: [stock(1, { 10: 3, 20: -1 })],
    });
    expect(decide(given)).toMatchObject({
      plan: {
        parts: [
          { locationId: "10", lines: [{ quantity: 1 }] },
          { locationId: "20", lines: [{ quantity: 3 }] },
        ],
      },
    });
  });
});

describe("ties", () => {
  const free = { handlingMinor: 0, postageMinor: 0 };

  test("fewer parcels win", () => {
    const given = snapshot({
      assigned: null,
      lines: [line(1, 1, 3)],
      locations: [location(10, 100), location(11, 100), location(12, 100), location(20, 100)],
      stock: [stock(1, { 10: 1, 11: 1, 12: 1, 20: 2 })],
      costModel: free,
    });
    expect(decide(given)).toMatchObject({ plan: { parts: [{ locationId: "10" }, { locationId: "20" }] } });
  });

  test("then the plan with the assigned location", () => {
    const given = snapshot({
      assigned: 30,
      lines: [line(1, 1, 2)],
      locations: [location(10, 100), location(20, 100), location(30, 100)],
      stock: [stock(1, { 10: 1, 20: 1, 30: -1 })],
    });
    expect(decide(given)).toMatchObject({ plan: { parts: [{ locationId: "10" }, { locationId: "30" }] } });
  });

  test("then the lower location id, as a number", () => {
    const locations = [location(100, 100), location(20, 100)];
    const given = snapshot({ assigned: null, locations, stock: [stock(1, { 20: 1, 100: 1 })] });
    expect(decide(given)).toMatchObject({ toLocationId: "20" });
  });

  test("also between a near place abroad and a far one at home that cost the same", () => {
    // 24 kg over 100 km more cost what the border costs.
    const given = snapshot({
      assigned: null,
      lines: [line(1, 1, 1, { grams: 24_000 })],
      locations: [location(20, 100, { country: "PT" }), location(10, 200)],
      stock: [stock(1, { 10: 1, 20: 1 })],
    });
    expect(decide(given)).toMatchObject({ toLocationId: "10" });
  });
});

describe("when nothing fits", () => {
  test("it is held, and says which lines lack how many", () => {
    const given = snapshot({
      lines: [line(1, 1, 1), line(2, 2, 5)],
      locations: [location(10, 100), location(20, 200)],
      stock: [stock(1, { 10: 0 }), stock(2, { 10: -5, 20: 2 })],
    });
    expect(decide(given)).toEqual({
      outcome: "hold",
      reason: "outOfStock",
      shortfalls: [{ lineId: "2", lineItemId: "2", wanted: 5, short: 3 }],
      complete: true,
    });
  });

  test("without permission to hold it is unroutable", () => {
    const given = snapshot({ stock: [stock(1, { 10: -1 })], canHold: false });
    expect(decide(given)).toMatchObject({ outcome: "unroutable", reason: "outOfStock" });
  });

  test("an item the snapshot does not know is in stock nowhere else", () => {
    const given = snapshot({
      assigned: 20,
      locations: [location(10, 100)],
      lines: [line(1, 7, 1, { itemId: itemId(7) })],
    });
    expect(decide(given)).toMatchObject({ outcome: "hold", reason: "outOfStock", shortfalls: [{ short: 1 }] });
  });

  test("stock in too many places is said to be that, not missing", () => {
    const locations = [20, 21, 22, 23, 24].map((id) => location(id, id));
    const given = snapshot({
      assigned: null,
      lines: [line(1, 1, 5)],
      locations,
      stock: [stock(1, { 20: 1, 21: 1, 22: 1, 23: 1, 24: 1 })],
    });
    expect(decide(given)).toEqual({ outcome: "hold", reason: "tooManyParts", shortfalls: [], complete: true });
  });

  test("no location that may ship is a reason of its own", () => {
    const given = snapshot({ locations: [location(10, 100, { active: false })] });
    expect(decide(given)).toMatchObject({ reason: "noLocation", shortfalls: [{ short: 1 }] });
  });

  test("an order with nothing left to ship is a fault of the caller", () => {
    expect(() => decide(snapshot({ lines: [line(1, 1, 0)] }))).toThrow(Bug);
  });
});

describe("more locations than can be tried", () => {
  // 60 places with one unit of each of two items in turn; the assigned one has nothing.
  const ids = Array.from({ length: 60 }, (_, index) => 100 + index);
  const half = (rest: number) => Object.fromEntries(ids.filter((id) => id % 2 === rest).map((id) => [id, 1]));
  const given = snapshot({
    assigned: null,
    lines: [line(1, 1, 2), line(2, 2, 2)],
    locations: ids.map((id) => location(id, 10 * (id - 99))),
    stock: [stock(1, half(0)), stock(2, half(1))],
  });

  test("the search still proves this one exact", () => {
    expect(decide(given)).toMatchObject({ outcome: "split", proof: { kind: "exact" } });
  });

  test("cut short, it gives a plan that ships everything and how much better another can be", () => {
    const exact = decide(scattered());
    const cut = decide(scattered(), 1_000);
    if (exact.outcome !== "split" || cut.outcome !== "split") throw new Error("both split");
    if (cut.proof.kind !== "bounded") throw new Error("cut short");
    expect(cut.plan.parts.flatMap((part) => part.lines).reduce((sum, each) => sum + each.quantity, 0)).toBe(12);
    expect(cut.plan.cost.totalMinor - cut.proof.gapMinor).toBeLessThanOrEqual(exact.plan.cost.totalMinor);
    expect(cut.plan.cost.totalMinor).toBeGreaterThanOrEqual(exact.plan.cost.totalMinor);
  });

  test("cut short, a plan that meets the lower bound is proven all the same", () => {
    expect(decide(snapshot(), 0)).toMatchObject({ outcome: "stay", proof: { kind: "exact" } });
  });

  test("cut short without a plan, it says that one may exist, unless units are missing anyway", () => {
    // Each item is in three places of its own: six parcels, which the amounts alone do not show.
    const scattered = snapshot({
      assigned: null,
      lines: [line(1, 1, 3), line(2, 2, 3)],
      locations: ids.slice(0, 6).map((id) => location(id, id)),
      stock: [stock(1, half(0)), stock(2, half(1))],
    });
    expect(decide(scattered)).toMatchObject({ outcome: "hold", reason: "tooManyParts", complete: true });
    expect(decide(scattered, 1)).toMatchObject({ outcome: "hold", reason: "tooManyParts", complete: false });
    const short = { ...scattered, stock: [stock(1, half(0)), stock(2, {})] };
    expect(decide(short, 1)).toMatchObject({ outcome: "hold", reason: "outOfStock", complete: true });
  });
});
