import { actionOf, type ActionKey } from "../actions.ts";
import type { LocationFacts, OrderFacts } from "../facts.ts";
import type { Rule, RuleSet } from "../rule.ts";
import { runRules, type CompiledRule, type Outcome } from "../run.ts";
import type { Examples } from "./examples.ts";
import type { Finding } from "./finding.ts";
import type { Goal } from "./goal.ts";
import type { LintShop } from "./shop.ts";
import type { Found, Solver } from "./solver.ts";
import { TRUE } from "../truth.ts";
import { accepts, IS_TRUE, NOT_TRUE, type Want } from "./want.ts";

/** A rule that is turned on and not known to match nothing. */
export interface LiveRule {
  /** Its place among them. */
  readonly index: number;
  readonly rule: Rule;
  readonly compiled: CompiledRule;
  /** Some order it matches, whatever other rules say of it; null when none was found. */
  readonly sample: OrderFacts | null;
}

/** What the checks share. */
export interface Lint {
  readonly set: RuleSet;
  readonly shop: LintShop;
  readonly solver: Solver;
  /** Holds of every order the set is asked about. */
  readonly always: readonly Goal[];
  /** In their order. */
  readonly rules: readonly LiveRule[];
  readonly compiled: readonly CompiledRule[];
  readonly examples: Examples;
  readonly report: (finding: Finding) => void;
  /** Something could be neither shown nor ruled out. */
  readonly leaveOpen: () => void;
}

export const goalOf = ({ rule }: LiveRule, want: Want): Goal => ({ condition: rule.when, want });

export const isMatch = ({ compiled }: LiveRule, facts: OrderFacts): boolean =>
  compiled.when.judge(facts, facts) === TRUE;

export const stops = ({ rule }: LiveRule): boolean => rule.then.some((step) => step.do === "stop");

export const does = ({ rule }: LiveRule, key: ActionKey): boolean => rule.then.some((step) => step.do === key);

/** The actions of a rule of which only the first rule's counts. */
export function firstWinsOf({ rule }: LiveRule): ActionKey[] {
  return [...new Set(rule.then.map((step) => step.do).filter((key) => actionOf(key).combine === "firstWins"))];
}

/** What all rules together make of an order. */
export const outcomeOf = ({ compiled }: Lint, facts: OrderFacts): Outcome => runRules(compiled, facts);

/** An order that these rules match and those do not; if there is none, which of those were needed to see that. */
export interface Beyond {
  readonly found: Found;
  readonly avoided: readonly LiveRule[];
}

/** An order that all of the one and none of the other rules match. */
export function findMatched(lint: Lint, matching: readonly LiveRule[], notMatching: readonly LiveRule[]): Beyond {
  const known = lint.examples.find(
    matching.map(({ index }) => index),
    notMatching.map(({ index }) => index),
  );
  if (known !== null) return { found: { facts: known }, avoided: [] };
  const goals = matching.map((rule) => goalOf(rule, IS_TRUE));
  return findBeyond(lint, goals, notMatching, NOT_TRUE);
}

/**
 * An order for which the goals hold and each of the rules is as wanted (not matching). A rule is only asked for once an order was found that it
 * matches: most never come up.
 */
export function findBeyond(
  { solver, always, examples }: Lint,
  goals: readonly Goal[],
  rules: readonly LiveRule[],
  want: Want,
  locations?: readonly (LocationFacts | null)[],
): Beyond {
  const avoided: LiveRule[] = [];
  for (;;) {
    const found = solver.find([...always, ...goals, ...avoided.map((rule) => goalOf(rule, want))], locations);
    if (typeof found === "string") return { found, avoided };
    const { facts } = found;
    examples.add(facts);
    const hit = rules.find(({ compiled }) => !accepts(want, compiled.when.judge(facts, facts)));
    if (hit === undefined) return { found, avoided };
    avoided.push(hit);
  }
}
