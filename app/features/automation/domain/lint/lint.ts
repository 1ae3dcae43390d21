import type { RuleId } from "../directives.ts";
import type { OrderFacts } from "../facts.ts";
import type { Rule, RuleSet } from "../rule.ts";
import { compileRules } from "../run.ts";
import { findConflicts } from "./conflict.ts";
import { contradictionOf } from "./contradiction.ts";
import { findCycles } from "./cycle.ts";
import { collectExamples } from "./examples.ts";
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
  let undecided = 0;
  const alone: Alone = {
    shop,
    solver: makeSolver(shop),
    always: alwaysOf(set),
    report: (finding) => {
      findings.push(finding);
    },
    leaveOpen: () => {
      undecided++;
    },
  };
  const enabled = set.rules.filter((rule) => rule.enabled);
  const rules = enabled.flatMap((rule) => lookAt(rule, alone) ?? []).map((rule, index) => ({ ...rule, index }));
  const compiled = rules.map((rule) => rule.compiled);
  const examples = collectExamples(compiled);
  for (const { sample } of rules) if (sample !== null) examples.add(sample);

  const context: Lint = { ...alone, set, rules, compiled, examples };
  findConflicts(context, findShadowed(context));
  for (const check of [findUnplaceable, findGaps, findCycles, findVanished]) check(context);
  const late = new Set(findings.flatMap(({ code, ruleIds }) => (code === "shadowed" ? ruleIds.slice(0, 1) : [])));
  findDead(context, matched, late);
  return { findings, undecided };
}

/** What is there before rules are looked at together. */
type Alone = Pick<Lint, "shop" | "solver" | "always" | "report" | "leaveOpen">;

/** A set for some channels is only asked about their orders. */
function alwaysOf({ channels }: RuleSet): Goal[] {
  if (channels.length === 0) return [];
  return [{ condition: { field: "order.channel", op: "isOneOf", value: channels }, want: IS_TRUE }];
}

/** Reports what is wrong with a rule by itself; null when it cannot match and so takes no part in the rest. */
function lookAt(rule: Rule, { solver, always, shop, report, leaveOpen }: Alone): Omit<LiveRule, "index"> | null {
  const [compiled] = compileRules([rule]);
  const found = solver.find([...always, { condition: rule.when, want: IS_TRUE }]);
  const sample = typeof found === "string" ? null : found.facts;
  const [currency] = otherCurrenciesIn(rule, shop);
  if (currency !== undefined) {
    const witness = sample ?? unmatchedBy(rule, always, solver);
    if (witness) report({ code: "otherCurrency", ruleIds: [rule.id], params: { currency }, witness });
  } else if (found === "none") {
    const finding = contradictionOf(rule, always, solver);
    if (finding) report(finding);
    else leaveOpen();
  }
  if (found === "undecided") leaveOpen();
  return found === "none" || compiled === undefined ? null : { rule, compiled, sample };
}

function unmatchedBy({ when }: Rule, always: readonly Goal[], solver: Solver): OrderFacts | null {
  const found = solver.find([...always, { condition: when, want: NOT_TRUE }]);
  return typeof found === "string" ? null : found.facts;
}

/** Rules that matched nothing although nothing is wrong with them; an order they wait for is shown. */
function findDead({ rules, report }: Lint, matched: ReadonlyMap<RuleId, number>, late: ReadonlySet<RuleId>): void {
  for (const { rule, sample } of rules) {
    if (sample !== null && matched.get(rule.id) === 0 && !late.has(rule.id)) {
      report({ code: "dead", ruleIds: [rule.id], params: {}, witness: sample });
    }
  }
}
