import { lint } from "../../../app/features/automation/domain/lint/lint.ts";
import { PLAIN_LINE, PLAIN_ORDER } from "../../../app/features/automation/domain/plain-order.ts";
import type { OrderFacts } from "../../../app/features/automation/domain/facts.ts";
import type { RuleSet } from "../../../app/features/automation/domain/rule.ts";
import { compileRules, runRules } from "../../../app/features/automation/domain/run.ts";
import { rulesOf, TEMPLATES } from "../../../app/features/automation/domain/templates.ts";
import { chanceOf } from "../../factories/chance.ts";
import { bandedSet, placingSet, ringSet } from "../../factories/faulty-sets.ts";
import { SEEDED_SHOP, seededRules } from "../../factories/seeded-rules.ts";
import { percentile, ratioText, type Report } from "../report.ts";

const RULES = 500;
const SETS = 200;
const ROUNDS = 9;
const ORDERS = 1_000;

interface Tally {
  putIn: number;
  found: number;
  falseAlarms: number;
}

/**
 * The linter of rules: of faults put in on purpose, how many it finds and how often it is wrong; and how long it takes for 500 rules, beside asking
 * the same rules about 1,000 orders.
 */
export function benchLint(): Report {
  const tallies = new Map<string, Tally>();
  const tallyOf = (kind: string): Tally => {
    const tally = tallies.get(kind) ?? { putIn: 0, found: 0, falseAlarms: 0 };
    tallies.set(kind, tally);
    return tally;
  };
  let undecided = 0;

  function compare(found: readonly string[], expected: readonly string[]): void {
    for (const name of expected) {
      const tally = tallyOf(kindOf(name));
      tally.putIn++;
      if (found.includes(name)) tally.found++;
    }
    for (const name of found) if (!expected.includes(name)) tallyOf(kindOf(name)).falseAlarms++;
  }

  for (let seed = 1; seed <= SETS; seed++) {
    const { set, matched, expected } = seededRules(seed, 60, 2);
    const result = lint(set, SEEDED_SHOP, matched);
    undecided += result.undecided;
    compare(
      result.findings.map(({ code, ruleIds }) => `${code} ${ruleIds[0] ?? ""}`),
      expected.map(({ code, ruleId }) => `${code} ${ruleId}`),
    );
    for (const make of [bandedSet, placingSet, ringSet]) {
      const faulty = make(chanceOf(seed));
      const codes = new Set(lint(faulty.set, { ...SEEDED_SHOP, lists: {} }).findings.map(({ code }) => code));
      // Rules that hand an order on by its tags may undo each other's: true, and not what was put in.
      if (faulty.expected === "cycle") codes.delete("conflict");
      compare([...codes], faulty.expected === null ? [] : [faulty.expected]);
    }
  }
  const templates = lint(templateSet(), { ...SEEDED_SHOP, lists: {} });
  tallies.set("(templates)", { putIn: 0, found: 0, falseAlarms: templates.findings.length });

  const { ms, baseline } = measure();
  const rows = [...tallies].map(([kind, { putIn, found, falseAlarms }]) => [
    kind,
    String(putIn),
    String(found),
    putIn === 0 ? "" : `${((100 * found) / putIn).toFixed(1)} %`,
    String(falseAlarms),
  ]);
  return {
    title: `Linter of rules: faults put into ${SETS * 4} sets, and the templates`,
    columns: ["", "put in", "found", "recall", "false alarms"],
    rows,
    notes: [
      `${RULES} rules: ${ms.toFixed(0)} ms in the middle of ${ROUNDS} times, ${ratioText(ms, baseline)} what asking them about ${ORDERS.toLocaleString("en")} orders takes (${baseline.toFixed(0)} ms).`,
      `Questions left open, of which nothing is said: ${undecided}.`,
    ],
    faults: [...tallies].flatMap(([kind, { putIn, found, falseAlarms }]) => [
      ...(found < putIn ? [`${putIn - found} of ${putIn} ${kind} not found`] : []),
      ...(falseAlarms > 0 ? [`${falseAlarms} false alarms of ${kind}`] : []),
    ]),
  };
}

const kindOf = (name: string): string => name.split(" ", 1).join("");

function templateSet(): RuleSet {
  const rules = TEMPLATES.flatMap((template) =>
    rulesOf(
      template,
      "EUR",
      (key) => key,
      () => template.key,
    ),
  );
  return { trigger: "order.routing", channels: [], handlesAll: false, rules };
}

/** Both with the same rules, alternating, so that a busy machine is in both. */
function measure(): { readonly ms: number; readonly baseline: number } {
  const { set, matched } = seededRules(1, RULES, 12);
  const orders = Array.from({ length: ORDERS }, (_, index): OrderFacts => ({
    ...PLAIN_ORDER,
    order: { ...PLAIN_ORDER.order, total: index * 20 },
    lines: [PLAIN_LINE],
    locations: SEEDED_SHOP.locations,
  }));
  const linted: number[] = [];
  const asked: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    linted.push(timed(() => lint(set, SEEDED_SHOP, matched)));
    const compiled = compileRules(set.rules);
    asked.push(
      timed(() => {
        for (const order of orders) runRules(compiled, order);
      }),
    );
  }
  return { ms: percentile(linted, 0.5), baseline: percentile(asked, 0.5) };
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
