import type { TFunction } from "i18next";
import { decimalAmount } from "../../core/money.ts";
import type { ShopId } from "../../core/ids.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { OrdersFilter, PageKey } from "./domain/list-filter.ts";
import { keyAfter, ordersAfter, type ListedOrder } from "./list.server.ts";
import { wordOf } from "./words.ts";

/** All orders of the filter as CSV, in the list's order. */
export function ordersCsv(shopId: ShopId, filter: OrdersFilter, t: TFunction<"orders">): ReadableStream<Uint8Array> {
  return csvStream<PageKey>(heading(t), async (key) =>
    batchOf(
      await inShop(shopId, (tx) => ordersAfter(tx, filter, key, CSV_BATCH)),
      (order) => cells(order, t),
      (order) => keyAfter(order, filter),
    ),
  );
}

function heading(t: TFunction<"orders">): string[] {
  return [
    t("column.name"),
    t("column.placed"),
    t("column.stage"),
    t("column.attention"),
    t("column.priority"),
    t("column.assignee"),
    t("column.payment"),
    t("column.country"),
    t("column.units"),
    t("column.total"),
    t("column.currency"),
  ];
}

function cells(order: ListedOrder, t: TFunction<"orders">): string[] {
  return [
    order.name,
    order.placedAt,
    wordOf(t, "stage", order.stage),
    order.attention === "" ? "" : wordOf(t, "attention", order.attention),
    order.priority === 0 ? "" : String(order.priority),
    order.assignee,
    wordOf(t, "payment", order.payment),
    order.country ?? "",
    String(order.units),
    decimalAmount({ minor: order.totalMinor, currency: order.currency }),
    order.currency,
  ];
}
