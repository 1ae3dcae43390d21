import fc from "fast-check";
import { expect, test } from "vitest";
import type { ParcelEvent } from "../../app/features/delivery/domain/order-status-view.ts";
import { mergeTimelines } from "./timeline.ts";

const events = fc.array(
  fc.record({
    stage: fc.constantFrom<ParcelEvent["stage"]>("in_transit", "out_for_delivery", "delivered"),
    at: fc.integer({ min: 0, max: 20 }).map((minutes) => new Date(minutes * 60_000).toISOString()),
    place: fc.constantFrom("Madrid", null),
  }),
  { maxLength: 6 },
);

test("a merged timeline loses nothing, invents nothing and stays sorted, whatever is merged", () => {
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
