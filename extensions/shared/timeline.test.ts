import { describe, expect, test } from "vitest";
import type { ParcelEvent } from "../../app/features/delivery/domain/order-status-view.ts";
import { latestAt, mergeTimelines, newestFirst } from "./timeline.ts";

function event(stage: ParcelEvent["stage"], at: string, place: string | null = null): ParcelEvent {
  return { stage, at, place };
}

describe("a timeline", () => {
  test("is newest first, across time zones", () => {
    const list = [{ at: "2026-11-24T10:00:00Z" }, { at: "2026-11-24T09:00:00-05:00" }, { at: "2026-11-24T12:00:00Z" }];
    expect(newestFirst(list).map((entry) => entry.at)).toEqual([
      "2026-11-24T09:00:00-05:00",
      "2026-11-24T12:00:00Z",
      "2026-11-24T10:00:00Z",
    ]);
    expect(latestAt(list)).toBe(Date.parse("2026-11-24T14:00:00Z"));
    expect(latestAt([])).toBeNull();
  });

  test("shows a scan that both sources report once, with its place", () => {
    const ours = [event("in_transit", "2026-11-24T10:00:12.500Z", "Zaragoza")];
    const shopify = [event("in_transit", "2026-11-24T10:00:12Z")];
    expect(mergeTimelines(shopify, ours)).toEqual([event("in_transit", "2026-11-24T10:00:12.500Z", "Zaragoza")]);
    expect(mergeTimelines(ours, shopify).map((entry) => entry.place)).toEqual(["Zaragoza"]);
  });

  test("keeps two scans of the same stage hours apart", () => {
    expect(
      mergeTimelines([event("in_transit", "2026-11-24T10:00:00Z")], [event("in_transit", "2026-11-24T15:00:00Z")]),
    ).toHaveLength(2);
  });
});
