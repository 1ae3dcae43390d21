import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** What labels of an order wait for a person for: doubts about its address, or what they cost; null: none waits. */
export async function labelsWaiting(tx: ShopTx, orderId: OrderId): Promise<"address" | "cost" | null> {
  const [row] = await tx.rows<{ address: boolean; cost: boolean }>(
    `select exists (select 1 from address_check where shop_id = $1 and order_id = $2 and status = 'waiting') as address,
            exists (select 1 from label_choice where shop_id = $1 and order_id = $2 and status = 'waiting') as cost`,
    [tx.shopId, orderId],
  );
  return row?.address ? "address" : row?.cost ? "cost" : null;
}
