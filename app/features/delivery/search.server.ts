import type { SearchHit } from "../../core/search.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** Parcels of ours by their whole tracking number, with or without spaces, in small or capital letters; the newest first. */
export async function searchParcels(tx: ShopTx, text: string, limit: number): Promise<SearchHit[]> {
  const number = text.replaceAll(/\s/g, "");
  if (number === "") return [];
  const rows = await tx.rows<{ parcel_id: string; tracking_number: string; order_id: string; stage: string }>(
    `select parcel_id, tracking_number, order_id, stage from parcel
      where shop_id = $1 and tracking_number = any($2) order by parcel_id desc limit $3`,
    [tx.shopId, [text, number, number.toUpperCase()], limit],
  );
  return rows.map(({ parcel_id: id, tracking_number: title, order_id: orderId, stage }) => ({
    ...{ id, title, detail: stage, to: `/app/orders/${orderId}` },
  }));
}
