import { problemOf, type Change, type EditedLevel } from "./edit.ts";

/** Shopify's answer when the number was another one than the write was decided from. */
const STALE = "CHANGE_FROM_QUANTITY_STALE";
/** The same number again after a refusal is written from when the level was surely read meanwhile. */
const SURELY_READ_MS = 60_000;

/** A line that is to be written. */
export interface PlannedLine {
  readonly change: Change;
  /** What the person saw. */
  readonly seen: number;
  readonly write: {
    readonly from: number;
    readonly at: Date;
    /** This level's own code; "" when only others of the same request were at fault. */
    readonly outcome: { readonly status: "done" | "refused" | "asks" | "cancelled"; readonly code: string } | null;
  } | null;
}

export type LineDecision =
  | { readonly do: "wait" }
  | { readonly do: "write"; readonly from: number }
  /** It is no longer what the person saw: they say whether it is to be so all the same. */
  | { readonly do: "ask" }
  | { readonly do: "end"; readonly status: "written" | "same" | "failed"; readonly problem: string };

const end = (status: "written" | "same" | "failed", problem = ""): LineDecision => ({ do: "end", status, problem });

/** The state whose number is compared and written: what comes to or goes from on hand is available. */
const writtenState = ({ kind, state }: Change) => (kind === "add" && state === "on_hand" ? "available" : state);

/**
 * What to do with a line now. A number that was typed is written only over the number the person saw. A change of a number holds whatever
 * was sold meanwhile, so it is decided again from what there is.
 */
export function decideLine(
  { change, seen, write }: PlannedLine,
  level: EditedLevel | undefined,
  now: Date,
): LineDecision {
  const has = level?.[writtenState(change)];
  if (write !== null) {
    const { outcome, from, at } = write;
    if (outcome === null) return { do: "wait" };
    if (outcome.status === "done") return end("written");
    if (outcome.status !== "refused") return end("failed", outcome.status);
    if (outcome.code !== "" && outcome.code !== STALE) return end("failed", outcome.code);
    const read = has !== from || now.getTime() - at.getTime() >= SURELY_READ_MS;
    if (outcome.code === STALE && !read) return { do: "wait" };
  }
  const problem = problemOf(change, level);
  if (problem !== undefined || has === undefined) return end("failed", problem);
  if (change.kind === "set") {
    if (has === change.units) return end("same");
    if (has !== seen) return { do: "ask" };
  }
  return { do: "write", from: has };
}
