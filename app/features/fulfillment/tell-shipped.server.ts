import type { FulfillmentId, OrderId, ParcelId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { promisesInForce } from "../delivery/public.server.ts";
import { isStillToSay, recordMessage, shopifyTells } from "../messages/public.server.ts";

interface Shipped {
  readonly orderId: OrderId;
  readonly parcelId: ParcelId;
  readonly fulfillmentId: FulfillmentId;
}

/** The shopper may be told that a parcel left, with the date that is promised. */
export async function tellShipped(tx: ShopTx, { orderId, ...parcel }: Shipped, now: Date): Promise<void> {
  const promise = (await promisesInForce(tx, [orderId])).get(orderId);
  const params = { ...parcel, from: promise?.from ?? null, to: promise?.to ?? null };
  await recordMessage(tx, { orderId, kind: "shipped", fact: shippedFact(parcel), params }, now);
}

/**
 * The shopper may be told that the parcel's number is another one: what they were told first leads nowhere. `label` names the new label among all of the
 * order. Nothing is told where the first message has not gone yet: it will have the new number. True: Shopify is to tell it.
 */
export async function tellNewNumber(
  tx: ShopTx,
  { orderId, ...parcel }: Shipped,
  label: string,
  now: Date,
): Promise<boolean> {
  if (await isStillToSay(tx, { orderId, kind: "shipped", fact: shippedFact(parcel) })) return false;
  await recordMessage(tx, { orderId, kind: "tracking_changed", fact: `label ${label}`, params: parcel }, now);
  return shopifyTells(tx, "tracking_changed");
}

const shippedFact = ({ parcelId }: Pick<Shipped, "parcelId">): string => `parcel ${parcelId}`;
