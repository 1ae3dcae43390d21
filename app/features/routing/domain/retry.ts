import type { Decision } from "./decide.ts";

/** What is missing may come without a webhook of its own: a location is opened, a setting changed, a carrier comes again. */
export const AT_THE_LATEST_MS = 6 * 60 * 60_000;

/** When a decision that ships nothing is tried again, epoch milliseconds; null when there is nothing to try. */
export function retryAt(decision: Decision, at: number): number | null {
  if (decision.outcome !== "hold" && decision.outcome !== "unroutable") return null;
  return at + AT_THE_LATEST_MS;
}
