import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { signedToken } from "./link.server.ts";

/** How long a link in a message opens the page: as long as anybody looks for a parcel. */
const GOOD_MS = 60 * 86_400_000;

/**
 * The address of one order's page in its shop, for messages: good for 60 days, and only for this order. Undefined before the order has a key (it gets one
 * with its first promised date).
 */
export async function trackingLink(
  tx: ShopTx,
  orderId: OrderId,
  domain: string,
  now: Date,
): Promise<string | undefined> {
  const [row] = await tx.rows<{ key: string }>("select key from order_key where shop_id = $1 and order_id = $2", [
    tx.shopId,
    orderId,
  ]);
  if (row === undefined) return undefined;
  const token = signedToken(orderId, new Date(now.getTime() + GOOD_MS), row.key);
  return `https://${domain}/apps/entrega?t=${token}`;
}
