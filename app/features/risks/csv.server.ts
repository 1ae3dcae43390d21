import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { decimalAmount } from "../../core/money.ts";
import { csvRow } from "../../platform/csv.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readPageKey, type PageKey, type RiskFilter } from "./domain/list-filter.ts";
import { placeOf, risksFrom, type ListedRisk } from "./list.server.ts";

const BATCH = 500;
const COLUMNS = [
  ...["order", "kind", "action", "deadline", "cost", "owner", "location", "carrier"],
  ...["opened", "times", "lastScan", "promised", "predicted", "snoozedUntil", "resolved"],
] as const;

/** All risks of the filter as CSV, in the list's order, read in batches with a transaction each. Begins with a byte order mark, for Excel. */
export function risksCsv(
  shopId: ShopId,
  filter: RiskFilter,
  now: Date,
  t: TFunction<"risks">,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let key: PageKey | null = null;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`\uFEFF${csvRow(COLUMNS.map((column) => t(`csv.${column}`)))}`));
    },
    async pull(controller) {
      const risks: ListedRisk[] = await inShop(shopId, (tx) => risksFrom(tx, filter, key, BATCH, now));
      const last = risks.at(-1);
      if (last) {
        key = readPageKey(new URLSearchParams({ after: placeOf(last, filter) }), filter.sort);
        controller.enqueue(encoder.encode(risks.map((risk) => csvRow(cells(risk, t))).join("")));
      }
      if (risks.length < BATCH) controller.close();
    },
  });
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
