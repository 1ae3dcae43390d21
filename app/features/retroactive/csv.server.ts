import type { TFunction } from "i18next";
import { decimalAmount } from "../../core/money.ts";
import { csvFile } from "../../platform/csv-stream.ts";
import { filtered, moreMinor, type OpenFilter } from "./domain/list-filter.ts";
import type { openOrders } from "./page.server.ts";

/** All open orders of the filter as CSV. Begins with a byte order mark, for Excel. */
export function openOrdersCsv(
  { look, locations, currency }: NonNullable<Awaited<ReturnType<typeof openOrders>>>,
  filter: OpenFilter,
  t: TFunction<"retroactive">,
): string {
  const heading = [
    t("column.order"),
    t("column.change"),
    t("column.now"),
    t("column.then"),
    t("column.nowCost"),
    t("column.thenCost"),
    t("column.more"),
    t("column.currency"),
    t("column.rules"),
  ];
  const amount = (minor: number | null) => (minor === null ? "" : decimalAmount({ minor, currency }));
  const nameOf = (id: string) => locations[id] ?? id;
  const lines = filtered(look?.changes ?? [], filter).map((row) => [
    row.name,
    t(`change.${row.change}`),
    row.from === null ? "" : nameOf(row.from),
    row.parts.map(({ locationId, units }) => `${nameOf(locationId)}: ${units}`).join("; "),
    amount(row.nowMinor),
    amount(row.thenMinor),
    amount(moreMinor(row)),
    currency,
    row.rules.join("; "),
  ]);
  return csvFile(heading, lines);
}
