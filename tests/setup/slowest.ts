/** How long one test took. */
export interface Timing {
  /** File and full name of the test. */
  name: string;
  milliseconds: number;
}

/** The slowest tests as lines of text, slowest first: `  1234 ms  app/a.test.ts > does a thing`. */
export function slowestLines(timings: readonly Timing[], count: number): string[] {
  return timings
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, count)
    .map((timing) => `${Math.round(timing.milliseconds).toString().padStart(6)} ms  ${timing.name}`);
}
