import { actionOf, type Step } from "../actions.ts";
import { leavesOf, type AnyCondition } from "../condition.ts";
import type { RuleId } from "../directives.ts";
import type { OrderFacts } from "../facts.ts";
import { fold } from "../fold.ts";
import { TRIGGERS } from "../rule.ts";
import { afterEffects, beforeSteps } from "./after.ts";
import type { Goal } from "./goal.ts";
import { outcomeOf, type Lint, type LiveRule } from "./rules.ts";
import { IS_TRUE } from "./want.ts";

/** Rings of more rules than that are not looked for. */
const LONGEST = 4;

/**
 * Rules whose actions have them run again without an end. A ring is only reported when an order was found that goes round in it: the rules are
 * run on it, what they do is done to it, and so on, until it looks as it did before although something changed in between.
 */
export function findCycles(lint: Lint): void {
  const { firedBy } = TRIGGERS[lint.set.trigger];
  if (firedBy.length === 0) return;
  const writers = lint.rules.filter(({ rule }) =>
    rule.then.some((step) => actionOf(step.do).writes?.some((field) => (firedBy as readonly string[]).includes(field))),
  );
  const reported = new Set<string>();
  for (const first of writers) {
    if (!reported.has(first.rule.id)) goRound(lint, [first], writers, reported);
  }
}

/** Looks for rings that begin with this path of rules, each of which is run by what the one before it did. */
function goRound(lint: Lint, path: readonly LiveRule[], writers: readonly LiveRule[], reported: Set<string>): void {
  const [first] = path;
  const last = path.at(-1);
  if (first === undefined || last === undefined) return;
  if (touches(last, first)) tryRing(lint, path, reported);
  if (path.length === LONGEST) return;
  for (const next of writers) {
    if (reported.has(first.rule.id)) return;
    if (!path.includes(next) && touches(last, next)) goRound(lint, [...path, next], writers, reported);
  }
}

/** What the one does may be what the other asks about. A note that grows is a change for every rule. */
function touches(one: LiveRule, other: LiveRule): boolean {
  return one.rule.then.some((step) => {
    if (step.do === "addNote") return true;
    return (step.do === "addTag" || step.do === "removeTag") && names(other.rule.when, step.tag);
  });
}

function names(condition: AnyCondition, tag: string): boolean {
  return leavesOf(condition).some(
    ({ field, value }) =>
      field === "order.tags" && Array.isArray(value) && value.some((label) => fold(String(label)) === fold(tag)),
  );
}

function tryRing(lint: Lint, path: readonly LiveRule[], reported: Set<string>): void {
  const goals: Goal[] = [];
  const done: Step[] = [];
  for (const { rule } of [...path, ...path.slice(0, 1)]) {
    goals.push({ condition: beforeSteps(rule.when, done), want: IS_TRUE });
    done.push(...rule.then);
  }
  const found = lint.solver.find([...lint.always, ...goals]);
  if (found === "undecided") lint.leaveOpen();
  if (typeof found === "string") return;
  const ring = roundOf(lint, found.facts);
  if (ring === null) return;
  for (const id of ring) reported.add(id);
  lint.report({ code: "cycle", ruleIds: ring, params: {}, witness: found.facts });
}

/** The rules that match on the way round, if it never ends. There are finitely many ways an order's tags can be: it ends or comes round. */
function roundOf(lint: Lint, start: OrderFacts): RuleId[] | null {
  const seen: { readonly looks: string; readonly matched: readonly RuleId[] }[] = [];
  for (let facts = start; ;) {
    const looks = JSON.stringify([(facts.order.tags ?? []).map(fold).sort(), facts.order.hasNote]);
    const back = seen.findIndex((each) => each.looks === looks);
    if (back >= 0) return [...new Set(seen.slice(back).flatMap(({ matched }) => matched))];
    const { directives, matched } = outcomeOf(lint, facts);
    const after = afterEffects(facts, directives.effects);
    if (!after.changed) return null;
    seen.push({ looks, matched: matched.map(({ ruleId }) => ruleId) });
    facts = after.facts;
  }
}
