import type { ChoiceAnswer } from "../../messages/domain/public.ts";
import type { ChoiceKind } from "./shopper-view.ts";

/**
 * What a shopper is told of a choice that was settled. Null: not ours to tell. A cancelled order and its money back are told by Shopify (we ask it to, when we
 * cancel), and nobody declines to let somebody wait.
 */
export function answerTo(kind: ChoiceKind, state: "done" | "declined"): ChoiceAnswer | null {
  switch (kind) {
    case "wait":
      return state === "done" ? "wait_done" : null;
    case "cancel":
      return state === "done" ? null : "cancel_declined";
    case "split":
    case "swap":
      return `${kind}_${state}`;
  }
}
