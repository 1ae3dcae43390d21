import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { csvRow } from "../../platform/csv.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { MessageFilter } from "./domain/message-list.ts";
import { messagesAfter } from "./page.server.ts";

const BATCH = 500;

/** The filtered messages of a link as CSV, read in batches with a transaction each. Begins with a byte order mark, without which Excel reads UTF-8 as something else. */
export function messagesCsv(
  shopId: ShopId,
  linkId: string,
  filter: MessageFilter,
  t: TFunction<"links">,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = filter.after;
  return new ReadableStream({
    start(controller) {
      const heading = [
        t("column.sentAt"),
        t("column.way"),
        t("column.code"),
        t("column.moved"),
        t("column.stated"),
        t("column.number"),
        t("column.status"),
      ];
      controller.enqueue(encoder.encode(`\uFEFF${csvRow(heading)}`));
    },
    async pull(controller) {
      const messages = await inShop(shopId, (tx) => messagesAfter(tx, linkId, { ...filter, after }, BATCH));
      after = messages.at(-1)?.messageId ?? null;
      const lines = messages.map(({ sentAt, way, code, moved, stated, number, status }) =>
        csvRow([
          sentAt,
          t(`way.${way}`),
          code,
          String(moved),
          String(stated),
          String(number ?? ""),
          t(`status.${status}`),
        ]),
      );
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.join("")));
      if (messages.length < BATCH) controller.close();
    },
  });
}
