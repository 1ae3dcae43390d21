import type { ShopTx } from "./in-shop.server.ts";

/** The shop's time zone (IANA), by which its days begin and end; UTC until Shopify told. Here and not in features/shops, which itself needs who asks for it. */
export async function shopZone(tx: ShopTx): Promise<string> {
  const [shop] = await tx.rows<{ timezone: string }>("select timezone from shop_profile where shop_id = $1", [
    tx.shopId,
  ]);
  return shop?.timezone ?? "UTC";
}
