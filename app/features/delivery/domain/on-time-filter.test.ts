import { expect, test } from "vitest";
import type { LocationId } from "../../../core/ids.ts";
import {
  GROUPS,
  readArrivalKey,
  readOnTimeFilter,
  VIEWS,
  writeArrivalKey,
  writeOnTimeFilter,
  type OnTimeFilter,
} from "./on-time-filter.ts";

test("a filter that was written is read as it was", () => {
  for (const by of GROUPS)
    for (const view of VIEWS)
      for (const location of [null, "7" as LocationId]) {
        const filter: OnTimeFilter = { by, view, carrier: "GLS", location, search: "#10" };
        expect(readOnTimeFilter(new URLSearchParams(writeOnTimeFilter(filter)))).toEqual(filter);
      }
});

test("a place in the list is read as it was written, and nonsense is the first page", () => {
  const key = { at: "2026-11-23T10:00:00.000Z", part: "fo 12" };
  expect(readArrivalKey(writeArrivalKey(key))).toEqual(key);
  expect([null, "x", "2026-11-23T10:00:00Z_12", "_fo 12"].map(readArrivalKey)).toEqual([null, null, null, null]);
});
