import { EFFECTS } from "../../core/effects.ts";
import { toGid, type OrderId } from "../../core/ids.ts";
import { CancelOrderDocument, ReadCancelledDocument } from "../../platform/admin-api/operations.ts";
import { markChanged } from "../../platform/marks.server.ts";
import type { EffectContext, EffectHandler } from "../intents/public.server.ts";
import { appendOrderEvents, clearAttention, raiseAttention } from "../orders/public.server.ts";
import { setChoice } from "./carry-out.server.ts";

const { share } = EFFECTS["order.cancel"];

/**
 * orderCancel with the money back to where it came from, and the goods back to the shelf. Shopify cancels in a job of its own: its mutation only says
 * that the job was made, and `cancelledAt` says that it is done. An order that somebody else cancelled is what the shopper wanted, too.
 */
export const cancelHandler: EffectHandler<"order.cancel"> = {
  kind: "order.cancel",

  async act(context, { orderId }) {
    const before = await cancelledAt(context, orderId);
    if (before === "gone") return { status: "refused", codes: ["order_gone"] };
    if (before === "cancelled") return { status: "done", outcome: {} };
    const { orderCancel } = await context.admin.request(
      CancelOrderDocument,
      { orderId: toGid("Order", orderId) },
      { share },
    );
    const codes = (orderCancel?.orderCancelUserErrors ?? []).map(({ code }) => code ?? "UNKNOWN");
    return codes.length > 0 ? { status: "refused", codes } : { status: "done", outcome: {} };
  },

  async lookUp(context, { orderId }) {
    const now = await cancelledAt(context, orderId);
    if (now === "gone") return { status: "refused", codes: ["order_gone"] };
    return now === "cancelled" ? { status: "done", outcome: {} } : { status: "notDone" };
  },

  async settled(tx, { orderId, intentId, input }, _outcome, now) {
    await setChoice(tx, input.choiceId, "done", "", now);
    await clearAttention(tx, [orderId], "shopper");
    await markChanged(tx, [{ kind: "order", objectId: orderId }], now);
    await appendOrderEvents(
      tx,
      [{ orderId, code: "shopper.cancelled", ref: intentId, occurredAt: now, data: {} }],
      now,
    );
  },

  async refused(tx, { orderId, intentId, input }, codes, now) {
    await setChoice(tx, input.choiceId, "refused", "", now, codes);
    await raiseAttention(tx, orderId, "shopper");
    await markChanged(tx, [{ kind: "order", objectId: orderId }], now);
    const data = { codes: [...codes] };
    await appendOrderEvents(
      tx,
      [{ orderId, code: "shopper.not_cancelled", ref: intentId, occurredAt: now, data }],
      now,
    );
  },
};

async function cancelledAt({ admin }: EffectContext, orderId: OrderId): Promise<"gone" | "cancelled" | "open"> {
  const { order } = await admin.request(ReadCancelledDocument, { id: toGid("Order", orderId) }, { share });
  if (order === null) return "gone";
  return order.cancelledAt === null ? "open" : "cancelled";
}
