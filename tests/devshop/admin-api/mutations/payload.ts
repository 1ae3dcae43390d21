/** Turning outcomes into mutation payloads, and gids of arguments into ids. */
import { digitsOf, type Digits } from "../../state/ids.ts";
import type { Outcome } from "../../state/outcome.ts";
import type { LineQuantity } from "../../state/events.ts";

/** The payload: the value's fields, or the user errors with every other field null. */
export function payload<T>(outcome: Outcome<T>, fields: (value: T) => object): object {
  return outcome.ok ? { ...fields(outcome.value), userErrors: [] } : { userErrors: outcome.errors };
}

/** The id, or "" (which names nothing) when the gid is of another type: Shopify answers both with "does not exist". */
export function idOf(type: string, gid: string): Digits {
  return digitsOf(type, gid) ?? "";
}

export interface LineInput {
  id: string;
  quantity: number;
}

export function lineQuantities(lines: readonly LineInput[] | null | undefined): LineQuantity[] | null {
  return lines?.map(({ id, quantity }) => ({ id: idOf("FulfillmentOrderLineItem", id), quantity })) ?? null;
}
