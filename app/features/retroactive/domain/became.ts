/** How a chosen order stands now. */
interface Now {
  /** FulfillmentOrder.status; null: Shopify has replaced it by another. */
  readonly status: string | null;
  readonly caseStatus: string | null;
  /** Its newest decision since it was chosen; null: there is none. */
  readonly outcome: string | null;
  /** Of what that decision does in Shopify. */
  readonly intents: readonly string[];
}

/**
 * What has become of it; each has a text under `became` in locales/*.json. `waits`: its decision is still to come. `overtaken`: a person chose its location
 * first. `gone`: it was shipped or cancelled first. `packed`: somebody packed it first. `shown`: decided, and nothing done: effects are switched off. `refused`: Shopify refused, and it is decided
 * again. Then what the decision came to, once it is carried out; before that `underWay`.
 */
export type Became =
  | "waits"
  | "overtaken"
  | "gone"
  | "packed"
  | "shown"
  | "refused"
  | "underWay"
  | "stay"
  | "move"
  | "split"
  | "inPart"
  | "hold"
  | "unroutable";

const OUTCOMES = ["stay", "move", "split", "inPart", "hold", "unroutable"] as const;

export function becameOf({ status, caseStatus, outcome, intents }: Now): Became {
  if (caseStatus === "pinned") return "overtaken";
  const known = OUTCOMES.find((each) => each === outcome);
  const isOpen = status === "OPEN" || status === "ON_HOLD";
  if (known === "unroutable" && !isOpen) return "gone";
  if (known === undefined) {
    if (!isOpen) return "gone";
    // A hold of ours that is being released leaves the case as it was.
    return caseStatus === "due" || status === "ON_HOLD" ? "waits" : "packed";
  }
  if (caseStatus === "due" && isOpen) return intents.includes("refused") ? "refused" : "waits";
  if (intents.some((each) => each === "waiting" || each === "sending" || each === "unsure")) return "underWay";
  if (intents.some((each) => each === "refused" || each === "asks")) return isOpen ? "refused" : "gone";
  const acts = known !== "stay" && known !== "unroutable";
  return acts && intents.length === 0 ? "shown" : known;
}
