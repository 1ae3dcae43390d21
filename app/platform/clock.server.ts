import { config } from "../config.server.ts";

/** Business time of this process. */
export interface BusinessClock {
  now(): Date;
  /** How long to wait in real milliseconds for a span of business time. */
  realMs(businessMs: number): number;
}

function clockOfConfig(): BusinessClock {
  if (!config.clock) return { now: () => new Date(), realMs: (businessMs) => businessMs };
  const [real, shop, speed] = config.clock;
  return {
    now: () => new Date(shop + (Date.now() - real) * speed),
    realMs: (businessMs) => businessMs / speed,
  };
}

let clock = clockOfConfig();

/**
 * Business time: the real one, or the dev shop's fast clock. Decisions take it as an argument; leases use the database's clock instead, because
 * they are about real machines.
 */
export const now = (): Date => clock.now();

/** How long to wait in real milliseconds for a span of business time. */
export const realMs = (businessMs: number): number => clock.realMs(businessMs);

/** Puts this process on another clock: the dev shop's, when both run in one process and time is stepped by hand. */
export function useClock(other: BusinessClock): void {
  clock = other;
}
