import type { OrderId, ReplayId, RuleSetId, RuleVersionId } from "../../core/ids.ts";
import { parseId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Totals } from "./domain/totals.ts";
import type { Coverage } from "./snapshots.server.ts";

/** waiting and running, then one of the others. */
export type ReplayStatus = "waiting" | "running" | "done" | "cancelled" | "failed";
/** Why it failed; each has a text under `failure` in locales/*.json. */
export type ReplayFailure = "changed" | "broken";

/** What is stored of a replay that is done. */
export interface StoredTotals extends Totals {
  readonly coverage: Coverage;
}

export interface StoredReplay {
  readonly replayId: ReplayId;
  readonly setId: RuleSetId;
  readonly versionId: RuleVersionId;
  readonly digest: string;
  readonly since: Date;
  readonly until: Date;
  readonly orderIds: readonly OrderId[];
  readonly status: ReplayStatus;
  /** Decisions of `total` so far. */
  readonly done: number;
  readonly total: number;
  /** Null until it is done. */
  readonly totals: StoredTotals | null;
  readonly failure: ReplayFailure | "";
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

const COLUMNS = `replay_id as "replayId", set_id as "setId", version_id as "versionId", digest, since, until, order_ids as "orderIds", status, done, total,
  case when status = 'done' then totals end as totals, failure, started_by as "startedBy", started_at as "startedAt", finished_at as "finishedAt"`;

type Row = StoredReplay & Record<string, unknown>;

export async function insertReplay(
  tx: ShopTx,
  replay: Pick<StoredReplay, "setId" | "versionId" | "digest" | "since" | "until" | "orderIds" | "total">,
  who: string,
  now: Date,
): Promise<ReplayId> {
  const { setId, versionId, digest, since, until, orderIds, total } = replay;
  const [row] = await tx.rows<{ id: string }>(
    `insert into replay (shop_id, set_id, version_id, digest, since, until, order_ids, status, total, started_by, started_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $10) returning replay_id as id`,
    [tx.shopId, setId, versionId, digest, since, until, orderIds, total, who, now],
  );
  return parseId<ReplayId>(row?.id ?? "");
}

export async function readReplay(tx: ShopTx, replayId: ReplayId): Promise<StoredReplay | undefined> {
  const [row] = await tx.rows<Row>(`select ${COLUMNS} from replay where shop_id = $1 and replay_id = $2`, [
    tx.shopId,
    replayId,
  ]);
  return row;
}

/** The replays of a set, newest first. */
export async function newestReplays(tx: ShopTx, setId: RuleSetId, count: number): Promise<StoredReplay[]> {
  return tx.rows<Row>(
    `select ${COLUMNS} from replay where shop_id = $1 and set_id = $2 order by replay_id desc limit $3`,
    [tx.shopId, setId, count],
  );
}

/** The replay that waits or runs; a shop has at most one. */
export async function openReplay(tx: ShopTx): Promise<StoredReplay | undefined> {
  const [row] = await tx.rows<Row>(
    `select ${COLUMNS} from replay where shop_id = $1 and status = any('{waiting,running}') order by replay_id limit 1`,
    [tx.shopId],
  );
  return row;
}

/** Ends a replay that waits or runs. False: it had ended already. */
export async function endReplay(
  tx: ShopTx,
  replayId: ReplayId,
  end:
    | { readonly status: "done"; readonly totals: StoredTotals }
    | { readonly status: "cancelled" }
    | { readonly status: "failed"; readonly failure: ReplayFailure },
  now: Date,
): Promise<boolean> {
  const count = await tx.run(
    `update replay set status = $3, totals = $4, failure = $5, finished_at = $6
      where shop_id = $1 and replay_id = $2 and status = any('{waiting,running}')`,
    [
      tx.shopId,
      replayId,
      end.status,
      JSON.stringify(end.status === "done" ? end.totals : {}),
      end.status === "failed" ? end.failure : "",
      now,
    ],
  );
  return count > 0;
}

/** How far it is; counting begins at 0 when it begins (again). False: somebody ended it. */
export async function setProgress(tx: ShopTx, replayId: ReplayId, done: number, total: number): Promise<boolean> {
  const count = await tx.run(
    `update replay set status = 'running', done = $3, total = $4
      where shop_id = $1 and replay_id = $2 and status = any('{waiting,running}')`,
    [tx.shopId, replayId, done, total],
  );
  return count > 0;
}

/** Adds result rows, as the thread made them (replay-thread.server.ts). */
export async function insertRows(tx: ShopTx, replayId: ReplayId, rows: string): Promise<void> {
  await tx.run(
    `insert into replay_order (shop_id, replay_id, position, order_id, fulfillment_order_id, change, cost_minor, before, after)
     select $1, $2, position, order_id, fulfillment_order_id, change, cost_minor, before, coalesce(after, 'null')
       from jsonb_to_recordset($3::jsonb) as x(position int, order_id bigint, fulfillment_order_id bigint, change text, cost_minor bigint,
                                               before jsonb, after jsonb)`,
    [tx.shopId, replayId, rows],
  );
}

/** Deletes up to `count` result rows of a replay; returns how many. */
export async function deleteRows(tx: ShopTx, replayId: ReplayId, count: number): Promise<number> {
  return tx.run(
    `delete from replay_order where shop_id = $1 and replay_id = $2
        and position in (select position from replay_order where shop_id = $1 and replay_id = $2 order by position limit $3)`,
    [tx.shopId, replayId, count],
  );
}
