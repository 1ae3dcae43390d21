import fc from "fast-check";
import { expect, test } from "vitest";
import { cutPage, sideOf } from "./cut-page.ts";

/** A list of numbers, read as a database would. */
function read(
  all: readonly number[],
  size: number,
  { after, before }: { after: number | null; before: number | null },
) {
  const found =
    before !== null ? all.filter((n) => n < before).toReversed() : all.filter((n) => after === null || n > after);
  return cutPage(
    found.slice(0, size + 1),
    size,
    before !== null ? "before" : after !== null ? "after" : null,
    (n) => n,
  );
}

const lists = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 12 }));

test("going on to the end shows each row once, in order", () => {
  fc.assert(
    fc.property(lists, ([length, size]) => {
      const all = Array.from({ length }, (_, n) => n);
      const seen: number[] = [];
      for (let after: number | null = null; ;) {
        const page = read(all, size, { after, before: null });
        seen.push(...page.rows);
        after = page.after;
        if (after === null) break;
      }
      expect(seen).toEqual(all);
    }),
  );
});

test("going back from the end shows each row once, in order, and ends at the beginning", () => {
  fc.assert(
    fc.property(lists, ([length, size]) => {
      const all = Array.from({ length }, (_, n) => n);
      const seen: number[] = [];
      for (let before: number | null = length; before !== null;) {
        const page = read(all, size, { after: null, before });
        seen.unshift(...page.rows);
        before = page.before;
      }
      expect(seen).toEqual(all);
    }),
  );
});

test("whoever goes on can come back, also when nothing comes before any more", () => {
  const first = read([1, 2, 3], 2, { after: null, before: null });
  expect(first).toEqual({ rows: [1, 2], before: null, after: 2 });
  const second = read([1, 2, 3], 2, { after: 2, before: null });
  expect(second).toEqual({ rows: [3], before: 3, after: null });
  expect(read([1, 2, 3], 2, { after: null, before: 3 })).toEqual({ rows: [1, 2], before: null, after: 2 });
});

test.each([
  [{ after: null, before: null }, null],
  [{ after: "1", before: null }, "after"],
  [{ after: null, before: "1" }, "before"],
  [{ after: "1", before: "2" }, "before"],
] as const)("%o asks for %s", (asked, side) => {
  expect(sideOf(asked)).toBe(side);
});
