import { actionOf, type ActionKey } from "./actions.ts";
import type { Application, Applied, Draft } from "./actions/action.ts";
import { compile, type Compiled } from "./compile.ts";
import type { Directives, RuleId } from "./directives.ts";
import type { OrderFacts } from "./facts.ts";
import type { FieldKey } from "./fields.ts";
import type { Rule } from "./rule.ts";
import { TRUE, UNKNOWN } from "./truth.ts";

/** A rule that is ready to be asked. */
export interface CompiledRule {
  readonly id: RuleId;
  readonly when: Compiled;
  readonly steps: readonly CompiledStep[];
}

interface CompiledStep {
  readonly key: ActionKey;
  readonly apply: (application: Application) => Applied;
}

export interface Outcome {
  readonly directives: Directives;
  /** The rules that matched, in their order. */
  readonly matched: readonly Match[];
  /** What could not be told, and the fields that would have to be known. */
  readonly unknown: readonly Doubt[];
}

export interface Match {
  readonly ruleId: RuleId;
  /** Its actions that changed nothing: an earlier or stricter rule had said so. */
  readonly overruled: readonly ActionKey[];
}

/** `when`: whether the rule matches. `then`: what one of its actions is about. */
export interface Doubt {
  readonly ruleId: RuleId;
  readonly about: "when" | "then";
  readonly fields: readonly FieldKey[];
}

/** Prepares the enabled rules, in their order. Sets that run one after the other are one list: `stop` ends them all. */
export function compileRules(rules: readonly Rule[]): CompiledRule[] {
  return rules
    .filter(({ enabled }) => enabled)
    .map(({ id, when, then }) => ({ id, when: compile(when), steps: then.map(compileStep) }));
}

function compileStep({ do: key, ...params }: Rule["then"][number]): CompiledStep {
  return { key, apply: actionOf(key).prepare(params) };
}

/** Asks the rules about one order. Pure: the same rules and facts give the same outcome. */
export function runRules(rules: readonly CompiledRule[], facts: OrderFacts): Outcome {
  const draft = emptyDraft(facts);
  const matched: Match[] = [];
  const unknown: Doubt[] = [];
  const fields = new Set<FieldKey>();
  const doubt = (ruleId: RuleId, about: Doubt["about"]) => {
    if (fields.size > 0) unknown.push({ ruleId, about, fields: [...fields] });
    fields.clear();
  };
  for (const { id, when, steps } of rules) {
    const truth = when.judge(facts, facts);
    if (truth === UNKNOWN) {
      when.blame(facts, facts, fields);
      doubt(id, "when");
    }
    if (truth !== TRUE) continue;
    const application: Application = { draft, by: id, facts, unknown: fields };
    const overruled = steps.filter(({ apply }) => apply(application) === "overruled").map(({ key }) => key);
    matched.push({ ruleId: id, overruled });
    doubt(id, "then");
    if (steps.some(({ key }) => key === "stop")) break;
  }
  return { directives: draft, matched, unknown };
}

function emptyDraft({ locations }: OrderFacts): Draft {
  return {
    locations: locations.map(({ id }) => ({ locationId: id, ruledOut: null, cost: 0, costs: [] })),
    split: { forbiddenBy: null, extraParcel: null, minParcelValue: null },
    ship: null,
    holds: [],
    deadline: null,
    priority: null,
    service: null,
    assignee: null,
    effects: [],
  };
}
