import type { FulfillmentOrderId, OrderId, PickBatchId, PickTaskId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** A part of an order that somebody picks or has picked, and nobody has shipped. */
export interface TaskOfOrder {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly taskId: PickTaskId;
  readonly batchId: PickBatchId;
  readonly status: "open" | "picked";
}

/** Where the parts of an order are in batches. */
export async function tasksOfOrder(tx: ShopTx, orderId: OrderId): Promise<TaskOfOrder[]> {
  return tx.rows<TaskOfOrder & Record<string, unknown>>(
    `select fulfillment_order_id as "fulfillmentOrderId", task_id as "taskId", batch_id as "batchId", status
       from pick_task where shop_id = $1 and order_id = $2 and status in ('open', 'picked') order by task_id`,
    [tx.shopId, orderId],
  );
}
