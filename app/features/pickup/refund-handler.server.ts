import { z } from "zod";
import { EFFECTS } from "../../core/effects.ts";
import { toGid } from "../../core/ids.ts";
import {
  CreateRefundDocument,
  FindRefundDocument,
  SuggestRefundDocument,
  type FindRefundQuery,
} from "../../platform/admin-api/operations.ts";
import { markChanged } from "../../platform/marks.server.ts";
import type { Intent } from "../intents/domain/intent.ts";
import type { EffectHandler } from "../intents/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { tellRefused } from "./effects.server.ts";
import { showPickups } from "./show.server.ts";
import { changePickup, lockPickup } from "./store.server.ts";

const { share } = EFFECTS["refund.create"];
const outcomeSchema = z.object({ refundId: z.string(), amount: z.string(), currency: z.string() });

/** What finds our refund again: Shopify keeps a note with each. The merchant reads it, so it says what it is. */
const noteOf = ({ idempotencyKey }: Intent<"refund.create">): string => `Not collected (${idempotencyKey})`;

/**
 * refundCreate with restock, of what was not collected. How much goes back, and through which payments, is Shopify's own suggestion: discounts and taxes are
 * its arithmetic. Money is never sent blindly a second time: after a lost answer the refund is looked for by its note, and the request carries our key, which
 * Shopify answers once (`@idempotent`).
 */
export const refundHandler: EffectHandler<"refund.create"> = {
  kind: "refund.create",

  async act({ admin }, intent) {
    const { orderId, input } = intent;
    const refundLineItems = input.lines.map(({ lineItemId, quantity }) => ({
      lineItemId: toGid("LineItem", lineItemId),
      quantity,
      // What nobody has fulfilled leaves the order and can be sold again where it waits.
      restockType: "CANCEL" as const,
      locationId: toGid("Location", input.locationId),
    }));
    const { order } = await admin.request(
      SuggestRefundDocument,
      { orderId: toGid("Order", orderId), lines: refundLineItems },
      { share },
    );
    if (!order?.suggestedRefund) return { status: "refused", codes: ["order_gone"] };
    const transactions = order.suggestedRefund.suggestedTransactions.flatMap(
      ({ gateway, parentTransaction, amountSet }) =>
        gateway === null || parentTransaction === null
          ? []
          : [
              {
                orderId: toGid("Order", orderId),
                kind: "REFUND" as const,
                gateway,
                parentId: parentTransaction.id,
                amount: amountSet.presentmentMoney.amount,
              },
            ],
    );
    const { refundCreate } = await admin.request(
      CreateRefundDocument,
      {
        input: { orderId: toGid("Order", orderId), note: noteOf(intent), notify: true, refundLineItems, transactions },
        key: intent.idempotencyKey,
      },
      { share },
    );
    if (refundCreate?.refund) return { status: "done", outcome: outcomeOf(refundCreate.refund) };
    // These errors have no codes; the fields they name are the most that can be kept without reading sentences.
    const codes = (refundCreate?.userErrors ?? []).map(({ field }) => (field ?? ["base"]).join("."));
    return { status: "refused", codes: codes.length > 0 ? codes : ["no_answer"] };
  },

  async lookUp({ admin }, intent) {
    const { order } = await admin.request(FindRefundDocument, { orderId: toGid("Order", intent.orderId) }, { share });
    if (!order) return { status: "refused", codes: ["order_gone"] };
    const ours = order.refunds.find(({ note }) => note === noteOf(intent));
    return ours ? { status: "done", outcome: outcomeOf(ours) } : { status: "notDone" };
  },

  async settled(tx, { input, orderId, subject }, outcome, now) {
    const { amount, currency } = outcomeSchema.parse(outcome);
    await markChanged(
      tx,
      [
        { kind: "order", objectId: orderId },
        { kind: "fulfillmentOrder", objectId: input.fulfillmentOrderId },
      ],
      now,
    );
    const pickup = await lockPickup(tx, input.fulfillmentOrderId);
    if (!pickup) return;
    await changePickup(tx, pickup.fulfillmentOrderId, {
      asked: "",
      problem: "",
      units: 0,
      state: "returned",
      settledAt: now,
    });
    const units = input.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const data = { by: pickup.settledWho, units, amount, currency };
    await appendOrderEvents(tx, [{ orderId, code: "pickup.returned", ref: subject, occurredAt: now, data }], now);
    await showPickups(tx, [pickup.fulfillmentOrderId], now);
  },

  refused: (tx, { input, orderId, intentId }, codes, now) =>
    tellRefused(tx, { orderId, intentId, fulfillmentOrderId: input.fulfillmentOrderId, what: "refund" }, codes, now),
};

type Found = NonNullable<FindRefundQuery["order"]>["refunds"][number];

function outcomeOf({ id, totalRefundedSet }: Pick<Found, "id" | "totalRefundedSet">) {
  const { amount, currencyCode } = totalRefundedSet.presentmentMoney;
  return { refundId: id.slice(id.lastIndexOf("/") + 1), amount, currency: currencyCode };
}
