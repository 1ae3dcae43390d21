import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFilter, readPageKey, SORTS, VIEWS, writeFilter, writePageKey } from "./list-filter.ts";

const read = (query: string) => readFilter(new URLSearchParams(query));

describe("the filter of replayed orders", () => {
  test("shows what changes, in the order of the decisions, when nothing is said", () => {
    expect(read("")).toEqual({ view: "changed", cost: null, search: "", sort: "decided", descending: false });
    expect(writeFilter(read(""))).toEqual({});
  });

  test("takes what it does not know for not given", () => {
    expect(read("view=sideways&cost=1&sort=colour.up&q=%00")).toEqual(read(""));
  });

  test("sorts by cost with the greatest rise first", () => {
    expect(read("sort=cost")).toMatchObject({ sort: "cost", descending: true });
  });

  test("is the same after it went through an address", () => {
    const filters = fc.record({
      view: fc.constantFrom(...VIEWS),
      cost: fc.constantFrom("up" as const, "down" as const, null),
      search: fc.string({ maxLength: 20 }).map((text) => text.replaceAll("\0", "").trim()),
      sort: fc.constantFrom(...SORTS),
      descending: fc.boolean(),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
      }),
    );
  });
});

test.each([
  ["after=-250_17", { side: "after", value: -250, position: 17 }],
  ["before=0_1", { side: "before", value: 0, position: 1 }],
  ["after=17", null],
  ["after=1_1;drop", null],
  ["", null],
])("the place in the list %s", (query, key) => {
  expect(readPageKey(new URLSearchParams(query))).toEqual(key);
  if (key !== null) expect(new URLSearchParams(query).get(key.side)).toBe(writePageKey(key));
});
