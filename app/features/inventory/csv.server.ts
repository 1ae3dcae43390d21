import type { TFunction } from "i18next";
import { decimalAmount } from "../../core/money.ts";
import type { ShopId } from "../../core/ids.ts";
import { csvRow } from "../../platform/csv.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { PageKey, StockFilter } from "./domain/list-filter.ts";
import { STATES } from "../../core/stock-states.ts";
import { valueAtCost } from "./domain/value.ts";
import { keyAfter, stockAfter, type ListedLevel } from "./list.server.ts";
import { readLocations } from "./stock.server.ts";

const BATCH = 500;

/**
 * All levels of the filter as CSV, in the list's order, with every column, read in batches with a transaction each: an export of an hour holds nothing
 * open. Begins with a byte order mark, without which Excel reads UTF-8 as something else.
 */
export function stockCsv(shopId: ShopId, filter: StockFilter, t: TFunction<"inventory">): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let key: PageKey | null = null;
  let names: ReadonlyMap<string, string> = new Map();
  return new ReadableStream({
    async start(controller) {
      const locations = await inShop(shopId, readLocations);
      names = new Map(locations.map(({ id, name }) => [id, name]));
      controller.enqueue(encoder.encode(`\uFEFF${csvRow(heading(t))}`));
    },
    async pull(controller) {
      const levels: ListedLevel[] = await inShop(shopId, (tx) => stockAfter(tx, filter, key, BATCH));
      const last = levels.at(-1);
      if (last) {
        key = keyAfter(last, filter);
        controller.enqueue(
          encoder.encode(levels.map((level) => csvRow(cells(level, names.get(level.locationId) ?? ""))).join("")),
        );
      }
      if (levels.length < BATCH) controller.close();
    },
  });
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
