import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changed } from "./changed.ts";

const plain = { codes: true };

describe("what changed of a setting", () => {
  test("is told by field, as it was and is", () => {
    expect(changed({ days: 3, on: true, kind: "cheapest" }, { days: 5, on: true, kind: "fastest" }, plain)).toEqual({
      before: { days: 3, kind: "cheapest" },
      after: { days: 5, kind: "fastest" },
    });
  });

  test("has nothing before where nothing was set", () => {
    expect(changed(null, { days: 5 }, plain)).toEqual({ before: { days: null }, after: { days: 5 } });
  });

  test("tells of lists and tables how many there are", () => {
    expect(changed({ zones: [1, 2] }, { zones: [1, 2, { name: "Ana Gil" }] }, plain)).toEqual({
      before: { zones: 2 },
      after: { zones: 3 },
    });
  });

  test("never tells what people typed", () => {
    const typed = fc.string({ minLength: 1 }).filter((text) => !/^[\d.,:TZ-]+$/.test(text));
    fc.assert(
      fc.property(typed, (text) => {
        expect(changed({ footer: "" }, { footer: text }, { codes: false }).after).toEqual({ footer: "…" });
      }),
    );
    expect(changed({ name: "" }, { name: "Ana Gil, Calle Mayor 5" }, plain).after).toEqual({ name: "…" });
  });
});
