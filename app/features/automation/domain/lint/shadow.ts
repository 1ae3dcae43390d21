import type { ActionKey } from "../actions.ts";
import type { OrderFacts } from "../facts.ts";
import { does, findMatched, firstWinsOf, outcomeOf, stops, type Lint, type LiveRule } from "./rules.ts";

/**
 * Rules that come too late: whenever they match, earlier ones have stopped, or have taken what only the first may say. The actions that never
 * take effect, by `nameOf`.
 */
export function findShadowed(lint: Lint): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const [index, rule] of lint.rules.entries()) {
    if (rule.sample === null) continue;
    const earlier = lint.rules.slice(0, index);
    const keys = firstWinsOf(rule);
    const stoppedBy = cover(lint, rule, earlier.filter(stops));
    if (stoppedBy !== null) {
      for (const key of keys) taken.add(nameOf(rule, key));
      report(lint, rule, rule.sample, stoppedBy, null);
      continue;
    }
    const covered = keys.flatMap((key) => {
      if (!earlier.some((each) => does(each, key))) return [];
      const by = cover(
        lint,
        rule,
        earlier.filter((each) => stops(each) || does(each, key)),
      );
      return by === null ? [] : [{ key, by }];
    });
    for (const { key } of covered) taken.add(nameOf(rule, key));
    if (covered.length > 0 && covered.length === rule.rule.then.length) {
      report(lint, rule, rule.sample, [...new Set(covered.flatMap(({ by }) => by))], null);
    } else {
      for (const { key, by } of covered) report(lint, rule, rule.sample, by, key);
    }
  }
  return taken;
}

export const nameOf = ({ rule }: LiveRule, key: string): string => `${rule.id} ${key}`;

/** When all of them together are too much to decide, so many are tried one by one. */
const MOST_SINGLE = 20;

/** The rules that match every order this one matches, as few as possible; null when there is an order that none of them does. */
function cover(lint: Lint, rule: LiveRule, earlier: readonly LiveRule[]): readonly LiveRule[] | null {
  if (earlier.length === 0) return null;
  const { found, avoided } = findMatched(lint, [rule], earlier);
  if (found === "undecided") {
    const single = earlier.slice(-MOST_SINGLE).find((each) => findMatched(lint, [rule], [each]).found === "none");
    if (single === undefined) lint.leaveOpen();
    return single === undefined ? null : [single];
  }
  if (found !== "none") return null;
  const needed = avoided.reduce((rest, each) => {
    const without = rest.filter((other) => other !== each);
    return findMatched(lint, [rule], without).found === "none" ? without : rest;
  }, avoided);
  return needed.toSorted((a, b) => a.index - b.index);
}

/** `key`: the action that is taken; null: all of them are. */
function report(lint: Lint, rule: LiveRule, witness: OrderFacts, by: readonly LiveRule[], key: ActionKey | null): void {
  const { id } = rule.rule;
  const match = outcomeOf(lint, witness).matched.find(({ ruleId }) => ruleId === id);
  const isTaken = match === undefined || (key === null ? match.overruled.length > 0 : match.overruled.includes(key));
  if (!isTaken) {
    lint.leaveOpen();
    return;
  }
  lint.report({
    code: key === null ? "shadowed" : "actionShadowed",
    ruleIds: [id, ...by.map((each) => each.rule.id)],
    params: key === null ? {} : { action: key },
    witness,
  });
}
