import type { LocationId, PickBatchId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { watchOrders } from "../delivery/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { routeShortPicks } from "../routing/public.server.ts";
import { toPick, type BatchStatus } from "./domain/batch.ts";
import { dropClaim } from "./claims.server.ts";
import { readTasks, type Task } from "./tasks.server.ts";

/**
 * Draws the conclusions of what was picked in a batch: an order with nothing left to pick is ready to be packed, and what was missing of it is taken out of its
 * fulfillment order and routed elsewhere, all at once; one of which nothing was there is no longer picked. Then the batch itself.
 */
export async function finishTasks(
  tx: ShopTx,
  { batchId, locationId }: { readonly batchId: PickBatchId; readonly locationId: LocationId },
  now: Date,
): Promise<void> {
  const tasks = await readTasks(tx, { batchId });
  const finished = tasks.filter(({ status, lines }) => status === "open" && lines.every((line) => toPick(line) === 0));
  const isEmpty = ({ lines }: Task) => lines.every(({ picked }) => picked === 0);
  await tx.run(
    `update pick_task set status = case when task_id = any($3::bigint[]) then 'void' else 'picked' end,
            reason = case when task_id = any($3::bigint[]) then 'short' else '' end, picked_at = $4
      where shop_id = $1 and task_id = any($2::bigint[])`,
    [tx.shopId, finished.map(({ taskId }) => taskId), finished.filter(isEmpty).map(({ taskId }) => taskId), now],
  );
  await appendOrderEvents(
    tx,
    finished
      .filter((task) => !isEmpty(task))
      .map(({ orderId, taskId, version, lines }) => ({
        orderId,
        code: "pick.done",
        ref: `${taskId} ${version}`,
        occurredAt: now,
        data: { units: lines.reduce((sum, { picked }) => sum + picked, 0), locationId },
      })),
    now,
  );
  await watchOrders(
    tx,
    finished.map(({ orderId }) => orderId),
    now,
  );
  await routeShortPicks(
    tx,
    finished.flatMap(({ orderId, fulfillmentOrderId, taskId, version, lines }) => {
      const missing = lines.filter(({ short }) => short > 0);
      if (missing.length === 0) return [];
      const units = missing.map(({ orderLineId, short }) => ({ lineItemId: orderLineId, quantity: short }));
      return [{ orderId, fulfillmentOrderId, locationId, lines: units, ref: `${taskId}-${version}` }];
    }),
    now,
  );
  await settleBatch(tx, batchId, now);
}

/** How far a batch is follows from its orders. One that is done or cancelled stays so. */
export async function settleBatch(tx: ShopTx, batchId: PickBatchId, now: Date): Promise<void> {
  const [row] = await tx.rows<{ status: BatchStatus }>(
    `update pick_batch b set status = x.status,
            picked_at = case when x.status in ('picked', 'done') then coalesce(b.picked_at, $3) end,
            closed_at = case when x.status = 'done' then $3::timestamptz end
       from (select case when bool_or(k.status = 'open') then case when min(p.started_at) is null then 'open' else 'picking' end
                         when bool_or(k.status = 'picked') then 'picked' else 'done' end as status
               from pick_task k join pick_batch p on p.shop_id = $1 and p.batch_id = $2
              where k.shop_id = $1 and k.batch_id = $2) x
      where b.shop_id = $1 and b.batch_id = $2 and b.status not in ('done', 'cancelled') returning b.status`,
    [tx.shopId, batchId, now],
  );
  // Who has walked the batch is free for the next; packing has claims of its own.
  if (row?.status === "picked" || row?.status === "done") await dropClaim(tx, `batch ${batchId}`);
}
