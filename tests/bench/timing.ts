/** Runs work for a while and counts. */

export interface Rate {
  /** Times per second of wall clock. */
  readonly perSecond: number;
  /** Processor time of this process each, in microseconds; the database's is not in it. */
  readonly cpuMicros: number;
}

/** Repeats `work` in `workers` loops side by side for `ms` milliseconds; each call counts for what it returns (1 when nothing). */
export async function rateOf(
  ms: number,
  workers: number,
  work: (worker: number) => Promise<number | undefined>,
): Promise<Rate> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const end = started + ms;
  let done = 0;
  const loop = async (worker: number) => {
    while (performance.now() < end) {
      const count = (await work(worker)) ?? 1;
      done += count; // not in one expression: it would read the sum before the others add to it
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => loop(worker)));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: done / seconds, cpuMicros: (user + system) / done };
}

/** Does `work` once and tells how many of `count` that made per second. */
export async function rateOfAll(count: number, work: () => Promise<unknown>): Promise<Rate> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: count / seconds, cpuMicros: (user + system) / count };
}
