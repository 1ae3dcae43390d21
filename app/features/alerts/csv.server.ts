import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { decimalAmount } from "../../core/money.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readPageKey, type AlertFilter, type PageKey } from "./domain/list-filter.ts";
import { alertsFrom, placeOf, type ListedAlert } from "./list.server.ts";

/** All alerts of the filter as CSV, in the list's order. */
export function alertsCsv(
  shopId: ShopId,
  filter: AlertFilter,
  currency: string,
  now: Date,
  t: TFunction<"alerts">,
): ReadableStream<Uint8Array> {
  return csvStream<PageKey>(
    COLUMNS.map((column) => t(`csv.${column}`)),
    async (key) =>
      batchOf(
        await inShop(shopId, (tx) => alertsFrom(tx, filter, key, CSV_BATCH, now)),
        (alert) => cells(alert, currency, t),
        (last) => readPageKey(new URLSearchParams({ after: placeOf(last, filter) }), filter.sort),
      ),
  );
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
