import type { FulfillmentOrderId, LocationId, PickBatchId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { shipRefusal } from "../fulfillment/domain/public.ts";
import { openShippables } from "../fulfillment/public.server.ts";
import type { PickMode } from "./domain/batch.ts";

export interface NewBatch {
  readonly mode: PickMode;
  /** In the order in which they are walked. */
  readonly ids: readonly FulfillmentOrderId[];
  readonly assignee: string;
}

/** `left`: how many were not taken, because others have them or they cannot be shipped any more. */
export interface MadeBatches {
  readonly batchIds: readonly PickBatchId[];
  readonly orders: number;
  readonly left: number;
}

const MOST = 10_000;

/**
 * Makes a batch, at each of their locations, of what can still be picked of these. An order that somebody else has put into a batch by a moment stays in
 * theirs.
 */
export async function createBatches(tx: ShopTx, { mode, ids, assignee }: NewBatch, now: Date): Promise<MadeBatches> {
  const found = await openShippables(tx, null, MOST);
  const placeOf = new Map(
    found.flatMap(({ fulfillmentOrderId, locationId, facts }) =>
      locationId !== null && shipRefusal(facts, "automatic", now) === null
        ? [[fulfillmentOrderId, locationId as LocationId] as const]
        : [],
    ),
  );
  const allowed = [...new Set(ids)].filter((id) => placeOf.has(id));
  const batchIds: PickBatchId[] = [];
  let orders = 0;
  for (const [locationId, here] of Map.groupBy(allowed, (id) => placeOf.get(id))) {
    if (locationId === undefined) continue;
    const made = await createAt(tx, { mode, ids: here, assignee, locationId }, now);
    orders += made.orders;
    if (made.batchId !== undefined) batchIds.push(made.batchId);
  }
  return { batchIds, orders, left: new Set(ids).size - orders };
}

async function createAt(
  tx: ShopTx,
  { mode, ids, assignee, locationId }: NewBatch & { readonly locationId: LocationId },
  now: Date,
): Promise<{ readonly batchId?: PickBatchId; readonly orders: number }> {
  const [batch] = await tx.rows<{ batch_id: PickBatchId }>(
    `insert into pick_batch (shop_id, location_id, mode, status, assignee, created_at) values ($1, $2, $3, 'open', $4, $5) returning batch_id`,
    [tx.shopId, locationId, mode, assignee, now],
  );
  const batchId = batch?.batch_id;
  const orders = await tx.run(
    `insert into pick_task (shop_id, batch_id, order_id, fulfillment_order_id, place, status)
     select $1, $2, f.order_id, f.fulfillment_order_id, row_number() over (order by x.n), 'open'
       from unnest($3::bigint[]) with ordinality as x(id, n)
       join fulfillment_order f on f.shop_id = $1 and f.fulfillment_order_id = x.id
      where exists (select 1 from fulfillment_order_line l
                     where l.shop_id = $1 and l.fulfillment_order_id = x.id and l.remaining > 0 and l.requires_shipping)
      order by x.n
     on conflict (shop_id, fulfillment_order_id) where status in ('open', 'picked') do nothing`,
    [tx.shopId, batchId, ids],
  );
  if (orders === 0 || batchId === undefined) {
    await tx.run("delete from pick_batch where shop_id = $1 and batch_id = $2", [tx.shopId, batchId]);
    return { orders: 0 };
  }
  await tx.run(
    `insert into pick_line (shop_id, task_id, order_line_id, item_id, wanted)
     select $1, k.task_id, l.order_line_id, min(l.item_id), sum(l.remaining)
       from pick_task k join fulfillment_order_line l on l.shop_id = $1 and l.fulfillment_order_id = k.fulfillment_order_id
      where k.shop_id = $1 and k.batch_id = $2 and l.remaining > 0 and l.requires_shipping group by k.task_id, l.order_line_id`,
    [tx.shopId, batchId],
  );
  return { batchId, orders };
}
