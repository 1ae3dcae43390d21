import { expect, test } from "vitest";
import { callsPerMinute } from "./calls-per-minute.ts";

test("a caller has so many calls a minute, and then again; others are not touched", () => {
  const allowed = callsPerMinute(2);
  expect([allowed("a", 0), allowed("a", 1), allowed("a", 59_999)]).toEqual([true, true, false]);
  expect(allowed("b", 59_999)).toBe(true);
  expect(allowed("a", 60_000)).toBe(true);
});

test("more callers than fit into memory make the counts begin again", () => {
  const allowed = callsPerMinute(1);
  allowed("a", 0);
  expect(allowed("a", 0)).toBe(false);
  for (let caller = 0; caller < 50_000; caller += 1) allowed(String(caller), 0);
  expect(allowed("a", 0)).toBe(true);
});
