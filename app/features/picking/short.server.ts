import { z } from "zod";
import {
  readId,
  type CountId,
  type IntentId,
  type InventoryItemId,
  type LocationId,
  type PickBatchId,
} from "../../core/ids.ts";
import type { StockReason } from "../../core/stock-reasons.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { askCount } from "../counts/public.server.ts";
import type { StockPlanner } from "../inventory/public.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { recordStockWrite } from "../stock-writes/public.server.ts";
import { claim, type Claimed, type Worker } from "./claims.server.ts";
import { SHORT_REASONS, toPick, type ShortReason } from "./domain/batch.ts";
import { finishTasks } from "./finish.server.ts";
import { keepPicks } from "./keep-picks.server.ts";
import { lockBatch, type LockedBatch } from "./start.server.ts";
import { readTasks, writeLines, type TaskLine } from "./tasks.server.ts";

const id = z.string().refine((text) => readId(text) !== undefined);

/** What the page sends when units are missing. `shortId`: its own number of the report. `units`: as typed; more than are wanted count as all of them. */
export const shortSchema = z.object({
  do: z.literal("short"),
  shortId: z.uuid(),
  taskId: id,
  orderLineId: id,
  units: z.coerce.number().int().min(1).max(10_000),
  reason: z.enum(SHORT_REASONS),
});
export type ShortReport = z.infer<typeof shortSchema>;

/** What was done about the stock: written to Shopify, or a count asked for; `again`: this report was taken before. */
export type Shorted =
  | { readonly status: "short"; readonly stock: "written" | "count" | "again" }
  | { readonly status: "refused"; readonly code: "gone" }
  | Extract<Claimed, { status: "held" }>;

const REASONS: Readonly<Record<ShortReason, StockReason>> = {
  notFound: "shrinkage",
  damaged: "damaged",
  wrongPlace: "correction",
  expired: "damaged",
  other: "correction",
};

/**
 * Takes a report that units of a line are not there. The rest of the order goes on; the missing units leave it when everything else of it is picked
 * (finish.server.ts). With the switch of stock on they are taken out of Shopify's number, else somebody is asked to count; an item found broken is both.
 */
export async function reportShort(
  tx: ShopTx,
  batchId: PickBatchId,
  report: ShortReport,
  by: { readonly worker: Worker; readonly countName: string },
  now: Date,
): Promise<Shorted> {
  const batch = await lockBatch(tx, batchId);
  if (!batch || batch.status === "done" || batch.status === "cancelled") return { status: "refused", code: "gone" };
  const claimed = await claim(tx, `batch ${batchId}`, by.worker, now);
  if (claimed.status === "held") return claimed;
  const [known] = await tx.rows("select 1 as one from pick_short where shop_id = $1 and short_id = $2", [
    tx.shopId,
    report.shortId,
  ]);
  if (known) return { status: "short", stock: "again" };
  const orderIds = (await readTasks(tx, { batchId })).map(({ orderId }) => orderId);
  await keepPicks(tx, [...new Set(orderIds)], now);
  const task = (await readTasks(tx, { batchId })).find(({ taskId }) => taskId === report.taskId);
  const line = task?.lines.find(({ orderLineId }) => orderLineId === report.orderLineId);
  const units = line ? Math.min(report.units, toPick(line)) : 0;
  if (!task || !line?.itemId || task.status !== "open" || units === 0) return { status: "refused", code: "gone" };
  await writeLines(tx, [{ ...line, short: line.short + units }]);
  const done = await correctStock(
    tx,
    batch,
    { line, itemId: line.itemId, units, report, countName: by.countName },
    now,
  );
  await tx.run(
    `insert into pick_short (shop_id, short_id, task_id, order_line_id, item_id, location_id, units, reason, at, intent_id, count_id, count_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      tx.shopId,
      report.shortId,
      task.taskId,
      line.orderLineId,
      line.itemId,
      batch.locationId,
      units,
      report.reason,
      now,
      done.intentId,
      done.countId,
      by.countName,
    ],
  );
  const data = { locationId: batch.locationId, units, reason: report.reason, itemId: line.itemId };
  const event = { orderId: task.orderId, code: "pick.short", ref: report.shortId, occurredAt: now, data };
  await appendOrderEvents(tx, [event], now);
  await finishTasks(tx, batch, now);
  return { status: "short", stock: done.intentId === null ? "count" : "written" };
}

interface Missing {
  readonly line: TaskLine;
  readonly itemId: InventoryItemId;
  readonly units: number;
  readonly report: ShortReport;
  readonly countName: string;
}

/** A write that Shopify refuses, because its number is another one by then, is made a count by `planPicks`. */
async function correctStock(
  tx: ShopTx,
  { locationId }: LockedBatch,
  { itemId, units, report, countName }: Missing,
  now: Date,
): Promise<{ readonly intentId: IntentId | null; readonly countId: CountId | null }> {
  const [level] = await tx.rows<{ available: number; damaged: number }>(
    `select available, damaged from inventory_level l join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id
      where l.shop_id = $1 and l.item_id = $2 and l.location_id = $3 and l.active and i.tracked and l.available is not null`,
    [tx.shopId, itemId, locationId],
  );
  if (level && (await switchedOnSince(tx, "stock")) !== null) {
    const common = { reason: REASONS[report.reason], document: { kind: "ShortPick", id: report.taskId } } as const;
    const at = { itemId, locationId, from: level.available };
    const isBroken = report.reason === "damaged" || report.reason === "expired";
    const [recorded] = await recordStockWrite(
      tx,
      isBroken
        ? {
            kind: "stock.move",
            input: {
              ...common,
              state: "available",
              into: "damaged",
              changes: [{ ...at, units, toFrom: level.damaged }],
            },
          }
        : { kind: "stock.adjust", input: { ...common, state: "available", changes: [{ ...at, by: -units }] } },
      now,
    );
    if (recorded) return { intentId: recorded.intentId, countId: null };
  }
  return { intentId: null, countId: (await askCount(tx, { locationId, itemId, name: countName }, now)) ?? null };
}

/**
 * Stock of these items changed, or a write of it came to an end: what could not be written of their short picks is to be counted. In the stock lane.
 */
export const planPicks: StockPlanner = async (tx, items, now) => {
  const rows = await tx.rows<{ shortId: string; itemId: InventoryItemId; locationId: LocationId; name: string }>(
    `select s.short_id as "shortId", s.item_id as "itemId", s.location_id as "locationId", s.count_name as name from pick_short s join intent i on i.shop_id = s.shop_id and i.intent_id = s.intent_id
      where s.shop_id = $1 and s.item_id = any($2::bigint[]) and s.count_id is null and i.status in ('refused', 'cancelled') order by s.short_id`,
    [tx.shopId, items],
  );
  for (const { shortId, ...wanted } of rows) {
    const countId = await askCount(tx, wanted, now);
    await tx.run("update pick_short set count_id = $3 where shop_id = $1 and short_id = $2", [
      tx.shopId,
      shortId,
      countId,
    ]);
  }
};
