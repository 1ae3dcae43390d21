import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { decimalAmount } from "../../core/money.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { ReportFilter } from "./domain/report-filter.ts";
import { listReports } from "./reports.server.ts";

const COLUMNS = ["order", "kind", "state", "reported", "hours", "value", "currency", "suggestion", "earlier"] as const;

/** All reports of the filter as CSV, in the list's order. */
export function reportsCsv(shopId: ShopId, filter: ReportFilter, t: TFunction<"shopper">): ReadableStream<Uint8Array> {
  return csvStream<string>(
    COLUMNS.map((column) => t(`column.${column}`)),
    async (after) => {
      const rows = await inShop(shopId, (tx) => listReports(tx, { ...filter, before: null, after }, CSV_BATCH));
      return batchOf(
        rows,
        (row) => [
          row.orderName,
          t(`kind.${row.kind}`),
          t(`state.${row.state}`),
          row.reportedAt.toISOString(),
          row.hoursSinceDelivery === null ? "" : String(row.hoursSinceDelivery),
          decimalAmount({ minor: row.valueMinor, currency: row.currency }),
          row.currency,
          t(`remedy.${row.suggestion}`),
          String(row.earlierReports),
        ],
        ({ reportId }) => reportId,
      );
    },
  );
}
