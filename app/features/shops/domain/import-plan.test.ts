import { describe, expect, test } from "vitest";
import { bulkFilter, MOST_ATTEMPTS, tryAgainAt, waitAfter } from "./import-plan.ts";

describe("a failed import", () => {
  test("waits longer each time, at most a quarter of an hour", () => {
    expect([1, 2, 3, 4, 5, 6, 20].map(waitAfter)).toEqual([
      30_000, 60_000, 120_000, 240_000, 480_000, 900_000, 900_000,
    ]);
  });

  test("is left to a person after six attempts", () => {
    const failedAt = new Date("2026-11-21T10:00:00Z");
    expect(tryAgainAt(1, failedAt)).toEqual(new Date("2026-11-21T10:00:30Z"));
    expect(tryAgainAt(MOST_ATTEMPTS, failedAt)).toBeUndefined();
  });
});

test("a bulk query asks for the 60 days that read_orders opens", () => {
  const now = new Date("2026-11-21T10:00:00Z");
  expect(bulkFilter("orders", now)).toBe("created_at:>='2026-09-22T10:00:00.000Z'");
  expect(bulkFilter("fulfillment_orders", now)).toBe("updated_at:>='2026-09-22T10:00:00.000Z'");
  expect(bulkFilter("items", now)).toBeUndefined();
});
