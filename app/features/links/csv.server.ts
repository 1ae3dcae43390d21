import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { MessageFilter } from "./domain/message-list.ts";
import { messagesAfter } from "./page.server.ts";

/** The filtered messages of a link as CSV. */
export function messagesCsv(
  shopId: ShopId,
  linkId: string,
  filter: MessageFilter,
  t: TFunction<"links">,
): ReadableStream<Uint8Array> {
  const heading = (["sentAt", "way", "code", "moved", "stated", "number", "status"] as const).map((name) =>
    t(`column.${name}`),
  );
  return csvStream<string>(heading, async (after) =>
    batchOf(
      await inShop(shopId, (tx) => messagesAfter(tx, linkId, { ...filter, after: after ?? filter.after }, CSV_BATCH)),
      ({ sentAt, way, code, moved, stated, number, status }) => [
        sentAt,
        t(`way.${way}`),
        code,
        String(moved),
        String(stated),
        String(number ?? ""),
        t(`status.${status}`),
      ],
      ({ messageId }) => messageId,
    ),
  );
}
