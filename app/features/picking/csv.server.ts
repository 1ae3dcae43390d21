import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { CSV_BATCH, csvFile, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { listBatches, type BatchSummary } from "./batches.server.ts";
import type { BatchFilter } from "./domain/batch-filter.ts";
import { filterQueue, type QueueFilter } from "./domain/queue-filter.ts";
import { readQueue } from "./queue.server.ts";

type Translate = TFunction<"picking">;

const moment = (at: number | null): string => (at === null ? "" : new Date(at).toISOString());

/** All that the queue shows, as CSV in its order. */
export async function queueCsv(shopId: ShopId, filter: QueueFilter, t: Translate, now: Date): Promise<string> {
  const { orders, nextCutOff } = await inShop(shopId, (tx) => readQueue(tx, filter.locationId, now));
  const heading = (
    [
      "order",
      "location",
      "zone",
      "method",
      "carrier",
      "priority",
      "placed",
      "cutOff",
      "deadline",
      "lines",
      "units",
      "bin",
    ] as const
  ).map((column) => t(`column.${column}`));
  const rows = filterQueue(orders, { ...filter, after: null }, now.getTime(), nextCutOff).map((each) => [
    each.orderName,
    each.location,
    each.zone,
    each.method,
    each.carrier,
    each.priority === 0 ? "" : String(each.priority),
    moment(each.placedAt),
    moment(each.cutOffAt),
    moment(each.deadlineAt),
    String(each.lines),
    String(each.units),
    each.bin,
    each.batch === null ? "" : each.batch.id,
    each.waitsFor ?? "",
  ]);
  return csvFile([...heading, t("column.batch"), t("column.waitsFor")], rows);
}

/** All batches of the filter as CSV, the newest first. */
export function batchesCsv(shopId: ShopId, filter: BatchFilter, t: Translate): ReadableStream<Uint8Array> {
  const columns = ["batch", "location", "mode", "status", "assignee", "made", "started", "picked", "closed"] as const;
  const numbers = ["orders", "voided", "shipped", "units", "pickedUnits", "missing"] as const;
  return csvStream<string>(
    [...columns, ...numbers].map((column) => t(`column.${column}`)),
    async (after) => {
      const page = await inShop(shopId, (tx) => listBatches(tx, { ...filter, after, before: null }, CSV_BATCH));
      return { lines: page.batches.map((batch) => cells(batch, t)), after: page.after };
    },
  );
}

function cells(batch: BatchSummary, t: Translate): string[] {
  const { orders, voided, shipped, wanted, picked, short } = batch;
  return [
    batch.batchId,
    batch.location,
    t(`mode.${batch.mode}`),
    t(`status.${batch.status}`),
    batch.assignee,
    batch.createdAt,
    batch.startedAt ?? "",
    batch.pickedAt ?? "",
    batch.closedAt ?? "",
    ...[orders, voided, shipped, wanted, picked, short].map(String),
  ];
}
