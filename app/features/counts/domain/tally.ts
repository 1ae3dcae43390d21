/** One thing a counter did: so many more, or so many in all. */
export interface Scan {
  readonly kind: "add" | "set";
  readonly units: number;
  readonly at: Date;
  readonly undone: boolean;
}

export interface Tally {
  readonly counted: number;
  readonly firstAt: Date;
  readonly countedAt: Date;
}

/**
 * What the scans of one item add up to, in the order in which they were made (later ones of the same moment last). A typed number replaces what was
 * scanned before it. Null when nothing that counts is left: all undone, or made before `recountAt`. Never less than none.
 */
export function tally(scans: readonly Scan[], recountAt: Date | null): Tally | null {
  const valid = scans
    .filter(({ undone, at }) => !undone && (recountAt === null || at > recountAt))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const counting = valid.slice(
    Math.max(
      0,
      valid.findLastIndex(({ kind }) => kind === "set"),
    ),
  );
  const [first, last] = [counting.at(0), counting.at(-1)];
  if (!first || !last) return null;
  const counted = counting.reduce((sum, { units }) => sum + units, 0);
  return { counted: Math.max(0, counted), firstAt: first.at, countedAt: last.at };
}
