import type { Cover } from "../../demand/domain/cover.ts";

const DAY_MS = 86_400_000;
/** Farther away than anybody plans; PostgreSQL and Date both know the year. */
const NOBODY_KNOWS = new Date("9999-01-01T00:00:00Z");
const LONGEST_DAYS = 3_650;
/** What has been gone for longer than the ledger was read comes before everything whose moment is known. */
const LONG_AGO = new Date("1970-01-01T00:00:00Z");

/** The moment by which alerts are sorted: when nothing was left, or will be. */
export function runsOutAt(kind: "out" | "low", outSince: Date | null, cover: Cover | null, now: Date): Date {
  if (kind === "out") return outSince ?? LONG_AGO;
  return cover === null || cover.days > LONGEST_DAYS
    ? NOBODY_KNOWS
    : new Date(now.getTime() + Math.round(cover.days * DAY_MS));
}
