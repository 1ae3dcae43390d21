import { expect, test } from "vitest";
import { editAsOther, type OtherEdit } from "./edit-as-other.ts";
import { worldOfOne } from "./world-of-one.ts";
import type { StockChange } from "./world.ts";

test("what another does to a level is seen as the new quantities, with nothing that names who or why", () => {
  const w = worldOfOne([[5, null]]);
  const changes: StockChange[] = [];
  w.world.onStockChange((_shop, change) => changes.push(change));
  const edit = (change: OtherEdit, location = 0) => {
    const at = { itemId: w.items[0] ?? "", locationId: w.locations[location] ?? "" };
    return editAsOther(w.world, w.shop, { ...at, ...change });
  };
  expect(edit({ kind: "adjust", state: "available", delta: -2 })).toEqual({ available: -2 });
  edit({ kind: "move", from: "available", to: "damaged", quantity: 1 });
  edit({ kind: "set", state: "on_hand", quantity: 9 });
  edit({ kind: "set", state: "damaged", quantity: 0 });
  edit({ kind: "set", state: "available", quantity: 4 }, 1);
  expect(w.level(0, 0).quantities).toMatchObject({ available: 8, damaged: 0 });
  expect(w.level(0, 1).quantities).toMatchObject({ available: 4 });
  expect(changes.map(({ document }) => document)).toEqual([null, null, null, null, null]);
  expect(new Set(w.topics())).toEqual(new Set(["inventory_levels/update", "inventory_levels/connect"]));
  expect(edit({ kind: "move", from: "damaged", to: "damaged", quantity: 3 })).toEqual({});
});
