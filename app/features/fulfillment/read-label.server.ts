import type { ParcelId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readFile } from "../../platform/files.server.ts";
import { readParcel } from "../delivery/public.server.ts";
import { lastReplacement } from "./replacements.server.ts";
import { notePersonalRead } from "../orders/public.server.ts";

/**
 * The label of a parcel, to be printed by a staff member (`who`: their Shopify id). A name and a street stand on it, so reading it is written
 * down. Undefined when there is no label: not bought yet, (being) given back, or past its day.
 */
export async function readLabel(
  shopId: ShopId,
  parcelId: ParcelId,
  who: string,
  now: Date,
): Promise<{ readonly contentType: string; readonly bytes: Buffer } | undefined> {
  return inShop(shopId, async (tx) => {
    const parcel = await readParcel(tx, parcelId);
    if (!parcel || parcel.stage === "void" || parcel.labelFileId === null) return undefined;
    // It is being given back: nobody may put it on a box.
    if ((await lastReplacement(tx, parcelId))?.status === "voiding") return undefined;
    const file = await readFile(tx, parcel.labelFileId);
    if (file) await notePersonalRead(tx, parcel.orderId, { who, purpose: "label" }, now);
    return file;
  });
}
