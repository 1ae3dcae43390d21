import { z } from "zod";
import { toGid, type FulfillmentId, type OrderId } from "../../core/ids.ts";
import { EFFECTS } from "../../core/effects.ts";
import { CreateFulfillmentEventDocument, FulfillmentEventsDocument } from "../../platform/admin-api/operations.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { shopZone } from "../../platform/db/shop-zone.server.ts";
import { markOwnWrites } from "../../platform/marks.server.ts";
import type { EffectContext, EffectHandler } from "../intents/public.server.ts";
import type { Intent } from "../intents/domain/intent.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { readParcel } from "./parcels.server.ts";
import { daySeen } from "./promise-shown.server.ts";
import { dayIn } from "./domain/working-days.ts";

const { share } = EFFECTS["fulfillment.event"];
const written = z.object({ fulfillmentId: z.string() });

/** Tells Shopify what happened to a parcel it does not follow itself. */
export const writeEvent: EffectHandler<"fulfillment.event"> = {
  kind: "fulfillment.event",

  async act(context, intent) {
    const fulfillmentId = await fulfillmentOf(context, intent);
    if (fulfillmentId === null) return { status: "refused", codes: ["no_fulfillment"] };
    const { status, happenedAt, estimatedDeliveryAt } = intent.input;
    const { fulfillmentEventCreate } = await context.admin.request(
      CreateFulfillmentEventDocument,
      { event: { fulfillmentId: toGid("Fulfillment", fulfillmentId), status, happenedAt, estimatedDeliveryAt } },
      { share },
    );
    // These errors have no codes; the fields they name are the most that can be kept without reading sentences.
    const errors = fulfillmentEventCreate?.userErrors ?? [];
    if (errors.length > 0)
      return { status: "refused", codes: errors.map(({ field }) => (field ?? ["base"]).join(".")) };
    return { status: "done", outcome: { fulfillmentId } };
  },

  async lookUp(context, intent) {
    const fulfillmentId = await fulfillmentOf(context, intent);
    if (fulfillmentId === null) return { status: "refused", codes: ["no_fulfillment"] };
    const { fulfillment } = await context.admin.request(
      FulfillmentEventsDocument,
      { id: toGid("Fulfillment", fulfillmentId) },
      { share },
    );
    if (fulfillment === null) return { status: "refused", codes: ["fulfillment_gone"] };
    const at = Date.parse(intent.input.happenedAt);
    const found = fulfillment.events.nodes.some(
      (event) => event.status === intent.input.status && Date.parse(event.happenedAt) === at,
    );
    return found ? { status: "done", outcome: { fulfillmentId } } : { status: "notDone" };
  },

  async settled(tx, intent, outcome, now) {
    const { parcelId, status, happenedAt, estimatedDeliveryAt } = intent.input;
    const { fulfillmentId } = written.parse(outcome);
    if (estimatedDeliveryAt !== null) await dateShown(tx, intent.orderId, estimatedDeliveryAt, now);
    await markOwnWrites(tx, [{ kind: "fulfillment", objectId: fulfillmentId }], now);
    await appendOrderEvents(
      tx,
      [
        {
          orderId: intent.orderId,
          code: "event.written",
          ref: intent.subject,
          occurredAt: now,
          data: { ...(parcelId === null ? {} : { parcelId }), status, happenedAt },
        },
      ],
      now,
    );
  },

  // The page stays as it was; the next change of status is written anew. The intent keeps the codes.
  refused: () => Promise.resolve(),
};

/** Shopify's page shows it now. Its day is that of the shop, as the promise's is. */
async function dateShown(tx: ShopTx, orderId: OrderId, at: string, now: Date): Promise<void> {
  await daySeen(tx, orderId, "shopifyPage", dayIn(await shopZone(tx), new Date(at)), now);
}

async function fulfillmentOf(
  { shopId }: EffectContext,
  { input }: Intent<"fulfillment.event">,
): Promise<FulfillmentId | null> {
  const { parcelId, fulfillmentId } = input;
  if (parcelId === null) return fulfillmentId ?? null;
  return inShop(shopId, async (tx) => (await readParcel(tx, parcelId))?.fulfillmentId ?? null);
}
