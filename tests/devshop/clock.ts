/**
 * The dev shop's time. Everything in the dev shop that asks "what time is it" or "call me later" asks a Clock, so a day
 * can be played in a minute and a test can step from cut-off to cut-off without sleeping. Durations are milliseconds.
 */

/** Stops a timer. Calling it twice, or after the timer ran, does nothing. */
export type Cancel = () => void;

/** What a timer does. The steppable clock waits for a returned promise before it goes on. */
export type TimerTask = () => void | Promise<void>;

export interface Clock {
  /** The time in the shop. */
  now(): Date;
  /** How many real milliseconds pass while `ms` pass in the shop. 0 on a clock that only moves when it is stepped. */
  realDelay(ms: number): number;
  /** Runs the task once `ms` have passed in the shop. A task that throws is not swallowed: see each clock. */
  after(ms: number, task: TimerTask): Cancel;
  /** The value of `CLOCK` with which another process reads the same time: "realEpochMs,shopEpochMs,speed". */
  env(): string;
}

/** A clock that stands still until `advance` is called: for tests. */
export interface SteppableClock extends Clock {
  /**
   * Moves on by `ms`, running each timer that falls due at its own time, in order, also those set by another timer. Those of one moment begin in the
   * order in which they were set, and all are waited for before the next moment. Rejects with what a task threw; the clock then stands at that timer's time.
   */
  advance(ms: number): Promise<void>;
  /** When the next timer falls due, or undefined when none is set. */
  nextTimer(): Date | undefined;
  /** Shows `start`, which may lie in the past, and forgets every timer. */
  restart(start: Date | string): void;
}

/** setTimeout cannot wait longer than this (2^31 − 1 ms, 24.8 days); a longer wait is made of several. */
const LONGEST_REAL_WAIT = 2 ** 31 - 1;

/** A running clock that can be given another pace on the way. */
export interface PacedClock extends Clock {
  /**
   * From `fromRealMs` on (the machine's time, not yet past) it runs `speed` times as fast as the machine's; until then it stands.
   * Throws RangeError when speed is not a finite number above 0.
   */
  pace(speed: number, fromRealMs: number): void;
}

/** The machine's own time. */
export function realClock(): Clock {
  return fastClock(new Date(), 1);
}

/**
 * A clock that shows `epoch` now and then runs `speed` times as fast as the machine's. Throws RangeError when speed is not a
 * finite number above 0. What a timer's task throws becomes an uncaught error of the process.
 */
export function fastClock(epoch: Date, speed: number): Clock {
  const clock = pacedClock(epoch);
  clock.pace(speed, Date.now());
  return clock;
}

interface Timer {
  readonly dueMs: number;
  readonly task: TimerTask;
  handle?: NodeJS.Timeout;
}

/** A clock that stands at `start` until it is given a pace. What a timer's task throws becomes an uncaught error of the process. */
export function pacedClock(start: Date): PacedClock {
  let from = { realMs: Date.now(), shopMs: start.getTime(), speed: 0 };
  const timers = new Set<Timer>();
  const nowMs = () => from.shopMs + Math.max(0, Date.now() - from.realMs) * from.speed;

  function arm(timer: Timer): void {
    clearTimeout(timer.handle);
    if (from.speed === 0) return;
    const wait = Math.max(0, from.realMs - Date.now()) + Math.max(0, timer.dueMs - nowMs()) / from.speed;
    const last = wait <= LONGEST_REAL_WAIT;
    const run = () => {
      timers.delete(timer);
      void timer.task();
    };
    timer.handle = setTimeout(last ? run : () => arm(timer), Math.min(Math.ceil(wait), LONGEST_REAL_WAIT));
    timer.handle.unref(); // the servers keep the process alive; a scan due in five days must not
  }

  return {
    now: () => new Date(nowMs()),
    realDelay: (ms) => ms / from.speed,
    after(ms, task) {
      const timer: Timer = { dueMs: nowMs() + ms, task };
      timers.add(timer);
      arm(timer);
      return () => {
        clearTimeout(timer.handle);
        timers.delete(timer);
      };
    },
    env: () => [from.realMs, from.shopMs, from.speed].join(","),
    pace(speed, fromRealMs) {
      if (!Number.isFinite(speed) || speed <= 0)
        throw new RangeError(`a clock's speed must be above 0: ${String(speed)}`);
      from = { realMs: fromRealMs, shopMs: Math.floor(nowMs()), speed };
      for (const timer of timers) arm(timer);
    },
  };
}

/** A clock for tests that shows `start` until it is stepped. Its `env()` has speed 0: the time stands still. */
export function steppableClock(start: Date | string): SteppableClock {
  let nowMs = new Date(start).getTime();
  let count = 0;
  const timers = new Map<number, { dueMs: number; task: TimerTask }>();
  const next = () =>
    [...timers].reduce<[number, { dueMs: number; task: TimerTask }] | undefined>(
      (first, entry) => (first === undefined || entry[1].dueMs < first[1].dueMs ? entry : first),
      undefined,
    );
  return {
    now: () => new Date(nowMs),
    realDelay: () => 0,
    after(ms, task) {
      const id = ++count;
      timers.set(id, { dueMs: nowMs + Math.max(0, ms), task });
      return () => void timers.delete(id);
    },
    env: () => [Date.now(), nowMs, 0].join(","),
    nextTimer() {
      const first = next();
      return first && new Date(first[1].dueMs);
    },
    restart(again) {
      timers.clear();
      nowMs = new Date(again).getTime();
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      for (let first = next(); first !== undefined && first[1].dueMs <= untilMs; first = next()) {
        const { dueMs } = first[1];
        nowMs = dueMs;
        const together = [...timers].filter(([, timer]) => timer.dueMs === dueMs);
        await Promise.all(
          together.map(async ([id, { task }]) => {
            // One of them may have cancelled another.
            if (timers.delete(id)) await task();
          }),
        );
      }
      nowMs = untilMs;
    },
  };
}

/** The `CLOCK` value for another process that must show the same time as `clock`. */
export function clockEnv(clock: Clock): string {
  return clock.env();
}

/** Resolves once `ms` have passed on the clock. */
export function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, () => {
      resolve();
    });
  });
}
