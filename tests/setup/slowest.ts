/** How long a test, a file or a whole project took. */
export interface Timing {
  readonly name: string;
  readonly milliseconds: number;
}

/** The slowest as lines of text, slowest first: `  1234 ms  app/a.test.ts > does a thing`. */
export function slowestLines(timings: readonly Timing[], count: number): string[] {
  return timings
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, count)
    .map((timing) => `${Math.round(timing.milliseconds).toString().padStart(8)} ms  ${timing.name}`);
}

/** What those of each name took together. */
export function summed(timings: readonly Timing[]): Timing[] {
  const sums = new Map<string, number>();
  for (const { name, milliseconds } of timings) sums.set(name, (sums.get(name) ?? 0) + milliseconds);
  return [...sums].map(([name, milliseconds]) => ({ name, milliseconds }));
}
