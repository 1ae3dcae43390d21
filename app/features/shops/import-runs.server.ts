import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { IMPORT_KINDS, tryAgainAt, type ImportKind, type ImportStatus } from "./domain/import-plan.ts";

/** One kind of data being imported. `done` and `total` count lines of the result (objects, children included). */
export interface ImportRun {
  readonly kind: ImportKind;
  readonly status: ImportStatus;
  /** The store was read before: what is read now is compared (full-look.server.ts), not taken. */
  readonly again: boolean;
  readonly bulkId: string | null;
  readonly url: string | null;
  readonly total: number;
  readonly done: number;
  readonly readNo: string | null;
  readonly failure: string | null;
  readonly attempts: number;
  /** When the read began (business time). */
  readonly startedAt: Date | null;
  /** When it was done, or when the last attempt failed. */
  readonly finishedAt: Date | null;
}

interface Row {
  readonly kind: ImportKind;
  readonly status: ImportStatus;
  readonly again: boolean;
  readonly bulk_id: string | null;
  readonly url: string | null;
  readonly total: string;
  readonly done: string;
  readonly read_no: string | null;
  readonly failure: string | null;
  readonly attempts: number;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly [column: string]: unknown;
}

/** Every import of the shop, in the order in which they are made. */
export async function readRuns(tx: ShopTx): Promise<ImportRun[]> {
  const rows = await tx.rows<Row>(
    `select kind, status, bulk_id, url, total, done, read_no, failure, attempts, started_at, finished_at,
            exists (select 1 from shop_profile where shop_id = $1 and reconciled_to is not null) as again
       from import_run where shop_id = $1 order by array_position($2::text[], kind)`,
    [tx.shopId, IMPORT_KINDS],
  );
  return rows.map((row) => ({
    kind: row.kind,
    status: row.status,
    again: row.again,
    bulkId: row.bulk_id,
    url: row.url,
    total: Number(row.total),
    done: Number(row.done),
    readNo: row.read_no,
    failure: row.failure,
    attempts: row.attempts,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }));
}

/** Everything is to be imported (again). */
export async function resetRuns(tx: ShopTx): Promise<void> {
  for (const kind of IMPORT_KINDS) await wantAgain(tx, kind);
}

/** One kind is to be imported again, from the beginning. */
export async function wantAgain(tx: ShopTx, kind: ImportKind): Promise<void> {
  await tx.run(
    `insert into import_run (shop_id, kind, status) values ($1, $2, 'waiting')
     on conflict (shop_id, kind) do update
        set status = 'waiting', bulk_id = null, url = null, total = 0, done = 0, read_no = null, failure = null, attempts = 0,
            started_at = null, finished_at = null`,
    [tx.shopId, kind],
  );
}

/**
 * Changes of state name the read they belong to: a run that was reset meanwhile (the shop left and came back, or changed again) is not touched
 * by what the older one still has to say.
 */

/** A kind that is read in pages begins. */
export async function runBegun(tx: ShopTx, kind: ImportKind, read: ReadStamp): Promise<void> {
  await tx.run(
    `update import_run set status = 'loading', total = 0, done = 0, read_no = $3, started_at = $4, finished_at = null
      where shop_id = $1 and kind = $2`,
    [tx.shopId, kind, read.no, read.at],
  );
}

/** A bulk operation was started for it; the read counts from before that. */
export async function runAsked(tx: ShopTx, kind: ImportKind, bulkId: string, read: ReadStamp): Promise<void> {
  await tx.run(
    `update import_run
        set status = 'asked', bulk_id = $3, url = null, total = 0, done = 0, read_no = $4, started_at = $5, finished_at = null
      where shop_id = $1 and kind = $2 and status = 'waiting'`,
    [tx.shopId, kind, bulkId, read.no, read.at],
  );
}

/** Shopify is counting: so many objects so far. */
export async function runCounted(tx: ShopTx, run: ImportRun, total: number): Promise<void> {
  await tx.run("update import_run set total = $4 where shop_id = $1 and kind = $2 and read_no = $3", [
    tx.shopId,
    run.kind,
    run.readNo,
    total,
  ]);
}

/** The result is there. */
export async function runReady(tx: ShopTx, run: ImportRun, url: string, total: number): Promise<void> {
  await tx.run(
    "update import_run set status = 'loading', url = $4, total = $5 where shop_id = $1 and kind = $2 and read_no = $3",
    [tx.shopId, run.kind, run.readNo, url, total],
  );
}

/** Written in the transaction that takes the rows: a run that dies goes on exactly there. */
export async function runProgressed(tx: ShopTx, kind: ImportKind, read: ReadStamp, done: number): Promise<void> {
  await tx.run(
    `update import_run set done = $4, total = greatest(total, $4)
      where shop_id = $1 and kind = $2 and read_no = $3 and status = 'loading'`,
    [tx.shopId, kind, read.no, done],
  );
}

/** Everything of it is taken. False when it was reset meanwhile. */
export async function runDone(tx: ShopTx, kind: ImportKind, read: ReadStamp, at: Date): Promise<boolean> {
  const touched = await tx.run(
    `update import_run set status = 'done', url = null, failure = null, total = done, finished_at = $4
      where shop_id = $1 and kind = $2 and read_no = $3 and status in ('asked', 'loading')`,
    [tx.shopId, kind, read.no, at],
  );
  return touched === 1;
}

/** This attempt came to nothing. Tried again later, or left to a person after too many. Returns the new status. */
export async function runFailed(tx: ShopTx, run: ImportRun, failure: string, at: Date): Promise<ImportStatus> {
  const attempts = run.attempts + 1;
  const status = tryAgainAt(attempts, at) ? "waiting" : "failed";
  await tx.run(
    `update import_run
        set status = $3, bulk_id = null, url = null, done = 0, total = 0, read_no = null, failure = $4, attempts = $5, finished_at = $6
      where shop_id = $1 and kind = $2`,
    [tx.shopId, run.kind, status, failure, attempts, at],
  );
  return status;
}

/** Which of these order gids are in the mirror. */
export async function ordersAmong(tx: ShopTx, gids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ gid: string }>(
    `select gid from unnest($2::text[]) gid
      where exists (select 1 from shop_order where shop_id = $1 and order_id = substring(gid from '[0-9]+$')::bigint)`,
    [tx.shopId, [...new Set(gids)]],
  );
  return new Set(rows.map(({ gid }) => gid));
}
