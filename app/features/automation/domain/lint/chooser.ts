import { compile, type Compiled } from "../compile.ts";
import type { AnyCondition, AnyLeaf } from "../condition.ts";
import type { LocationFacts } from "../facts.ts";
import { fieldOf } from "../fields.ts";
import type { Scope } from "../fields/field.ts";
import { candidatesFor } from "./candidates.ts";
import { draftLine, draftLocation, draftOrder } from "./draft.ts";
import type { LintShop } from "./shop.ts";
import { place, slotOf, type Draft, type Slot, type SlotName } from "./slot.ts";
import { accepts, IS_FALSE, IS_TRUE, isUpper, type Want } from "./want.ts";

/** A question of a rule, looked at once however often it is asked. */
export interface Question {
  readonly id: number;
  readonly leaf: AnyLeaf;
  readonly slot: Slot;
  readonly scope: Scope;
  readonly compiled: Compiled<Scope>;
}

/** A question and the answers that would do, about something that is free, or about a location of the shop, which is as it is. */
export interface Literal {
  readonly question: Question;
  readonly want: Want;
  readonly location: LocationFacts | null;
}

/** What a slot is given so that every literal of it holds. `KEEP`: what an ordinary order has there. */
export type Chosen = { readonly value: unknown } | "none" | "undecided";
export const KEEP = Symbol("keep");

export interface Chooser {
  readonly questionOf: (leaf: AnyLeaf) => Question;
  /** "none": no value will do. "undecided": none was found, and not all were tried. `key`: the literals' ids, to know them again. */
  readonly choose: (literals: readonly Literal[], key: string) => Chosen;
}

/** What a location of the shop is, whichever order it is. */
const STANDING: ReadonlySet<SlotName> = new Set<SlotName>([
  "location.location",
  "location.kind",
  "location.tags",
  "location.country",
  "location.province",
]);

export function makeChooser(shop: LintShop): Chooser {
  const known = new WeakMap<AnyLeaf, Question>();
  const byText = new Map<string, Question>();
  const chosen = new Map<string, Chosen>();

  function questionOf(leaf: AnyLeaf): Question {
    const before = known.get(leaf);
    if (before) return before;
    const text = JSON.stringify(leaf);
    const question = byText.get(text) ?? newQuestion(leaf, byText.size);
    byText.set(text, question);
    known.set(leaf, question);
    return question;
  }

  function choose(literals: readonly Literal[], key: string): Chosen {
    const before = chosen.get(key);
    if (before !== undefined) return before;
    const choice = firstThatHolds(literals, shop);
    chosen.set(key, choice);
    return choice;
  }

  return { questionOf, choose };
}

function newQuestion(leaf: AnyLeaf, id: number): Question {
  const condition: AnyCondition = leaf;
  return { id, leaf, slot: slotOf(leaf), scope: fieldOf(leaf.field).scope, compiled: compile(condition) };
}

function firstThatHolds(literals: readonly Literal[], shop: LintShop): Chosen {
  const [first] = literals;
  if (first === undefined) return { value: KEEP };
  if (contradict(literals)) return "none";
  const { slot } = first.question;
  const isStanding = first.location !== null && STANDING.has(slot.name);
  const { values, complete } = isStanding
    ? { values: [], complete: true }
    : candidatesFor(
        slot,
        literals.map(({ question, want }) => ({ leaf: question.leaf, want })),
        first.location?.timeZone == null ? shop : { ...shop, timeZone: first.location.timeZone },
      );
  for (const value of [KEEP, ...values]) {
    if (literals.every((literal) => holds(literal, slot, value, shop))) return { value };
  }
  return complete ? "none" : "undecided";
}

/** Whatever is asked: one question cannot be answered in two ways, and what is unknown has no answer that is yes or no. */
function contradict(literals: readonly Literal[]): boolean {
  const answers = new Map<number, number>();
  const known = new Map<string, boolean>();
  for (const { question, want } of literals) {
    const left = (answers.get(question.id) ?? want) & want;
    if (left === 0) return true;
    answers.set(question.id, left);
    const needs = knownBy(question.leaf.op, want);
    const name = `${question.leaf.field} ${question.leaf.of ?? ""}`;
    if (needs === null) continue;
    if ((known.get(name) ?? needs) !== needs) return true;
    known.set(name, needs);
  }
  return false;
}

/** Whether the field has to be known, or unknown, for this answer; null: either will do. */
function knownBy(op: string, want: Want): boolean | null {
  if (op === "isKnown") return isUpper(want);
  if (op === "isUnknown") return !isUpper(want);
  return want === IS_TRUE || want === IS_FALSE ? true : null;
}

/** Asks the rules' own evaluator about an order that is ordinary but for the one slot. */
function holds({ question, want, location }: Literal, slot: Slot, value: unknown, shop: LintShop): boolean {
  const facts = draftOrder(shop);
  const draft: Draft = {
    facts,
    line: draftLine(),
    location: location === null ? draftLocation() : { ...location },
    isOfShop: location !== null,
  };
  facts.lines.push(draft.line);
  facts.locations.push(draft.location);
  if (value !== KEEP) place(slot, value, draft);
  const subject = question.scope === "order" ? facts : draft[question.scope];
  return accepts(want, question.compiled.judge(subject, facts));
}
