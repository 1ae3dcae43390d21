import type { IntentStatus } from "../../intents/domain/intent.ts";

/** Why an action was not done. */
export const RUN_CODES = [
  "unknown_order",
  "off_hold",
  "off_route",
  "off_rules",
  "nothing_open",
  "not_held",
  "refused_by_shopify",
  "withdrawn",
  "asks_person",
] as const;
export type RunCode = (typeof RUN_CODES)[number];

/** Of one action: not answered yet, done, or not. */
export type RunState = { readonly status: "waiting" | "done" } | { readonly status: "refused"; readonly code: RunCode };

/** The state of an action from those of the effects it began: done when all are, refused as soon as one is. None: nothing had to be done. */
export function stateOf(intents: readonly IntentStatus[]): RunState {
  const has = (status: IntentStatus) => intents.includes(status);
  if (has("refused")) return { status: "refused", code: "refused_by_shopify" };
  if (has("asks")) return { status: "refused", code: "asks_person" };
  if (has("cancelled")) return { status: "refused", code: "withdrawn" };
  return { status: intents.every((status) => status === "done") ? "done" : "waiting" };
}
