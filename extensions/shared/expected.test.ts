import { describe, expect, test } from "vitest";
import type { DeliveryPromise } from "../../app/features/delivery/domain/order-status-view.ts";
import { expectedOrder, expectedParcel } from "./expected.ts";
import type { ShownOrder, ShownParcel } from "./shown-order.ts";
import { backendParcel } from "./testing/shopify-answers.ts";

const TODAY = "2026-11-21";
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function promise(from: string | null, to: string | null): DeliveryPromise {
  return { from, to, source: "checkout", reason: null };
}

function parcel(given: Partial<ShownParcel> = {}): ShownParcel {
  return { ...backendParcel(), collected: false, ...given };
}

function order(given: Partial<ShownOrder> = {}): ShownOrder {
  return { stage: "in_transit", promise: null, pickup: null, parcels: [parcel()], moments: [], ...given };
}

describe("when an order is expected", () => {
  test.each([
    ["2026-11-24", "2026-11-26", "between", ["2026-11-24", "2026-11-26"]],
    ["2026-11-24", "2026-11-24", "on", ["2026-11-24"]],
    ["2026-11-22", "2026-11-22", "tomorrow", []],
    ["2026-11-21", "2026-11-21", "today", []],
    ["2026-11-19", "2026-11-21", "today", []],
    ["2026-11-19", "2026-11-23", "by", ["2026-11-23"]],
    [null, "2026-11-23", "by", ["2026-11-23"]],
    ["2026-11-23", null, "from", ["2026-11-23"]],
    ["2026-11-18", null, "none", []],
    ["2026-11-18", "2026-11-20", "passed", ["2026-11-20"]],
  ] as const)("promise %s to %s reads %s", (from, to, kind, days) => {
    expect(expectedOrder(order({ promise: promise(from, to) }), TODAY, dayOf)).toEqual({ kind, days });
  });

  test("comes from the parcels still under way when nothing was promised", () => {
    const parcels = [
      parcel({ stage: "delivered", expectedOn: "2026-11-20" }),
      parcel({ fulfillmentId: "2", expectedOn: "2026-11-25" }),
      parcel({ fulfillmentId: "3", expectedOn: "2026-11-23" }),
    ];
    expect(expectedOrder(order({ parcels }), TODAY, dayOf)).toEqual({
      kind: "between",
      days: ["2026-11-23", "2026-11-25"],
    });
  });

  test("is honestly unknown when nobody gave a date", () => {
    expect(expectedOrder(order(), TODAY, dayOf)).toEqual({ kind: "none", days: [] });
  });

  test.each(["cancelled", "ready_for_pickup"] as const)("is not said of an order that is %s", (stage) => {
    expect(expectedOrder(order({ stage, promise: promise("2026-11-24", "2026-11-26") }), TODAY, dayOf)).toBeNull();
  });

  test("becomes the day the last parcel arrived", () => {
    const delivered = (at: string): ShownParcel =>
      parcel({ stage: "delivered", timeline: [{ stage: "delivered", at, place: null }] });
    const parcels = [delivered("2026-11-20T10:00:00Z"), delivered("2026-11-19T10:00:00Z")];
    expect(expectedOrder(order({ stage: "delivered", parcels }), TODAY, dayOf)).toEqual({
      kind: "delivered_on",
      days: ["2026-11-20"],
    });
  });
});

describe("when one parcel is expected", () => {
  test("the carrier's date for it comes before the promise for the order", () => {
    const shown = expectedParcel(parcel({ expectedOn: "2026-11-23" }), promise(null, "2026-11-30"), TODAY, dayOf);
    expect(shown).toEqual({ kind: "on", days: ["2026-11-23"] });
  });

  test("the promise stands in when the carrier gave none", () => {
    expect(expectedParcel(parcel(), promise(null, "2026-11-30"), TODAY, dayOf)).toEqual({
      kind: "by",
      days: ["2026-11-30"],
    });
  });

  test("a collected one says so", () => {
    const timeline = [{ stage: "delivered", at: "2026-11-20T10:00:00Z", place: null }] as const;
    expect(expectedParcel(parcel({ stage: "delivered", collected: true, timeline }), null, TODAY, dayOf)).toEqual({
      kind: "collected_on",
      days: ["2026-11-20"],
    });
  });
});
