import { EVENTS, type Counted } from "./plan.ts";

/** Counts what happens, and calls when something has happened often enough. */
export interface Progress {
  readonly total: Readonly<Record<Counted, number>>;
  /** Counts one event; what waited for it runs before this returns. */
  count(event: Counted): void;
  /** Resolves true in the very moment of the `count`-th event from now, false when it did not come within `withinMs`. `then` runs in that moment. */
  reach(event: Counted, count: number, withinMs: number, then: () => void): Promise<boolean>;
}

export function openProgress(): Progress {
  const total = Object.fromEntries(EVENTS.map((event) => [event, 0])) as Record<Counted, number>;
  const waiting = new Set<() => void>();
  return {
    total,
    count(event) {
      total[event] += 1;
      for (const look of waiting) look();
    },
    reach: (event, count, withinMs, then) =>
      new Promise((resolve) => {
        const target = total[event] + count;
        const end = (reached: boolean) => {
          clearTimeout(timer);
          waiting.delete(look);
          then();
          resolve(reached);
        };
        const look = () => {
          if (total[event] >= target) end(true);
        };
        const timer = setTimeout(() => {
          end(false);
        }, withinMs);
        waiting.add(look);
      }),
  };
}
