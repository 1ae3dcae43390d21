import { afterWrite, type TriedWrite } from "../../../core/tried-write.ts";
import { sinceCount, type Movement } from "./since-count.ts";

/** An accepted line. */
export interface AcceptedLine {
  readonly counted: number;
  readonly countedAt: Date;
  /** A person accepted it although an outside change may lie before or after the count. */
  readonly sure: boolean;
  /** The write that was decided last, and what became of it. */
  readonly write: TriedWrite | null;
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
    const after = afterWrite(write, level.onHand, now);
    if (after.is === "written") return { do: "written" };
    if (after.is === "failed") return { do: "fail", problem: after.problem };
    if (after.is !== "again") return { do: "wait" };
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
