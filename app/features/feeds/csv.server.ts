import type { TFunction } from "i18next";
import type { FeedRunId, ShopId } from "../../core/ids.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { listErrors, listTargets } from "./runs.server.ts";

/** What a file changes, or the lines of it that were not taken, as CSV. */
export function runCsv(
  shopId: ShopId,
  runId: FeedRunId,
  what: "changes" | "errors",
  t: TFunction<"feeds">,
): ReadableStream<Uint8Array> {
  if (what === "changes") {
    const heading = (["line", "item", "location", "from", "to", "status"] as const).map((name) => t(`column.${name}`));
    return csvStream<number>(heading.toSpliced(2, 0, "SKU").concat(""), async (place) => {
      const done = place ?? 0;
      return batchOf(
        await inShop(shopId, (tx) => listTargets(tx, runId, CSV_BATCH, done)),
        ({ line, title, sku, location, from, to, status, problem }) => [
          String(line ?? ""),
          title,
          sku ?? "",
          location,
          String(from),
          String(to),
          t(`target.${status}`),
          problem,
        ],
        () => done + CSV_BATCH,
      );
    });
  }
  return csvStream<number>([t("column.line"), t("column.field"), t("column.what"), ""], async (line) =>
    batchOf(
      await inShop(shopId, (tx) => listErrors(tx, runId, CSV_BATCH, line ?? 0)),
      (error) => [String(error.line), error.field, t(`row.${error.code}`, { text: error.text }), error.text],
      (error) => error.line,
    ),
  );
}
