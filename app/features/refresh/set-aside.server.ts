import { KINDS, kindOf, type Kind } from "../../core/kinds.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { SUSPECT_RESTS_S } from "../../platform/marks.server.ts";
import { log } from "../../platform/log.server.ts";
import { setAsides } from "../../platform/metrics.server.ts";
import type { TakenMark } from "./domain/clearing.ts";
import { SET_ASIDE_CODES, type SetAsideCode } from "./domain/set-aside.ts";
import { inRun, type RefreshRun } from "./tools.server.ts";

/** Shown at once; there are as many only when something is wrong with all of a kind. */
const SHOWN = 20;

/** Something of the shop whose reading failed: the mirror may be behind there. */
export interface SetAside {
  readonly kind: Kind;
  readonly objectId: string;
  /** The location, for a level; "0" otherwise. */
  readonly part: string;
  readonly code: SetAsideCode;
  /** Business time. */
  readonly at: Date;
}

/**
 * Puts a mark away until the thing is marked anew or somebody asks (tryAgain), and says so: in the log with the error, which may hold what no page
 * may show, on Home with its code, in the metrics by kind. One that moved meanwhile is tried again a minute later.
 */
export async function setAside(
  run: RefreshRun,
  kind: Kind,
  mark: TakenMark,
  code: SetAsideCode,
  error: unknown,
): Promise<void> {
  // Not waiting for a row the receiver holds, as in clearMarks: it is about to be due again.
  const done = await inRun(run, (tx) =>
    tx.run(
      `with x as materialized (
         select object_id, part from mark
          where shop_id = $1 and kind = $2 and object_id = $3 and part = $4 for update skip locked)
       update mark m set set_aside_at = $6, set_aside_code = $7,
              not_before = case when m.version = $5 then 'infinity' else $6::timestamptz + interval '${SUSPECT_RESTS_S} seconds' end from x
        where m.shop_id = $1 and m.kind = $2 and m.object_id = x.object_id and m.part = x.part`,
      [tx.shopId, KINDS[kind], mark.objectId, mark.part, mark.version, run.now(), code],
    ),
  );
  if (done === 0) return;
  setAsides.inc({ kind, result: "set_aside" });
  const { shopId } = run.lease;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  log.error({ event: "refresh.set_aside", shopId, kind, objectId: mark.objectId, code, message, stack });
}

/** What is set aside in a shop: how many, and the first of them. */
export async function readSetAside(tx: ShopTx): Promise<{ count: number; first: SetAside[] }> {
  const rows = await tx.rows<{
    kind: number;
    object_id: string;
    part: string;
    code: string;
    at: Date;
    count: number;
  }>(
    `select kind, object_id, part, set_aside_code as code, set_aside_at as at, (count(*) over ())::int as count from mark
      where shop_id = $1 and set_aside_at is not null order by set_aside_at, kind, object_id, part limit $2`,
    [tx.shopId, SHOWN],
  );
  const first = rows.flatMap(({ kind: number, object_id: objectId, part, code: text, at }): SetAside[] => {
    const [kind, code] = [kindOf(number), SET_ASIDE_CODES.find((each) => each === text)];
    return kind && code ? [{ kind, objectId, part, code, at }] : [];
  });
  return { count: rows[0]?.count ?? 0, first };
}

/** Everything that is set aside is read once more, each by itself. Returns how many. */
export async function tryAgain(tx: ShopTx): Promise<number> {
  // Sorted, so that two writers of marks cannot deadlock.
  const rows = await tx.rows<{ kind: number }>(
    `update mark set not_before = '-infinity', version = version + 1
      where shop_id = $1 and ctid = any(array(
              select ctid from mark where shop_id = $1 and set_aside_at is not null order by kind, object_id, part for update))
  returning kind`,
    [tx.shopId],
  );
  for (const { kind } of rows) setAsides.inc({ kind: kindOf(kind) ?? "", result: "tried_again" });
  if (rows.length > 0) wakeLane(tx, "refresh");
  return rows.length;
}
