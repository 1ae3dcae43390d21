import { z } from "zod";
import type { LocationId, OrderId, PickBatchId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { claim, dropClaim, readClaim, type Claimed, type Worker } from "./claims.server.ts";
import type { BatchStatus, PickMode } from "./domain/batch.ts";

/** What a button of a batch's page sends. A batch is taken over with a reason. */
export const batchActionSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("start") }),
  z.object({ do: z.literal("takeOver"), why: z.enum(["shift", "absent", "device", "other"]) }),
  z.object({ do: z.literal("pause") }),
  z.object({ do: z.literal("cancel") }),
]);
export type BatchAction = z.infer<typeof batchActionSchema>;

export type BatchDone =
  | { readonly status: "did"; readonly did: BatchAction["do"] }
  | { readonly status: "refused"; readonly code: "gone" }
  | Extract<Claimed, { status: "held" }>;

export interface LockedBatch {
  readonly batchId: PickBatchId;
  readonly locationId: LocationId;
  readonly mode: PickMode;
  readonly status: BatchStatus;
}

/** A batch, and nobody else changes it before this transaction ends. Undefined: the shop has none of this number. */
export async function lockBatch(tx: ShopTx, batchId: PickBatchId): Promise<LockedBatch | undefined> {
  const [row] = await tx.rows<LockedBatch & Record<string, unknown>>(
    `select batch_id as "batchId", location_id as "locationId", mode, status from pick_batch where shop_id = $1 and batch_id = $2 for update`,
    [tx.shopId, batchId],
  );
  return row;
}

/** Does what somebody asked for on the page of a batch. */
export async function doBatchAction(
  tx: ShopTx,
  batchId: PickBatchId,
  action: BatchAction,
  worker: Worker,
  now: Date,
): Promise<BatchDone> {
  const batch = await lockBatch(tx, batchId);
  if (!batch || batch.status === "done" || batch.status === "cancelled") return { status: "refused", code: "gone" };
  const thing = `batch ${batchId}` as const;
  const wasMine = (await readClaim(tx, thing, worker.who, now))?.status === "yours";
  const claimed = await claim(tx, thing, worker, now, { takeOver: action.do === "takeOver" });
  if (claimed.status === "held") return claimed;
  switch (action.do) {
    case "start":
    case "takeOver":
      await start(tx, batch, action.do === "takeOver" ? { why: action.why } : {}, worker, now);
      // Of the first start and of a take-over the orders' ledgers tell.
      if (action.do === "start" && batch.status !== "open" && !wasMine) await told("batches.resumed");
      break;
    case "pause":
      if (wasMine) await told("batches.paused");
      await dropClaim(tx, thing);
      break;
    case "cancel":
      await cancel(tx, batch, now);
      await told("batches.cancelled");
      await dropClaim(tx, thing);
  }
  return { status: "did", did: action.do };

  async function told(code: "batches.resumed" | "batches.paused" | "batches.cancelled"): Promise<void> {
    await tell(tx, { code, subject: `batch:${batchId}`, who: worker.who }, now);
  }
}

async function start(
  tx: ShopTx,
  { batchId, locationId }: LockedBatch,
  taken: { readonly why?: string },
  { name }: Worker,
  now: Date,
): Promise<void> {
  await tx.run(
    `update pick_batch set status = case when status = 'open' then 'picking' else status end, started_at = coalesce(started_at, $3),
            assignee = case when $4 <> '' then $4 else assignee end
      where shop_id = $1 and batch_id = $2`,
    [tx.shopId, batchId, now, name],
  );
  const orders = await openOrders(tx, batchId);
  const code = taken.why === undefined ? "pick.started" : "pick.taken_over";
  await appendOrderEvents(
    tx,
    orders.map((orderId) => ({
      orderId,
      code,
      ref: taken.why === undefined ? batchId : `${batchId} ${now.toISOString()}`,
      occurredAt: now,
      data: { batchId, locationId, ...taken },
    })),
    now,
  );
}

/** Nobody picks it any more: its orders go back to the queue. What was picked is put back, as the page says. */
async function cancel(tx: ShopTx, { batchId, locationId }: LockedBatch, now: Date): Promise<void> {
  const orders = await openOrders(tx, batchId);
  await tx.run(
    "update pick_task set status = 'void', reason = 'released', version = version + 1 where shop_id = $1 and batch_id = $2 and status in ('open', 'picked')",
    [tx.shopId, batchId],
  );
  await tx.run("update pick_batch set status = 'cancelled', closed_at = $3 where shop_id = $1 and batch_id = $2", [
    tx.shopId,
    batchId,
    now,
  ]);
  await appendOrderEvents(
    tx,
    orders.map((orderId) => ({
      orderId,
      code: "pick.voided",
      ref: `batch ${batchId}`,
      occurredAt: now,
      data: { reason: "released", locationId },
    })),
    now,
  );
}

async function openOrders(tx: ShopTx, batchId: PickBatchId): Promise<OrderId[]> {
  const rows = await tx.rows<{ order_id: OrderId }>(
    "select distinct order_id from pick_task where shop_id = $1 and batch_id = $2 and status in ('open', 'picked') order by order_id",
    [tx.shopId, batchId],
  );
  return rows.map((row) => row.order_id);
}
