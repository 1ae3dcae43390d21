import { z } from "zod";
import { ACTION_KEYS, actionOf, ACTIONS, type Step } from "./actions.ts";
import { conditionSchema } from "./condition-schema.ts";
import { TRIGGER_KEYS, TRIGGERS, type Rule, type RuleSet } from "./rule.ts";

const MOST_RULES = 1_000;
const MOST_STEPS = 20;

const [firstStep, ...otherSteps] = ACTION_KEYS.map((key) =>
  z.strictObject({ do: z.literal(key), ...ACTIONS[key].params.shape }),
);
if (firstStep === undefined) throw new RangeError("no actions");
const stepSchema = z.discriminatedUnion("do", [firstStep, ...otherSteps]) as z.ZodType as z.ZodType<Step>;

const ruleSchema: z.ZodType<Rule> = z.strictObject({
  // Also the handle of its holds in Shopify, which has at most 64 characters.
  id: z.string().regex(/^[\w-]{1,64}$/),
  name: z.string().trim().min(1).max(120),
  enabled: z.boolean(),
  when: conditionSchema,
  then: z.array(stepSchema).min(1).max(MOST_STEPS),
});

export const ruleSetShape = {
  trigger: z.enum(TRIGGER_KEYS),
  channels: z.array(z.string().trim().min(1).max(255)).max(100),
  handlesAll: z.boolean(),
  rules: z.array(ruleSchema).max(MOST_RULES),
};

/** A set of rules as it is saved: of the right types, each rule's id once, and only actions that its trigger has a use for. */
export const ruleSetSchema: z.ZodType<RuleSet> = checked(z.strictObject(ruleSetShape));

/** What has to be right beyond each part. */
export function checked<Whole extends RuleSet>(schema: z.ZodType<Whole>): z.ZodType<Whole> {
  return schema.superRefine(({ trigger, rules }, context) => {
    const seen = new Set<string>();
    const { routes } = TRIGGERS[trigger];
    for (const [index, { id, then }] of rules.entries()) {
      if (seen.has(id)) context.addIssue({ code: "custom", path: ["rules", index, "id"], params: { fault: "sameId" } });
      seen.add(id);
      for (const [step, { do: key }] of then.entries()) {
        if (routes || actionOf(key).part === "effect") continue;
        const path = ["rules", index, "then", step, "do"];
        context.addIssue({ code: "custom", path, params: { fault: "wrongTrigger" } });
      }
    }
  });
}
