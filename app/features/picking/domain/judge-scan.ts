import { toPick, type PickLine } from "./batch.ts";

/** Something scanned or typed: so many units of an item, or of a code that nobody knows ("unknown") or several items have ("several"). */
export interface Scanned {
  readonly itemId: string;
  /** ≥ 1 */
  readonly units: number;
}

/**
 * `taken`: which lines got how many. `wrong`: known, and wanted by no order here. `tooMany`: wanted, but not so many (any more); nothing was taken.
 */
export type Verdict =
  | { readonly verdict: "taken"; readonly lines: readonly { readonly line: PickLine; readonly units: number }[] }
  | { readonly verdict: "unknown" | "several" | "wrong" | "tooMany" };

/** Units a step still takes of a line. */
export type Room = (line: PickLine) => number;

/** Picking takes what is wanted and not reported as missing. */
export const roomToPick: Room = toPick;
/** Packing verifies what was picked, and still belongs to the order. */
export const roomToCheck: Room = ({ wanted, picked, short, checked }) =>
  Math.max(0, Math.min(picked, wanted - short) - checked);

/**
 * What becomes of a scan, among the lines in the order in which they are served (the first orders of a batch first). All its units are taken, or none:
 * somebody who typed 5 where 3 are wanted has to look again.
 */
export function judgeScan(lines: readonly PickLine[], { itemId, units }: Scanned, room: Room): Verdict {
  if (itemId === "unknown" || itemId === "several") return { verdict: itemId };
  const ofItem = lines.filter((line) => line.itemId === itemId);
  if (ofItem.length === 0) return { verdict: "wrong" };
  const taken: { line: PickLine; units: number }[] = [];
  let left = units;
  for (const line of ofItem) {
    const here = Math.min(left, room(line));
    if (here > 0) taken.push({ line, units: here });
    left -= here;
  }
  return left > 0 ? { verdict: "tooMany" } : { verdict: "taken", lines: taken };
}
