import type { OrderFacts } from "../facts.ts";
import { candidatesFor } from "./candidates.ts";
import type { DraftLine, DraftOrder } from "./draft.ts";
import { isFree, type Filled, type Plan } from "./plan.ts";
import type { LintShop } from "./shop.ts";
import type { SlotName } from "./slot.ts";
import { accepts } from "./want.ts";

const MOST_LINES = 200;

/** Changes lines until the sums over them are as the rules ask: first how many there are, then their units, then their weight. */
export function settleTotals(plan: Plan, facts: DraftOrder, shop: LintShop): void {
  settle(plan, "order.lineCount", facts, shop, toLineCount);
  settle(plan, "order.units", facts, shop, toUnits);
  settle(plan, "order.weight", facts, shop, toWeight);
}

type Change = (target: number | null, plan: Plan, facts: DraftOrder) => void;

function settle(plan: Plan, name: SlotName, facts: DraftOrder, shop: LintShop, change: Change): void {
  const filled = plan.order.get(name);
  if (filled === undefined || holds(filled, facts)) return;
  const asked = filled.literals.map(({ question, want }) => ({ leaf: question.leaf, want }));
  const before = facts.lines.map((line) => ({ ...line }));
  for (const target of candidatesFor(filled.slot, asked, shop).values) {
    change(target as number | null, plan, facts);
    if (holds(filled, facts)) return;
    facts.lines.splice(0, facts.lines.length, ...before.map((line) => ({ ...line })));
  }
}

const holds = ({ literals }: Filled, facts: OrderFacts): boolean =>
  literals.every(({ question, want }) => accepts(want, question.compiled.judge(facts, facts)));

/** A copy of a line is like it in all that rules ask of lines. */
function toLineCount(target: number | null, _: Plan, { lines }: DraftOrder): void {
  const last = lines.at(-1);
  while (last !== undefined && target !== null && lines.length < Math.min(target, MOST_LINES)) lines.push({ ...last });
}

function toUnits(target: number | null, plan: Plan, facts: DraftOrder): void {
  const { lines } = facts;
  if (target === null) return;
  if (target === 0) {
    lines.length = 0;
    return;
  }
  const missing = target - lines.reduce((sum, { quantity }) => sum + quantity, 0);
  if (missing === 0) return;
  for (const [index, line] of lines.entries()) {
    const before = line.quantity;
    line.quantity += missing;
    if (line.quantity >= 1 && isAsPlanned(plan, index, "line.quantity", line, facts)) return;
    line.quantity = before;
  }
  const last = lines.at(-1);
  if (last === undefined || !isFree(plan.order, "order.lineCount")) return;
  const copies = Math.min(MOST_LINES, Math.floor(missing / last.quantity));
  for (let copy = 0; copy < copies; copy++) lines.push({ ...last });
}

function toWeight(target: number | null, plan: Plan, facts: DraftOrder): void {
  const { lines } = facts;
  for (const [index, line] of lines.entries()) {
    const before = line.weight;
    line.weight = target === null ? null : Math.ceil((target - weightWithout(line, lines)) / line.quantity);
    if ((line.weight ?? 0) >= 0 && isAsPlanned(plan, index, "line.weight", line, facts)) return;
    line.weight = before;
  }
  // No line may weigh anything else: more of one of them.
  for (const [index, line] of lines.entries()) {
    if (target === null || line.weight === null || line.weight === 0) continue;
    const before = line.quantity;
    line.quantity = Math.max(1, Math.ceil((target - weightWithout(line, lines)) / line.weight));
    if (isAsPlanned(plan, index, "line.quantity", line, facts)) return;
    line.quantity = before;
  }
}

function weightWithout(line: DraftLine, lines: readonly DraftLine[]): number {
  return lines.reduce((sum, each) => (each === line ? sum : sum + (each.weight ?? 0) * each.quantity), 0);
}

/** Copies are like the last line that was planned. */
function isAsPlanned(plan: Plan, index: number, name: SlotName, line: DraftLine, facts: OrderFacts): boolean {
  const filled = (plan.lines[index] ?? plan.lines.at(-1))?.get(name);
  return (
    filled === undefined ||
    filled.literals.every(({ question, want }) => accepts(want, question.compiled.judge(line, facts)))
  );
}
