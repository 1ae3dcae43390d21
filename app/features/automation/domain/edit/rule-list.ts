import type { Rule } from "../rule.ts";

/** What somebody does to one of several rules, as they stand in their list. */
export const RULE_ACTS = ["enable", "disable", "duplicate", "delete", "up", "down"] as const;
export type RuleAct = (typeof RULE_ACTS)[number];

/** The rules afterwards; undefined when there is nothing to do: the rule is gone, or is so already. `copy`: id and name of a duplicate. */
export function actOnRules(
  rules: readonly Rule[],
  id: string,
  act: RuleAct,
  copy: (rule: Rule) => Pick<Rule, "id" | "name">,
): readonly Rule[] | undefined {
  const index = rules.findIndex((each) => each.id === id);
  const rule = rules[index];
  if (rule === undefined) return undefined;
  switch (act) {
    case "enable":
    case "disable": {
      const enabled = act === "enable";
      return rule.enabled === enabled ? undefined : rules.with(index, { ...rule, enabled });
    }
    case "duplicate":
      return rules.toSpliced(index + 1, 0, { ...rule, ...copy(rule) });
    case "delete":
      return rules.toSpliced(index, 1);
    case "up":
    case "down": {
      const to = index + (act === "up" ? -1 : 1);
      if (to < 0 || to >= rules.length) return undefined;
      return rules.toSpliced(index, 1).toSpliced(to, 0, rule);
    }
  }
}
