import { z } from "zod";
import { EFFECTS, type EffectKind } from "../../core/effects.ts";
import { fromGid, parseId, toGid, type FulfillmentId } from "../../core/ids.ts";
import { HandOverDocument, ReadRemainingDocument } from "../../platform/admin-api/operations.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import type { Intent } from "../intents/domain/intent.ts";
import { switchedOnSince, type EffectHandler } from "../intents/public.server.ts";

type HandOverKind = Extract<EffectKind, "pickup.collect" | "localDelivery.dispatch">;

/** What follows for whoever wanted it, in the transaction that settles the intent. */
interface Follow<Kind extends HandOverKind> {
  /** `fulfillmentId` is null when it is not known which one it was: the answer was lost, and others made some meanwhile. */
  done(tx: ShopTx, intent: Intent<Kind>, fulfillmentId: FulfillmentId | null, now: Date): Promise<void>;
  refused(tx: ShopTx, intent: Intent<Kind>, codes: readonly string[], now: Date): Promise<void>;
}

const outcomeSchema = z.object({
  fulfillmentId: z
    .string()
    .transform((id) => parseId<FulfillmentId>(id))
    .nullable(),
});

/**
 * fulfillmentCreate of units that leave without a carrier: no number tells our fulfilment from another, so a lost answer is looked up by what is left of
 * the lines. Lines are named one by one, so what somebody else has handed over meanwhile is not handed over twice: Shopify refuses more than is left.
 */
export function handOverHandler<Kind extends HandOverKind>(kind: Kind, follow: Follow<Kind>): EffectHandler<Kind> {
  const { share } = EFFECTS[kind];
  return {
    kind,

    async act(context, { input }) {
      const notifyCustomer = await inShop(
        context.shopId,
        async (tx) => (await switchedOnSince(tx, "messages")) !== null,
      );
      const { fulfillmentCreate } = await context.admin.request(
        HandOverDocument,
        {
          fulfillment: {
            notifyCustomer,
            lineItemsByFulfillmentOrder: [
              {
                fulfillmentOrderId: toGid("FulfillmentOrder", input.fulfillmentOrderId),
                fulfillmentOrderLineItems: input.lines.map(({ lineId, quantity }) => ({
                  id: toGid("FulfillmentOrderLineItem", lineId),
                  quantity,
                })),
              },
            ],
          },
        },
        { share },
      );
      const made = fulfillmentCreate?.fulfillment;
      if (made) return { status: "done", outcome: { fulfillmentId: fromGid("Fulfillment", made.id) } };
      // These errors have no codes; the state that is read again says what stands in the way.
      const fields = (fulfillmentCreate?.userErrors ?? []).map(({ field }) => (field ?? ["base"]).join("."));
      return { status: "refused", codes: fields.length > 0 ? fields : ["no_answer"] };
    },

    async lookUp(context, { input, sentAt }) {
      const { fulfillmentOrder } = await context.admin.request(
        ReadRemainingDocument,
        { id: toGid("FulfillmentOrder", input.fulfillmentOrderId) },
        { share },
      );
      if (!fulfillmentOrder) return { status: "refused", codes: ["order_gone"] };
      const left = new Map(
        fulfillmentOrder.lineItems.nodes.map((line) => [
          fromGid("FulfillmentOrderLineItem", line.id),
          line.remainingQuantity,
        ]),
      );
      const isDone = input.lines.every((line) => (left.get(line.lineId) ?? 0) <= line.left - line.quantity);
      if (!isDone) return { status: "notDone" };
      const since = fulfillmentOrder.fulfillments.nodes.filter(
        ({ createdAt, status }) => status !== "CANCELLED" && Date.parse(createdAt) >= sentAt.getTime() - 1_000,
      );
      const [only, ...others] = since;
      const fulfillmentId = only && others.length === 0 ? fromGid("Fulfillment", only.id) : null;
      return { status: "done", outcome: { fulfillmentId } };
    },

    async settled(tx, intent, outcome, now) {
      const { fulfillmentId } = outcomeSchema.parse(outcome);
      await readAgain(tx, intent, now);
      if (fulfillmentId !== null) await markChanged(tx, [{ kind: "fulfillment", objectId: fulfillmentId }], now);
      await follow.done(tx, intent, fulfillmentId, now);
    },

    async refused(tx, intent, codes, now) {
      await readAgain(tx, intent, now);
      await follow.refused(tx, intent, codes, now);
    },
  };
}

const readAgain = (tx: ShopTx, { orderId, input }: Intent<HandOverKind>, now: Date): Promise<void> =>
  markChanged(
    tx,
    [
      { kind: "order", objectId: orderId },
      { kind: "fulfillmentOrder", objectId: input.fulfillmentOrderId },
    ],
    now,
  );
