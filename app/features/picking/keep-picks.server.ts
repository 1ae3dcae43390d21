import { createHash } from "node:crypto";
import type { FulfillmentOrderId, LocationId, OrderId, PickBatchId, PickTaskId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { shipRefusal } from "../fulfillment/domain/public.ts";
import { readShippable } from "../fulfillment/public.server.ts";
import { appendOrderEvents, openPersons } from "../orders/public.server.ts";
import { voidPrinted } from "../packing/public.server.ts";
import { reviewTask, type Review, type ShownPart, type WorkedTask } from "./domain/review-task.ts";
import { settleBatch } from "./finish.server.ts";

interface ActiveTask extends WorkedTask {
  readonly taskId: PickTaskId;
  readonly batchId: PickBatchId;
  readonly orderId: OrderId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly locationId: LocationId;
  readonly status: "open" | "picked";
  readonly version: number;
}

/** Where orders that are being picked go, before they are read again; hashes, which nobody stores. Others are left out. */
export async function beforePicks(tx: ShopTx, orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, string>> {
  if (orderIds.length === 0) return new Map();
  const rows = await tx.rows<{ order_id: OrderId }>(
    `select distinct order_id from pick_task where shop_id = $1 and order_id = any($2::bigint[]) and status in ('open', 'picked')`,
    [tx.shopId, orderIds],
  );
  return addressMarks(
    tx,
    rows.map((row) => row.order_id),
  );
}

/** One hash for each order's delivery address, so that a change can be told. An order whose person was erased has none. */
async function addressMarks(tx: ShopTx, orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, string>> {
  if (orderIds.length === 0) return new Map();
  const persons = await openPersons(tx, orderIds);
  return new Map(
    orderIds.flatMap((id): [OrderId, string][] => {
      const person = persons.get(id);
      if (person === undefined) return [];
      const { name, address1, address2, city, provinceCode, zip, countryCode } = person;
      const parts = [name, address1, address2, city, provinceCode, zip, countryCode];
      return [[id, createHash("sha256").update(JSON.stringify(parts)).digest("base64")]];
    }),
  );
}

/**
 * Compares what is being picked of these orders with what Shopify shows of them, and takes over what changed: cancelled, held, moved or unpaid orders leave their
 * batch, edited ones want other units, a new address makes printed paper void. Asked when an order was read again, and before anything is scanned or
 * shipped. `before`: `beforePicks` of before the read.
 */
export async function keepPicks(
  tx: ShopTx,
  orderIds: readonly OrderId[],
  now: Date,
  before: ReadonlyMap<OrderId, string> = new Map(),
): Promise<void> {
  const tasks = await activeTasks(tx, orderIds);
  if (tasks.length === 0) return;
  const parts = await partsOf(tx, [...new Set(tasks.map(({ orderId }) => orderId))]);
  for (const task of tasks) {
    const ofOrder = parts.get(task.orderId);
    const shippable = await readShippable(tx, task.fulfillmentOrderId);
    const refusal = shippable && shipRefusal(shippable.facts, "person", now);
    const review = reviewTask(task, {
      cancelled: ofOrder?.cancelled ?? true,
      refused: refusal === "payment_pending" ? "payment" : refusal === "risk" ? "risk" : null,
      parts: (ofOrder?.parts ?? []).map((part) => ({
        ...part,
        taken: part.taken && part.id !== task.fulfillmentOrderId,
      })),
    });
    await take(tx, task, review, now);
  }
  const marks = await addressMarks(
    tx,
    tasks.flatMap(({ orderId }) => (before.has(orderId) ? [orderId] : [])),
  );
  await readdress(
    tx,
    tasks.filter(({ orderId }) => before.has(orderId) && before.get(orderId) !== marks.get(orderId)),
    now,
  );
}

async function take(tx: ShopTx, task: ActiveTask, review: Review, now: Date): Promise<void> {
  if (review.is === "void") {
    await tx.run(
      "update pick_task set status = 'void', reason = $3, version = version + 1 where shop_id = $1 and task_id = $2",
      [tx.shopId, task.taskId, review.reason],
    );
    await tell(tx, task, "pick.voided", { reason: review.reason }, now);
    await settleBatch(tx, task.batchId, now);
    return;
  }
  if (review.fulfillmentOrderId !== task.fulfillmentOrderId)
    await tx.run("update pick_task set fulfillment_order_id = $3 where shop_id = $1 and task_id = $2", [
      tx.shopId,
      task.taskId,
      review.fulfillmentOrderId,
    ]);
  if (review.is === "same") return;
  await tx.run(
    `with wanted as (select * from jsonb_to_recordset($3::jsonb) as x(order_line_id bigint, item_id bigint, wanted int)),
     gone as (update pick_line l set wanted = 0, checked = 0 where l.shop_id = $1 and l.task_id = $2
                 and not exists (select 1 from wanted w where w.order_line_id = l.order_line_id))
     insert into pick_line as l (shop_id, task_id, order_line_id, item_id, wanted)
     select $1, $2, order_line_id, item_id, wanted from wanted
     on conflict (shop_id, task_id, order_line_id) do update
        set wanted = excluded.wanted, item_id = coalesce(excluded.item_id, l.item_id), checked = least(l.checked, excluded.wanted)`,
    [
      tx.shopId,
      task.taskId,
      JSON.stringify(
        review.lines.map(({ orderLineId, itemId, wanted }) => ({
          order_line_id: orderLineId,
          item_id: itemId,
          wanted,
        })),
      ),
    ],
  );
  // Boxes that are closed hold the order as it was: they are opened, and everything is verified anew.
  await tx.run(
    `update pick_line l set checked = 0 from pick_task k
      where l.shop_id = $1 and l.task_id = $2 and k.shop_id = $1 and k.task_id = $2 and k.boxes <> '[]'`,
    [tx.shopId, task.taskId],
  );
  await tx.run(
    `update pick_task k set version = version + 1, news = 'edited', boxes = '[]',
            status = case when exists (select 1 from pick_line l where l.shop_id = $1 and l.task_id = $2 and l.wanted - l.short > l.picked)
                          then 'open' else k.status end
      where shop_id = $1 and task_id = $2`,
    [tx.shopId, task.taskId],
  );
  await tell(tx, task, "pick.changed", {}, now);
  await settleBatch(tx, task.batchId, now);
}

async function readdress(tx: ShopTx, tasks: readonly ActiveTask[], now: Date): Promise<void> {
  for (const task of tasks) {
    const changed = await tx.run(
      `update pick_task set version = version + 1, news = case when news = 'edited' then news else 'address' end
        where shop_id = $1 and task_id = $2 and status in ('open', 'picked')`,
      [tx.shopId, task.taskId],
    );
    if (changed > 0) await tell(tx, task, "pick.readdressed", {}, now);
  }
}

/** What is said on paper that must not be used any more. */
const VOIDS = { "pick.voided": "cancelled", "pick.changed": "edited", "pick.readdressed": "address" } as const;

async function tell(
  tx: ShopTx,
  { orderId, taskId, version, locationId }: ActiveTask,
  code: "pick.voided" | "pick.changed" | "pick.readdressed",
  data: Readonly<Record<string, string>>,
  now: Date,
): Promise<void> {
  const event = { orderId, code, ref: `${taskId} ${version}`, occurredAt: now, data: { ...data, locationId } };
  await appendOrderEvents(tx, [event], now);
  await voidPrinted(tx, orderId, VOIDS[code], now);
}

async function activeTasks(tx: ShopTx, orderIds: readonly OrderId[]): Promise<ActiveTask[]> {
  if (orderIds.length === 0) return [];
  return tx.rows<ActiveTask & Record<string, unknown>>(
    `select k.task_id as "taskId", k.batch_id as "batchId", k.order_id as "orderId", k.fulfillment_order_id as "fulfillmentOrderId",
            b.location_id as "locationId", k.status, k.version,
            coalesce((select jsonb_agg(jsonb_build_object('orderLineId', l.order_line_id::text, 'wanted', l.wanted, 'picked', l.picked, 'short', l.short)
                        order by l.order_line_id)
                        from pick_line l where l.shop_id = k.shop_id and l.task_id = k.task_id and l.wanted > 0), '[]') as lines
       from pick_task k join pick_batch b on b.shop_id = k.shop_id and b.batch_id = k.batch_id
      where k.shop_id = $1 and k.order_id = any($2::bigint[]) and k.status in ('open', 'picked') order by k.task_id for update of k`,
    [tx.shopId, orderIds],
  );
}

interface OrderParts {
  readonly cancelled: boolean;
  readonly parts: readonly ShownPart[];
}

async function partsOf(tx: ShopTx, orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, OrderParts>> {
  const rows = await tx.rows<OrderParts & { readonly id: OrderId; readonly [column: string]: unknown }>(
    `select o.order_id as id, o.cancelled_at is not null or o.deleted_at is not null as cancelled,
            coalesce((select jsonb_agg(jsonb_build_object('id', f.fulfillment_order_id::text, 'locationId', f.location_id::text, 'status', f.status,
                        'requestStatus', f.request_status, 'held', jsonb_array_length(f.holds) > 0,
                        'taken', exists (select 1 from pick_task k where k.shop_id = f.shop_id and k.fulfillment_order_id = f.fulfillment_order_id
                                            and k.status in ('open', 'picked')),
                        'lines', coalesce((select jsonb_agg(jsonb_build_object('orderLineId', x.order_line_id::text, 'itemId', x.item_id::text, 'remaining', x.remaining))
                                    from (select l.order_line_id, min(l.item_id) as item_id, sum(l.remaining)::int as remaining from fulfillment_order_line l
                                           where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id and l.requires_shipping
                                           group by l.order_line_id) x), '[]')) order by f.fulfillment_order_id)
                        from fulfillment_order f where f.shop_id = o.shop_id and f.order_id = o.order_id), '[]') as parts
       from shop_order o where o.shop_id = $1 and o.order_id = any($2::bigint[])`,
    [tx.shopId, orderIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
