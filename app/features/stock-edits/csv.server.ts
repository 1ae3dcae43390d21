import type { TFunction } from "i18next";
import type { EditId, ShopId } from "../../core/ids.ts";
import { csvRow } from "../../platform/csv.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { afterOf } from "./domain/edit.ts";
import { listLines, type LineKey } from "./edits.server.ts";

const BATCH = 1_000;

/** The rows of an edit with what came of each, as CSV; read in batches with a transaction each. */
export function editCsv(
  shopId: ShopId,
  editId: EditId,
  t: TFunction<"stock-edits">,
  inventory: TFunction<"inventory">,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: LineKey | null = null;
  return new ReadableStream({
    start(controller) {
      const headings = (["item", "location", "change", "from", "to", "status"] as const).map((name) =>
        t(`column.${name}`),
      );
      // Without a byte order mark Excel reads UTF-8 as something else.
      controller.enqueue(encoder.encode(`\uFEFF${csvRow(["SKU", ...headings, ""])}`));
    },
    async pull(controller) {
      const lines = await inShop(shopId, (tx) => listLines(tx, editId, { status: null, after }, BATCH));
      const rows = lines.map(({ sku, title, location, kind, state, into, seen, units, status, problem }) =>
        csvRow([
          sku ?? "",
          title,
          location,
          [inventory(`column.${state}`), into === "" ? "" : inventory(`column.${into}`)].filter(Boolean).join(" → "),
          String(seen),
          String(afterOf({ kind, units }, seen)),
          t(`line.${status}`),
          problem,
        ]),
      );
      controller.enqueue(encoder.encode(rows.join("")));
      const last = lines.at(-1);
      if (last && lines.length === BATCH) after = { ...last, title: last.titleKey };
      else controller.close();
    },
  });
}
