import type { LineItemId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { recordIntents } from "../intents/public.server.ts";
import { appendOrderEvents, clearAttention } from "../orders/public.server.ts";
import type { ReportAct } from "./domain/report-acts.ts";
import { OPEN_REPORTS } from "./domain/reportable.ts";
import type { ReportState } from "./domain/shopper-view.ts";
import { tellReport } from "./tell-report.server.ts";

const ENDS = { reship: "reshipped", decline: "declined", found: "found" } as const;

/**
 * Does with an open report what a member of staff clicked; `who` null: what the shop's rule says. False when it is not open any more, or the money is
 * already on its way. Sending again is an order that staff make in Shopify: here it is written down.
 */
export async function settleReport(
  tx: ShopTx,
  reportId: string,
  act: ReportAct,
  who: string | null,
  now: Date,
): Promise<boolean> {
  const [report] = await tx.rows<{ order_id: OrderId; fulfillment_id: string | null; status: ReportState }>(
    "select order_id, fulfillment_id, status from delivery_report where shop_id = $1 and report_id = $2 for update",
    [tx.shopId, reportId],
  );
  if (report === undefined || !["open", "claimed"].includes(report.status)) return false;
  const { order_id: orderId } = report;
  if (act === "refund") return startRefund(tx, reportId, orderId, report.fulfillment_id, who, now);
  if (act === "claim") {
    if (report.status === "claimed") return false;
    await tx.run(
      "update delivery_report set status = 'claimed', claimed_at = $3, settled_by = $4 where shop_id = $1 and report_id = $2",
      [tx.shopId, reportId, now, who ?? ""],
    );
    await appendOrderEvents(
      tx,
      [{ orderId, code: "shopper.report_claimed", ref: reportId, occurredAt: now, data: {} }],
      now,
    );
    await tellReport(tx, { reportId, orderId }, "claimed", now);
    return true;
  }
  const status = ENDS[act];
  await setReport(tx, reportId, { status, by: who ?? "", codes: [] }, now);
  const data = { remedy: status };
  await appendOrderEvents(tx, [{ orderId, code: "shopper.report_settled", ref: reportId, occurredAt: now, data }], now);
  await tellReport(tx, { reportId, orderId }, status, now);
  return true;
}

async function startRefund(
  tx: ShopTx,
  reportId: string,
  orderId: OrderId,
  fulfillmentId: string | null,
  who: string | null,
  now: Date,
): Promise<boolean> {
  const lines = await tx.rows<{ lineItemId: LineItemId; quantity: number }>(
    `select order_line_id as "lineItemId", sum(quantity)::int as quantity from fulfillment_line
      where shop_id = $1 and fulfillment_id = $2 group by order_line_id order by order_line_id`,
    [tx.shopId, fulfillmentId],
  );
  if (lines.length === 0) return false;
  // A click after a refusal is another try.
  const subject = who === null ? `report ${reportId}` : `report ${reportId} at ${now.toISOString()}`;
  const intent = { kind: "report.refund", orderId, subject, input: { reportId, lines } } as const;
  if ((await recordIntents(tx, [intent], now, { clicked: who !== null })).length === 0) return false;
  await tx.run(
    "update delivery_report set status = 'doing', settled_by = $3, codes = '{}' where shop_id = $1 and report_id = $2",
    [tx.shopId, reportId, who ?? ""],
  );
  return true;
}

/** What has become of a report; `by` null: as it was. Once none of the order is open, nobody has to look at it any more. */
export async function setReport(
  tx: ShopTx,
  reportId: string,
  {
    status,
    by,
    codes,
  }: { readonly status: ReportState; readonly by: string | null; readonly codes: readonly string[] },
  now: Date,
): Promise<void> {
  const open = OPEN_REPORTS.includes(status);
  const [row] = await tx.rows<{ order_id: OrderId; rest: number }>(
    `with changed as (
       update delivery_report set status = $3, codes = $4, settled_by = coalesce($5, settled_by), settled_at = $6
        where shop_id = $1 and report_id = $2 returning order_id)
     select order_id, (select count(*)::int from delivery_report r where r.shop_id = $1 and r.order_id = c.order_id
                          and r.report_id <> $2 and r.status = any($7))
                    + (select count(*)::int from shopper_choice s where s.shop_id = $1 and s.order_id = c.order_id and s.status = 'asked') as rest
       from changed c`,
    [tx.shopId, reportId, status, codes, by, open ? null : now, OPEN_REPORTS],
  );
  if (row !== undefined && !open && row.rest === 0) await clearAttention(tx, [row.order_id], "shopper");
}
