import type { HoldDirective } from "../../automation/domain/directives.ts";
import type { Decision } from "./decide.ts";

/** What is missing may come without a webhook of its own: a location is opened, a setting changed, a carrier comes again. */
export const AT_THE_LATEST_MS = 6 * 60 * 60_000;
/** A condition is tried as often as the shop is looked over. */
export const CONDITION_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;

/** When a decision that ships nothing, or not all of it, is tried again, epoch milliseconds; null when there is nothing to try. `at`: when it was made or tried last. */
export function retryAt(decision: Decision, at: number): number | null {
  if (decision.outcome === "stay" || decision.outcome === "move" || decision.outcome === "split") return null;
  if (decision.reason !== "rule") return at + AT_THE_LATEST_MS;
  // All of them have to end: what a person has to release is not tried.
  const ends = decision.holds.map((hold) => endOf(hold, at));
  return ends.includes(null) ? null : Math.max(...ends.map((end) => end ?? at));
}

/** When a hold ends or is to be looked at; null: when a person says so. */
function endOf({ release }: HoldDirective, since: number): number | null {
  switch (release.until) {
    case "person":
      return null;
    case "hours":
      return since + release.hours * HOUR_MS;
    case "moment":
      return Date.parse(release.at);
    case "condition":
      return since + CONDITION_MS;
  }
}

/** Whether a hold has ended. `since`: when the order was held. `isTrue`: asks a condition of the order as it is now. */
export function hasEnded(
  hold: HoldDirective,
  since: number,
  now: number,
  isTrue: (when: Extract<HoldDirective["release"], { until: "condition" }>["when"]) => boolean,
): boolean {
  if (hold.release.until === "condition") return isTrue(hold.release.when);
  const end = endOf(hold, since);
  return end !== null && end <= now;
}
