import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { LogFilter } from "./domain/log-filter.ts";
import { listMessages, type LoggedMessage } from "./log.server.ts";

const COLUMNS = [
  "order",
  "kind",
  "status",
  "why",
  "to",
  "locale",
  "template",
  "tries",
  "created",
  "sent",
  "answer",
] as const;

/** All messages of the filter as CSV, the newest first. */
export function messagesCsv(shopId: ShopId, filter: LogFilter, t: TFunction<"messages">): ReadableStream<Uint8Array> {
  return csvStream<string>(
    COLUMNS.map((column) => t(`column.${column}`)),
    async (after) => {
      const page = await inShop(shopId, (tx) => listMessages(tx, { ...filter, after, before: null }, CSV_BATCH));
      return { lines: page.messages.map((message) => cells(message, t)), after: page.after };
    },
  );
}

function cells(message: LoggedMessage, t: TFunction<"messages">): string[] {
  const { order, kind, status, why, to, locale, template, tries, createdAt, sentAt, answer } = message;
  return [
    order,
    t(`kind.${kind}`),
    t(`status.${status}` as "status.sent"),
    why === "" ? "" : t(`why.${why}` as "why.quiet"),
    to,
    locale,
    String(template),
    String(tries),
    createdAt,
    sentAt ?? "",
    answer,
  ];
}
