import type { TFunction } from "i18next";
import { decimalAmount } from "../../core/money.ts";
import type { ShopId } from "../../core/ids.ts";
import { csvRow } from "../../platform/csv.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { OrdersFilter, PageKey } from "./domain/list-filter.ts";
import { keyAfter, ordersAfter, type ListedOrder } from "./list.server.ts";
import { wordOf } from "./words.ts";

const BATCH = 500;

/**
 * All orders of the filter as CSV, in the list's order, read in batches with a transaction each: an export of an hour holds nothing open.
 * Begins with a byte order mark, without which Excel reads UTF-8 as something else.
 */
export function ordersCsv(shopId: ShopId, filter: OrdersFilter, t: TFunction<"orders">): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let key: PageKey | null = null;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`\uFEFF${csvRow(heading(t))}`));
    },
    async pull(controller) {
      const orders: ListedOrder[] = await inShop(shopId, (tx) => ordersAfter(tx, filter, key, BATCH));
      const last = orders.at(-1);
      if (last) {
        key = keyAfter(last, filter);
        controller.enqueue(encoder.encode(orders.map((order) => csvRow(cells(order, t))).join("")));
      }
      if (orders.length < BATCH) controller.close();
    },
  });
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
