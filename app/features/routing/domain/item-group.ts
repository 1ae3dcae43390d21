import type { SnapshotLine } from "./snapshot.ts";

/** The lines that draw on one stock, heaviest unit first. A line without an item is a group of its own. */
export interface ItemGroup {
  readonly lines: readonly WeighedLine[];
  /** Units of all lines together. */
  readonly demand: number;
  /** Usable units at each candidate, cut to the demand. */
  readonly stock: readonly number[];
}

export interface WeighedLine {
  readonly line: SnapshotLine;
  readonly grams: number;
}

/** Grams of the units `from` (included) to `to` (excluded) of a group, counted heaviest first. */
export function gramsBetween(group: ItemGroup, from: number, to: number): number {
  let grams = 0;
  let start = 0;
  for (const { line, grams: each } of group.lines) {
    const end = start + line.quantity;
    grams += Math.max(0, Math.min(to, end) - Math.max(from, start)) * each;
    start = end;
  }
  return grams;
}
