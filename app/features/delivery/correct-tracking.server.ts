import { EFFECTS } from "../../core/effects.ts";
import { toGid, type FulfillmentId, type OrderId, type ParcelId, type ShopId } from "../../core/ids.ts";
import { ReadTrackingDocument, SetTrackingDocument } from "../../platform/admin-api/operations.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { markOwnWrites } from "../../platform/marks.server.ts";
import { wordHash } from "../../platform/seal.server.ts";
import { carrierName } from "../carriers/public.server.ts";
import { recordIntents, switchedOnSince, type EffectContext, type EffectHandler } from "../intents/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { lacksTracking, type ShownTracking } from "./domain/tracking-correction.ts";
import { readParcel } from "./parcels.server.ts";
import type { OrderWatcher } from "./watch.server.ts";

const { share } = EFFECTS["fulfillment.tracking"];

interface LackingRow {
  readonly parcel_id: ParcelId;
  readonly order_id: OrderId;
  readonly number: string;
  readonly url: string | null;
  readonly tracking: readonly ShownTracking[];
  readonly [column: string]: unknown;
}

/**
 * Finds fulfilments of our parcels whose tracking somebody took away, or that have no link. Each number is written back once: who takes it away again
 * means it.
 */
export const correctTracking: OrderWatcher = async (tx, orderIds, now) => {
  const since = await switchedOnSince(tx, "events");
  if (since === null) return new Map();
  const rows = await tx.rows<LackingRow>(
    `select p.parcel_id, p.order_id, p.tracking_number as number, p.tracking_url as url, f.tracking
       from parcel p join fulfillment f on f.shop_id = p.shop_id and f.fulfillment_id = p.fulfillment_id
      where p.shop_id = $1 and p.order_id = any($2::bigint[]) and p.created_at >= $3 and p.tracking_number is not null
        and p.stage not in ('planned', 'void', 'delivered') and f.status in ('OPEN', 'PENDING', 'SUCCESS')`,
    [tx.shopId, orderIds, since],
  );
  await recordIntents(
    tx,
    rows
      .filter((row) => lacksTracking(row.tracking, row))
      .map(({ parcel_id: parcelId, order_id: orderId, number }) => ({
        kind: "fulfillment.tracking",
        orderId,
        subject: trackingSubject(tx.shopId, parcelId, number),
        input: { parcelId },
      })),
    now,
  );
  return new Map();
};

/** Gives Shopify's page the number of our parcel, where it has none. */
/** What makes the writing of a parcel's number itself. Many carriers show name and address to whoever has the number, so intents and the ledger do not. */
export const trackingSubject = (shopId: ShopId, parcelId: ParcelId, number: string): string =>
  `parcel ${parcelId} ${wordHash(shopId, number).toString("hex")}`;

export const writeTracking: EffectHandler<"fulfillment.tracking"> = {
  kind: "fulfillment.tracking",

  async act(context, { input }) {
    const wanted = await wantedOf(context, input.parcelId);
    if (!wanted) return { status: "refused", codes: ["no_fulfillment"] };
    const { id, outcome, tracking } = wanted;
    const { fulfillmentTrackingInfoUpdate } = await context.admin.request(
      SetTrackingDocument,
      { id, tracking, notify: input.notify ?? false },
      { share },
    );
    const errors = fulfillmentTrackingInfoUpdate?.userErrors ?? [];
    if (errors.length > 0)
      return { status: "refused", codes: errors.map(({ field }) => (field ?? ["base"]).join(".")) };
    return { status: "done", outcome };
  },

  async lookUp(context, { input }) {
    const wanted = await wantedOf(context, input.parcelId);
    if (!wanted) return { status: "refused", codes: ["no_fulfillment"] };
    const { id, outcome, tracking } = wanted;
    const { fulfillment } = await context.admin.request(ReadTrackingDocument, { id }, { share });
    if (fulfillment === null) return { status: "refused", codes: ["fulfillment_gone"] };
    const found = fulfillment.trackingInfo.some(({ number }) => number === tracking.number);
    return found ? { status: "done", outcome } : { status: "notDone" };
  },

  async settled(tx, { orderId, subject, input }, _, now) {
    const fulfillmentId = (await readParcel(tx, input.parcelId))?.fulfillmentId;
    if (fulfillmentId) await markOwnWrites(tx, [{ kind: "fulfillment", objectId: fulfillmentId }], now);
    const { parcelId } = input;
    await appendOrderEvents(
      tx,
      [{ orderId, code: "tracking.corrected", ref: subject, occurredAt: now, data: { parcelId } }],
      now,
    );
  },

  // The page stays as it was; the intent keeps the codes.
  refused: () => Promise.resolve(),
};

/** Undefined when the parcel has no fulfilment or no number any more. */
async function wantedOf({ shopId }: EffectContext, parcelId: ParcelId) {
  const parcel = await inShop(shopId, (tx) => readParcel(tx, parcelId));
  if (!parcel?.fulfillmentId || parcel.trackingNumber === null) return undefined;
  const fulfillmentId: FulfillmentId = parcel.fulfillmentId;
  const { trackingNumber: number, trackingUrl: url } = parcel;
  return {
    id: toGid("Fulfillment", fulfillmentId),
    outcome: { fulfillmentId },
    tracking: { company: parcel.courier ?? carrierName(parcel.carrier), number, ...(url !== null && { url }) },
  };
}
