import type { ShopId } from "../../core/ids.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { InboxFilter, InboxPlace } from "./domain/filter.ts";
import { inboxFrom, placeOf, type InboxReader } from "./list.server.ts";
import { nameOf, nextOf, whatOf, type InboxTexts } from "./row-text.ts";

const COLUMNS = ["area", "what", "name", "count", "since", "deadline", "owner", "next"] as const;

/** Everything of the filter as CSV, in the list's order. */
export function inboxCsv(
  shopId: ShopId,
  filter: InboxFilter,
  reader: InboxReader,
  now: Date,
  t: InboxTexts,
): ReadableStream<Uint8Array> {
  return csvStream<InboxPlace>(
    COLUMNS.map((column) => t(`inbox:csv.${column}`)),
    async (place) =>
      batchOf(
        await inShop(shopId, (tx) => inboxFrom(tx, filter, place, CSV_BATCH, reader, now)),
        (row) => [
          t(`inbox:kind.${row.kind}`),
          whatOf(t, row),
          nameOf(t, row),
          String(row.count),
          row.since,
          row.deadline ?? "",
          row.owner,
          nextOf(t, row),
        ],
        (last): InboxPlace => ({ side: "after", ...placeOf(last, filter) }),
      ),
  );
}
