/** Shopify's answer when the number was another one than the write was decided from. */
const STALE = "CHANGE_FROM_QUANTITY_STALE";
/** The same number again after a refusal is written from when the level was surely read meanwhile. */
const SURELY_READ_MS = 60_000;

export interface Target {
  readonly to: number;
  /** Its file is the newest that is being written of this feed. */
  readonly newest: boolean;
  readonly write: {
    readonly from: number;
    readonly at: Date;
    /** This level's own code; "" when only others of the same request were at fault. */
    readonly outcome: { readonly status: "done" | "refused" | "asks" | "cancelled"; readonly code: string } | null;
  } | null;
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
    const { outcome, from, at } = write;
    if (outcome === null) return { do: "wait" };
    if (outcome.status === "done") return end("written");
    if (outcome.status !== "refused") return end("failed", outcome.status);
    if (outcome.code !== "" && outcome.code !== STALE) return end("failed", outcome.code);
    const seen = level?.available !== from || now.getTime() - at.getTime() >= SURELY_READ_MS;
    if (newest && outcome.code === STALE && !seen) return { do: "wait" };
  }
  if (!newest) return end("dropped");
  if (!level?.active) return end("failed", "inactive");
  if (!level.tracked) return end("failed", "untracked");
  return level.available === to ? end("same") : { do: "write", from: level.available };
}
