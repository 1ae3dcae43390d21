import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { decimalAmount } from "../../core/money.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readPageKey, type PageKey, type RiskFilter } from "./domain/list-filter.ts";
import { placeOf, risksFrom, type ListedRisk } from "./list.server.ts";

const COLUMNS = [
  ...["order", "kind", "action", "deadline", "cost", "owner", "location", "carrier"],
  ...["opened", "times", "lastScan", "promised", "predicted", "snoozedUntil", "resolved"],
] as const;

/** All risks of the filter as CSV, in the list's order. */
export function risksCsv(
  shopId: ShopId,
  filter: RiskFilter,
  now: Date,
  t: TFunction<"risks">,
): ReadableStream<Uint8Array> {
  return csvStream<PageKey>(
    COLUMNS.map((column) => t(`csv.${column}`)),
    async (key) =>
      batchOf(
        await inShop(shopId, (tx) => risksFrom(tx, filter, key, CSV_BATCH, now)),
        (risk) => cells(risk, t),
        (last) => readPageKey(new URLSearchParams({ after: placeOf(last, filter) }), filter.sort),
      ),
  );
}

function cells(risk: ListedRisk, t: TFunction<"risks">): string[] {
  const { costMinor, currency, evidence } = risk;
  return [
    risk.order,
    t(`kind.${risk.kind}`),
    t(`action.${risk.kind}`),
    risk.deadline,
    decimalAmount({ minor: costMinor, currency }),
    risk.owner,
    risk.location ?? "",
    risk.carrier,
    risk.openedAt,
    String(risk.times),
    evidence.lastScanAt ?? "",
    evidence.promised ?? "",
    evidence.predicted ?? "",
    risk.snooze === "fact" ? t("snooze.fact") : (risk.snoozedUntil ?? ""),
    risk.resolvedAt ?? "",
  ];
}
