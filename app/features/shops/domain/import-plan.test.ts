import { describe, expect, test } from "vitest";
import { bulkFilter, bulkState, MOST_ATTEMPTS, tryAgainAt, waitAfter } from "./import-plan.ts";

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

describe("a bulk operation", () => {
  const operation = { status: "RUNNING", errorCode: null, objectCount: "12", url: null };

  test.each([
    [operation, { kind: "running", objects: 12 }],
    [
      { ...operation, status: "CREATED", objectCount: "0" },
      { kind: "running", objects: 0 },
    ],
    [
      { ...operation, status: "COMPLETED", url: "https://x/1" },
      { kind: "ready", objects: 12, url: "https://x/1" },
    ],
    [
      { ...operation, status: "COMPLETED", objectCount: "0" },
      { kind: "ready", objects: 0, url: null },
    ],
    [
      { ...operation, status: "FAILED", errorCode: "TIMEOUT" },
      { kind: "broken", failure: "bulk_timeout" },
    ],
    [
      { ...operation, status: "EXPIRED" },
      { kind: "broken", failure: "bulk_expired" },
    ],
    [
      { ...operation, status: "CANCELED" },
      { kind: "broken", failure: "bulk_canceled" },
    ],
    [undefined, { kind: "broken", failure: "bulk_unknown" }],
  ])("%j means %j", (status, state) => {
    expect(bulkState(status)).toEqual(state);
  });

  test("asks for the 60 days that read_orders opens", () => {
    const now = new Date("2026-11-21T10:00:00Z");
    expect(bulkFilter("orders", now)).toBe("created_at:>='2026-09-22T10:00:00.000Z'");
    expect(bulkFilter("fulfillment_orders", now)).toBe("updated_at:>='2026-09-22T10:00:00.000Z'");
    expect(bulkFilter("items", now)).toBeUndefined();
  });
});
