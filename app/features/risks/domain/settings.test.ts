import fc from "fast-check";
import { expect, test } from "vitest";
import { decimalAmount } from "../../../core/money.ts";
import { RISK_KINDS } from "./kinds.ts";
import { readTyped, writeTyped } from "./settings-form.ts";
import { costOf, readSettings, USUAL_SETTINGS } from "./settings.ts";

const decimal = (minor: number) => decimalAmount({ minor, currency: "EUR" });

test("settings that were typed are read as they were", () => {
  expect(readTyped(writeTyped(USUAL_SETTINGS, decimal), "EUR")).toEqual(USUAL_SETTINGS);
});

test.each([
  { reship: "x" },
  { customer: "-1" },
  { "silent.refund": "101" },
  { "silent.leave": "" },
  { "silent.owner": "x".repeat(101) },
])("%o is refused", (change) => {
  expect(readTyped({ ...writeTyped(USUAL_SETTINGS, decimal), ...change }, "EUR")).toBeUndefined();
});

test("what is stored and no longer valid counts as not set", () => {
  expect(readSettings({ reshipMinor: -1 })).toEqual(USUAL_SETTINGS);
});

test("a risk costs what its outcomes cost, by how often they come", () => {
  const kinds = { ...USUAL_SETTINGS.kinds, silent: { refund: 20, reship: 30, leave: 10, owner: "" } };
  const settings = { reshipMinor: 900, customerMinor: 5_000, kinds };
  expect(costOf("silent", 4_000, settings)).toBe(800 + 270 + 500);
});

test("a dearer order never costs less to ignore", () => {
  fc.assert(
    fc.property(fc.constantFrom(...RISK_KINDS), fc.nat(1_000_000), fc.nat(1_000_000), (kind, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(costOf(kind, high, USUAL_SETTINGS)).toBeGreaterThanOrEqual(costOf(kind, low, USUAL_SETTINGS));
    }),
  );
});
