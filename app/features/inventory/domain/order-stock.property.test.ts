import fc from "fast-check";
import { expect, test } from "vitest";
import { parseId, type InventoryItemId, type LocationId, type OrderId } from "../../../core/ids.ts";
import { orderStockChange, type OrderEntry, type OrderStock } from "./order-stock.ts";
import { LEDGER_STATES } from "../../../core/stock-states.ts";

const orderId = parseId<OrderId>("1");
const row = fc.record({
  orderId: fc.constant(orderId),
  itemId: fc.constantFrom("10", "11").map((id) => parseId<InventoryItemId>(id)),
  locationId: fc.constantFrom("20", "21", "22").map((id) => parseId<LocationId>(id)),
  committed: fc.integer({ min: 0, max: 9 }),
  shipped: fc.integer({ min: 0, max: 9 }),
  returned: fc.integer({ min: 0, max: 3 }),
  lost: fc.integer({ min: 0, max: 3 }),
});
const reading = fc.uniqueArray(row, { minLength: 1, selector: ({ itemId, locationId }) => `${itemId} ${locationId}` });
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
      expect(sums(written)).toEqual(sums(orderStockChange([], readings.at(-1) ?? [], times).entries));
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

test("a sale and a move leave what is on hand alone", () => {
  fc.assert(
    fc.property(reading, reading, (was, is) => {
      const { entries } = orderStockChange(orderStockChange([], was, times).rows, is, times);
      for (const { cause, units } of entries) {
        const onHand = (units.available ?? 0) + (units.committed ?? 0);
        if (onHand !== 0) expect(["shipped", "restocked", "released"]).toContain(cause);
      }
    }),
  );
});
