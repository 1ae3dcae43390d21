import type { Share } from "../../core/effects.ts";
import { toGid, type LineItemId, type LocationId, type OrderId } from "../../core/ids.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import {
  CreateRefundDocument,
  FindRefundDocument,
  SuggestRefundDocument,
  type FindRefundQuery,
} from "../../platform/admin-api/operations.ts";
import type { Attempt, LookUp } from "../intents/domain/intent.ts";

/** A refund of lines. `locationId`: what nobody has fulfilled leaves the order and can be sold again there; null: nothing is put back. */
interface WantedRefund {
  readonly orderId: OrderId;
  readonly lines: readonly { readonly lineItemId: LineItemId; readonly quantity: number }[];
  readonly locationId: LocationId | null;
  /** What finds our refund again: Shopify keeps a note with each. The merchant reads it, so it says what it is; it has the key. */
  readonly note: string;
  readonly key: string;
}

/**
 * refundCreate of these lines. How much goes back, and through which payments, is Shopify's own suggestion: discounts and taxes are its arithmetic. Money
 * is never sent blindly a second time: the request carries our key, which Shopify answers once (`@idempotent`), and after a lost answer the refund is looked
 * for by its note. The outcome has refundId, amount and currency.
 */
export async function refundLines(
  admin: AdminClient,
  { orderId, lines, locationId, note, key }: WantedRefund,
  share: Share,
): Promise<Attempt> {
  const refundLineItems = lines.map(({ lineItemId, quantity }) => ({
    lineItemId: toGid("LineItem", lineItemId),
    quantity,
    ...(locationId === null
      ? { restockType: "NO_RESTOCK" as const }
      : { restockType: "CANCEL" as const, locationId: toGid("Location", locationId) }),
  }));
  const owner = toGid("Order", orderId);
  const { order } = await admin.request(SuggestRefundDocument, { orderId: owner, lines: refundLineItems }, { share });
  if (!order?.suggestedRefund) return { status: "refused", codes: ["order_gone"] };
  const transactions = order.suggestedRefund.suggestedTransactions.flatMap(
    ({ gateway, parentTransaction, amountSet }) =>
      gateway === null || parentTransaction === null
        ? []
        : [
            {
              orderId: owner,
              kind: "REFUND" as const,
              gateway,
              parentId: parentTransaction.id,
              amount: amountSet.presentmentMoney.amount,
            },
          ],
  );
  const { refundCreate } = await admin.request(
    CreateRefundDocument,
    { input: { orderId: owner, note, notify: true, refundLineItems, transactions }, key },
    { share },
  );
  if (refundCreate?.refund) return { status: "done", outcome: outcomeOf(refundCreate.refund) };
  // These errors have no codes; the fields they name are the most that can be kept without reading sentences.
  const codes = (refundCreate?.userErrors ?? []).map(({ field }) => (field ?? ["base"]).join("."));
  return { status: "refused", codes: codes.length > 0 ? codes : ["no_answer"] };
}

/** After a lost answer: is there a refund with our note? */
export async function findRefund(
  admin: AdminClient,
  { orderId, note }: Pick<WantedRefund, "orderId" | "note">,
  share: Share,
): Promise<LookUp> {
  const { order } = await admin.request(FindRefundDocument, { orderId: toGid("Order", orderId) }, { share });
  if (!order) return { status: "refused", codes: ["order_gone"] };
  const ours = order.refunds.find((each) => each.note === note);
  return ours ? { status: "done", outcome: outcomeOf(ours) } : { status: "notDone" };
}

type Found = NonNullable<FindRefundQuery["order"]>["refunds"][number];

function outcomeOf({ id, totalRefundedSet }: Pick<Found, "id" | "totalRefundedSet">) {
  const { amount, currencyCode } = totalRefundedSet.presentmentMoney;
  return { refundId: id.slice(id.lastIndexOf("/") + 1), amount, currency: currencyCode };
}
