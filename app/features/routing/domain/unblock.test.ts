import { describe, expect, test } from "vitest";
import { parseId, type OrderId, type TransferId } from "../../../core/ids.ts";
import { itemId, locationId } from "../../../../tests/factories/routing-snapshot.ts";
import type { LocationTrace } from "./trace.ts";
import { unblocksOf, type Elsewhere } from "./unblock.ts";

const NOWHERE: Elsewhere = { levels: [], transfers: [], held: [] };
const at = (id: number, outcome: object): LocationTrace =>
  ({ locationId: locationId(id), name: `L${id}`, ...outcome }) as LocationTrace;
const level = (id: number, units: Partial<Elsewhere["levels"][number]>) => ({
  itemId: itemId(1),
  locationId: locationId(id),
  available: 0,
  incoming: 0,
  buffered: 0,
  ...units,
});
const LACKING = at(10, { outcome: "notStocked", shortfalls: [] });

const blocked = (...locations: readonly LocationTrace[]) => ({
  missing: [{ itemId: itemId(1), wanted: 3, short: 2 }],
  assignedLocationId: locationId(10),
  locations,
  rules: { r1: "Not from the shop" },
});
const said = (elsewhere: Elsewhere, ...locations: readonly LocationTrace[]) =>
  unblocksOf(blocked(...locations), elsewhere).list.map(
    ({ code, units, location }) => `${code} ${units} ${location.name}`,
  );

describe("what would unblock an order", () => {
  test("is nothing when no unit is anywhere", () => {
    expect(said(NOWHERE, LACKING)).toEqual([]);
  });

  test.each([
    [{ outcome: "closed" }, "closed"],
    [{ outcome: "full" }, "full"],
    [{ outcome: "refused", code: "notMovable" }, "refused"],
    [{ outcome: "doesNotShip", reason: "onlineOrders" }, "doesNotShip"],
    [{ outcome: "ruledOut", as: "excluded", by: "r1" }, "ruledOut"],
  ])("is stock at a location that may not ship it: %o", (outcome, code) => {
    const levels = [level(11, { available: 5 })];
    expect(said({ ...NOWHERE, levels }, LACKING, at(11, outcome))).toEqual([`${code} 5 L11`]);
    expect(said({ ...NOWHERE, levels: [level(11, { available: 0 })] }, LACKING, at(11, outcome))).toEqual([]);
  });

  test("names the rule, and knows it by its id when its name is gone", () => {
    const [first] = unblocksOf(blocked(at(11, { outcome: "ruledOut", as: "excluded", by: "r1" })), {
      ...NOWHERE,
      levels: [level(11, { available: 1 })],
    }).list;
    expect(first).toMatchObject({ code: "ruledOut", rule: { id: "r1", name: "Not from the shop" } });
    const [other] = unblocksOf(blocked(at(11, { outcome: "ruledOut", as: "excluded", by: "r2" })), {
      ...NOWHERE,
      levels: [level(11, { available: 1 })],
    }).list;
    expect(other).toMatchObject({ rule: { name: "r2" } });
  });

  test("counts the order's own units where it is assigned: Shopify has taken them out of what is available", () => {
    const levels = [level(10, { available: -1 })];
    expect(said({ ...NOWHERE, levels }, at(10, { outcome: "full" }))).toEqual(["full 2 L10"]);
  });

  test("is not stock that a location may ship, which was counted already", () => {
    expect(said({ ...NOWHERE, levels: [level(10, { available: 1 })] }, LACKING)).toEqual([]);
  });

  test("is what buffers keep, then other orders, then what comes; a transfer's units are not told twice", () => {
    const elsewhere: Elsewhere = {
      levels: [level(10, { buffered: 2, incoming: 9 })],
      transfers: [
        {
          itemId: itemId(1),
          locationId: locationId(10),
          transferId: parseId<TransferId>("7"),
          units: 6,
          at: "2026-11-25T09:00:00.000Z",
        },
      ],
      held: [
        {
          itemId: itemId(1),
          locationId: locationId(10),
          orderId: parseId<OrderId>("8"),
          orderName: "#1008",
          units: 4,
        },
      ],
    };
    expect(said(elsewhere, LACKING)).toEqual(["buffer 2 L10", "heldOrder 4 L10", "transfer 6 L10", "incoming 3 L10"]);
  });

  test("is told for each item by itself", () => {
    const levels = [level(11, { available: 5 }), { ...level(11, { available: 7 }), itemId: itemId(2) }];
    expect(said({ ...NOWHERE, levels }, at(11, { outcome: "closed" }))).toEqual(["closed 5 L11"]);
  });

  test("is five ways of an item at most, those that bring most of what is missing first, and how many more there are", () => {
    const places = [11, 12, 13, 14, 15, 16, 17];
    const levels = places.map((place) => level(place, { available: place === 17 ? 9 : place === 16 ? 2 : 1 }));
    const ways = unblocksOf(blocked(...places.map((place) => at(place, { outcome: "closed" }))), {
      ...NOWHERE,
      levels: levels.toReversed(),
    });
    // Two are missing: nine do no more than two.
    expect(ways.list.map(({ units, location }) => `${units} ${location.name}`)).toEqual([
      "2 L16",
      "9 L17",
      "1 L11",
      "1 L12",
      "1 L13",
    ]);
    expect(ways.more).toEqual({ [itemId(1)]: 2 });
    expect(unblocksOf(blocked(LACKING), { ...NOWHERE, levels: [level(10, { buffered: 1 })] }).more).toEqual({});
  });

  test("is the transfer that arrives first before one that brings more, and last one without a date", () => {
    const transfer = (id: string, units: number, date: string | null) => ({
      itemId: itemId(1),
      locationId: locationId(10),
      transferId: parseId<TransferId>(id),
      units,
      at: date,
    });
    const transfers = [
      transfer("7", 9, null),
      transfer("8", 9, "2026-12-02T09:00:00Z"),
      transfer("9", 1, "2026-12-01T09:00:00Z"),
    ];
    const { list } = unblocksOf(blocked(LACKING), { ...NOWHERE, transfers });
    expect(list.map((way) => (way.code === "transfer" ? way.transferId : ""))).toEqual(["9", "8", "7"]);
  });
});
