import { EFFECTS } from "../../core/effects.ts";
import { parseId, toGid, type LocationId } from "../../core/ids.ts";
import { SenderAddressDocument } from "../../platform/admin-api/operations.ts";
import type { CarrierAddress, RateRequest } from "../carriers/domain/carrier.ts";
import type { Parcel } from "../delivery/public.server.ts";
import type { EffectContext } from "../intents/public.server.ts";
import { readPerson } from "../orders/public.server.ts";
import { recipientOf } from "./domain/recipient.ts";

const { share } = EFFECTS["label.buy"];

/**
 * A parcel as carriers are asked about it: from its location's street to its shopper's, of this weight and size. Reading the address is written down. A
 * code when an address is not complete.
 */
export async function parcelRequest(
  context: EffectContext,
  parcel: Parcel,
  { grams, box }: { readonly grams: number; readonly box: Parcel["box"] },
): Promise<RateRequest | { readonly refused: "recipient_address" | "sender_address" }> {
  const person = await readPerson(context.shopId, parcel.orderId, "entrega", "label", context.now);
  const recipient = recipientOf(person);
  if (!recipient) return { refused: "recipient_address" };
  const sender = await senderOf(context, parcel);
  if (!sender) return { refused: "sender_address" };
  return { sender, recipient, grams, ...(box && { millimetres: box }) };
}

async function senderOf({ admin }: EffectContext, { locationId }: Parcel): Promise<CarrierAddress | null> {
  const { location } = await admin.request(
    SenderAddressDocument,
    { id: toGid("Location", parseId<LocationId>(locationId)) },
    { share },
  );
  const { address1, city, countryCode } = location?.address ?? {};
  if (!location || !address1 || !city || !countryCode) return null;
  const { address2, zip, phone } = location.address;
  return { name: location.name, company: null, address1, address2, city, zip, countryCode, phone, email: null };
}
