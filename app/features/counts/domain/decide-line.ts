import { sinceCount, type Movement } from "./since-count.ts";

/** Shopify's answer when the number was another one than the write was decided from. */
const STALE = "CHANGE_FROM_QUANTITY_STALE";
/** The number did not change since a refused write: tried again from the same one after this long, the level was surely read meanwhile. */
const SURELY_READ_MS = 60_000;

/** An accepted line. */
export interface AcceptedLine {
  readonly counted: number;
  readonly countedAt: Date;
  /** A person accepted it although an outside change may lie before or after the count. */
  readonly sure: boolean;
  /** The write that was decided last, and what became of it. */
  readonly write: {
    readonly from: number;
    readonly at: Date;
    /** This line's own code; "" when only others of the same request were at fault. */
    readonly outcome: { readonly status: "done" | "refused" | "asks" | "cancelled"; readonly code: string } | null;
  } | null;
}

/** The level as the mirror has it. */
export interface CountedLevel {
  readonly exists: boolean;
  readonly tracked: boolean;
  readonly active: boolean;
  readonly onHand: number;
  /** on_hand as the ledger explains it. */
  readonly expected: number;
}

export type LineDecision =
  /** Something is under way, or what changed is still being explained. */
  | { readonly do: "wait" }
  | { readonly do: "write"; readonly from: number; readonly to: number }
  | { readonly do: "same" }
  | { readonly do: "written" }
  | { readonly do: "fail"; readonly problem: string };

/** Why nothing can be written to this level; undefined when it can. */
export function cannotWrite({
  exists,
  tracked,
  active,
}: Pick<CountedLevel, "exists" | "tracked" | "active">): "deleted" | "untracked" | "inactive" | undefined {
  if (!exists) return "deleted";
  if (!tracked) return "untracked";
  return active ? undefined : "inactive";
}

/**
 * What to do with an accepted line now. The number to write is what was counted and what came or left since, compared with what Shopify has at this
 * moment; a refused comparison is decided again from what was read then, never forced. `movements`: the level's entries since the count.
 */
export function decideLine(
  line: AcceptedLine,
  level: CountedLevel,
  movements: readonly Movement[],
  now: Date,
): LineDecision {
  const { write } = line;
  if (write !== null) {
    if (write.outcome === null) return { do: "wait" };
    if (write.outcome.status === "done") return { do: "written" };
    if (write.outcome.status !== "refused") return { do: "fail", problem: write.outcome.status };
    if (write.outcome.code !== "" && write.outcome.code !== STALE) return { do: "fail", problem: write.outcome.code };
    const seen = level.onHand !== write.from || now.getTime() - write.at.getTime() >= SURELY_READ_MS;
    if (write.outcome.code === STALE && !seen) return { do: "wait" };
  }
  const problem = cannotWrite(level);
  if (problem !== undefined) return { do: "fail", problem };
  // What the level shows and what the entries say must be of one moment: a shipment that is known and not yet seen (or the other way round), with another
  // one that neither knows, would pass Shopify's comparison with a wrong number. In seconds it is explained; in half an hour it is called outside.
  if (level.onHand !== level.expected) return { do: "wait" };
  const since = sinceCount(movements, line.countedAt);
  if (since.doubtful && !line.sure) return { do: "fail", problem: "outside" };
  const to = line.counted + since.units;
  return to === level.onHand ? { do: "same" } : { do: "write", from: level.onHand, to };
}
