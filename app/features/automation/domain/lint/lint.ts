import type { RuleId } from "../directives.ts";
import type { OrderFacts } from "../facts.ts";
import type { Rule, RuleSet } from "../rule.ts";
import { compileRules } from "../run.ts";
import { findConflicts } from "./conflict.ts";
import { contradictionOf } from "./contradiction.ts";
import { findCycles } from "./cycle.ts";
import type { Finding } from "./finding.ts";
import { findGaps } from "./gaps.ts";
import type { Goal } from "./goal.ts";
import { findUnplaceable } from "./placement.ts";
import type { Lint, LiveRule } from "./rules.ts";
import { findShadowed } from "./shadow.ts";
import type { LintShop } from "./shop.ts";
import { makeSolver, type Solver } from "./solver.ts";
import { findVanished, otherCurrenciesIn } from "./vanished.ts";
import { IS_TRUE, NOT_TRUE } from "./want.ts";

export interface LintResult {
  readonly findings: readonly Finding[];
  /** Questions that could be neither shown nor ruled out; nothing is said of them. */
  readonly undecided: number;
}

/**
 * Checks the rules of a set that are turned on: against themselves, each other, and what the shop has. Every finding comes with an order that
 * shows it, which the rules' evaluator has confirmed.
 * `matched`: how many orders each rule matched in the last 90 days; rules that have not been there so long are left out.
 */
export function lint(set: RuleSet, shop: LintShop, matched: ReadonlyMap<RuleId, number> = new Map()): LintResult {
  const findings: Finding[] = [];
  const solver = makeSolver(shop);
  let undecided = 0;
  const rules: LiveRule[] = [];
  const context: Lint = {
    set,
    shop,
    solver,
    always: alwaysOf(set),
    rules,
    report: (finding) => {
      findings.push(finding);
    },
    leaveOpen: () => {
      undecided++;
    },
  };
  for (const rule of set.rules) {
    if (rule.enabled) addRule(context, rules, rule);
  }
  findConflicts(context, findShadowed(context));
  for (const check of [findUnplaceable, findGaps, findCycles, findVanished]) check(context);
  findDead(
    context,
    matched,
    new Set(findings.flatMap(({ code, ruleIds }) => (code === "shadowed" ? ruleIds.slice(0, 1) : []))),
  );
  return { findings, undecided };
}

/** A set for some channels is only asked about their orders. */
function alwaysOf({ channels }: RuleSet): Goal[] {
  if (channels.length === 0) return [];
  return [{ condition: { field: "order.channel", op: "isOneOf", value: channels }, want: IS_TRUE }];
}

/** Reports what is wrong with a rule by itself; one that can match takes part in the other checks. */
function addRule({ solver, always, shop, report, leaveOpen }: Lint, rules: LiveRule[], rule: Rule): void {
  const [compiled] = compileRules([rule]);
  if (compiled === undefined) return;
  const found = solver.find([...always, { condition: rule.when, want: IS_TRUE }]);
  const sample = typeof found === "string" ? null : found.facts;
  const currencies = otherCurrenciesIn(rule, shop);
  const [currency] = currencies;
  if (currency !== undefined) {
    const witness = sample ?? unmatchedBy(rule, always, solver);
    if (witness) report({ code: "otherCurrency", ruleIds: [rule.id], params: { currency }, witness });
  }
  if (found === "none") {
    const finding = currency === undefined ? contradictionOf(rule, always, solver) : null;
    if (finding) report(finding);
    else if (currency === undefined) leaveOpen();
    return;
  }
  if (found === "undecided") leaveOpen();
  rules.push({ rule, compiled, sample });
}

function unmatchedBy({ when }: Rule, always: readonly Goal[], solver: Solver): OrderFacts | null {
  const found = solver.find([...always, { condition: when, want: NOT_TRUE }]);
  return typeof found === "string" ? null : found.facts;
}

/** Rules that matched nothing although nothing is wrong with them; an order they wait for is shown. */
function findDead({ rules, report }: Lint, matched: ReadonlyMap<RuleId, number>, reported: ReadonlySet<RuleId>): void {
  for (const { rule, sample } of rules) {
    if (sample !== null && matched.get(rule.id) === 0 && !reported.has(rule.id)) {
      report({ code: "dead", ruleIds: [rule.id], params: {}, witness: sample });
    }
  }
}
