import { afterWrite, type TriedWrite } from "../../../core/tried-write.ts";
import { problemOf, type Change, type EditedLevel } from "./edit.ts";

/** A line that is to be written. */
export interface PlannedLine {
  readonly change: Change;
  /** What the person saw. */
  readonly seen: number;
  readonly write: TriedWrite | null;
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
    const after = afterWrite(write, has, now);
    if (after.is === "written") return end("written");
    if (after.is === "failed") return end("failed", after.problem);
    if (after.is !== "again") return { do: "wait" };
  }
  const problem = problemOf(change, level);
  if (problem !== undefined || has === undefined) return end("failed", problem);
  if (change.kind === "set") {
    if (has === change.units) return end("same");
    if (has !== seen) return { do: "ask" };
  }
  return { do: "write", from: has };
}
