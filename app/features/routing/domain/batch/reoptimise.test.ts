import { describe, expect, test } from "vitest";
import type { OrderPlan } from "../solver/problem.ts";
import type { BatchOrder, BatchProblem } from "./problem.ts";
import { reoptimiseBatch } from "./reoptimise.ts";

/** Two locations, one item; the first order is near the first location, the second near the second. */
const order = (parcelTicks: readonly number[], demand = 1): BatchOrder => ({
  parcelTicks,
  extraParcelTicks: 0,
  maxParcels: 2,
  lines: [{ item: 0, demand, ticks: [0, 0], unfilledTicks: 1_000_000 }],
});
const shop = (stock: readonly number[], ...orders: readonly BatchOrder[]): BatchProblem => ({
  capacity: [Infinity, Infinity],
  stock: [stock],
  orders,
});
const from = (location: number, ticks: number, units = 1): OrderPlan => ({
  ticks,
  parcels: [{ location, takes: [units] }],
  unfilled: [0],
});
const nothing = (ticks = 1_000_000): OrderPlan => ({ ticks, parcels: [], unfilled: [1] });

describe("what is worth moving of open orders", () => {
  test("an order moves to a nearer location that has it again", () => {
    const problem = shop([1, 1], order([500, 900]));
    expect(reoptimiseBatch(problem, [from(1, 900)], 100)).toEqual([
      { savingTicks: 400, moves: [{ order: 0, plan: from(0, 500), savingTicks: 400 }] },
    ]);
  });

  test("not for the least saving, but for one tick more", () => {
    const problem = shop([1, 1], order([500, 900]));
    expect(reoptimiseBatch(problem, [from(1, 900)], 400)).toEqual([]);
    expect(reoptimiseBatch(problem, [from(1, 900)], 399)).toHaveLength(1);
  });

  test("two orders that hold what the other needs change places, both or none", () => {
    const problem = shop([1, 1], order([500, 900]), order([900, 600]));
    const [exchange, ...others] = reoptimiseBatch(problem, [from(1, 900), from(0, 900)], 100);
    expect(others).toEqual([]);
    expect(exchange?.savingTicks).toBe(700);
    expect(exchange?.moves.map(({ order, savingTicks }) => [order, savingTicks])).toEqual([
      [0, 400],
      [1, 300],
    ]);
  });

  test("an order pays a little so that another saves a lot, and both have to be worth it together", () => {
    const problem = shop([1, 1], order([500, 600]), order([400, 900]));
    const present = [from(0, 500), from(1, 900)];
    expect(reoptimiseBatch(problem, present, 199)[0]?.moves.map(({ savingTicks }) => savingTicks)).toEqual([-100, 500]);
    expect(reoptimiseBatch(problem, present, 200)).toEqual([]);
  });

  test("exchanges that need nothing of each other are separate, the larger saving first", () => {
    const problem = shop([2, 2], order([800, 900]), order([500, 900]));
    const savings = reoptimiseBatch(problem, [from(1, 900), from(1, 900)], 50).map(({ savingTicks }) => savingTicks);
    expect(savings).toEqual([400, 100]);
  });

  test("a way that may not be taken is not taken, however cheap", () => {
    const problem = shop([1, 1], order([Infinity, 900]));
    expect(reoptimiseBatch(problem, [from(1, 900)], 0)).toEqual([]);
  });

  test("what an order has is not given to another, however much that saves", () => {
    const problem = shop([1, 0], order([9_000, 9_000]), order([100, 100]));
    expect(reoptimiseBatch(problem, [from(0, 9_000), nothing()], 0)).toEqual([]);
  });

  test("an order without a plan gets one when new stock has come", () => {
    const problem = shop([1, 1], order([500, 900]), order([700, 900]));
    expect(reoptimiseBatch(problem, [from(0, 500), nothing()], 100)).toEqual([
      { savingTicks: 999_100, moves: [{ order: 1, plan: from(1, 900), savingTicks: 999_100 }] },
    ]);
  });

  test("a location that is full takes nobody more", () => {
    const problem = { ...shop([5, 5], order([500, 900]), order([450, 900])), capacity: [1, Infinity] };
    const [exchange] = reoptimiseBatch(problem, [from(1, 900), from(1, 900)], 0);
    expect(exchange?.moves.map(({ order }) => order)).toEqual([1]);
  });

  test("plans that take more than there is, or what they may not, are our mistake", () => {
    const problem = shop([1, 1], order([500, Infinity]), order([500, 900]));
    expect(() => reoptimiseBatch(problem, [from(0, 500), from(0, 500)], 0)).toThrow("take 2 of the 1 units");
    expect(() => reoptimiseBatch(problem, [from(1, 900), nothing()], 0)).toThrow("order 0 is not allowed");
  });
});
