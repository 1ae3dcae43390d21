import type { TFunction } from "i18next";
import type { FeedRunId, ShopId } from "../../core/ids.ts";
import { csvRow } from "../../platform/csv.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { listErrors, listTargets } from "./runs.server.ts";

const BATCH = 1_000;

/** What a file changes, or the lines of it that were not taken, as CSV; read in batches with a transaction each. */
export function runCsv(
  shopId: ShopId,
  runId: FeedRunId,
  what: "changes" | "errors",
  t: TFunction<"feeds">,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let place = 0;
  const changes = async () => {
    const rows = await inShop(shopId, (tx) => listTargets(tx, runId, BATCH, place));
    place += rows.length;
    return rows.map(({ line, title, sku, location, from, to, status, problem }) =>
      csvRow([
        String(line ?? ""),
        title,
        sku ?? "",
        location,
        String(from),
        String(to),
        t(`target.${status}`),
        problem,
      ]),
    );
  };
  const errors = async () => {
    const rows = await inShop(shopId, (tx) => listErrors(tx, runId, BATCH, place));
    place = rows.at(-1)?.line ?? place;
    return rows.map(({ line, field, code, text }) => csvRow([String(line), field, t(`row.${code}`, { text }), text]));
  };
  const headings =
    what === "changes"
      ? [
          t("column.line"),
          t("column.item"),
          "SKU",
          t("column.location"),
          t("column.from"),
          t("column.to"),
          t("column.status"),
          "",
        ]
      : [t("column.line"), t("column.field"), t("column.what"), ""];
  return new ReadableStream({
    start(controller) {
      // Without a byte order mark Excel reads UTF-8 as something else.
      controller.enqueue(encoder.encode(`\uFEFF${csvRow(headings)}`));
    },
    async pull(controller) {
      const rows = what === "changes" ? await changes() : await errors();
      controller.enqueue(encoder.encode(rows.join("")));
      if (rows.length < BATCH) controller.close();
    },
  });
}
