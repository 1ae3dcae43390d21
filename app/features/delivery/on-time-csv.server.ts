import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { csvRow } from "../../platform/csv.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { ArrivalKey, OnTimeFilter } from "./domain/on-time-filter.ts";
import { arrivalsFrom, type Arrival } from "./on-time.server.ts";

const BATCH = 500;
const COLUMNS = [
  ...["order", "location", "carrier", "arrived", "bought", "lateBought", "last", "lateLast", "blame"],
] as const;

/** All arrivals of the filter as CSV, the latest first, read in batches with a transaction each. Begins with a byte order mark, for Excel. */
export function onTimeCsv(
  shopId: ShopId,
  filter: OnTimeFilter,
  now: Date,
  t: TFunction<"delivery">,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let key: ArrivalKey | null = null;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`\uFEFF${csvRow(COLUMNS.map((column) => t(`csv.${column}` as "csv.order")))}`));
    },
    async pull(controller) {
      const arrivals: Arrival[] = await inShop(shopId, (tx) => arrivalsFrom(tx, filter, key, BATCH, now));
      const last = arrivals.at(-1);
      if (last) {
        key = { at: last.arrivedAt, part: last.part };
        controller.enqueue(encoder.encode(arrivals.map((each) => csvRow(cells(each, t))).join("")));
      }
      if (arrivals.length < BATCH) controller.close();
    },
  });
}

function cells(
  { order, location, carrier, arrivedAt, bought, last, lateBought, lateLast, blame }: Arrival,
  t: TFunction<"delivery">,
) {
  const days = (count: number | null) => (count === null ? "" : String(count));
  const lost = (blame ?? []).map((each) => `${t(`segment.${each.segment}`)}: ${each.days}`).join("; ");
  return [order, location ?? "", carrier, arrivedAt, bought ?? "", days(lateBought), last ?? "", days(lateLast), lost];
}
