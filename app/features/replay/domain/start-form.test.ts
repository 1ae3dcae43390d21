import { describe, expect, test } from "vitest";
import { MOST_ORDERS, readStartForm } from "./start-form.ts";

describe("what is asked to be replayed", () => {
  test.each([
    ["7", { days: 7 }],
    ["60", { days: 60 }],
    ["61", { days: 30 }],
    ["", { days: 30 }],
  ])("days: %s", (days, typed) => {
    expect(readStartForm({ days, orders: "#1" })).toEqual(typed);
  });

  test.each([
    ["#1001, #1002", ["#1001", "#1002"]],
    ["#1001\n\n#1002 ;1003", ["#1001", "#1002", "1003"]],
    ["#1001 #1001", ["#1001"]],
  ])("orders: %s", (orders, names) => {
    expect(readStartForm({ days: "orders", orders })).toEqual({ names });
  });

  test("no order, and more than can be typed", () => {
    const many = Array.from({ length: MOST_ORDERS + 1 }, (_, n) => `#${n}`).join(" ");
    expect(readStartForm({ days: "orders", orders: " , " })).toEqual({ fault: "noOrders" });
    expect(readStartForm({ days: "orders" })).toEqual({ fault: "noOrders" });
    expect(readStartForm({ days: "orders", orders: many })).toEqual({ fault: "tooManyOrders" });
  });
});
