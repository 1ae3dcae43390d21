import type { TFunction } from "i18next";
import { decimalAmount } from "../../core/money.ts";
import type { ShopId } from "../../core/ids.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { PageKey, StockFilter } from "./domain/list-filter.ts";
import { STATES } from "../../core/stock-states.ts";
import { valueAtCost } from "./domain/value.ts";
import { keyAfter, stockAfter, type ListedLevel } from "./list.server.ts";
import { readLocations } from "./stock.server.ts";

/** All levels of the filter as CSV, in the list's order, with every column. */
export function stockCsv(shopId: ShopId, filter: StockFilter, t: TFunction<"inventory">): ReadableStream<Uint8Array> {
  return csvStream<PageKey>(heading(t), async (key) =>
    inShop(shopId, async (tx) => {
      const names = new Map((await readLocations(tx)).map(({ id, name }) => [id, name]));
      return batchOf(
        await stockAfter(tx, filter, key, CSV_BATCH),
        (level) => cells(level, names.get(level.locationId) ?? ""),
        (level) => keyAfter(level, filter),
      );
    }),
  );
}

function heading(t: TFunction<"inventory">): string[] {
  return [
    t("column.item"),
    t("column.variant"),
    t("column.sku"),
    t("column.barcode"),
    t("column.vendor"),
    t("column.type"),
    t("column.location"),
    ...STATES.map((state) => t(`column.${state}`)),
    // Filled in by people: a file that comes back says what it was made from, and what it is to be (features/stock-edits).
    t("column.new_available"),
    t("column.new_on_hand"),
    t("column.cost"),
    t("column.value"),
    t("column.currency"),
    t("column.updated"),
  ];
}

function cells(level: ListedLevel, location: string): string[] {
  const { cost } = level;
  const value = valueAtCost(level.quantities.on_hand, cost);
  return [
    level.title,
    level.variant ?? "",
    level.sku ?? "",
    level.barcode ?? "",
    level.vendor,
    level.type,
    location,
    ...STATES.map((state) => String(level.quantities[state])),
    "",
    "",
    cost ? decimalAmount(cost) : "",
    value ? decimalAmount(value) : "",
    cost?.currency ?? "",
    level.updatedAt,
  ];
}
