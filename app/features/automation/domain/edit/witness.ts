import { leavesOf, type AnyCondition, type AnyLeaf } from "../condition.ts";
import type { OrderFacts } from "../facts.ts";
import { fieldOf, type FieldKey } from "../fields.ts";
import type { Scope, Subjects } from "../fields/field.ts";
import type { Rule } from "../rule.ts";
import type { TypeName, Values } from "../values.ts";

/** One thing about a witness order: of the order itself, its n-th line, or the n-th of the locations it may ship from. Plain JSON. */
export interface WitnessRow {
  readonly about: Scope;
  /** From 0; 0 for the order. */
  readonly index: number;
  readonly field: FieldKey;
  /** Which attribute or metafield. */
  readonly of: string;
  /** As facts have it (facts.ts); null: not known. */
  readonly value: Values[TypeName] | null;
}

/** What every order is known by, whatever the rules ask. */
const ALWAYS: Readonly<Partial<Record<Scope, readonly FieldKey[]>>> = {
  order: ["order.total", "order.channel", "destination.country"],
  location: ["location.location"],
};
/** More locations than this say nothing new. */
const MOST_LOCATIONS = 5;

/** What an order is like as far as rules ask about it, for people to read: the order, its lines, and the locations if a rule speaks of any. */
export function witnessRows(rules: readonly Rule[], witness: OrderFacts): WitnessRow[] {
  const asked = rules.flatMap(questionsIn);
  const rowsOf = <Of extends Scope>(about: Of, subjects: readonly Subjects[Of][]) => {
    const own = asked.filter(({ field }) => fieldOf(field).scope === about);
    if (own.length === 0 && about !== "order") return [];
    const questions = distinct([...own, ...(ALWAYS[about] ?? []).map((field) => ({ field, of: "" }))]);
    return subjects.flatMap((subject, index) =>
      questions.map(({ field, of }): WitnessRow => {
        const value = fieldOf(field).read(subject, witness, of);
        return { about, index, field, of, value };
      }),
    );
  };
  return [
    ...rowsOf("order", [witness]),
    ...rowsOf("line", witness.lines),
    ...rowsOf("location", witness.locations.slice(0, MOST_LOCATIONS)),
  ];
}

interface Question {
  readonly field: FieldKey;
  readonly of: string;
}

/** Every question of a rule, also those inside of its actions. */
function questionsIn({ when, then }: Rule): Question[] {
  const conditions = [when, ...then.flatMap(conditionsIn)];
  return conditions.flatMap(leavesOf).map(({ field, of = "" }: AnyLeaf) => ({ field, of }));
}

function conditionsIn(step: Rule["then"][number]): AnyCondition[] {
  if ("where" in step) return [step.where];
  return step.do === "hold" && step.release.until === "condition" ? [step.release.when] : [];
}

const distinct = (questions: readonly Question[]): Question[] => [
  ...new Map(questions.map((question) => [`${question.field} ${question.of}`, question])).values(),
];
