import type { FeedId, FeedRunId, InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Delimiter, Encoding } from "../../platform/read-csv.server.ts";
import type { RunStatus } from "./domain/feed.ts";
import type { FeedSummary } from "./domain/judge.ts";
import type { RowProblem } from "./domain/read-row.ts";

/** How a file is read, as guessed and shown. */
export interface FileFormat {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly headings: readonly string[];
  /** The first rows. */
  readonly sample: readonly (readonly string[])[];
}

export interface FeedRun {
  readonly runId: FeedRunId;
  readonly feedId: FeedId;
  readonly status: RunStatus;
  readonly problem: string;
  readonly fileName: string;
  readonly fileIds: readonly string[];
  readonly digest: string;
  readonly startedAt: Date;
  readonly closedAt: Date | null;
  readonly format: FileFormat | null;
  readonly summary: FeedSummary | null;
  readonly clicked: boolean;
}

const RUN = `run_id as "runId", feed_id as "feedId", status, problem, file_name as "fileName", file_ids::text[] as "fileIds", digest, started_at as "startedAt",
  closed_at as "closedAt", format, summary, clicked`;

/** The newest runs of a feed. */
export async function newestRuns(tx: ShopTx, feedId: FeedId, count: number): Promise<FeedRun[]> {
  return tx.rows<FeedRun & Record<string, unknown>>(
    `select ${RUN} from stock_feed_run where shop_id = $1 and feed_id = $2 order by run_id desc limit $3`,
    [tx.shopId, feedId, count],
  );
}

/** One run; undefined when the shop has none of this number. */
export async function readRun(tx: ShopTx, runId: FeedRunId): Promise<FeedRun | undefined> {
  const [run] = await tx.rows<FeedRun & Record<string, unknown>>(
    `select ${RUN} from stock_feed_run where shop_id = $1 and run_id = $2`,
    [tx.shopId, runId],
  );
  return run;
}

/** The next run that the lane has something to do for, oldest first. */
export async function nextRun(tx: ShopTx): Promise<FeedRun | undefined> {
  const [run] = await tx.rows<FeedRun & Record<string, unknown>>(
    `select ${RUN} from stock_feed_run where shop_id = $1 and status in ('fetching', 'reading') order by run_id limit 1`,
    [tx.shopId],
  );
  return run;
}

export interface RunChange {
  readonly status: RunStatus;
  readonly problem?: string;
  readonly fileIds?: readonly string[];
  readonly digest?: string;
  readonly format?: FileFormat;
  readonly summary?: FeedSummary;
  readonly clicked?: boolean;
}

const ENDED: readonly RunStatus[] = ["refused", "done", "identical", "dropped", "failed"];

/** Moves a run on. */
export async function changeRun(tx: ShopTx, runId: FeedRunId, change: RunChange, now: Date): Promise<void> {
  await tx.run(
    `update stock_feed_run set status = $3, problem = $4, file_ids = coalesce($5::bigint[], file_ids), digest = coalesce($6, digest),
            format = coalesce($7::jsonb, format), summary = coalesce($8::jsonb, summary), clicked = coalesce($9, clicked), closed_at = $10
      where shop_id = $1 and run_id = $2`,
    [
      tx.shopId,
      runId,
      change.status,
      change.problem ?? "",
      change.fileIds ?? null,
      change.digest ?? null,
      change.format ? JSON.stringify(change.format) : null,
      change.summary ? JSON.stringify(change.summary) : null,
      change.clicked ?? null,
      ENDED.includes(change.status) ? now : null,
    ],
  );
}

/** What older files of the feed still wanted is dropped; what is being sent this moment ends by itself. */
export async function dropOlder(
  tx: ShopTx,
  { feedId, runId }: Pick<FeedRun, "feedId" | "runId">,
  now: Date,
): Promise<void> {
  await tx.run(
    `update stock_feed_run set status = 'dropped', closed_at = $4
      where shop_id = $1 and feed_id = $2 and run_id < $3 and status in ('fetching', 'reading', 'mapping', 'asks', 'ready')`,
    [tx.shopId, feedId, runId, now],
  );
}

/** A level that a file would change, or did. */
export interface ListedTarget {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly title: string;
  readonly sku: string | null;
  readonly location: string;
  readonly line: number | null;
  readonly from: number;
  readonly to: number;
  readonly status: "same" | "planned" | "written" | "failed" | "dropped";
  readonly problem: string;
}

/** Changes of a run: those that empty a level first, then the largest. */
export async function listTargets(tx: ShopTx, runId: FeedRunId, limit: number, offset = 0): Promise<ListedTarget[]> {
  return tx.rows<ListedTarget & Record<string, unknown>>(
    `select t.item_id as "itemId", t.location_id as "locationId", concat_ws(' · ', i.title, i.variant_title) as title, i.sku, p.name as location, t.line,
            t.from_units as "from", t.to_units as "to", t.status, t.problem
       from stock_feed_target t join inventory_item i on i.shop_id = $1 and i.item_id = t.item_id
       join location p on p.shop_id = $1 and p.location_id = t.location_id
      where t.shop_id = $1 and t.run_id = $2 and t.from_units <> t.to_units and t.doubled is null
      order by (t.status = 'failed') desc, (t.to_units = 0) desc, abs(t.to_units - t.from_units) desc, t.item_id, t.location_id limit $3 offset $4`,
    [tx.shopId, runId, limit, offset],
  );
}

export interface ListedError {
  readonly line: number;
  readonly field: string;
  readonly code: RowProblem;
  readonly text: string;
}

/** Lines of a run that were not taken, by line. */
export async function listErrors(tx: ShopTx, runId: FeedRunId, limit: number, after = 0): Promise<ListedError[]> {
  return tx.rows<ListedError & Record<string, unknown>>(
    "select line, field, code, text from stock_feed_error where shop_id = $1 and run_id = $2 and line > $3 order by line limit $4",
    [tx.shopId, runId, after, limit],
  );
}
