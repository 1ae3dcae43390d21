import fc from "fast-check";
import { expect, test } from "vitest";
import { FAULT_SORTS, readFaultFilter, readFaultPlace, writeFaultFilter, type FaultFilter } from "./fault-filter.ts";

const word = fc.string({ maxLength: 100 }).map((text) => text.replaceAll("\0", " ").trim());
const filter: fc.Arbitrary<FaultFilter> = fc.record({
  search: word,
  vendor: word,
  sort: fc.constantFrom(...FAULT_SORTS),
  descending: fc.boolean(),
});

test("a filter comes out of its address as it went in, whatever the list's usual sorting is", () => {
  fc.assert(
    fc.property(filter, fc.constantFrom(...FAULT_SORTS), (given, usual) => {
      expect(readFaultFilter(new URLSearchParams(writeFaultFilter(given, usual)), usual)).toEqual(given);
    }),
  );
});

test.each(["", "x_1", "12", "_name", "99999999999999999999_a"])("%j is no place in a list", (after) => {
  expect(readFaultPlace(new URLSearchParams({ after }), readFaultFilter(new URLSearchParams()))).toBeNull();
});

test("a place by the time something was found is a time", () => {
  const byFound = readFaultFilter(new URLSearchParams("sort=found.asc"));
  expect(readFaultPlace(new URLSearchParams("after=1_soon"), byFound)).toBeNull();
  expect(readFaultPlace(new URLSearchParams("before=1_2026-11-02T08:00:00.000Z"), byFound)).toEqual({
    ...{ side: "before", value: "2026-11-02T08:00:00.000Z", id: "1" },
  });
});
