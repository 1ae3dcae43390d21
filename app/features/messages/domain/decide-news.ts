import { SHOPIFY_SENDS } from "./shopify-sends.ts";
import type { Audience, MessageKind } from "./kinds.ts";

/** Why a message is not sent; each has a text for people. */
export type WhyNot =
  | "shopify"
  | "not_known"
  | "kind_off"
  | "observe"
  | "older"
  | "cancelled"
  | "no_account"
  | "no_address"
  | "opted_out"
  | "bounced"
  | "too_late"
  | "overtaken"
  | "refused"
  | "unreachable"
  | "dropped"
  | "withdrawn";

export interface News {
  readonly kind: MessageKind;
  readonly audience: Audience["kind"];
  /** Others did it, and nobody can say whether Shopify told it for them. */
  readonly byOthers: boolean;
  /** Has the merchant this kind switched on with us? */
  readonly isOn: boolean;
  /** Since when messages may be sent at all; null: observe. */
  readonly switchedOnAt: Date | null;
  readonly placedAt: Date;
  readonly cancelled: boolean;
}

/** `waiting`: to be sent. `observed`: it would have been sent. `left`: it is not for us to send. */
export type Decided = { readonly status: "waiting" } | { readonly status: "observed" | "left"; readonly why: WhyNot };

/** Of a cancelled order only these are still true. */
const AFTER_CANCEL: ReadonlySet<MessageKind> = new Set(["returned", "claim_answer", "custom"]);

/** Is there nothing left to say, because the order was cancelled? */
export const isCancelledAway = ({
  kind,
  audience,
  cancelled,
}: Pick<News, "kind" | "audience" | "cancelled">): boolean =>
  cancelled && audience === "shopper" && !AFTER_CANCEL.has(kind);

/** What becomes of a fact that was just learned. Observe first: what was ordered before the switch is only shown. */
export function decideNews({ kind, audience, byOthers, isOn, switchedOnAt, placedAt, cancelled }: News): Decided {
  if (byOthers) return { status: "left", why: "not_known" };
  if (!isOn) return { status: "left", why: SHOPIFY_SENDS[kind] === null ? "kind_off" : "shopify" };
  if (isCancelledAway({ kind, audience, cancelled })) return { status: "left", why: "cancelled" };
  if (switchedOnAt === null) return { status: "observed", why: "observe" };
  if (placedAt < switchedOnAt) return { status: "observed", why: "older" };
  return { status: "waiting" };
}
