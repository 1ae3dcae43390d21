import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ParcelEvent } from "../../app/features/delivery/domain/order-status-view.ts";
import { latestAt, mergeTimelines, newestFirst } from "./timeline.ts";

function event(stage: ParcelEvent["stage"], at: string, place: string | null = null): ParcelEvent {
  return { stage, at, place };
}

const events = fc.array(
  fc.record({
    stage: fc.constantFrom<ParcelEvent["stage"]>("in_transit", "out_for_delivery", "delivered"),
    at: fc.integer({ min: 0, max: 20 }).map((minutes) => new Date(minutes * 60_000).toISOString()),
    place: fc.constantFrom("Madrid", null),
  }),
  { maxLength: 6 },
);

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

  test("loses nothing, invents nothing and stays sorted, whatever is merged", () => {
    fc.assert(
      fc.property(events, events, (a, b) => {
        const merged = mergeTimelines(a, b);
        const times = merged.map((entry) => Date.parse(entry.at));
        expect(times).toEqual([...times].sort((x, y) => y - x));
        for (const entry of [...a, ...b]) {
          expect(
            merged.some(
              (kept) => kept.stage === entry.stage && Math.abs(Date.parse(kept.at) - Date.parse(entry.at)) < 60_000,
            ),
          ).toBe(true);
        }
        expect(merged.length).toBeLessThanOrEqual(a.length + b.length);
        expect(mergeTimelines(merged, merged)).toEqual(merged);
      }),
    );
  });
});
