import { afterWrite, type TriedWrite } from "../../../core/tried-write.ts";

export interface Target {
  readonly to: number;
  /** Its file is the newest that is being written of this feed. */
  readonly newest: boolean;
  readonly write: TriedWrite | null;
}

export interface TargetLevel {
  readonly tracked: boolean;
  readonly active: boolean;
  readonly available: number;
}

export type TargetDecision =
  | { readonly do: "wait" }
  | { readonly do: "write"; readonly from: number }
  | { readonly do: "end"; readonly status: "written" | "same" | "failed" | "dropped"; readonly problem: string };

const end = (status: "written" | "same" | "failed" | "dropped", problem = ""): TargetDecision => ({
  do: "end",
  status,
  problem,
});

/**
 * What to do with a level that a file wants to be `to`. A refused comparison is decided again from what Shopify has now, as long as the file is the newest;
 * what an older one still wanted is dropped.
 */
export function decideTarget({ to, newest, write }: Target, level: TargetLevel | undefined, now: Date): TargetDecision {
  if (write !== null) {
    const after = afterWrite(write, level?.available, now);
    if (after.is === "written") return end("written");
    if (after.is === "failed") return end("failed", after.problem);
    if (after.is === "underWay" || (after.is === "unread" && newest)) return { do: "wait" };
  }
  if (!newest) return end("dropped");
  if (!level?.active) return end("failed", "inactive");
  if (!level.tracked) return end("failed", "untracked");
  return level.available === to ? end("same") : { do: "write", from: level.available };
}
