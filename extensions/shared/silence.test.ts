import { describe, expect, test } from "vitest";
import type { ParcelView } from "../../app/features/delivery/domain/order-status-view.ts";
import type { ShownParcel } from "./shown-order.ts";
import { silenceOf } from "./silence.ts";
import { backendParcel } from "./testing/shopify-answers.ts";

const NOW = new Date("2026-11-21T12:00:00Z");

function parcel(stage: ParcelView["stage"], lastScan: string | null): ShownParcel {
  return {
    ...backendParcel({ stage, timeline: lastScan === null ? [] : [{ stage, at: lastScan, place: null }] }),
    collected: false,
  };
}

describe("silence about a parcel", () => {
  test("is told after three days without a scan", () => {
    const at = "2026-11-18T12:00:00Z";
    expect(silenceOf(parcel("in_transit", at), NOW)).toEqual({ kind: "quiet", since: at });
  });

  test("is not told a second earlier", () => {
    expect(silenceOf(parcel("in_transit", "2026-11-18T12:00:01Z"), NOW)).toBeNull();
  });

  test("a parcel the carrier never scanned says so at once", () => {
    expect(silenceOf(parcel("shipped", null), NOW)).toEqual({ kind: "not_scanned" });
  });

  test.each(["delivered", "preparing", "ready_for_pickup", "problem", "cancelled"] as const)(
    "is nothing to mention while it is %s",
    (stage) => {
      expect(silenceOf(parcel(stage, "2026-10-01T12:00:00Z"), NOW)).toBeNull();
    },
  );
});
