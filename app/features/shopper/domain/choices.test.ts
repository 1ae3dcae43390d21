import { describe, expect, test } from "vitest";
import { choicesOf, lateness, missingOf, type ChoiceFacts, type WaitingLine } from "./choices.ts";

const line = (change: Partial<WaitingLine> = {}): WaitingLine => ({
  lineId: "1",
  title: "Shirt",
  units: 2,
  freeHere: 0,
  freeElsewhere: 0,
  others: [],
  ...change,
});
const PROMISE = { promiseId: "7", to: "2026-11-28", first: "2026-11-26", reason: "awaiting_stock" };
const late = (change: Partial<ChoiceFacts> = {}): ChoiceFacts => ({
  cancelled: false,
  arrived: false,
  today: "2026-11-25",
  promise: PROMISE,
  waiting: [line()],
  underWay: false,
  last: null,
  ...change,
});
const kinds = (facts: ChoiceFacts) => choicesOf(facts).map(({ kind }) => kind);

describe("an order is late for its shopper", () => {
  test("when the day that was said is over", () => {
    expect(lateness(late({ today: "2026-11-29", promise: { ...PROMISE, first: null } }))).toBe("passed");
  });
  test("when the date moved later than what was said first", () => {
    expect(lateness(late())).toBe("expected");
  });
  test("when a date was said and there is none any more", () => {
    expect(lateness(late({ promise: { ...PROMISE, to: null } }))).toBe("expected");
  });
  test("when there never was a date, because something is awaited", () => {
    expect(lateness(late({ promise: { ...PROMISE, to: null, first: null } }))).toBe("expected");
  });
  test.each([
    ["it is on time", { promise: { ...PROMISE, first: "2026-11-28" } }],
    ["it comes sooner than was said", { promise: { ...PROMISE, first: "2026-11-30" } }],
    ["the last day is today", { today: "2026-11-28", promise: { ...PROMISE, first: null } }],
    ["nothing was promised", { promise: null }],
    ["it has arrived", { arrived: true }],
    ["it was cancelled", { cancelled: true }],
  ])("but not when %s", (_, change) => {
    expect(lateness(late(change))).toBeNull();
    expect(choicesOf(late(change))).toEqual([]);
  });
});

describe("the shopper of a late order may", () => {
  test("wait or cancel when nothing has left", () => {
    expect(kinds(late())).toEqual(["wait", "cancel"]);
  });
  test("have what is there sent first", () => {
    const waiting = [line({ freeHere: 5 }), line({ lineId: "2", units: 3, freeHere: -2 })];
    expect(choicesOf(late({ waiting }))).toContainEqual({ kind: "split", now: 3, later: 2 });
  });
  test("not split what is all missing", () => {
    expect(kinds(late({ waiting: [line({ freeHere: -9 })] }))).toEqual(["wait", "cancel"]);
  });
  test("take another of the same product, if there are as many as they ordered", () => {
    const others = [
      { variantId: "11", title: "Blue", free: 2 },
      { variantId: "12", title: "Red", free: 1 },
    ];
    expect(choicesOf(late({ waiting: [line({ freeHere: -2, others })] }))).toContainEqual({
      kind: "swap",
      swaps: [{ lineId: "1", title: "Shirt", variants: [{ variantId: "11", title: "Blue" }] }],
    });
  });
  test("not swap what is there", () => {
    const others = [{ variantId: "11", title: "Blue", free: 9 }];
    expect(kinds(late({ waiting: [line({ others })] }))).toEqual(["wait", "cancel"]);
  });
  test("only wait once it is on its way", () => {
    expect(kinds(late({ underWay: true }))).toEqual(["wait"]);
    expect(kinds(late({ waiting: [], underWay: true }))).toEqual(["wait"]);
  });
  test.each(["asked", "doing"] as const)("choose nothing while a choice is %s", (state) => {
    expect(choicesOf(late({ last: { state, promiseId: "7" } }))).toEqual([]);
  });
  test("not be asked again about a date they agreed to", () => {
    expect(choicesOf(late({ last: { state: "done", promiseId: "7" } }))).toEqual([]);
  });
  test("choose again when that date moves too, or goes by", () => {
    expect(kinds(late({ last: { state: "done", promiseId: "6" } }))).toEqual(["wait", "cancel"]);
    expect(kinds(late({ today: "2026-11-30", last: { state: "done", promiseId: "7" } }))).toEqual(["cancel"]);
  });
  test.each(["declined", "refused"] as const)("choose again after one was %s", (state) => {
    expect(kinds(late({ last: { state, promiseId: "7" } }))).toEqual(["wait", "cancel"]);
  });
});

describe("units that are missing", () => {
  test.each([
    ["none when the shelf has enough for everybody", { freeHere: 0 }, 0],
    ["none when it is not counted", { freeHere: null }, 0],
    ["at most those of the line", { freeHere: -50 }, 2],
    ["less those that are free elsewhere", { freeHere: -2, freeElsewhere: 1 }, 1],
    ["never fewer than none", { freeHere: -1, freeElsewhere: 9 }, 0],
    ["not more because another shelf owes some", { freeHere: -1, freeElsewhere: -5 }, 1],
  ])("are %s", (_, change, missing) => {
    expect(missingOf(line(change))).toBe(missing);
  });
});
