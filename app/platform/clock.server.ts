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
    // It stands until it begins, so that processes started one after the other begin at the same time.
    now: () => new Date(shop + Math.max(0, Date.now() - real) * speed),
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

/** How much business time passes in a span of real milliseconds. */
export const businessMs = (realMilliseconds: number): number => realMilliseconds / clock.realMs(1);

/** Steady milliseconds that pass as fast as business time, for what flows with it: Shopify's bucket fills in the shop's time. */
export const steadyMs = (): number => performance.now() / clock.realMs(1);

/** Puts this process on another clock: the dev shop's, when both run in one process and time is stepped by hand. */
export function useClock(other: BusinessClock): void {
  clock = other;
}
