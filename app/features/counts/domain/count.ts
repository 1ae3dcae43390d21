/**
 * draft → counting → review → writing → done, and back to review when a line needs a person; cancelled before anything is written, which can be taken back.
 */
export type CountStatus = "draft" | "counting" | "review" | "writing" | "done" | "cancelled";

/** What puts items on the list. `stale`: not counted for so many days. */
export const SCOPES = ["location", "bin", "class", "vendor", "items", "stale"] as const;
export type CountScope = (typeof SCOPES)[number];

/** Shopify's reasons that fit a count. */
export const REASONS = ["cycle_count_available", "correction"] as const;
export type CountReason = (typeof REASONS)[number];

/**
 * A line: nobody counted it (`open`), somebody did (`counted`), a person accepted it (`accepted`: it is being written), `written`, `same` (Shopify had
 * the number already), or `failed` (a person decides).
 */
export const LINE_STATUSES = ["open", "counted", "accepted", "written", "same", "failed"] as const;
export type LineStatus = (typeof LINE_STATUSES)[number];

/** What a person can do with the whole count, by what it is now. Counting again is possible until the numbers are written. */
const NEXT: Readonly<Record<CountStatus, readonly CountStatus[]>> = {
  draft: ["counting", "cancelled"],
  counting: ["review", "cancelled"],
  review: ["counting", "writing", "done", "cancelled"],
  writing: ["review"],
  done: [],
  cancelled: ["counting"],
};

/** May a count go from one status to another? */
export const mayBecome = (from: CountStatus, to: CountStatus): boolean => NEXT[from].includes(to);

/**
 * Where a count stands when its accepted lines are all settled: done, unless a line needs a person. Lines that nobody counted or accepted are left as
 * they are: a count of half a shelf says nothing about the other half.
 */
export const afterWriting = (lines: Readonly<Partial<Record<LineStatus, number>>>): CountStatus => {
  if ((lines.accepted ?? 0) > 0) return "writing";
  return (lines.failed ?? 0) > 0 ? "review" : "done";
};

/** While a blind count goes on, nobody sees what is expected. */
export const showsExpected = ({ blind, status }: { readonly blind: boolean; readonly status: CountStatus }): boolean =>
  !blind || (status !== "draft" && status !== "counting");
