import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { csvRow } from "../../platform/csv.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { InboxFilter } from "./domain/inbox-filter.ts";
import { LEDGER_STATES } from "../../core/stock-states.ts";
import { inboxAfter, type InboxEntry } from "./inbox.server.ts";
import { readLocations } from "./stock.server.ts";

const BATCH = 500;

/** All changes of the filter as CSV, newest first, in batches with a transaction each. */
export function inboxCsv(shopId: ShopId, filter: InboxFilter, t: TFunction<"inventory">): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: string | null = null;
  let names: ReadonlyMap<string, string> = new Map();
  return new ReadableStream({
    async start(controller) {
      names = new Map((await inShop(shopId, readLocations)).map(({ id, name }) => [id, name]));
      controller.enqueue(encoder.encode(`\uFEFF${csvRow(heading(t))}`));
    },
    async pull(controller) {
      const entries: InboxEntry[] = await inShop(shopId, (tx) => inboxAfter(tx, { ...filter, after }, BATCH));
      after = entries.at(-1)?.seq ?? null;
      const lines = entries.map((entry) => csvRow(cells(entry, names.get(entry.locationId) ?? "")));
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.join("")));
      if (entries.length < BATCH) controller.close();
    },
  });
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
