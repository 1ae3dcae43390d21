import { expect, test } from "vitest";
import { afterWrite, STALE, type WriteEnd } from "./tried-write.ts";

const AT = new Date("2026-11-02T09:00:00Z");
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1_000);
const tried = (status: WriteEnd, code = "") => ({ from: 5, at: AT, outcome: { status, code } });

test.each([
  ["is waited for while it is under way", { from: 5, at: AT, outcome: null }, 5, 90, { is: "underWay" }],
  ["is over when it is done", tried("done"), 5, 1, { is: "written" }],
  ["that waits for a person has failed", tried("asks"), 5, 1, { is: "failed", problem: "asks" }],
  ["that was withdrawn has failed", tried("cancelled"), 5, 1, { is: "failed", problem: "cancelled" }],
  [
    "that Shopify does not take says why",
    tried("refused", "INVALID_REASON"),
    4,
    1,
    { is: "failed", problem: "INVALID_REASON" },
  ],
  ["that others dragged down is decided again at once", tried("refused"), 5, 1, { is: "again" }],
  ["refused as stale waits for the number", tried("refused", STALE), 5, 59, { is: "unread" }],
  ["refused as stale is decided again from another number", tried("refused", STALE), 4, 1, { is: "again" }],
  [
    "refused as stale is decided again when the same number was surely read",
    tried("refused", STALE),
    5,
    60,
    { is: "again" },
  ],
  ["refused as stale is decided again when the level is gone", tried("refused", STALE), undefined, 1, { is: "again" }],
] as const)("a write %s", (_what, write, has, seconds, expected) => {
  expect(afterWrite(write, has, later(seconds))).toEqual(expected);
});
