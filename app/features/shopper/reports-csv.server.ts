import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { decimalAmount } from "../../core/money.ts";
import { csvRow } from "../../platform/csv.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { ReportFilter } from "./domain/report-filter.ts";
import { listReports, type ListedReport } from "./reports.server.ts";

const BATCH = 500;
const COLUMNS = ["order", "kind", "state", "reported", "hours", "value", "currency", "suggestion", "earlier"] as const;

/** All reports of the filter as CSV, in the list's order, read in batches with a transaction each. */
export function reportsCsv(shopId: ShopId, filter: ReportFilter, t: TFunction<"shopper">): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: string | null = null;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`\uFEFF${csvRow(COLUMNS.map((column) => t(`column.${column}`)))}`));
    },
    async pull(controller) {
      const rows: ListedReport[] = await inShop(shopId, (tx) =>
        listReports(tx, { ...filter, before: null, after }, BATCH),
      );
      after = rows.at(-1)?.reportId ?? null;
      const lines = rows.map((row) =>
        csvRow([
          row.orderName,
          t(`kind.${row.kind}`),
          t(`state.${row.state}`),
          row.reportedAt.toISOString(),
          row.hoursSinceDelivery === null ? "" : String(row.hoursSinceDelivery),
          decimalAmount({ minor: row.valueMinor, currency: row.currency }),
          row.currency,
          t(`remedy.${row.suggestion}`),
          String(row.earlierReports),
        ]),
      );
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.join("")));
      if (rows.length < BATCH) controller.close();
    },
  });
}
