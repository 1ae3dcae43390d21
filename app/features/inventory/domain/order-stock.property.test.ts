import fc from "fast-check";
import { expect, test } from "vitest";
import { parseId, type InventoryItemId, type LocationId, type OrderId } from "../../../core/ids.ts";
import { orderStockChange, type OrderEntry, type OrderStock } from "./order-stock.ts";
import { LEDGER_STATES } from "./states.ts";

const orderId = parseId<OrderId>("1");
const row = fc.record({
  orderId: fc.constant(orderId),
  itemId: fc.constantFrom("10", "11").map((id) => parseId<InventoryItemId>(id)),
  locationId: fc.constantFrom("20", "21", "22").map((id) => parseId<LocationId>(id)),
  committed: fc.integer({ min: 0, max: 9 }),
  shipped: fc.integer({ min: 0, max: 9 }),
  returned: fc.integer({ min: 0, max: 3 }),
});
const reading = fc.record({
  rows: fc.uniqueArray(row, { minLength: 1, selector: ({ itemId, locationId }) => `${itemId} ${locationId}` }),
  lost: fc.constant(new Map<InventoryItemId, number>()),
});
const nothing = { rows: [], lost: new Map<InventoryItemId, number>() };
const times = { soldAt: new Date(1_000), changedAt: new Date(2_000) };

const remembered = (before: readonly OrderStock[], rows: readonly OrderStock[]) => [
  ...new Map([...before, ...rows].map((each) => [`${each.itemId} ${each.locationId}`, each])).values(),
];

function sums(entries: readonly OrderEntry[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const { itemId, locationId, units } of entries)
    for (const state of LEDGER_STATES) {
      const key = `${itemId} ${locationId} ${state}`;
      const sum = (total[key] ?? 0) + (units[state] ?? 0);
      if (sum === 0) Reflect.deleteProperty(total, key);
      else total[key] = sum;
    }
  return total;
}

test("whatever is read in between, the entries add up to what the documents say in the end", () => {
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 6 }), (readings) => {
      let before: readonly OrderStock[] = [];
      const written: OrderEntry[] = [];
      for (const now of readings) {
        const { rows, entries } = orderStockChange(before, now, times);
        written.push(...entries);
        before = remembered(before, rows);
      }
      expect(sums(written)).toEqual(sums(orderStockChange([], readings.at(-1) ?? nothing, times).entries));
    }),
  );
});

test("what did not change writes nothing", () => {
  fc.assert(
    fc.property(reading, (now) => {
      const { rows } = orderStockChange([], now, times);
      expect(orderStockChange(rows, now, times)).toEqual({ rows: [], entries: [] });
    }),
  );
});

test("units never come from nowhere: what leaves available is committed, and only shipping and what comes back change what is on hand", () => {
  fc.assert(
    fc.property(reading, reading, (was, is) => {
      const { entries } = orderStockChange(orderStockChange([], was, times).rows, is, times);
      for (const { cause, units } of entries) {
        const onHand = (units.available ?? 0) + (units.committed ?? 0);
        expect(onHand === 0).toBe(cause !== "shipped" && cause !== "restocked");
      }
    }),
  );
});

test("units that were lost leave the item once, whichever of the order's documents is read first", () => {
  const place = {
    orderId,
    itemId: parseId<InventoryItemId>("10"),
    locationId: parseId<LocationId>("20"),
    shipped: 0,
    returned: 0,
  };
  const [sold, gone] = [[{ ...place, committed: 3 }], [{ ...place, committed: 0 }]];
  const lost = new Map([[place.itemId, 3]]);
  const none = new Map<InventoryItemId, number>();
  for (const readings of [
    [
      { rows: sold, lost: none },
      { rows: gone, lost: none },
      { rows: gone, lost },
    ],
    [
      { rows: sold, lost: none },
      { rows: gone, lost },
    ],
  ]) {
    let before: readonly OrderStock[] = [];
    const written: OrderEntry[] = [];
    for (const now of readings) {
      const change = orderStockChange(before, now, times);
      written.push(...change.entries);
      before = remembered(before, change.rows);
    }
    expect(sums(written)).toEqual({ "10 20 available": -3 });
  }
});
