import { cutPage, sideOf } from "../../core/cut-page.ts";
import { readId, type LocationId, type PickBatchId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { BatchStatus, PickMode } from "./domain/batch.ts";
import type { BatchFilter } from "./domain/batch-filter.ts";

/** A batch as lists and pages show it. Moments are ISO 8601. */
export interface BatchSummary {
  readonly batchId: PickBatchId;
  readonly locationId: LocationId;
  readonly location: string;
  readonly mode: PickMode;
  readonly status: BatchStatus;
  readonly assignee: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly pickedAt: string | null;
  readonly closedAt: string | null;
  /** Orders in it, of them void and shipped. */
  readonly orders: number;
  readonly voided: number;
  readonly shipped: number;
  /** Units wanted of what is not void, picked, and reported as missing. */
  readonly wanted: number;
  readonly picked: number;
  readonly short: number;
}

const SUMMARY = `select b.batch_id as "batchId", b.location_id as "locationId", coalesce(p.name, '') as location, b.mode, b.status, b.assignee,
    b.created_at, b.started_at, b.picked_at, b.closed_at, s.orders, s.voided, s.shipped, s.wanted, s.picked, s.short
  from pick_batch b
  left join location p on p.shop_id = b.shop_id and p.location_id = b.location_id
  join lateral (select count(distinct k.task_id)::int as orders, count(distinct k.task_id) filter (where k.status = 'void')::int as voided,
                       count(distinct k.task_id) filter (where k.status = 'shipped')::int as shipped,
                       coalesce(sum(l.wanted) filter (where k.status <> 'void' or k.reason = 'short'), 0)::int as wanted,
                       coalesce(sum(l.picked) filter (where k.status <> 'void'), 0)::int as picked, coalesce(sum(l.short), 0)::int as short
                  from pick_task k left join pick_line l on l.shop_id = k.shop_id and l.task_id = k.task_id
                 where k.shop_id = b.shop_id and k.batch_id = b.batch_id) s on true`;

type Row = Omit<BatchSummary, "createdAt" | "startedAt" | "pickedAt" | "closedAt"> & {
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly picked_at: Date | null;
  readonly closed_at: Date | null;
  readonly [column: string]: unknown;
};

const summaryOf = ({ created_at, started_at, picked_at, closed_at, ...row }: Row): BatchSummary => ({
  ...row,
  createdAt: created_at.toISOString(),
  startedAt: started_at?.toISOString() ?? null,
  pickedAt: picked_at?.toISOString() ?? null,
  closedAt: closed_at?.toISOString() ?? null,
});

/** One batch; undefined when the shop has none of this number. */
export async function readBatch(tx: ShopTx, batchId: PickBatchId): Promise<BatchSummary | undefined> {
  const [row] = await tx.rows<Row>(`${SUMMARY} where b.shop_id = $1 and b.batch_id = $2`, [tx.shopId, batchId]);
  return row && summaryOf(row);
}

export interface BatchesPage {
  readonly batches: readonly BatchSummary[];
  /** Number of the batch behind which the next page begins, or before which the previous one ends. */
  readonly before: string | null;
  readonly after: string | null;
}

/** A page of the shop's batches, the newest first. */
export async function listBatches(
  tx: ShopTx,
  { status, locationId, search, after, before }: BatchFilter,
  size: number,
): Promise<BatchesPage> {
  const backwards = before !== null;
  const rows = await tx.rows<Row>(
    `${SUMMARY} where b.shop_id = $1
        and ($2::text is null or case $2 when 'current' then b.status in ('open', 'picking', 'picked') else b.status = $2 end)
        and ($3::bigint is null or b.location_id = $3)
        and ($4 = '' or position(lower($4) in lower(b.assignee)) > 0 or b.batch_id::text = $4)
        and ($5::bigint is null or b.batch_id ${backwards ? ">" : "<"} $5)
      order by b.batch_id ${backwards ? "asc" : "desc"} limit $6`,
    [tx.shopId, status, locationId, search, readId(before ?? after) ?? null, size + 1],
  );
  const page = cutPage(rows.map(summaryOf), size, sideOf({ after, before }), ({ batchId }) => batchId);
  return { batches: page.rows, before: page.before, after: page.after };
}
