import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged, type OwnMark } from "../../platform/marks.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";

/** User errors without codes: the fields they name are the most that can be kept without reading sentences. */
export const fieldsOf = (errors: readonly { readonly field: readonly string[] | null }[]): string[] =>
  errors.map(({ field }) => (field ?? ["base"]).join("."));

interface Refused {
  readonly intentId: string;
  readonly kind: string;
  readonly orderId: OrderId;
  readonly input: { readonly decisionId: string };
}

/** What a rule wanted was not done: the state is read again, and the ledger says why. A rule that wants it of the next order is not at fault. */
export async function tellRefused(
  tx: ShopTx,
  { intentId, kind, orderId, input }: Refused,
  codes: readonly string[],
  now: Date,
  touched: readonly OwnMark[] = [],
): Promise<void> {
  await markChanged(tx, [{ kind: "order", objectId: orderId }, ...touched], now);
  const data = { decisionId: input.decisionId, kind, codes };
  await appendOrderEvents(tx, [{ orderId, code: "act.refused", ref: intentId, occurredAt: now, data }], now);
}
