import { Retryable, Terminal } from "../../core/faults.ts";
import type { ParcelId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { openCarrier } from "../carriers/public.server.ts";
import type { Packed } from "../delivery/public.server.ts";
import { adminFor } from "../shops/public.server.ts";
import type { ReplaceRefusal } from "./domain/replacing.ts";
import { parcelRequest } from "./parcel-request.server.ts";
import { readReplaceable } from "./replace-label.server.ts";
import type { Price } from "./replacements.server.ts";

/** What another label for a parcel would cost. */
type Requote =
  /**
   * `was`, `offered`: null, the carrier does not say. `otherService`: the service of before does not take it as it is; all offers are compared when the other
   * is bought.
   */
  | {
      readonly status: "quoted";
      readonly was: Price | null;
      readonly offered: Price | null;
      readonly otherService: boolean;
    }
  | { readonly status: "refused"; readonly code: ReplaceRefusal | "recipient_address" | "sender_address" }
  /** No service takes it so; the carrier's codes. */
  | { readonly status: "notTaken"; readonly codes: readonly string[] }
  /** The carrier could not be asked. */
  | { readonly status: "away" };

/** Asks the carrier of a parcel's label what it would cost as it is now. Buys nothing. */
export async function requoteLabel(
  shopId: ShopId,
  parcelId: ParcelId,
  packed: { readonly grams: number; readonly box: Packed["box"] },
  now: Date,
): Promise<Requote> {
  const read = await inShop(shopId, async (tx) => {
    const found = await readReplaceable(tx, parcelId, now);
    return found && { ...found, carrier: await openCarrier(tx, found.parcel.carrier) };
  });
  if (!read?.carrier) return { status: "refused", code: "gone" };
  const { parcel, carrier, was, refusal } = read;
  if (refusal) return { status: "refused", code: refusal };
  if (!carrier.can.rates) return { status: "quoted", was, offered: null, otherService: false };
  const request = await parcelRequest({ shopId, admin: await adminFor(shopId), now }, parcel, packed);
  if ("refused" in request) return { status: "refused", code: request.refused };
  try {
    const outcome = await carrier.rates(request);
    if (outcome.status === "refused") return { status: "notTaken", codes: outcome.codes };
    if (outcome.rates.length === 0) return { status: "notTaken", codes: ["no_service"] };
    const rate = outcome.rates.find(({ service }) => service === parcel.service);
    const offered = rate ? { minor: rate.costMinor, currency: rate.currency } : null;
    return { status: "quoted", was, offered, otherService: !rate };
  } catch (error) {
    if (error instanceof Retryable || error instanceof Terminal) return { status: "away" };
    throw error;
  }
}
