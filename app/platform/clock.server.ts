import { config } from "../config.server.ts";

/**
 * Business time of this process: the real one, or the dev shop's fast clock. Decisions take it as an argument; leases use the
 * database's clock instead, because they are about real machines.
 */
export function now(): Date {
  if (!config.clock) return new Date();
  const [real, shop, speed] = config.clock;
  return new Date(shop + (Date.now() - real) * speed);
}

/** How long to wait in real milliseconds for a span of business time. */
export function realMs(businessMs: number): number {
  return config.clock ? businessMs / config.clock[2] : businessMs;
}
