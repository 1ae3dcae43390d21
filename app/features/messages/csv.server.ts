import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { csvRow } from "../../platform/csv.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { LogFilter } from "./domain/log-filter.ts";
import { listMessages, type LoggedMessage } from "./log.server.ts";

const BATCH = 500;
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

/** All messages of the filter as CSV, the newest first, read in batches with a transaction each. Begins with a byte order mark, for Excel. */
export function messagesCsv(shopId: ShopId, filter: LogFilter, t: TFunction<"messages">): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: string | null = null;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`\uFEFF${csvRow(COLUMNS.map((column) => t(`column.${column}`)))}`));
    },
    async pull(controller) {
      const page = await inShop(shopId, (tx) => listMessages(tx, { ...filter, after, before: null }, BATCH));
      controller.enqueue(encoder.encode(page.messages.map((message) => csvRow(cells(message, t))).join("")));
      after = page.after;
      if (after === null) controller.close();
    },
  });
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
