import type { TFunction } from "i18next";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { csvFile } from "../../platform/csv-stream.ts";
import type { Locale } from "../../platform/i18n/locale.ts";
import type { LocationFilter } from "./domain/location-filter.ts";
import { listLocations } from "./list.server.ts";

/** The locations of the filter as CSV. Begins with a byte order mark, for Excel. */
export async function locationsCsv(
  tx: ShopTx,
  filter: LocationFilter,
  locale: Locale,
  t: TFunction<"locations">,
  now: Date,
): Promise<string> {
  const heading = [
    ...(["location", "city", "country", "kind", "tags", "state", "zone", "open", "cutOff"] as const),
    ...(["orders", "ordersMost", "units", "unitsMost"] as const),
  ].map((column) => t(`column.${column}`));
  const limit = (most: number | null) => (most === null ? t("list.noLimit") : String(most));
  const moment = (at: number | null) => (at === null ? "" : new Date(at).toISOString());
  const lines = (await listLocations(tx, filter, locale, now)).map((row) => [
    row.name,
    row.city ?? "",
    row.country ?? "",
    t(`kind.${row.kind}`),
    row.tags.join(", "),
    t(row.isSet ? "list.set" : "list.usual"),
    row.zone,
    t(row.open ? "list.open" : "list.closed"),
    moment(row.nextCutOffAt),
    String(row.load.orders),
    limit(row.capacity.orders),
    String(row.load.units),
    limit(row.capacity.units),
  ]);
  return csvFile(heading, lines);
}
