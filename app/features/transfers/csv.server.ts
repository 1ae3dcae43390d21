import type { TFunction } from "i18next";
import type { ShopId, TransferId } from "../../core/ids.ts";
import { decimalAmount } from "../../core/money.ts";
import { batchOf, CSV_BATCH, csvFile, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { coverDays, targetUnits } from "./domain/suggest.ts";
import { gainOf, type SuggestionFilter } from "./domain/suggestion-filter.ts";
import type { TransferFilter } from "./domain/transfer-filter.ts";
import { listTransfers } from "./list.server.ts";
import { filteredSuggestions } from "./suggestions-page.server.ts";

/** All suggestions of the filter as CSV, with what they follow from. */
export async function suggestionsCsv(
  shopId: ShopId,
  filter: SuggestionFilter,
  t: TFunction<"transfers">,
  now: Date,
): Promise<string> {
  const { currency, rows } = await filteredSuggestions(shopId, filter, now);
  const heading = [
    t("column.item"),
    t("column.variant"),
    t("column.sku"),
    t("column.from"),
    t("column.to"),
    t("column.units"),
    t("column.gain"),
    t("column.cost"),
    t("column.currency"),
    ...(["from", "to"] as const).flatMap((end) => [
      `${t(`column.${end}`)}: ${t("column.available")}`,
      `${t(`column.${end}`)}: ${t("column.soldPerDay")}`,
      `${t(`column.${end}`)}: ${t("column.target")}`,
      `${t(`column.${end}`)}: ${t("column.cover")}`,
    ]),
  ];
  const lines = rows.map((row) => [
    row.title,
    row.variant ?? "",
    row.sku ?? "",
    row.fromName,
    row.toName,
    String(row.units),
    row.savedMinor === null ? "" : decimalAmount({ minor: Math.round(gainOf(row)), currency }),
    decimalAmount({ minor: Math.round(row.costMinor), currency }),
    currency,
    ...[row.from, row.to].flatMap((place) => [
      String(place.available),
      place.soldPerDay.toFixed(2),
      String(targetUnits(place)),
      coverDays(place)?.toFixed(1) ?? "",
    ]),
  ]);
  return csvFile(heading, lines);
}

/** All transfers of the filter as CSV, in the list's order. */
export function transfersCsv(
  shopId: ShopId,
  filter: TransferFilter,
  t: TFunction<"transfers">,
): ReadableStream<Uint8Array> {
  const heading = (["transfer", "status", "from", "to", "units", "received", "made"] as const).map((column) =>
    t(`column.${column}`),
  );
  return csvStream<TransferId>(heading, async (after) =>
    batchOf(
      await inShop(shopId, (tx) => listTransfers(tx, { ...filter, before: null, after }, CSV_BATCH)),
      ({ name, status, fromName, toName, units, received, createdAt }) => [
        name,
        t(`status.${status}`),
        fromName ?? "",
        toName ?? "",
        String(units),
        String(received),
        createdAt.toISOString(),
      ],
      ({ id }) => id,
    ),
  );
}
