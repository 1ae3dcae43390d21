import { cutPage, sideOf } from "../../core/cut-page.ts";
import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Evidence } from "./domain/evidence.ts";
import type { ReportFilter } from "./domain/report-filter.ts";
import type { Remedy } from "./domain/report-rules.ts";
import type { LookedPlace, ReportKind, ReportState } from "./domain/shopper-view.ts";

const PAGE = 50;

/** A report as the list shows it. */
export interface ListedReport {
  readonly reportId: string;
  readonly orderId: OrderId;
  readonly orderName: string;
  readonly kind: ReportKind;
  readonly state: ReportState;
  readonly suggestion: Remedy;
  readonly valueMinor: number;
  readonly currency: string;
  readonly reportedAt: Date;
  readonly hoursSinceDelivery: number | null;
  readonly earlierReports: number;
}

/** One page of the list. */
export async function reportsPage(tx: ShopTx, filter: ReportFilter) {
  const found = await listReports(tx, filter, PAGE + 1);
  return { filter, ...cutPage(found, PAGE, sideOf(filter), ({ reportId }) => reportId) };
}

/** At most so many reports of the filter behind its place, in its order; or before it, the nearest first. */
export async function listReports(tx: ShopTx, filter: ReportFilter, limit: number): Promise<ListedReport[]> {
  const { state, kind, search, sort, after, before } = filter;
  const by = sort.startsWith("value") ? "value_minor" : "reported_at";
  const upwards = sort.endsWith("asc") === (before === null);
  return tx.rows<ListedReport & Record<string, unknown>>(
    `select r.report_id as "reportId", r.order_id as "orderId", o.name as "orderName", r.kind, r.status as state, r.suggestion,
            r.value_minor::float8 as "valueMinor", r.currency, r.reported_at as "reportedAt",
            (r.evidence ->> 'hoursSinceDelivery')::int as "hoursSinceDelivery", coalesce((r.evidence ->> 'earlierReports')::int, 0) as "earlierReports"
       from delivery_report r join shop_order o on o.shop_id = r.shop_id and o.order_id = r.order_id
      where r.shop_id = $1 and ($2::text is null or r.status = $2) and ($3::text is null or r.kind = $3)
        and ($4 = '' or starts_with(o.name, $4) or starts_with(o.name, '#' || $4))
        and ($5::bigint is null or (r.${by}, r.report_id) ${upwards ? ">" : "<"}
             (select p.${by}, p.report_id from delivery_report p where p.shop_id = r.shop_id and p.report_id = $5))
      order by r.${by} ${upwards ? "asc" : "desc"}, r.report_id ${upwards ? "asc" : "desc"} limit $6`,
    [tx.shopId, state, kind, search, after ?? before, limit],
  );
}

/** A report with all that is known of it. */
export interface ReportDetail extends ListedReport {
  readonly looked: readonly LookedPlace[];
  readonly evidence: Evidence;
  readonly claimedAt: Date | null;
  readonly settledAt: Date | null;
  /** Why Shopify refused to give the money back. */
  readonly codes: readonly string[];
  readonly carrier: string | null;
  readonly number: string | null;
  readonly sentAt: Date | null;
  readonly lines: readonly {
    readonly title: string;
    readonly sku: string | null;
    readonly quantity: number;
    readonly valueMinor: number;
  }[];
}

/** Undefined when it is not there. */
export async function readReport(tx: ShopTx, reportId: string): Promise<ReportDetail | undefined> {
  const [row] = await tx.rows<ReportDetail & Record<string, unknown>>(
    `select r.report_id as "reportId", r.order_id as "orderId", o.name as "orderName", r.kind, r.status as state, r.suggestion,
            r.value_minor::float8 as "valueMinor", r.currency, r.reported_at as "reportedAt", r.looked, r.evidence,
            (r.evidence ->> 'hoursSinceDelivery')::int as "hoursSinceDelivery", coalesce((r.evidence ->> 'earlierReports')::int, 0) as "earlierReports",
            r.claimed_at as "claimedAt", r.settled_at as "settledAt", r.codes,
            coalesce(f.tracking -> 0 ->> 'company', p.carrier) as carrier, coalesce(p.tracking_number, f.tracking -> 0 ->> 'number') as number,
            f.created_at as "sentAt",
            coalesce((select jsonb_agg(jsonb_build_object('title', n.title || coalesce(' ' || n.variant_title, ''), 'sku', n.sku,
                               'quantity', l.quantity, 'valueMinor', l.quantity * n.unit_price_minor) order by n.line_id)
               from fulfillment_line l join order_line n on n.shop_id = l.shop_id and n.order_id = r.order_id and n.line_id = l.order_line_id
              where l.shop_id = r.shop_id and l.fulfillment_id = r.fulfillment_id), '[]') as lines
       from delivery_report r join shop_order o on o.shop_id = r.shop_id and o.order_id = r.order_id
       left join fulfillment f on f.shop_id = r.shop_id and f.fulfillment_id = r.fulfillment_id
       left join parcel p on p.shop_id = r.shop_id and p.fulfillment_id = r.fulfillment_id and p.stage not in ('planned', 'void')
      where r.shop_id = $1 and r.report_id = $2 limit 1`,
    [tx.shopId, reportId],
  );
  return row;
}
