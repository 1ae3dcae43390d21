import type { RuleId } from "../../automation/domain/directives.ts";

/** An earlier decision of an order: what had it made, and the rules that held the order by it. */
export interface EarlierHold {
  readonly cause: string;
  readonly by: readonly RuleId[];
}

/** A decision that follows the release of a hold, by a person or because what it waited for is there. */
const FOLLOWS_RELEASE = new Set(["released", "arrived"]);

/** The rules whose hold was released: a rule holds an order once. `decisions`: of the order, oldest first; `cause`: of the one to be made now. */
export function releasedHolds(decisions: readonly EarlierHold[], cause: string): RuleId[] {
  const released = new Set<RuleId>();
  let holding: RuleId[] = [];
  for (const each of [...decisions, { cause, by: [] }]) {
    if (FOLLOWS_RELEASE.has(each.cause)) {
      for (const id of holding) released.add(id);
      holding = [];
    }
    holding.push(...each.by);
  }
  return [...released];
}
