import type { ParcelId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { parcelsOfOrder } from "../delivery/public.server.ts";
import { readReplaceable } from "../fulfillment/public.server.ts";
import { listOfParcel, readBoxes } from "../packing/public.server.ts";

/** What the page of a parcel on the scale shows; undefined when the shop has none of this number. */
export async function weighPage(shopId: ShopId, parcelId: ParcelId, now: Date) {
  return inShop(shopId, async (tx) => {
    const found = await readReplaceable(tx, parcelId, now);
    if (!found) return undefined;
    const { parcel, grams, was, refusal, last } = found;
    const shown = (await parcelsOfOrder(tx, parcel.orderId)).find((each) => each.parcelId === parcelId);
    const boxes = await readBoxes(tx);
    return {
      parcelId,
      orderId: parcel.orderId,
      orderName: await orderName(tx, parcel.orderId),
      carrier: shown?.carrier ?? "",
      service: parcel.service,
      number: parcel.trackingNumber,
      hasLabel: parcel.labelFileId !== null,
      grams,
      box: boxes.find((each) => isBox(each, parcel.box))?.name ?? null,
      was,
      refusal,
      list: refusal === "onList" ? await listOfParcel(tx, parcelId) : null,
      last: last && { status: last.status, was: last.was },
      boxes: boxes.map(({ id, name }) => ({ id, name })),
    };
  });
}

type Size = { readonly length: number; readonly width: number; readonly height: number };

/** Is the size that a parcel was bought with one of this box? */
export const isBox = ({ length, width, height }: Size, size: Size | null): boolean =>
  size?.length === length && size.width === width && size.height === height;

async function orderName(tx: Parameters<Parameters<typeof inShop>[1]>[0], orderId: string): Promise<string> {
  const [row] = await tx.rows<{ name: string }>("select name from shop_order where shop_id = $1 and order_id = $2", [
    tx.shopId,
    orderId,
  ]);
  return row?.name ?? "";
}
