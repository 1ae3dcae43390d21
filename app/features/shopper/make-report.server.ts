import { dayOf } from "../../core/calendar/day.ts";
import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { appendOrderEvents, raiseAttention } from "../orders/public.server.ts";
import { gatherEvidence } from "./evidence.server.ts";
import { reportableOf } from "./domain/reportable.ts";
import { remedyOf } from "./domain/report-rules.ts";
import type { ShopperAct } from "./domain/shopper-view.ts";
import { readReportRules } from "./report-rules.server.ts";
import { settleReport } from "./settle-report.server.ts";
import type { ShopperFacts } from "./shopper-facts.server.ts";

type Report = Extract<ShopperAct, { readonly act: "report" }>;

/**
 * Stores what the shopper reports, with all that speaks for or against it now: scans are forgotten by carriers, and what was known at the time is what a
 * claim needs. False when it cannot be reported (any more).
 */
export async function makeReport(
  tx: ShopTx,
  orderId: OrderId,
  report: Report,
  facts: ShopperFacts,
  now: Date,
): Promise<boolean> {
  const { key, kind, fulfillmentId, looked } = report;
  const allowed = reportableOf(facts, now).some(
    (each) => each.kind === kind && each.parcels.some((parcel) => parcel.fulfillmentId === fulfillmentId),
  );
  if (!allowed) return false;
  const { evidence, valueMinor, currency, shopCurrency } = await gatherEvidence(tx, orderId, fulfillmentId, now);
  const daysSincePromise = evidence.promisedTo === null ? null : dayOf(facts.today) - dayOf(evidence.promisedTo);
  const suggestion = remedyOf(await readReportRules(tx), {
    kind,
    valueMinor,
    currency,
    shopCurrency,
    evidence,
    daysSincePromise,
  });
  const [row] = await tx.rows<{ report_id: string }>(
    `insert into delivery_report (shop_id, order_id, fulfillment_id, request_key, kind, looked, evidence, suggestion, status, value_minor, currency, reported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $11) on conflict do nothing returning report_id`,
    [
      tx.shopId,
      orderId,
      fulfillmentId,
      key,
      kind,
      [...new Set(looked)].sort(),
      JSON.stringify(evidence),
      suggestion,
      valueMinor,
      currency,
      now,
    ],
  );
  if (row === undefined) return true;
  const data = { report: kind, fulfillmentId };
  await appendOrderEvents(tx, [{ orderId, code: "shopper.reported", ref: row.report_id, occurredAt: now, data }], now);
  // By rule only where the merchant lets us do it by ourselves; sending again is made by staff.
  if (suggestion === "refund" && (await settleReport(tx, row.report_id, "refund", null, now))) return true;
  await raiseAttention(tx, orderId, "shopper");
  return true;
}
