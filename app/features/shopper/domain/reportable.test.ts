import { describe, expect, test } from "vitest";
import { reportableOf, type ReportableParcel } from "./reportable.ts";

const NOW = new Date("2026-11-20T12:00:00Z");
const days = (count: number) => new Date(NOW.getTime() - count * 86_400_000);
const parcel = (change: Partial<ReportableParcel> = {}): ReportableParcel => ({
  fulfillmentId: "1",
  name: "SEUR 1",
  delivered: true,
  lastNewsAt: days(1),
  ...change,
});
const kinds = (parcels: readonly ReportableParcel[]) =>
  reportableOf({ parcels, reports: [] }, NOW).map(({ kind }) => kind);

describe("a shopper may report", () => {
  test("everything of a parcel that is said to be delivered", () => {
    expect(kinds([parcel()])).toEqual(["not_received", "damaged", "missing_item", "wrong_item"]);
  });
  test("that a parcel did not come, once nobody has seen it for five days", () => {
    expect(kinds([parcel({ delivered: false, lastNewsAt: days(5) })])).toEqual(["not_received"]);
  });
  test("nothing of a parcel that is on its way", () => {
    expect(kinds([parcel({ delivered: false, lastNewsAt: days(4.9) })])).toEqual([]);
  });
  test("nothing before anything was sent", () => {
    expect(kinds([])).toEqual([]);
  });
  test.each(["open", "claimed", "doing"] as const)("no parcel whose report is %s", (state) => {
    const reports = [{ kind: "damaged" as const, state, fulfillmentId: "1" }];
    const [not] = reportableOf({ parcels: [parcel(), parcel({ fulfillmentId: "2" })], reports }, NOW);
    expect(not).toEqual({ kind: "not_received", parcels: [{ fulfillmentId: "2", name: "SEUR 1" }] });
  });
  test("a parcel again whose report was declined", () => {
    const reports = [{ kind: "damaged" as const, state: "declined" as const, fulfillmentId: "1" }];
    expect(reportableOf({ parcels: [parcel()], reports }, NOW)).toHaveLength(4);
  });
});
