import type { FulfillmentOrderId, ParcelId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readOwnNumber } from "../carriers/domain/public.ts";
import { parcelLabelled, planParcels, refreshPromises } from "../delivery/public.server.ts";
import { recordIntents } from "../intents/public.server.ts";
import { appendOrderEvents, clearAttention } from "../orders/public.server.ts";
import { shipRefusal } from "./domain/may-ship.ts";
import { dropWithdrawnPlans, readShippable } from "./store.server.ts";

/** `refused`: a code of ShipRefusal, or of what is wrong with the number. */
export type OwnNumberOutcome =
  | { readonly outcome: "shipped"; readonly parcelId: ParcelId }
  | { readonly outcome: "refused"; readonly reason: string };

/**
 * Ships with a label that was bought elsewhere: the parcel has its number at once, and Shopify is told by the next effect. The same rules as for a
 * label of ours, and one parcel whoever is quicker. `by`: the staff member's Shopify id.
 */
export async function shipWithOwnNumber(
  shopId: ShopId,
  fulfillmentOrderId: FulfillmentOrderId,
  typed: Parameters<typeof readOwnNumber>[0],
  { by }: { readonly by: string },
  now: Date,
): Promise<OwnNumberOutcome> {
  const read = readOwnNumber(typed);
  if (read.status === "wrong") return { outcome: "refused", reason: read.problem };
  return inShop(shopId, async (tx) => {
    await dropWithdrawnPlans(tx);
    const shippable = await readShippable(tx, fulfillmentOrderId);
    if (!shippable?.locationId) return { outcome: "refused", reason: shippable ? "no_location" : "not_found" };
    const reason = shipRefusal(shippable.facts, "person", now);
    if (reason) return { outcome: "refused", reason };
    const { orderId, locationId, facts } = shippable;
    const all = { units: facts.remaining, contents: null, grams: null, box: null };
    const plan = { orderId, fulfillmentOrderId, locationId, carrier: "manual", service: "", ...all };
    const [parcel] = await planParcels(tx, [plan], now);
    if (!parcel) return { outcome: "refused", reason: "has_parcel" };
    const { parcelId } = parcel;
    await parcelLabelled(
      tx,
      parcelId,
      {
        carrierRef: null,
        courier: read.courier,
        trackingNumber: read.number,
        trackingUrl: read.url,
        costMinor: null,
        currency: null,
        expectedAt: null,
        fileId: null,
        followed: false,
      },
      now,
    );
    const data = { parcelId, company: read.courier, by };
    await appendOrderEvents(tx, [{ orderId, code: "label.own", ref: parcelId, occurredAt: now, data }], now);
    // `clicked`: whoever types the number has the parcel in hand.
    await recordIntents(
      tx,
      [{ kind: "fulfillment.create", orderId, subject: `parcel ${parcelId}`, input: { parcelId } }],
      now,
      { clicked: true },
    );
    await clearAttention(tx, [orderId], "refused");
    await refreshPromises(tx, [orderId], now);
    return { outcome: "shipped", parcelId };
  });
}
