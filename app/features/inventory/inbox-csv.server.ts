import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { InboxFilter } from "./domain/inbox-filter.ts";
import { LEDGER_STATES } from "../../core/stock-states.ts";
import { inboxAfter, type InboxEntry } from "./inbox.server.ts";
import { readLocations } from "./stock.server.ts";

/** All changes of the filter as CSV, newest first. */
export function inboxCsv(shopId: ShopId, filter: InboxFilter, t: TFunction<"inventory">): ReadableStream<Uint8Array> {
  return csvStream<string>(heading(t), async (after) =>
    inShop(shopId, async (tx) => {
      const names = new Map((await readLocations(tx)).map(({ id, name }) => [id, name]));
      return batchOf(
        await inboxAfter(tx, { ...filter, after }, CSV_BATCH),
        (entry) => cells(entry, names.get(entry.locationId) ?? ""),
        ({ seq }) => seq,
      );
    }),
  );
}

function heading(t: TFunction<"inventory">): string[] {
  return [
    t("inbox.from"),
    t("inbox.until"),
    t("column.location"),
    t("column.item"),
    t("column.variant"),
    t("column.sku"),
    ...LEDGER_STATES.map((state) => t(`column.${state}`)),
    t("inbox.note"),
    t("inbox.lookedAt"),
  ];
}

function cells(entry: InboxEntry, location: string): string[] {
  return [
    entry.since ?? "",
    entry.occurredAt,
    location,
    entry.title,
    entry.variant ?? "",
    entry.sku ?? "",
    ...LEDGER_STATES.map((state) => String(entry.units[state] ?? 0)),
    entry.acknowledged?.note ?? "",
    entry.acknowledged?.at ?? "",
  ];
}
