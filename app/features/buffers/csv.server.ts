import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readPageKey, type BufferFilter, type PageKey } from "./domain/list-filter.ts";
import { buffersFrom, placeOf, type ListedBuffer } from "./list.server.ts";

/** All levels of the filter as CSV, in the list's order. */
export function buffersCsv(shopId: ShopId, filter: BufferFilter, t: TFunction<"buffers">): ReadableStream<Uint8Array> {
  const heading = ["item", "variant", "sku", "location", "available", "held", "target", "moving"] as const;
  return csvStream<PageKey>(
    heading.map((column) => t(`column.${column}`)),
    async (key) =>
      batchOf(await inShop(shopId, (tx) => buffersFrom(tx, filter, key, CSV_BATCH)), cells, (last) =>
        readPageKey(new URLSearchParams({ after: placeOf(last, filter) }), filter.sort),
      ),
  );
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
