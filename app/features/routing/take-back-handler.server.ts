import { EFFECTS } from "../../core/effects.ts";
import { toGid, type FulfillmentOrderId, type OrderId } from "../../core/ids.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import { ReadPartsDocument, TakeBackRequestDocument } from "../../platform/admin-api/operations.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { beginRead } from "../../platform/read-number.server.ts";
import type { Answered, EffectHandler } from "../intents/public.server.ts";
import { isFinished } from "../order-acts/domain/public.ts";
import { appendOrderEvents, raiseAttention } from "../orders/public.server.ts";
import { takeSplit } from "./take-move.server.ts";

const { share } = EFFECTS["fulfillmentOrder.takeBack"];
/** More lines than this are read again, instead of taken from the answer. */
const LINES = 20;
/** The service has spoken after all, or somebody else was faster: nothing to take back, and nobody is at fault. */
const SETTLED = "settled";

/**
 * fulfillmentOrderCancel of what a fulfillment service was asked for and did not answer: Shopify cancels at once what has not been accepted, and puts another
 * fulfillment order in its place, which is decided without that location (notice.server.ts). What the service takes up before that stays its own.
 */
export const takeBackHandler: EffectHandler<"fulfillmentOrder.takeBack"> = {
  kind: "fulfillmentOrder.takeBack",

  async act({ admin, now }, { orderId, input }): Promise<Answered> {
    const { fulfillmentOrderId, lineItemIds } = input;
    if ((await stateOf(admin, fulfillmentOrderId)) !== "unanswered") return { status: "refused", codes: [SETTLED] };
    const read = await beginRead(now);
    const { fulfillmentOrderCancel: answer } = await admin.request(
      TakeBackRequestDocument,
      { id: toGid("FulfillmentOrder", fulfillmentOrderId), first: Math.min(LINES, lineItemIds.length + 1) },
      { share },
    );
    if (!answer || answer.userErrors.length > 0) {
      // Its errors have one code, and that is another matter: why it says no is seen from the state.
      const isUnanswered = (await stateOf(admin, fulfillmentOrderId)) === "unanswered";
      const codes = answer?.userErrors.map(({ code }) => code ?? "unknown") ?? ["no_payload"];
      return { status: "refused", codes: isUnanswered ? codes : [SETTLED] };
    }
    const nodes = [answer.fulfillmentOrder, answer.replacementFulfillmentOrder].filter((node) => node != null);
    return {
      status: "done",
      outcome: {},
      take: (tx) => takeSplit(tx, orderId, { nodes, read }, now),
    };
  },

  async lookUp({ admin }, { input }) {
    switch (await stateOf(admin, input.fulfillmentOrderId)) {
      case "unanswered":
        return { status: "notDone" };
      case "closed":
        return { status: "done", outcome: {} };
      case "answered":
        return { status: "refused", codes: [SETTLED] };
    }
  },

  async settled(tx, { intentId, orderId, input }, _outcome, now, take) {
    const { fulfillmentOrderId, locationId } = input;
    const isTaken = (await take?.(tx)) ?? false;
    const data = { locationId, fulfillmentOrderId };
    const code = "fulfillment_order.taken_back";
    await appendOrderEvents(tx, [{ orderId, code, ref: intentId, occurredAt: now, data }], now);
    if (!isTaken) await markChanged(tx, marksOf(orderId, fulfillmentOrderId), now);
  },

  /** The service still has it and says nothing: a person has to look. */
  async refused(tx, { intentId, orderId, input }, codes, now) {
    const { fulfillmentOrderId, locationId } = input;
    await markChanged(tx, marksOf(orderId, fulfillmentOrderId), now);
    if (codes.includes(SETTLED)) return;
    await raiseAttention(tx, orderId, "refused");
    const data = { locationId, fulfillmentOrderId, codes };
    const code = "fulfillment_order.not_taken_back";
    await appendOrderEvents(tx, [{ orderId, code, ref: intentId, occurredAt: now, data }], now);
  },
};

const marksOf = (orderId: OrderId, fulfillmentOrderId: FulfillmentOrderId) => [
  { kind: "fulfillmentOrder" as const, objectId: fulfillmentOrderId },
  { kind: "order" as const, objectId: orderId },
];

/** How the request stands in Shopify now. One that is gone was closed. */
async function stateOf(admin: AdminClient, id: FulfillmentOrderId): Promise<"unanswered" | "answered" | "closed"> {
  const { nodes } = await admin.request(ReadPartsDocument, { ids: [toGid("FulfillmentOrder", id)] }, { share });
  const [node] = nodes;
  if (node == null || !("__typename" in node) || isFinished(node.status)) return "closed";
  return node.requestStatus === "SUBMITTED" ? "unanswered" : "answered";
}
