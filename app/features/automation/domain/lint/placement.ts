import type { Step } from "../actions.ts";
import type { Goal } from "./goal.ts";
import { findBeyond, goalOf, outcomeOf, stops, type Lint, type LiveRule } from "./rules.ts";
import { IS_TRUE, NOT_TRUE } from "./want.ts";

type Ruling = Extract<Step, { readonly do: "requireLocations" | "excludeLocations" }>;
const isRuling = (step: Step): step is Ruling => step.do === "requireLocations" || step.do === "excludeLocations";

/** Pairs of rules of which each leaves an order some locations, and both together never one: only stores, and not from a store. */
export function findUnplaceable(lint: Lint): void {
  const rulings = lint.rules.flatMap((rule) => rule.rule.then.filter(isRuling).map((step) => ({ rule, step })));
  for (const [place, late] of rulings.entries()) {
    for (const early of rulings.slice(0, place)) {
      const isOneRule = early.rule === late.rule;
      if (!isOneRule && stops(early.rule)) continue;
      if (early.step.do === "excludeLocations" && late.step.do === "excludeLocations") continue;
      if (isImpossible(lint, early.step, late.step)) reportPair(lint, early, late);
    }
  }
}

interface Placed {
  readonly rule: LiveRule;
  readonly step: Ruling;
}

/** A location that the action leaves. */
const leaves = ({ do: key, where }: Ruling, location: number): Goal => ({
  condition: where,
  want: key === "requireLocations" ? IS_TRUE : NOT_TRUE,
  location,
});

/** Two actions of which each leaves some location, and no location is left by both. */
function isImpossible({ solver }: Lint, one: Ruling, other: Ruling): boolean {
  return solver.find([leaves(one, 0), leaves(other, 0)], [null]) === "none";
}

function reportPair(lint: Lint, early: Placed, late: Placed): void {
  const before = lint.rules.slice(0, late.rule.index).filter((rule) => stops(rule));
  const goals = [goalOf(early.rule, IS_TRUE), goalOf(late.rule, IS_TRUE), leaves(early.step, 0), leaves(late.step, 1)];
  const { found } = findBeyond(lint, goals, before, NOT_TRUE, [null, null]);
  if (found === "undecided") lint.leaveOpen();
  if (typeof found === "string") return;
  const { matched, directives } = outcomeOf(lint, found.facts);
  const ids = matched.map(({ ruleId }) => ruleId);
  const isShown =
    ids.includes(early.rule.rule.id) &&
    ids.includes(late.rule.rule.id) &&
    directives.locations.every(({ ruledOut }) => ruledOut !== null);
  if (!isShown) {
    lint.leaveOpen();
    return;
  }
  const { facts: witness } = found;
  const [id, other] = [late.rule.rule.id, early.rule.rule.id];
  lint.report(
    id === other
      ? { code: "inconsistent", ruleIds: [id], params: {}, witness }
      : { code: "conflict", ruleIds: [id, other], params: { action: late.step.do }, witness },
  );
}
