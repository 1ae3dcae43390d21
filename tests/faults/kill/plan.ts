/** Who is killed when: drawn from a seed, in events counted and not in seconds, so that a run can be repeated. Pure. */
import { seededRandom } from "../../devshop/state/random.ts";

/**
 * - `web`: one of the two web processes; the other one goes on.
 * - `worker`: the one worker.
 * - `server`: every process of PostgreSQL at once, as a power cut of the database's machine.
 * - `backend`: one connection's process of PostgreSQL; the server notices, throws all others out and recovers by itself.
 */
export const VICTIMS = ["web", "worker", "server", "backend"] as const;
export type Victim = (typeof VICTIMS)[number];

/** What is counted: webhooks acknowledged, requests to Shopify, changes the app has just made there and has not been told of yet. */
export const EVENTS = ["webhook", "request", "effect"] as const;
export type Counted = (typeof EVENTS)[number];

export interface Kill {
  readonly victim: Victim;
  /** Killed at the `count`-th of these after the victim was up again … */
  readonly event: Counted;
  readonly count: number;
  /** … or so many milliseconds later; 0: in that very moment. */
  readonly thenMs: number;
  /** Which one of several, between 0 and 1. */
  readonly which: number;
}

/** How often each is chosen. The worker has most to lose. */
const CHOSEN: readonly (readonly [victim: Victim, share: number])[] = [
  ["worker", 0.45],
  ["web", 0.25],
  ["backend", 0.15],
  ["server", 0.15],
];
/** Which events say that the victim is in the middle of something. */
const TELLING: Readonly<Record<Victim, readonly Counted[]>> = {
  web: ["webhook"],
  worker: ["request", "effect"],
  server: ["webhook", "request", "effect"],
  backend: ["webhook", "request", "effect"],
};
const MOST: Readonly<Record<Counted, number>> = { webhook: 30, request: 15, effect: 4 };
const LATEST_MS = 20;

/** The same seed gives the same kills; a longer plan begins with the shorter one. */
export function planKills(seed: number, count: number): Kill[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const victim = chosen(random());
    const telling = TELLING[victim];
    const event = telling[Math.floor(random() * telling.length)] ?? "webhook";
    return {
      victim,
      event,
      count: 1 + Math.floor(random() * MOST[event]),
      thenMs: random() < 0.5 ? 0 : Math.ceil(random() * LATEST_MS),
      which: random(),
    };
  });
}

function chosen(draw: number): Victim {
  let rest = draw;
  for (const [victim, share] of CHOSEN) {
    if (rest < share) return victim;
    rest -= share;
  }
  return "worker";
}
