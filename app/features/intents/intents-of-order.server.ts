import type { IntentId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** An effect on one order, as people are shown it. Kind and status are codes; `waits`: it was not done, because a person is asked first. */
export interface ShownIntent {
  readonly intentId: IntentId;
  readonly kind: string;
  readonly status: string;
  /** ISO 8601: when it was settled, else when it was decided. */
  readonly at: string;
}

interface Row {
  readonly intent_id: IntentId;
  readonly kind: string;
  readonly status: string;
  readonly at: Date;
  readonly [column: string]: unknown;
}

const MOST = 100;

/** What Entrega does or did in Shopify and with carriers for one order, newest first. */
export async function intentsOfOrder(tx: ShopTx, orderId: OrderId): Promise<ShownIntent[]> {
  const rows = await tx.rows<Row>(
    `select intent_id, kind, coalesce(settled_at, created_at) as at,
            case when status = 'refused' and outcome -> 'codes' = '["waits"]' then 'waits' else status end as status
       from intent where shop_id = $1 and order_id = $2 order by intent_id desc limit $3`,
    [tx.shopId, orderId, MOST],
  );
  return rows.map(({ intent_id, kind, status, at }) => ({ intentId: intent_id, kind, status, at: at.toISOString() }));
}
