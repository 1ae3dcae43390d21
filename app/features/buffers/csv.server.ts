import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { csvRow } from "../../platform/csv.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readPageKey, type BufferFilter, type PageKey } from "./domain/list-filter.ts";
import { buffersFrom, placeOf, type ListedBuffer } from "./list.server.ts";

const BATCH = 500;

/** All levels of the filter as CSV, in the list's order, read in batches with a transaction each. Begins with a byte order mark, for Excel. */
export function buffersCsv(shopId: ShopId, filter: BufferFilter, t: TFunction<"buffers">): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let key: PageKey | null = null;
  return new ReadableStream({
    start(controller) {
      const heading = ["item", "variant", "sku", "location", "available", "held", "target", "moving"] as const;
      controller.enqueue(encoder.encode(`\uFEFF${csvRow(heading.map((column) => t(`column.${column}`)))}`));
    },
    async pull(controller) {
      const levels: ListedBuffer[] = await inShop(shopId, (tx) => buffersFrom(tx, filter, key, BATCH));
      const last = levels.at(-1);
      if (last) {
        key = readPageKey(new URLSearchParams({ after: placeOf(last, filter) }), filter.sort);
        controller.enqueue(encoder.encode(levels.map(cells).map(csvRow).join("")));
      }
      if (levels.length < BATCH) controller.close();
    },
  });
}

const cells = (level: ListedBuffer): string[] => [
  level.title,
  level.variant ?? "",
  level.sku ?? "",
  level.location,
  String(level.available),
  String(level.held),
  String(level.target),
  String(level.moving),
];
