import { describe, expect, test } from "vitest";
import { readInstance } from "./instance.ts";
import { scoreOf } from "./score.ts";

/** A degree of a meridian is 111.195 km on an Earth of 6,371 km. */
const KM = (6371 * Math.PI) / 180;
const instance = readInstance(
  "hand-made.json",
  JSON.stringify({
    name: "hand-made",
    cost_model: { const: 10, same_state: -4, per_km: 0.01, per_kg: 2, per_kg_1000km: 1, unfilled_unit_penalty: 500 },
    locations: [
      { id: "here", lat: 0, lng: 0, state: "A", inventory: { x: 2 } },
      { id: "there", lat: 1, lng: 0, state: "B", inventory: { x: 5, y: 1 } },
    ],
    skus: [
      { sku: "x", kg: 3 },
      { sku: "y", kg: 0.5 },
    ],
    orders: [
      {
        id: "O1",
        seq: 0,
        lat: 0,
        lng: 0,
        state: "A",
        lines: [
          { sku: "x", qty: 3 },
          { sku: "y", qty: 1 },
        ],
      },
    ],
  }),
);
const ship = (location: string, sku: string, qty: number, order = "O1") => ({ order, location, sku, qty });

describe("the score of shipments", () => {
  test("nothing shipped costs the penalty of every unit", () => {
    expect(scoreOf(instance, [])).toEqual({ cost: 2_000, unfilled: 4 });
  });

  test("a parcel is paid once for each order and location, units by weight and distance", () => {
    const { cost, unfilled } = scoreOf(instance, [ship("here", "x", 2), ship("there", "x", 1), ship("there", "y", 1)]);
    const here = 10 - 4 + 2 * 3 * 2;
    const there = 10 + 0.01 * KM + 3.5 * (2 + KM / 1000);
    expect(cost).toBeCloseTo(here + there, 9);
    expect(unfilled).toBe(0);
  });

  test.each([
    ["more than there is", [ship("here", "x", 1), ship("here", "x", 2)]],
    ["more than was ordered", [ship("there", "x", 4)]],
    ["no such thing", [ship("elsewhere", "x", 1)]],
    ["no such thing", [ship("here", "x", 1, "O2")]],
    ["not a number of units", [ship("here", "x", 0.5)]],
  ])("refuses %s", (message, shipments) => {
    expect(() => scoreOf(instance, shipments)).toThrow(message);
  });
});
