import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { line, location, snapshot, stock } from "../../../../tests/factories/routing-snapshot.ts";
import { overdrawnBy } from "./overdrawn.ts";
import type { RoutingSnapshot } from "./snapshot.ts";

/** An order of so many units of item 1 at location 10, where so many are free. */
const wants = (units: number, free: number, of: Parameters<typeof snapshot>[0] = {}): RoutingSnapshot =>
  snapshot({
    lines: [line(1, 1, units)],
    locations: [location(10, 100), location(20, 100)],
    stock: [stock(1, { 10: free, 20: 9 })],
    ...of,
  });
const units = (found: readonly RoutingSnapshot[]) => found.map(({ fulfillmentOrder: { lines } }) => lines[0]?.quantity);

describe("orders that their location can no longer serve", () => {
  test("are none where nothing is below zero, whatever is below zero elsewhere", () => {
    expect(overdrawnBy([wants(1, 0), wants(2, 0, { stock: [stock(1, { 10: 0, 20: -5 })] })])).toEqual([]);
  });

  test("are the newest, until what is left is enough for the others", () => {
    expect(units(overdrawnBy([wants(1, -3), wants(4, -3), wants(5, -3)]))).toEqual([1, 4]);
    expect(units(overdrawnBy([wants(3, -3), wants(4, -3)]))).toEqual([3]);
  });

  test("free all their items, so that another does not have to go for the second of them", () => {
    const both = snapshot({
      lines: [line(1, 1, 1), line(2, 2, 1)],
      locations: [location(10, 100)],
      stock: [stock(1, { 10: -1 }), stock(2, { 10: -1 })],
    });
    const second = snapshot({
      lines: [line(3, 2, 1)],
      locations: [location(10, 100)],
      stock: [stock(2, { 10: -1 })],
    });
    expect(overdrawnBy([both, second])).toEqual([both]);
  });

  test("are not those of an item that is not counted, nor of a place where it is not stocked", () => {
    const [untracked] = [wants(1, -2)].map((each) => ({
      ...each,
      stock: each.stock.map((item) => ({ ...item, tracked: false })),
    }));
    expect(overdrawnBy(untracked ? [untracked] : [])).toEqual([]);
    expect(overdrawnBy([wants(1, 0, { stock: [stock(1, { 20: -2 })] })])).toEqual([]);
  });

  test("count what our moves are bringing as taken", () => {
    const claimed = wants(1, 1);
    const [item] = claimed.stock;
    if (!item) throw new Error("no stock");
    const promised = {
      ...claimed,
      stock: [{ ...item, levels: item.levels.map((level) => ({ ...level, claimed: 2 })) }],
    };
    expect(overdrawnBy([promised])).toEqual([promised]);
  });

  test("are as few as have to go, counted from the newest: without the last of them the others had not enough", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 12 }),
        (all, short) => {
          const found = units(overdrawnBy(all.map((each) => wants(each, -short))));
          const freed = found.reduce<number>((sum, each) => sum + (each ?? 0), 0);
          const everything = all.reduce((sum, each) => sum + each, 0);
          expect(found).toEqual(all.slice(0, found.length));
          expect(freed).toBeGreaterThanOrEqual(Math.min(short, everything));
          if (found.length > 0) expect(freed - (found.at(-1) ?? 0)).toBeLessThan(short);
        },
      ),
    );
  });
});
