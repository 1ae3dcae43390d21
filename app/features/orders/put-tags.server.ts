import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { upsertRows } from "../../platform/db/upsert.server.ts";

/** Stores the tags of orders. `known`: orders that may have others, which are taken away. */
export async function putTags(
  tx: ShopTx,
  orders: readonly { readonly orderId: OrderId; readonly tags: readonly string[] }[],
  known: readonly OrderId[],
): Promise<void> {
  const tags = orders.flatMap(({ orderId, tags: own }) => [...new Set(own)].map((tag) => ({ order_id: orderId, tag })));
  if (known.length > 0)
    await tx.run(
      `delete from order_tag where shop_id = $1 and order_id = any($2::bigint[])
          and (order_id, tag) not in (select * from unnest($3::bigint[], $4::text[]))`,
      [tx.shopId, known, tags.map((tag) => tag.order_id), tags.map((tag) => tag.tag)],
    );
  await upsertRows(tx, "order_tag", { columns: { order_id: "bigint", tag: "text" }, key: ["tag", "order_id"] }, tags);
}
