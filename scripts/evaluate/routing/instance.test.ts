import { describe, expect, test } from "vitest";
import { readInstance } from "./instance.ts";

const place = { lat: -23.5, lng: -46.6, state: "SP" };
const good = {
  name: "one",
  cost_model: { const: 12, same_state: -5, per_km: 0.01, per_kg: 2, per_kg_1000km: 1, unfilled_unit_penalty: 1000 },
  locations: [{ id: "a", ...place, inventory: { x: 3 } }],
  skus: [{ sku: "x", kg: 0.5 }],
  orders: [{ id: "O1", seq: 0, ...place, lines: [{ sku: "x", qty: 1 }] }],
};
const read = (instance: unknown) => () => readInstance("some.json", JSON.stringify(instance));

describe("an instance of the router", () => {
  test("is read; what it says beyond that is a note", () => {
    expect(read({ ...good, currency: "BRL" })()).toEqual(good);
  });

  test.each([
    ["not JSON", () => readInstance("some.json", "{"), "some.json is not JSON"],
    ["a field that is missing", read({ ...good, name: undefined }), "some.json: name: "],
    [
      "stock below 0",
      read({ ...good, locations: [{ ...good.locations[0], inventory: { x: -1 } }] }),
      "some.json: locations.0.inventory.x: ",
    ],
    ["stock of nothing known", read({ ...good, skus: [] }), "some.json: locations.0.inventory.x: not in skus"],
    [
      "an order of something unknown",
      read({ ...good, orders: [{ ...good.orders[0], lines: [{ sku: "y", qty: 1 }] }] }),
      "some.json: orders.0.lines.0.sku: y is not in skus",
    ],
    [
      "the same order twice",
      read({ ...good, orders: [...good.orders, ...good.orders] }),
      "some.json: orders.1: O1 is there twice",
    ],
    [
      "a parcel for less than nothing",
      read({ ...good, cost_model: { ...good.cost_model, same_state: -13 } }),
      "some.json: cost_model.same_state: ",
    ],
    [
      "a place that is not on Earth",
      read({ ...good, locations: [{ ...good.locations[0], lat: 91 }] }),
      "some.json: locations.0.lat: ",
    ],
  ])("%s is refused by file and field", (_, readIt, message) => {
    expect(readIt).toThrow(message);
  });
});
