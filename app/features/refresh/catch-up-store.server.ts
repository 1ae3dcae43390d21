import { KINDS } from "../../core/kinds.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { askSince, CATCH_UP_KINDS, type CatchUpKind } from "./domain/catch-up.ts";
import type { TakenMark } from "./domain/clearing.ts";

/**
 * A catch-up of a shop, one at a time. The marks it is to answer are put off until `until`, each with the version it had before the bulk query
 * was asked: whatever is marked again moves the version and is due at once, and when nothing comes of the catch-up, all are due again.
 */
export interface CatchUp {
  readonly kind: CatchUpKind;
  readonly since: Date;
  readonly until: Date;
  readonly read: ReadStamp;
  /** Null until Shopify took the bulk query. */
  readonly bulkId: string | null;
  /** When to look how it is going. */
  readonly lookAt: Date;
  /** Lines of the result that were taken. */
  readonly done: number;
  /** Nothing came of it; no other before this time. */
  readonly retryAt: Date | null;
}

export async function readCatchUp(tx: ShopTx): Promise<CatchUp | undefined> {
  const [row] = await tx.rows<{
    kind: number;
    since: Date;
    until: Date;
    read_no: string;
    read_at: Date;
    bulk_id: string | null;
    look_at: Date;
    done: string;
    retry_at: Date | null;
  }>("select kind, since, until, read_no, read_at, bulk_id, look_at, done, retry_at from catch_up where shop_id = $1", [
    tx.shopId,
  ]);
  const kind = CATCH_UP_KINDS.find((each) => KINDS[each] === row?.kind);
  if (!row || !kind) return undefined;
  return {
    kind,
    since: row.since,
    until: row.until,
    read: { no: row.read_no, at: row.read_at },
    bulkId: row.bulk_id,
    lookAt: row.look_at,
    done: Number(row.done),
    retryAt: row.retry_at,
  };
}

/** Puts off what is due of a kind and stores the intent to read it in bulk. Before Shopify is asked: only so is what was marked earlier answered. */
export async function beginCatchUp(tx: ShopTx, kind: CatchUpKind, read: ReadStamp, until: Date): Promise<void> {
  // Rows the receiver holds are left out, and the rest taken by place instead of by a join, both for the reasons of clearMarks.
  const [row] = await tx.rows<{ oldest: Date | null }>(
    `with put_off as (
       update mark set bulk_version = version, not_before = $4
        where shop_id = $1 and ctid = any(array(
                select ctid from mark where shop_id = $1 and kind = $2 and not_before <= $3 for update skip locked))
    returning least(hinted_at, marked_at) as at)
     select min(at) as oldest from put_off`,
    [tx.shopId, KINDS[kind], read.at, until],
  );
  await tx.run(
    `insert into catch_up (shop_id, kind, since, until, read_no, read_at, look_at) values ($1, $2, $3, $4, $5, $6, $6)
     on conflict (shop_id) do update
        set kind = excluded.kind, since = excluded.since, until = excluded.until, read_no = excluded.read_no, read_at = excluded.read_at,
            look_at = excluded.look_at, bulk_id = null, done = 0, retry_at = null`,
    [tx.shopId, KINDS[kind], askSince(row?.oldest ?? read.at, read.at), until, read.no, read.at],
  );
}

/** The bulk query runs; when to look next. */
export async function catchUpRuns(tx: ShopTx, bulkId: string, lookAt: Date): Promise<void> {
  await tx.run("update catch_up set bulk_id = $2, look_at = $3 where shop_id = $1", [tx.shopId, bulkId, lookAt]);
}

/** Written in the transaction that takes the rows. */
export async function catchUpProgressed(tx: ShopTx, done: number): Promise<void> {
  await tx.run("update catch_up set done = $2 where shop_id = $1", [tx.shopId, done]);
}

/** Everything it showed is taken. Marks it did not answer are due again, to be read singly. */
export async function catchUpDone(tx: ShopTx, { kind, until }: CatchUp): Promise<void> {
  await dueAgain(tx, kind, until, false);
  await tx.run("delete from catch_up where shop_id = $1", [tx.shopId]);
}

/** Nothing came of it. Its marks are due again, singly or in the next catch-up. */
export async function catchUpFailed(tx: ShopTx, { kind, until }: CatchUp, retryAt: Date): Promise<void> {
  await dueAgain(tx, kind, until, true);
  await tx.run("update catch_up set retry_at = $2, bulk_id = null where shop_id = $1", [tx.shopId, retryAt]);
}

/** Whatever their version is now: a write of our own moves it and leaves the time as it is (platform/marks.server.ts). */
async function dueAgain(tx: ShopTx, kind: CatchUpKind, until: Date, asNew: boolean): Promise<void> {
  await tx.run(
    `update mark set not_before = '-infinity', bulk_version = case when $4 then null else bulk_version end
      where shop_id = $1 and ctid = any(array(
              select ctid from mark where shop_id = $1 and kind = $2 and not_before = $3 for update skip locked))`,
    [tx.shopId, KINDS[kind], until, asNew],
  );
}

/** A mark of something the bulk query showed. */
export interface ShownMark extends TakenMark {
  /** Made before the bulk query was asked and not again since. */
  readonly answered: boolean;
}

/** The marks of these objects. */
export async function marksOf(tx: ShopTx, kind: CatchUpKind, objectIds: readonly string[]): Promise<ShownMark[]> {
  return tx.rows<ShownMark & Record<string, unknown>>(
    `select object_id as "objectId", part, version, hinted_at as "hintedAt", available, tries,
            coalesce(bulk_version = version, false) as answered
       from mark where shop_id = $1 and kind = $2 and object_id = any($3::bigint[])`,
    [tx.shopId, KINDS[kind], objectIds],
  );
}
