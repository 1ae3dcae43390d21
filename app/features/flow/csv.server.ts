import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { RunFilter } from "./domain/run-filter.ts";
import { listRuns } from "./runs.server.ts";

const COLUMNS = ["order", "action", "status", "why", "received"] as const;

/** All runs of the filter as CSV, the newest first. */
export function runsCsv(shopId: ShopId, filter: RunFilter, t: TFunction<"flow">): ReadableStream<Uint8Array> {
  return csvStream<string>(
    COLUMNS.map((column) => t(`column.${column}`)),
    async (after) => {
      const page = await inShop(shopId, (tx) => listRuns(tx, { ...filter, after, before: null }, CSV_BATCH));
      return {
        lines: page.runs.map(({ order, orderId, action, status, code, receivedAt }) => [
          order || orderId,
          t(`action.${action}.title`),
          t(`status.${status}`),
          code === "" ? "" : t(`why.${code}`),
          receivedAt,
        ]),
        after: page.after,
      };
    },
  );
}
