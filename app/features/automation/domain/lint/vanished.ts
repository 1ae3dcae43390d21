import type { Step } from "../actions.ts";
import { leavesOf, type AnyCondition, type AnyLeaf } from "../condition.ts";
import type { OrderFacts } from "../facts.ts";
import { fieldOf } from "../fields.ts";
import type { ShopList } from "../fields/field.ts";
import { fold } from "../fold.ts";
import type { Rule } from "../rule.ts";
import type { Lint, LiveRule } from "./rules.ts";
import type { LintShop } from "./shop.ts";
import { IS_TRUE } from "./want.ts";

interface Named {
  readonly list: ShopList;
  readonly value: string;
  /** The question it stands in; null in an action. */
  readonly leaf: AnyLeaf | null;
}

/** Values that the shop does not have: a location that was deleted, a tag that no order ever had. A tag that the rules themselves add is one it has. */
export function findVanished(lint: Lint): void {
  const added = new Set(
    lint.rules.flatMap(({ rule }) => rule.then.flatMap((step) => (step.do === "addTag" ? [fold(step.tag)] : []))),
  );
  for (const live of lint.rules) {
    for (const named of namedBy(live.rule)) {
      const isAdded = named.list === "orderTags" && added.has(fold(named.value));
      if (isAdded || isThere(lint.shop, named)) continue;
      const witness = orderWith(lint, live, named.leaf);
      const { list, value } = named;
      if (witness) lint.report({ code: "vanished", ruleIds: [live.rule.id], params: { list, value }, witness });
    }
  }
}

function namedBy({ when, then }: Rule): Named[] {
  const leaves = [when, ...then.flatMap(conditionsOf)].flatMap(leavesOf);
  return [...leaves.flatMap(namedIn), ...then.flatMap(namedByStep)];
}

/** The conditions that stand in an action. */
function conditionsOf(step: Step): readonly AnyCondition[] {
  if ("where" in step) return [step.where];
  return step.do === "hold" && step.release.until === "condition" ? [step.release.when] : [];
}

function namedIn(leaf: AnyLeaf): Named[] {
  const { list, type } = fieldOf(leaf.field);
  // A text may be one that is to come.
  if (list === undefined || type === "text" || !Array.isArray(leaf.value)) return [];
  return leaf.value.map((value) => ({ list, value: String(value), leaf }));
}

function namedByStep(step: Step): Named[] {
  return step.do === "sendToService" ? [{ list: "locations", value: step.location, leaf: null }] : [];
}

/** Tags are the same however they are written; ids and codes are not. A list that is not given is not checked. */
function isThere({ lists }: LintShop, { list, value }: Named): boolean {
  const known = lists[list];
  if (known === undefined || known.has(value)) return true;
  return list.endsWith("Tags") && [...known].some((each) => fold(each) === fold(value));
}

/** An order the rule matches, because of that very question if there is one. */
function orderWith({ solver, always }: Lint, live: LiveRule, leaf: AnyLeaf | null): OrderFacts | null {
  if (leaf === null) return live.sample;
  const { scope } = fieldOf(leaf.field);
  const asked: AnyCondition =
    scope === "order" ? leaf : scope === "line" ? { lines: "any", where: leaf } : { locations: "any", where: leaf };
  const found = solver.find([
    ...always,
    { condition: live.rule.when, want: IS_TRUE },
    { condition: asked, want: IS_TRUE },
  ]);
  return typeof found === "string" ? live.sample : found.facts;
}

/** Currencies that a rule names an amount in, other than the shop's. */
export function otherCurrenciesIn({ when, then }: Rule, { currency }: LintShop): readonly string[] {
  return [...new Set(currenciesIn([when, then]))].filter((each) => each !== currency);
}

function currenciesIn(part: unknown): readonly string[] {
  if (typeof part !== "object" || part === null) return [];
  if ("minor" in part && "currency" in part) return [String(part.currency)];
  return Object.values(part).flatMap(currenciesIn);
}
