import { describe, expect, test } from "vitest";
import { reviewTask, type ShownOrder, type ShownPart, type WorkedTask } from "./review-task.ts";

const line = (remaining: number, orderLineId = "1") => ({ orderLineId, itemId: `9${orderLineId}`, remaining });
const part = (change: Partial<ShownPart> = {}): ShownPart => ({
  id: "10",
  locationId: "5",
  status: "OPEN",
  requestStatus: "UNSUBMITTED",
  held: false,
  taken: false,
  lines: [line(3)],
  ...change,
});
const shown = (parts: readonly ShownPart[] = [part()], change: Partial<ShownOrder> = {}): ShownOrder => ({
  cancelled: false,
  refused: null,
  parts,
  ...change,
});
const task = (change: Partial<WorkedTask["lines"][number]> = {}): WorkedTask => ({
  fulfillmentOrderId: "10",
  locationId: "5",
  lines: [{ orderLineId: "1", wanted: 3, picked: 1, short: 0, ...change }],
});

test("an order that is as it was is picked on", () => {
  expect(reviewTask(task(), shown())).toEqual({ is: "same", fulfillmentOrderId: "10" });
});

describe("an order is no longer picked", () => {
  test.each<[string, ShownOrder]>([
    ["cancelled", shown([part({ status: "CANCELLED" })], { cancelled: true })],
    ["held", shown([part({ status: "ON_HOLD", held: true })])],
    ["moved", shown([part({ locationId: "6" })])],
    ["moved", shown([part({ status: "CANCELLED" }), part({ id: "11", locationId: "6" })])],
    ["requested", shown([part({ requestStatus: "SUBMITTED" })])],
    ["fulfilled", shown([part({ status: "CLOSED", lines: [line(0)] })])],
    ["cancelled", shown([part({ status: "CANCELLED", lines: [line(0)] })])],
    ["gone", shown([])],
    ["payment", shown([part()], { refused: "payment" })],
    ["risk", shown([part()], { refused: "risk" })],
  ])("when it is %s", (reason, order) => {
    expect(reviewTask(task(), order)).toEqual({ is: "void", reason });
  });
});

describe("an edited order wants other units", () => {
  test("more of a line, and a line of its own", () => {
    expect(reviewTask(task(), shown([part({ lines: [line(4), line(2, "2")] })]))).toMatchObject({
      is: "changed",
      lines: [
        { orderLineId: "1", wanted: 4 },
        { orderLineId: "2", itemId: "92", wanted: 2 },
      ],
    });
  });
  test("fewer of a line", () => {
    const lines = [line(1), line(1, "2")];
    expect(reviewTask(task(), shown([part({ lines })]))).toMatchObject({
      is: "changed",
      lines: [
        { orderLineId: "1", wanted: 1 },
        { orderLineId: "2", wanted: 1 },
      ],
    });
  });
  test("none of a line any more", () => {
    const two: WorkedTask = {
      ...task(),
      lines: [...task().lines, { orderLineId: "2", wanted: 1, picked: 0, short: 0 }],
    };
    expect(reviewTask(two, shown())).toMatchObject({ is: "changed", lines: [{ orderLineId: "1", wanted: 3 }] });
  });
});

describe("our own short pick is no change", () => {
  test("before Shopify has split the missing units off", () => {
    expect(reviewTask(task({ short: 2 }), shown())).toMatchObject({ is: "same" });
  });
  test("after it has, under whichever number", () => {
    const split = part({ id: "11", lines: [line(1)] });
    const rest = part({ status: "ON_HOLD", held: true, lines: [line(2)] });
    expect(reviewTask(task({ short: 2 }), shown([rest, split]))).toEqual({ is: "same", fulfillmentOrderId: "11" });
  });
  test("but a fulfillment order that another batch works on is not ours", () => {
    const split = part({ id: "11", taken: true, lines: [line(1)] });
    expect(reviewTask(task({ short: 2 }), shown([split]))).toEqual({ is: "void", reason: "gone" });
  });
});
