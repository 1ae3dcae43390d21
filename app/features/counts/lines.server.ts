import { cutPage, sideOf } from "../../core/cut-page.ts";
import { readId, type CountId, type InventoryItemId } from "../../core/ids.ts";
import type { Money } from "../../core/money.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { LineFilter } from "./domain/count-filter.ts";
import type { LineStatus } from "./domain/count.ts";
import { cannotWrite } from "./domain/decide-line.ts";
import { reviewLine, type LineReview } from "./domain/review-line.ts";
import type { CountSummary } from "./counts.server.ts";
import { readMovements } from "./movements.server.ts";

const PAGE_SIZE = 50;

/** A line of a count as its page shows it. */
export interface ListedLine {
  readonly itemId: InventoryItemId;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly bin: string;
  readonly extra: boolean;
  readonly status: LineStatus;
  /** Shopify's code or one of ours; "" for none. */
  readonly problem: string;
  readonly counted: number | null;
  readonly countedAt: string | null;
  readonly cost: Money | null;
  /** What Shopify shows now; null while the counter must not see it. */
  readonly onHand: number | null;
  /** Null while the counter must not see it, and for lines nobody counted. */
  readonly review: LineReview | null;
  /** What was written: from, to. */
  readonly written: { readonly from: number; readonly to: number } | null;
}

export interface LinesPage {
  readonly lines: readonly ListedLine[];
  /** Where the previous and the next page meet this one; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

interface Row {
  readonly item_id: InventoryItemId;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly bin: string;
  readonly extra: boolean;
  readonly status: LineStatus;
  readonly problem: string;
  readonly counted: number | null;
  readonly first_at: Date | null;
  readonly counted_at: Date | null;
  readonly decided_from: number | null;
  readonly decided_to: number | null;
  readonly cost: string | null;
  readonly currency: string | null;
  readonly title_key: string;
  readonly exists: boolean;
  readonly tracked: boolean;
  readonly active: boolean;
  readonly on_hand: number;
  readonly expected_now: number;
  readonly [column: string]: unknown;
}

const LOOKS: Readonly<Record<LineFilter["look"], string>> = {
  all: "true",
  open: "n.status = 'open'",
  counted: "n.status <> 'open'",
  differences: "n.counted is not null and n.counted is distinct from n.expected",
  trouble: "(n.status = 'failed' or n.extra or not coalesce(i.tracked, false) or not coalesce(l.active, false))",
};

/** A page of lines by title. `shown`: with what is expected; false while the count is blind and goes on. */
export async function listLines(
  tx: ShopTx,
  count: CountSummary,
  { look, search, after, before }: LineFilter,
  { shown, limit = PAGE_SIZE }: { readonly shown: boolean; readonly limit?: number },
): Promise<LinesPage> {
  const backwards = before !== null;
  const [, id, key] = /^(\d+)_(.*)$/s.exec(before ?? after ?? "") ?? [];
  const rows = await tx.rows<Row>(
    `select n.item_id, coalesce(i.title, '') as title, i.variant_title as variant, i.sku, i.barcode, coalesce(b.bin, '') as bin, n.extra, n.status, n.problem, n.counted,
            n.first_at, n.counted_at, n.decided_from, n.decided_to, i.unit_cost_minor as cost, i.unit_cost_currency as currency, coalesce(i.title_key, '') as title_key,
            i.item_id is not null and i.deleted_at is null as exists, coalesce(i.tracked, false) as tracked, coalesce(l.active, false) as active,
            coalesce(l.on_hand, 0) as on_hand,
            coalesce(l.x_available + l.x_committed + l.x_reserved + l.x_damaged + l.x_safety_stock + l.x_quality_control, 0) as expected_now
       from stock_count_line n left join inventory_item i on i.shop_id = $1 and i.item_id = n.item_id
       left join inventory_level l on l.shop_id = $1 and l.item_id = n.item_id and l.location_id = $3
       left join item_bin b on b.shop_id = $1 and b.location_id = $3 and b.item_id = n.item_id
      where n.shop_id = $1 and n.count_id = $2 and ${LOOKS[look]}
        and ($4 = '' or position(lower($4) in lower(concat_ws(' ', i.title, i.variant_title, i.sku, i.barcode, b.bin))) > 0)
        and ($5::text is null or (coalesce(i.title_key, ''), n.item_id) ${backwards ? "<" : ">"} ($5, $6::bigint))
      order by coalesce(i.title_key, '') ${backwards ? "desc" : "asc"}, n.item_id ${backwards ? "desc" : "asc"} limit $7`,
    [tx.shopId, count.countId, count.locationId, search, key ?? null, readId(id) ?? "0", limit + 1],
  );
  const page = cutPage(rows, limit, sideOf({ after, before }), (row) => `${row.item_id}_${row.title_key}`);
  const movements = await readMovements(
    tx,
    page.rows.flatMap((row) =>
      shown && row.first_at ? [{ itemId: row.item_id, locationId: count.locationId, since: row.first_at }] : [],
    ),
  );
  return {
    lines: page.rows.map((row) => ({
      itemId: row.item_id,
      title: row.title,
      variant: row.variant,
      sku: row.sku,
      barcode: row.barcode,
      bin: row.bin,
      extra: row.extra,
      status: row.status,
      problem: row.problem || cannotWrite(row) || "",
      counted: row.counted,
      countedAt: row.counted_at?.toISOString() ?? null,
      cost: row.cost === null || row.currency === null ? null : { minor: Number(row.cost), currency: row.currency },
      onHand: shown && row.active ? row.on_hand : null,
      review:
        shown && row.counted !== null && row.first_at && row.counted_at
          ? reviewLine(
              { counted: row.counted, firstAt: row.first_at, countedAt: row.counted_at },
              { onHand: row.on_hand, expected: row.expected_now },
              movements.of(row.item_id, count.locationId),
            )
          : null,
      written:
        row.decided_from !== null && row.decided_to !== null && (row.status === "written" || row.status === "same")
          ? { from: row.decided_from, to: row.decided_to }
          : null,
    })),
    before: page.before,
    after: page.after,
  };
}

/** A code nobody knows, as often as it was scanned. */
export interface UnknownCode {
  readonly code: string;
  readonly units: number;
}

/** Codes of a count that belong to no item (or to several), and were not taken back. */
export async function unknownCodes(tx: ShopTx, countId: CountId): Promise<UnknownCode[]> {
  return tx.rows<UnknownCode & Record<string, unknown>>(
    `select code, sum(units)::int as units from stock_count_scan
      where shop_id = $1 and count_id = $2 and item_id is null and not undone group by code order by code limit 500`,
    [tx.shopId, countId],
  );
}

/** What the count found in all, once it is reviewed: lines that differ, units, and their value at cost. */
export async function differencesOf(
  tx: ShopTx,
  countId: CountId,
): Promise<{ readonly lines: number; readonly missing: number; readonly found: number; readonly value: Money | null }> {
  const [row] = await tx.rows<{
    lines: number;
    missing: number;
    found: number;
    value: string | null;
    currency: string | null;
  }>(
    `select count(*)::int as lines, coalesce(sum(greatest(n.expected - n.counted, 0)), 0)::int as missing,
            coalesce(sum(greatest(n.counted - n.expected, 0)), 0)::int as found,
            sum((n.counted - n.expected) * i.unit_cost_minor)::text as value, max(i.unit_cost_currency) as currency
       from stock_count_line n join inventory_item i on i.shop_id = $1 and i.item_id = n.item_id
      where n.shop_id = $1 and n.count_id = $2 and n.counted <> n.expected`,
    [tx.shopId, countId],
  );
  return {
    lines: row?.lines ?? 0,
    missing: row?.missing ?? 0,
    found: row?.found ?? 0,
    value: row?.value != null && row.currency !== null ? { minor: Number(row.value), currency: row.currency } : null,
  };
}
