import fc from "fast-check";
import { expect, test } from "vitest";
import type { LocationId } from "../../../core/ids.ts";
import { RISK_KINDS } from "./kinds.ts";
import { DEADLINES, readFilter, readPageKey, SORTS, VIEWS, writeFilter, type RiskFilter } from "./list-filter.ts";

const word = fc.stringMatching(/^[A-Za-z0-9#][A-Za-z0-9 ]{0,20}[A-Za-z0-9]$/);

test("a filter that was written is read as it was", () => {
  const filter = fc.record({
    view: fc.constantFrom(...VIEWS),
    kind: fc.option(fc.constantFrom(...RISK_KINDS)),
    location: fc.option(fc.constantFrom("1" as LocationId, "987654321012345678" as LocationId)),
    carrier: fc.oneof(fc.constant(""), word),
    owner: fc.oneof(fc.constant(""), word),
    deadline: fc.option(fc.constantFrom(...DEADLINES)),
    search: fc.oneof(fc.constant(""), word),
    sort: fc.constantFrom(...SORTS),
    descending: fc.boolean(),
  }) satisfies fc.Arbitrary<RiskFilter>;
  fc.assert(
    fc.property(filter, (given) => {
      expect(readFilter(new URLSearchParams(writeFilter(given)))).toEqual(given);
    }),
  );
});

test("an address with nonsense shows the first page of what is open", () => {
  const parameters = new URLSearchParams({ view: "x", kind: "y", location: "z", sort: "a.b", after: "1_nothing" });
  expect(readFilter(parameters)).toEqual(readFilter(new URLSearchParams()));
  expect(readPageKey(parameters, "deadline")).toBeNull();
});
