import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currencyDigits, decimalAmount, formatMoney, parseMoney } from "./money.ts";

describe("Shopify's decimal strings", () => {
  test.each([
    ["12.5", "EUR", 1250],
    ["12", "EUR", 1200],
    ["0.07", "USD", 7],
    ["-3.10", "EUR", -310],
    ["-0.0", "EUR", 0],
    ["1000.0", "JPY", 1000],
    ["1.234", "KWD", 1234],
    ["1.2000", "EUR", 120],
    ["90071992547409.91", "EUR", 9_007_199_254_740_991],
  ])("%s %s is %i minor units", (text, currency, minor) => {
    expect(parseMoney(text, currency)).toEqual({ minor, currency });
  });

  test.each([
    ["0.001", "EUR"],
    ["10.5", "JPY"],
    ["1,50", "EUR"],
    ["", "EUR"],
    ["1e3", "EUR"],
    ["90071992547409.92", "EUR"],
  ])("%s %s is refused, not rounded", (text, currency) => {
    expect(() => parseMoney(text, currency)).toThrow(RangeError);
  });

  test("writing and reading an amount gives the same amount, in any currency", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom("EUR", "JPY", "KWD"), (minor, currency) => {
        expect(parseMoney(decimalAmount({ minor, currency }), currency)).toEqual({
          minor: minor === 0 ? 0 : minor,
          currency,
        });
      }),
    );
  });
});

test("currencies have 0, 2 or 3 digits as in ISO 4217, also where shops round further", () => {
  expect(["JPY", "EUR", "HUF", "IDR", "KWD"].map(currencyDigits)).toEqual([0, 2, 2, 2, 3]);
});

test("people read amounts in their own language, to the last cent", () => {
  const plain = (text: string): string => text.replaceAll(/\s/g, " ");
  expect(plain(formatMoney({ minor: 1250, currency: "EUR" }, "es"))).toBe("12,50 €");
  expect(formatMoney({ minor: 1250, currency: "EUR" }, "en")).toBe("€12.50");
  expect(formatMoney({ minor: 1250, currency: "JPY" }, "en")).toBe("¥1,250");
  expect(formatMoney({ minor: 9_007_199_254_740_991, currency: "USD" }, "en")).toBe("$90,071,992,547,409.91");
});
