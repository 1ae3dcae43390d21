import type { FeedSummary } from "../../feeds/domain/judge.ts";
import type { Change, EditedLevel, LineStatus } from "./edit.ts";

/** What a file said beside its lines that were taken. */
export type FileCounts = Pick<FeedSummary, "rows" | "skipped" | "unmatched" | "doubled" | "invalid">;

interface SummedLine {
  readonly change: Change;
  readonly level: EditedLevel;
  readonly status: LineStatus;
}

/** What a draft says in numbers, as a feed's file does; units are available ones. `stock`: items in stock at its locations, and their units. */
export function summaryOf(
  lines: readonly SummedLine[],
  counts: FileCounts,
  stock: Pick<FeedSummary, "stocked" | "units">,
): FeedSummary {
  const planned = lines.filter(({ status }) => status === "planned");
  const shifts = planned.map(({ change, level }) => ({ now: level.available, shift: shiftOf(change, level) }));
  const zeroed = shifts.filter(({ now, shift }) => now > 0 && now + shift <= 0);
  return {
    ...counts,
    ...stock,
    matched: lines.filter(({ status }) => status === "planned" || status === "same").length,
    changes: planned.length,
    zeroed: zeroed.length,
    zeroedUnits: zeroed.reduce((sum, { now }) => sum + now, 0),
    unitsAfter: stock.units + shifts.reduce((sum, { shift }) => sum + shift, 0),
  };
}

/** By how much available changes. */
function shiftOf(change: Change, level: EditedLevel): number {
  const { kind, state, units } = change;
  if (kind === "set") return units - level[state];
  if (kind === "add") return state === "available" || state === "on_hand" ? units : 0;
  if (state === "available") return -units;
  return change.into === "available" ? units : 0;
}
