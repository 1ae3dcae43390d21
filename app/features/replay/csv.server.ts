import type { TFunction } from "i18next";
import { dateOf } from "../../core/calendar/day.ts";
import type { LocationId, ReplayId, ShopId } from "../../core/ids.ts";
import { decimalAmount } from "../../core/money.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readPageKey, type PageKey, type RowFilter } from "./domain/list-filter.ts";
import type { Side } from "./domain/side.ts";
import { placeOf, rowsFrom, type ReplayedRow } from "./rows.server.ts";

/** Everything, in the order in which it was decided. */
const ALL: RowFilter = { view: "all", cost: null, search: "", sort: "decided", descending: false };

/** What the cells need besides the rows. */
export interface Words {
  readonly currency: string;
  readonly locations: ReadonlyMap<LocationId, string>;
  readonly rules: ReadonlyMap<string, string>;
  readonly t: TFunction<"replay">;
}

/** All orders of a replay as CSV. */
export function replayCsv(shopId: ShopId, replayId: ReplayId, words: Words): ReadableStream<Uint8Array> {
  const { t } = words;
  const sides = (["before", "after"] as const).flatMap((side) =>
    COLUMNS.map((column) => `${t(`csv.${column}`)} (${t(`side.${side}`)})`),
  );
  return csvStream<PageKey>([t("column.order"), t("column.change"), t("column.costChange"), ...sides], async (key) =>
    batchOf(
      await inShop(shopId, (tx) => rowsFrom(tx, replayId, ALL, key, CSV_BATCH)),
      (row) => cells(row, words),
      (last) => readPageKey(new URLSearchParams({ after: placeOf(last, ALL) })),
    ),
  );
}

const COLUMNS = ["outcome", "places", "parcels", "cost", "arrives", "late", "unfilled", "rules", "wishes"] as const;

function cells({ orderId, name, change, costMinor, before, after }: ReplayedRow, words: Words): string[] {
  const { t, currency } = words;
  return [
    name ?? orderId,
    t(`change.${change}`),
    costMinor === null ? "" : decimalAmount({ minor: costMinor, currency }),
    ...sideCells(before, words),
    ...sideCells(after, words),
  ];
}

function sideCells(side: Side, { t, currency, locations, rules }: Words): string[] {
  const { outcome, parcels, cost, arrives, late, unfilled } = side;
  return [
    t(`outcome.${outcome}`),
    parcels.map(({ locationId, units }) => `${locations.get(locationId) ?? locationId}: ${units}`).join("; "),
    String(parcels.length),
    cost === null ? "" : decimalAmount({ minor: cost.totalMinor, currency }),
    arrives === null ? "" : dateOf(arrives),
    late === null ? "" : late.toFixed(3),
    String(unfilled),
    side.rules.map((rule) => rules.get(rule) ?? rule).join("; "),
    side.wishes.map(({ what, value }) => t(`wish.${what}`, { value })).join("; "),
  ];
}
