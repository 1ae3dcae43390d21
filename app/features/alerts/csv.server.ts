import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { decimalAmount } from "../../core/money.ts";
import { csvRow } from "../../platform/csv.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readPageKey, type AlertFilter, type PageKey } from "./domain/list-filter.ts";
import { alertsFrom, placeOf, type ListedAlert } from "./list.server.ts";

const BATCH = 500;

/** All alerts of the filter as CSV, in the list's order, read in batches with a transaction each. Begins with a byte order mark, for Excel. */
export function alertsCsv(
  shopId: ShopId,
  filter: AlertFilter,
  currency: string,
  now: Date,
  t: TFunction<"alerts">,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let key: PageKey | null = null;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`\uFEFF${csvRow(COLUMNS.map((column) => t(`csv.${column}`)))}`));
    },
    async pull(controller) {
      const alerts: ListedAlert[] = await inShop(shopId, (tx) => alertsFrom(tx, filter, key, BATCH, now));
      const last = alerts.at(-1);
      if (last) {
        key = readPageKey(new URLSearchParams({ after: placeOf(last, filter) }), filter.sort);
        controller.enqueue(encoder.encode(alerts.map((alert) => csvRow(cells(alert, currency, t))).join("")));
      }
      if (alerts.length < BATCH) controller.close();
    },
  });
}

const COLUMNS = [
  ...["item", "variant", "sku", "location", "kind", "available", "perDay", "days", "sureDays", "lost"],
  ...["opened", "outSince", "snoozedUntil", "closed", "why"],
] as const;

function cells(alert: ListedAlert, currency: string, t: TFunction<"alerts">): string[] {
  const { kind, perDay, days, sureDays, lostMinor, closedWhy } = alert;
  const round = (value: number | null) => (value === null ? "" : value.toFixed(1));
  return [
    alert.title,
    alert.variant ?? "",
    alert.sku ?? "",
    alert.location ?? t("together"),
    t(`kind.${kind}`),
    String(alert.available),
    perDay === null ? "" : perDay.toFixed(2),
    round(days),
    round(sureDays),
    lostMinor === 0 ? "" : decimalAmount({ minor: lostMinor, currency }),
    alert.openedAt,
    alert.outSince ?? "",
    alert.snooze === "restock" ? t("snooze.restock") : (alert.snoozedUntil ?? ""),
    alert.closedAt ?? "",
    closedWhy === "" ? "" : t(`closed.${closedWhy}`),
  ];
}
