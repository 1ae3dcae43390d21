import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { ArrivalKey, OnTimeFilter } from "./domain/on-time-filter.ts";
import { arrivalsFrom, type Arrival } from "./on-time.server.ts";

const COLUMNS = [
  ...["order", "location", "carrier", "arrived", "bought", "lateBought", "last", "lateLast", "blame"],
] as const;

/** All arrivals of the filter as CSV, the latest first. */
export function onTimeCsv(
  shopId: ShopId,
  filter: OnTimeFilter,
  now: Date,
  t: TFunction<"delivery">,
): ReadableStream<Uint8Array> {
  return csvStream<ArrivalKey>(
    COLUMNS.map((column) => t(`csv.${column}` as "csv.order")),
    async (key) =>
      batchOf(
        await inShop(shopId, (tx) => arrivalsFrom(tx, filter, key, CSV_BATCH, now)),
        (each) => cells(each, t),
        ({ arrivedAt, part }) => ({ at: arrivedAt, part }),
      ),
  );
}

function cells(
  { order, location, carrier, arrivedAt, bought, last, lateBought, lateLast, blame }: Arrival,
  t: TFunction<"delivery">,
) {
  const days = (count: number | null) => (count === null ? "" : String(count));
  const lost = (blame ?? []).map((each) => `${t(`segment.${each.segment}`)}: ${each.days}`).join("; ");
  return [order, location ?? "", carrier, arrivedAt, bought ?? "", days(lateBought), last ?? "", days(lateLast), lost];
}
