import type { FulfillmentOrderId } from "../../../core/ids.ts";
import type { EffectInputs, NewIntent } from "../../intents/domain/intent.ts";
import { sameTag } from "./tags.ts";

/** What rules have already asked for on one order, carried out or on its way: asked once, it is people's to change. */
export interface Asked {
  /** What was last asked of each tag, by its name in small letters. */
  readonly tags: ReadonlyMap<string, "add" | "remove">;
  readonly texts: ReadonlySet<string>;
  /** "fulfillment order, location, moment" */
  readonly deadlines: ReadonlySet<string>;
}

/** The kinds of effects that rules ask for. */
export const ACT_KINDS = ["order.tags", "order.note", "fulfillmentOrder.deadline", "fulfillmentOrder.submit"] as const;
type ActKind = (typeof ACT_KINDS)[number];

/** An effect that rules asked for. */
export type Act = { [Kind in ActKind]: { readonly kind: Kind; readonly input: EffectInputs[Kind] } }[ActKind];

/** Oldest first. Other effects than those of rules ask for nothing here. */
export function askedBy(acts: readonly (Act | NewIntent)[]): Asked {
  const tags = new Map<string, "add" | "remove">();
  const texts = new Set<string>();
  const deadlines = new Set<string>();
  for (const { kind, input } of acts) {
    if (kind === "order.tags") {
      for (const tag of input.add) tags.set(sameTag(tag), "add");
      for (const tag of input.remove) tags.set(sameTag(tag), "remove");
    } else if (kind === "order.note") for (const text of input.texts) texts.add(text);
    else if (kind === "fulfillmentOrder.deadline")
      deadlines.add(`${input.fulfillmentOrderId} ${input.locationId} ${input.fulfillBy}`);
  }
  return { tags, texts, deadlines };
}

/** Deadlines and requests that an earlier decision about the fulfillment order wanted and nobody has sent yet: the new one takes their place. */
export function overtaken<Each extends Act & { readonly status: string }>(
  acts: readonly Each[],
  fulfillmentOrderId: FulfillmentOrderId,
): Each[] {
  return acts.filter(
    ({ status, input }) =>
      status === "waiting" && "fulfillmentOrderId" in input && input.fulfillmentOrderId === fulfillmentOrderId,
  );
}
