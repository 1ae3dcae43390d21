import fc from "fast-check";
import { expect, test } from "vitest";
import { AREAS } from "./acts.ts";
import {
  ALL_CODES,
  AUDIT_SORTS,
  readAuditFilter,
  readAuditPlace,
  writeAuditFilter,
  writeAuditPlace,
  type AuditFilter,
} from "./filter.ts";

const day = fc.constantFrom("", "2026-11-23", "2026-02-28");
const filter: fc.Arbitrary<AuditFilter> = fc.record({
  area: fc.constantFrom(null, ...AREAS),
  who: fc.constantFrom("", "1", "70001"),
  code: fc.constantFrom(null, ...ALL_CODES),
  from: day,
  to: day,
  search: fc.constantFrom("", "order:17", "17"),
  sort: fc.constantFrom(...AUDIT_SORTS),
  descending: fc.boolean(),
});

test("an address says all of a filter", () => {
  fc.assert(
    fc.property(filter, (given) => {
      expect(readAuditFilter(new URLSearchParams(writeAuditFilter(given)))).toEqual(given);
    }),
  );
});

test("whatever somebody types is a filter", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("area", "who", "code", "from", "to", "q", "sort"), fc.string()),
      (typed) => {
        const read = readAuditFilter(new URLSearchParams(typed));
        expect(readAuditFilter(new URLSearchParams(writeAuditFilter(read)))).toEqual(read);
      },
    ),
  );
});

test("a place comes back from its address, and nothing else is one", () => {
  const at = "2026-11-23T08:00:00.000Z";
  for (const value of [at, "70001", "settings.saved"]) {
    const place = { value, at, seq: "12" };
    expect(readAuditPlace(new URLSearchParams({ after: writeAuditPlace(place) }))).toEqual({ side: "after", ...place });
  }
  expect(readAuditPlace(new URLSearchParams({ before: "x" }))).toBeNull();
  expect(readAuditPlace(new URLSearchParams())).toBeNull();
});
