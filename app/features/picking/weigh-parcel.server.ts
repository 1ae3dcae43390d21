import { z } from "zod";
import type { ParcelId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readReplaceable, replaceLabel, requoteLabel, type Price } from "../fulfillment/public.server.ts";
import { readBoxes, stayedHere } from "../packing/public.server.ts";
import { isOff, readGrams } from "./domain/weigh.ts";
import { isBox } from "./weigh-page.server.ts";

const typed = z.object({
  weight: z.string().max(20),
  /** One of the shop's; empty: the one that its label was bought with. */
  box: z.string().regex(/^\d{0,19}$/),
});

/** What a button of the page sends. `stayed`: the driver did not take it. `offered`: the price that was on the button, in minor units; empty: none was known. */
export const weighActionSchema = z.discriminatedUnion("do", [
  typed.extend({ do: z.literal("weigh") }),
  typed.extend({ do: z.literal("replace"), offered: z.string().regex(/^\d{0,15}$/) }),
  z.object({ do: z.literal("stayed") }),
]);
export type WeighAction = z.infer<typeof weighActionSchema>;

/**
 * `fits`: it weighs what its label says; `same`: another label would cost the same; `offer`: what another would cost, to be decided. `notTaken`: no service
 * takes it so. `away`: the carrier did not answer.
 */
export type WeighOutcome =
  | { readonly status: "replacing" | "offList" }
  | { readonly status: "fits" | "same"; readonly weighed: number }
  | {
      readonly status: "offer";
      readonly weighed: number;
      readonly was: Price | null;
      readonly offered: Price | null;
      readonly otherService: boolean;
      /** The price on the button was another one a moment ago. */
      readonly changed: boolean;
    }
  | { readonly status: "notTaken"; readonly codes: readonly string[] }
  | { readonly status: "away" }
  | { readonly status: "refused"; readonly code: string };

/** Weighs a parcel that has its label, and replaces the label where somebody wants it for the price they saw. `who`: the staff member's Shopify id. */
export async function weighParcel(
  shopId: ShopId,
  parcelId: ParcelId,
  action: WeighAction,
  who: string,
  now: Date,
): Promise<WeighOutcome> {
  if (action.do === "stayed") {
    const isOff = await inShop(shopId, (tx) => stayedHere(tx, parcelId, who, now));
    return isOff ? { status: "offList" } : { status: "refused", code: "notOffList" };
  }
  const read = await inShop(shopId, async (tx) => ({
    found: await readReplaceable(tx, parcelId, now),
    box: action.box === "" ? undefined : (await readBoxes(tx)).find(({ id }) => id === action.box),
  }));
  const { found, box } = read;
  if (!found) return { status: "refused", code: "gone" };
  if (found.refusal) return { status: "refused", code: found.refusal };
  if (action.box !== "" && !box) return { status: "refused", code: "noBox" };
  const weighed = action.weight.trim() === "" ? found.grams : readGrams(action.weight);
  if (weighed === undefined) return { status: "refused", code: "weight" };
  const size = box ? { length: box.length, width: box.width, height: box.height } : found.parcel.box;
  const hasLabel = found.parcel.stage !== "void";
  const sameBox = !box || isBox(box, found.parcel.box);
  if (hasLabel && sameBox && !isOff(weighed, found.grams)) return { status: "fits", weighed };

  const quote = await requoteLabel(shopId, parcelId, { grams: weighed, box: size }, now);
  if (quote.status !== "quoted") return quote;
  const { was, offered, otherService } = quote;
  const isSame = was !== null && was.minor === offered?.minor && was.currency === offered.currency;
  if (hasLabel && isSame) return { status: "same", weighed };
  const seen = action.do === "replace" && action.offered === String(offered?.minor ?? "");
  if (!seen) return { status: "offer", weighed, was, offered, otherService, changed: action.do === "replace" };
  const refusal = await replaceLabel(shopId, parcelId, { grams: weighed, box: size, offered, otherService }, who, now);
  return refusal ? { status: "refused", code: refusal } : { status: "replacing" };
}
