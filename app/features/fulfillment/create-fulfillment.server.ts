import { z } from "zod";
import { fromGid, parseId, toGid, type FulfillmentId, type FulfillmentOrderLineItemId } from "../../core/ids.ts";
import { EFFECTS } from "../../core/effects.ts";
import { CreateFulfillmentDocument, FindFulfillmentsDocument } from "../../platform/admin-api/operations.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { beginRead } from "../../platform/read-number.server.ts";
import { carrierName, factsOf } from "../carriers/public.server.ts";
import {
  boxesWithoutLabel,
  parcelFulfilled,
  parcelVoid,
  readParcel,
  refreshPromises,
} from "../delivery/public.server.ts";
import { recordIntents, type EffectHandler } from "../intents/public.server.ts";
import { shopifyTells } from "../messages/public.server.ts";
import { appendOrderEvents, clearAttention, raiseAttention } from "../orders/public.server.ts";
import { linesInParcel } from "./domain/packages.ts";
import { remainingLines } from "./store.server.ts";
import { takeFulfillment } from "./take-fulfillment.server.ts";
import { tellShipped } from "./tell-shipped.server.ts";

const { share } = EFFECTS["fulfillment.create"];
const created = z.object({ fulfillmentId: z.string().transform((id) => parseId<FulfillmentId>(id)) });

/** Tells Shopify what a labelled parcel carries: what is left of its fulfillment order, or what was packed into this box of several. */
export const createFulfillment: EffectHandler<"fulfillment.create"> = {
  kind: "fulfillment.create",

  async act(context, intent) {
    const { parcel, lines, notify } = await inShop(context.shopId, async (tx) => {
      const found = await readParcel(tx, intent.input.parcelId);
      return {
        parcel: found,
        lines: found && linesInParcel(found, await remainingLines(tx, found.fulfillmentOrderId)),
        notify: await shopifyTells(tx, "shipped"),
      };
    });
    if (parcel?.trackingNumber == null) return { status: "refused", codes: ["parcel_gone"] };
    if (factsOf(parcel.carrier)?.fulfils) {
      // Whoever sold the label may have fulfilled it already.
      const known = await this.lookUp(context, intent);
      if (known.status !== "notDone" && known.status !== "cannotTell") return known;
    }
    // Named line by line: left out, Shopify would fulfil whatever the order holds by then, in the box or not.
    if (!lines) return { status: "refused", codes: ["changed"] };
    const read = await beginRead(context.now);
    const { fulfillmentCreate } = await context.admin.request(
      CreateFulfillmentDocument,
      {
        lines: lines.length,
        fulfillment: {
          notifyCustomer: notify,
          trackingInfo: {
            company: parcel.courier ?? carrierName(parcel.carrier),
            number: parcel.trackingNumber,
            url: parcel.trackingUrl,
          },
          lineItemsByFulfillmentOrder: [
            {
              fulfillmentOrderId: toGid("FulfillmentOrder", parcel.fulfillmentOrderId),
              fulfillmentOrderLineItems: lines.map(({ lineId, quantity }) => ({
                id: toGid("FulfillmentOrderLineItem", parseId<FulfillmentOrderLineItemId>(lineId)),
                quantity,
              })),
            },
          ],
        },
      },
      { share },
    );
    const fulfillment = fulfillmentCreate?.fulfillment;
    if (!fulfillment) {
      // These errors have no codes; the state that is read again says what stands in the way.
      const fields = (fulfillmentCreate?.userErrors ?? []).map(({ field }) => (field ?? ["base"]).join("."));
      return { status: "refused", codes: fields.length > 0 ? fields : ["no_answer"] };
    }
    return {
      status: "done",
      outcome: { fulfillmentId: fromGid("Fulfillment", fulfillment.id) },
      take: (tx) => takeFulfillment(tx, { parcel, lines, fulfillment, read }, context.now),
    };
  },

  async lookUp(context, intent) {
    const parcel = await inShop(context.shopId, (tx) => readParcel(tx, intent.input.parcelId));
    if (parcel?.trackingNumber == null) return { status: "refused", codes: ["parcel_gone"] };
    const { order } = await context.admin.request(
      FindFulfillmentsDocument,
      { orderId: toGid("Order", intent.orderId) },
      { share },
    );
    if (!order) return { status: "refused", codes: ["order_gone"] };
    const ours = order.fulfillments.find(({ trackingInfo }) =>
      trackingInfo.some(({ number }) => number === parcel.trackingNumber),
    );
    return ours
      ? { status: "done", outcome: { fulfillmentId: fromGid("Fulfillment", ours.id) } }
      : { status: "notDone" };
  },

  async settled(tx, intent, outcome, now, take) {
    const { fulfillmentId } = created.parse(outcome);
    const { orderId } = intent;
    const isTaken = (await take?.(tx)) ?? false;
    await parcelFulfilled(tx, intent.input.parcelId, fulfillmentId);
    const parcel = await readParcel(tx, intent.input.parcelId);
    // Another box of the same order may have got no label: somebody still has to look.
    const others = parcel ? await boxesWithoutLabel(tx, parcel.fulfillmentOrderId) : [];
    if (others.length === 0) await clearAttention(tx, [orderId], "refused");
    if (isTaken) await refreshPromises(tx, [orderId], now);
    await tellShipped(tx, { orderId, parcelId: intent.input.parcelId, fulfillmentId }, now);
    if (isTaken) return;
    await markChanged(
      tx,
      [
        { kind: "fulfillment", objectId: fulfillmentId },
        { kind: "order", objectId: orderId },
        ...(parcel ? [{ kind: "fulfillmentOrder" as const, objectId: parcel.fulfillmentOrderId }] : []),
      ],
      now,
    );
  },

  // The state is read again and becomes the constraint: the parcel is void, its label goes back to the carrier, a person is told.
  async refused(tx, intent, codes, now) {
    const { parcelId } = intent.input;
    const parcel = await readParcel(tx, parcelId);
    await parcelVoid(tx, parcelId);
    await raiseAttention(tx, intent.orderId, "refused");
    await appendOrderEvents(
      tx,
      [
        {
          orderId: intent.orderId,
          code: "parcel.refused",
          ref: parcelId,
          occurredAt: now,
          data: { parcelId, step: "fulfillment", reasons: codes },
        },
      ],
      now,
    );
    await markChanged(
      tx,
      [
        { kind: "order", objectId: intent.orderId },
        ...(parcel ? [{ kind: "fulfillmentOrder" as const, objectId: parcel.fulfillmentOrderId }] : []),
      ],
      now,
    );
    if (parcel?.carrierRef == null || !factsOf(parcel.carrier)?.can.void) return;
    const { carrier, carrierRef } = parcel;
    // `clicked`: money back is wanted whether shipping is still switched on or not.
    await recordIntents(
      tx,
      [
        {
          kind: "label.void",
          orderId: intent.orderId,
          subject: `parcel ${parcelId}`,
          input: { parcelId, carrier, carrierRef },
        },
      ],
      now,
      { clicked: true },
    );
  },
};
