import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SCAN_STAGES, type ScanStage } from "../../carriers/domain/carrier.ts";
import { readScans, type Scan } from "./parcel-stage.ts";
import { eventsToWrite, type EventStatus, type WriteBackQuestion } from "./write-back.ts";

const NOON = Date.parse("2026-11-23T12:00:00Z");
const HOUR = 3_600_000;
const at = (hour: number) => new Date(NOON + hour * HOUR);
const journey = (...stages: ScanStage[]): Scan[] =>
  stages.map((stage, hour) => ({ key: `k${String(hour)}`, stage, occurredAt: at(hour) }));
const written = (scans: readonly Scan[], change: Partial<WriteBackQuestion> = {}) =>
  eventsToWrite({ trackedByShopify: false, scans, shownUpTo: null, shownStatus: null, ...change });
const statuses = (scans: readonly Scan[], change: Partial<WriteBackQuestion> = {}) =>
  written(scans, change).map(({ status }) => status);

describe("events written to Shopify", () => {
  test("none for a carrier Shopify follows itself", () => {
    expect(statuses(journey("handed_over", "delivered"), { trackedByShopify: true })).toEqual([]);
  });

  test("a journey is told by its changes of status, with the time of the first scan of each", () => {
    expect(written(journey("labelled", "in_transit", "in_transit", "attempted"))).toEqual([
      { scanKey: "k1", status: "IN_TRANSIT", happenedAt: at(1) },
      { scanKey: "k3", status: "ATTEMPTED_DELIVERY", happenedAt: at(3) },
    ]);
  });

  test("the usual journey is three events", () => {
    const scans = journey("labelled", "handed_over", "in_transit", "in_transit", "out_for_delivery", "delivered");
    expect(statuses(scans)).toEqual(["IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED"]);
  });

  test("papers and unknown codes are not told", () => {
    expect(statuses(journey("labelled", "unknown", "void"))).toEqual([]);
  });

  test("of a long silence only the last three changes are told", () => {
    const scans = journey(
      "handed_over",
      "in_transit",
      "out_for_delivery",
      "attempted",
      "out_for_delivery",
      "delivered",
    );
    expect(statuses(scans)).toEqual(["ATTEMPTED_DELIVERY", "OUT_FOR_DELIVERY", "DELIVERED"]);
  });

  test("a scan of an older moment than the page shows is not told", () => {
    const scans = journey("handed_over", "in_transit", "out_for_delivery");
    expect(statuses(scans, { shownUpTo: at(1) })).toEqual(["OUT_FOR_DELIVERY"]);
    expect(statuses(scans, { shownUpTo: at(2) })).toEqual([]);
  });

  test("the status the page shows already is not told again", () => {
    expect(statuses(journey("in_transit"), { shownUpTo: at(-1), shownStatus: "IN_TRANSIT" })).toEqual([]);
  });

  test("after the doorstep only a return is news, after a return nothing", () => {
    expect(statuses(journey("delivered", "in_transit"))).toEqual(["DELIVERED"]);
    expect(statuses(journey("delivered", "returned", "in_transit", "delivered"))).toEqual(["DELIVERED", "FAILURE"]);
  });

  test("times are whole seconds, as Shopify keeps them, so that an event is not newer than its own echo", () => {
    const scan: Scan = { key: "k", stage: "in_transit", occurredAt: new Date(NOON + 789) };
    expect(written([scan])[0]?.happenedAt).toEqual(at(0));
    expect(written([scan], { shownUpTo: at(0) })).toEqual([]);
  });

  const STAGE_TOLD: Partial<Record<ScanStage, EventStatus>> = {
    handed_over: "IN_TRANSIT",
    in_transit: "IN_TRANSIT",
    out_for_delivery: "OUT_FOR_DELIVERY",
    attempted: "ATTEMPTED_DELIVERY",
    ready_for_pickup: "READY_FOR_PICKUP",
    delayed: "DELAYED",
    exception: "DELAYED",
    delivered: "DELIVERED",
    returned: "FAILURE",
    lost: "FAILURE",
  };

  test("the last one says what the stage says, for any journey in any order", () => {
    const scans = fc.array(fc.constantFrom(...SCAN_STAGES), { maxLength: 10 }).map((stages) => journey(...stages));
    fc.assert(
      fc.property(scans, (list) => {
        expect(statuses(list).at(-1)).toBe(STAGE_TOLD[readScans(list).stage]);
        expect(written([...list].reverse())).toEqual(written(list));
      }),
    );
  });
});
