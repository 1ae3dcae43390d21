import fc from "fast-check";
import { expect, test } from "vitest";
import { isSameJson } from "./same-json.ts";

test("two values are the same when their texts are", () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(value, value, fc.boolean(), (one, another, same) => {
      const other: unknown = same ? JSON.parse(JSON.stringify(one)) : another;
      expect(isSameJson(one, other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
});

test.each([
  [{ a: 1 }, { b: 1 }],
  [[], {}],
  [null, {}],
  [{ a: [1, 2] }, { a: [1, 3] }],
  [{ a: 1 }, { a: 1, b: 2 }],
])("%j is not %j", (one, other) => {
  expect(isSameJson(one, other)).toBe(false);
});
