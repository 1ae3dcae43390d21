import type { TFunction } from "i18next";
import type { EditId, ShopId } from "../../core/ids.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { afterOf } from "./domain/edit.ts";
import { listLines, type LineKey } from "./edits.server.ts";

/** The rows of an edit with what came of each, as CSV. */
export function editCsv(
  shopId: ShopId,
  editId: EditId,
  t: TFunction<"stock-edits">,
  inventory: TFunction<"inventory">,
): ReadableStream<Uint8Array> {
  const heading = (["item", "location", "change", "from", "to", "status"] as const).map((name) => t(`column.${name}`));
  return csvStream<LineKey>(["SKU", ...heading, ""], async (after) =>
    batchOf(
      await inShop(shopId, (tx) => listLines(tx, editId, { status: null, after }, CSV_BATCH)),
      ({ sku, title, location, kind, state, into, seen, units, status, problem }) => [
        sku ?? "",
        title,
        location,
        [inventory(`column.${state}`), into === "" ? "" : inventory(`column.${into}`)].filter(Boolean).join(" → "),
        String(seen),
        String(afterOf({ kind, units }, seen)),
        t(`line.${status}`),
        problem,
      ],
      (line) => ({ ...line, title: line.titleKey }),
    ),
  );
}
