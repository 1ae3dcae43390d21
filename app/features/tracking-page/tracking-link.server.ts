import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { signedToken } from "./link.server.ts";

/** How long a link in a message opens the page: as long as anybody looks for a parcel. */
const GOOD_MS = 60 * 86_400_000;

/**
 * The address of one order's page in its shop, for messages: good for 60 days, and only for this order. Undefined before the order has a key (it gets one
 * with its first promised date).
 */
export async function trackingLink(tx: ShopTx, orderId: OrderId, now: Date): Promise<string | undefined> {
  const [row] = await tx.rows<{ key: string; domain: string }>(
    "select k.key, s.domain from order_key k join shop s on s.id = k.shop_id where k.shop_id = $1 and k.order_id = $2",
    [tx.shopId, orderId],
  );
  if (row === undefined) return undefined;
  const token = signedToken(orderId, new Date(now.getTime() + GOOD_MS), row.key);
  return `https://${row.domain}/apps/entrega?t=${token}`;
}
