import { TRIGGERS } from "../rule.ts";
import type { Goal, OneOf } from "./goal.ts";
import { findBeyond, goalOf, outcomeOf, type Lint } from "./rules.ts";
import { IS_FALSE, IS_TRUE } from "./want.ts";

/** In a set that should handle every order: one of which everything is known that no rule matches, and one that may ship from nowhere. */
export function findGaps(lint: Lint): void {
  if (!lint.set.handlesAll) return;
  findUnhandled(lint);
  if (TRIGGERS[lint.set.trigger].routes && lint.shop.locations.length > 0) findNowhere(lint);
}

function findUnhandled(lint: Lint): void {
  const { found } = findBeyond(lint, [], lint.rules, IS_FALSE);
  if (found === "undecided") lint.leaveOpen();
  if (typeof found === "string") return;
  if (outcomeOf(lint, found.facts).matched.length > 0) lint.leaveOpen();
  else lint.report({ code: "unhandled", ruleIds: [], params: {}, witness: found.facts });
}

/** Each of the shop's locations has to be ruled out by a rule that matches. */
function findNowhere(lint: Lint): void {
  const { rules, shop, solver, always } = lint;
  const goals = shop.locations.map((_, location): OneOf => ({
    oneOf: rules.flatMap((rule) =>
      rule.rule.then.flatMap((step): Goal[][] => {
        if (step.do !== "requireLocations" && step.do !== "excludeLocations") return [];
        const want = step.do === "requireLocations" ? IS_FALSE : IS_TRUE;
        return [[goalOf(rule, IS_TRUE), { condition: step.where, want, location }]];
      }),
    ),
  }));
  if (goals.some(({ oneOf }) => oneOf.length === 0)) return;
  const found = solver.find([...always, ...goals], shop.locations);
  if (found === "undecided") lint.leaveOpen();
  if (typeof found === "string") return;
  const { directives } = outcomeOf(lint, found.facts);
  const by = directives.locations.flatMap(({ ruledOut }) => ruledOut?.by ?? []);
  if (by.length < shop.locations.length) lint.leaveOpen();
  else lint.report({ code: "noLocation", ruleIds: [...new Set(by)], params: {}, witness: found.facts });
}
