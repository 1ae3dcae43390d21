import { z } from "zod";
import { EFFECTS } from "../../core/effects.ts";
import { toGid } from "../../core/ids.ts";
import { SubmitRequestDocument, type SubmitRequestMutation } from "../../platform/admin-api/operations.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { beginRead, type ReadStamp } from "../../platform/read-number.server.ts";
import type { EffectHandler } from "../intents/public.server.ts";
import { shopifyTells } from "../messages/public.server.ts";
import { appendOrderEvents, clearAttention, mirrorFulfillmentOrders, raiseAttention } from "../orders/public.server.ts";
import { readParts, type Part } from "./parts.server.ts";
import { fieldsOf, tellRefused } from "./refused.server.ts";

const { share } = EFFECTS["fulfillmentOrder.submit"];
/** More lines than this are read again, instead of taken from the answer. */
const LINES = 20;

/** `asked`: the fulfillment orders the service has been asked for; `sent`: by us, now. */
const outcomeSchema = z.object({ asked: z.array(z.string()), sent: z.boolean() });

type Submitted = NonNullable<
  NonNullable<SubmitRequestMutation["fulfillmentOrderSubmitFulfillmentRequest"]>["submittedFulfillmentOrder"]
>;
interface Answer {
  readonly node: Submitted;
  readonly read: ReadStamp;
}

/**
 * fulfillmentOrderSubmitFulfillmentRequest, all lines, to the service at whose location they are. The request has no key: whether it was made is seen by
 * the request status, which the service may have answered by then.
 */
export const submitHandler: EffectHandler<"fulfillmentOrder.submit"> = {
  kind: "fulfillmentOrder.submit",

  async act(context, intent) {
    const { shopId, admin, now } = context;
    const parts = await readParts(context, intent);
    if (parts.length === 0) return { status: "refused", codes: ["not_there"] };
    const open = parts.filter(mayBeAsked);
    if (!parts.every((part) => mayBeAsked(part) || isAsked(part)))
      return { status: "refused", codes: ["not_possible"] };
    const notify = await inShop(shopId, (tx) => shopifyTells(tx, "shipped"));
    const answers: Answer[] = [];
    for (const part of open) {
      const read = await beginRead(now);
      const { fulfillmentOrderSubmitFulfillmentRequest: answer } = await admin.request(
        SubmitRequestDocument,
        { id: toGid("FulfillmentOrder", part.id), notify, first: LINES },
        { share },
      );
      const codes = fieldsOf(answer?.userErrors ?? []);
      if (codes.length > 0) return { status: "refused", codes };
      if (answer?.submittedFulfillmentOrder) answers.push({ node: answer.submittedFulfillmentOrder, read });
    }
    return {
      status: "done",
      outcome: { asked: parts.map(({ id }) => id), sent: open.length > 0 },
      take: (tx) => take(tx, answers),
    };
  },

  async lookUp(context, intent) {
    const parts = await readParts(context, intent);
    if (parts.length === 0) return { status: "refused", codes: ["not_there"] };
    if (!parts.every((part) => isAsked(part) || part.requestStatus === "REJECTED")) return { status: "notDone" };
    return { status: "done", outcome: { asked: parts.map(({ id }) => id), sent: true } };
  },

  async settled(tx, { intentId, orderId, input }, outcome, now, takeAnswer) {
    const { asked, sent } = outcomeSchema.parse(outcome);
    const isTaken = (await takeAnswer?.(tx)) ?? false;
    await clearAttention(tx, [orderId], "refused");
    if (!isTaken)
      await markChanged(
        tx,
        asked.map((objectId) => ({ kind: "fulfillmentOrder", objectId })),
        now,
      );
    if (!sent) return;
    const { decisionId, locationId } = input;
    const data = { decisionId, locationId };
    const code = "fulfillment_order.requested";
    await appendOrderEvents(tx, [{ orderId, code, ref: intentId, occurredAt: now, data }], now);
  },

  /** Nobody ships it now: a person has to look. */
  async refused(tx, intent, codes, now) {
    await raiseAttention(tx, intent.orderId, "refused");
    await tellRefused(tx, intent, codes, now, [
      { kind: "fulfillmentOrder", objectId: intent.input.fulfillmentOrderId },
    ]);
  },
};

const mayBeAsked = ({ supportedActions }: Part): boolean =>
  supportedActions.some(({ action }) => action === "REQUEST_FULFILLMENT");

const isAsked = ({ requestStatus }: Part): boolean => requestStatus === "SUBMITTED" || requestStatus === "ACCEPTED";

/** False when an answer does not show all lines of what was submitted. */
async function take(tx: ShopTx, answers: readonly Answer[]): Promise<boolean> {
  if (answers.some(({ node }) => node.lineItems.pageInfo.hasNextPage)) return false;
  for (const { node, read } of answers)
    await mirrorFulfillmentOrders(tx, [{ fulfillmentOrder: node, lines: node.lineItems.nodes }], read);
  return true;
}
