import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CODE_LETTERS, codeText, newCode, readCode } from "./pick-code.ts";

const codes = fc.array(fc.integer({ min: 0, max: CODE_LETTERS - 1 }), { minLength: 5, maxLength: 5 }).map((values) => {
  const rest = [...values];
  return newCode(() => rest.shift() ?? 0);
});

describe("a pick code", () => {
  test("is read as it was made, however it is typed", () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(readCode(code)).toBe(code);
        expect(readCode(` ${codeText(code).toLowerCase()} `)).toBe(code);
      }),
    );
  });

  test("with one wrong letter is none", () => {
    fc.assert(
      fc.property(codes, codes, fc.integer({ min: 0, max: 5 }), (code, other, at) => {
        fc.pre(code[at] !== other[at]);
        expect(readCode(code.slice(0, at) + (other[at] ?? "") + code.slice(at + 1))).toBeUndefined();
      }),
    );
  });

  test("with two letters that changed places is none", () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), (code, a, b) => {
        fc.pre(code[a] !== code[b]);
        const letters = [...code];
        [letters[a], letters[b]] = [letters[b] ?? "", letters[a] ?? ""];
        expect(readCode(letters.join(""))).toBeUndefined();
      }),
    );
  });

  test("has no letter that looks like another", () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).not.toMatch(/[0125OILZSBUVQ]/);
      }),
    );
  });

  test("of another length, or with other signs, is none", () => {
    for (const text of ["", "AAA", "AAAAAAA", "ÑÑÑÑÑÑ", "000000", "ABC-DEO"]) expect(readCode(text)).toBeUndefined();
  });
});
