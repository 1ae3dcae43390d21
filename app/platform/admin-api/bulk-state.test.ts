import { describe, expect, test } from "vitest";
import { bulkState } from "./bulk-state.ts";

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
});
