import type { RuleId } from "../directives.ts";
import type { OrderFacts } from "../facts.ts";

/**
 * What can be wrong with rules that are well-formed. Each has a text under `finding` in locales/*.json.
 * - contradiction: it can never match.
 * - shadowed: whenever it matches, earlier rules have stopped or taken all it does.
 * - actionShadowed: whenever it matches, earlier rules have taken what one of its actions does.
 * - conflict: another rule matches some of the same orders and does something else.
 * - inconsistent: its own actions leave no location to ship from.
 * - dead: it matched nothing for a long time.
 * - unhandled: no rule matches an order, in a set that should handle all.
 * - noLocation: an order may not ship from any location, in a set that should handle all.
 * - cycle: what rules do has them run again, without an end.
 * - vanished: it names something that the shop does not have.
 * - otherCurrency: it names an amount in a currency that is not the shop's.
 */
export const FINDING_CODES = [
  "contradiction",
  "shadowed",
  "actionShadowed",
  "conflict",
  "inconsistent",
  "dead",
  "unhandled",
  "noLocation",
  "cycle",
  "vanished",
  "otherCurrency",
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** `error`: the rules do not do what they say. `warning`: they may not do what was meant. `note`: worth knowing. */
export type Level = "error" | "warning" | "note";
export const LEVELS: Readonly<Record<FindingCode, Level>> = {
  contradiction: "error",
  shadowed: "warning",
  actionShadowed: "warning",
  conflict: "warning",
  inconsistent: "error",
  dead: "note",
  unhandled: "warning",
  noLocation: "error",
  cycle: "error",
  vanished: "error",
  otherCurrency: "error",
};

export interface Finding {
  readonly code: FindingCode;
  /** The rule it is about, then the others that have a part in it. None for `unhandled`: it is about all of them. */
  readonly ruleIds: readonly RuleId[];
  /** What the text needs: an action's key, a value. */
  readonly params: Readonly<Record<string, string | number>>;
  /** An order that shows it; the rules' own evaluator has been asked. */
  readonly witness: OrderFacts;
}
