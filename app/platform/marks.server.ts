import { KINDS, type Kind } from "../core/kinds.ts";
import { wakeLane } from "./lanes.server.ts";
import type { ShopTx } from "./db/in-shop.server.ts";
import { traceId } from "./trace.server.ts";

/** One thing of the shop that must be read again, marked by ourselves (a refresh that found more, an effect, reconcile). */
export interface OwnMark {
  readonly kind: Kind;
  readonly objectId: string;
  /** The location, for a level. */
  readonly part?: string;
  /** Something else that was read named it with this `updated_at`: a read that is older, or does not show it, came too early. */
  readonly hintedAt?: Date;
}

/** One thing we have just written. */
export interface OwnWrite extends OwnMark {
  /** The answer showed all of it, so only news that is newer is worth a read; otherwise it is read once in any case. */
  readonly whole?: true;
}

/**
 * How long the echoes of our own write are collected, in business time: webhooks arrive within seconds, some within 30 s, and a change of somebody
 * else that looks like an echo is seen that much later at the latest.
 */
export const ECHO_MS = 60_000;

/**
 * What was set aside (features/refresh/set-aside.server.ts) is read again when it changes, but not sooner after the last try: one that changes all
 * the time would keep its shop's lane for itself.
 */
export const SUSPECT_RESTS_S = 60;

/** Marks things and wakes the refresh lane, in the caller's transaction. Sorted, so that two writers cannot deadlock. */
export async function markChanged(tx: ShopTx, marks: readonly OwnMark[], now: Date): Promise<void> {
  if (marks.length === 0) return;
  await tx.run(
    `insert into mark as m (shop_id, kind, object_id, part, marked_at, hinted_at, cause)
     select $1, kind, object_id, part, $3, hinted_at, $4
       from jsonb_to_recordset($2::jsonb) as x(kind smallint, object_id bigint, part bigint, hinted_at timestamptz)
      order by kind, object_id, part
     on conflict (shop_id, kind, object_id, part) do update
        set version = m.version + 1, hinted_at = greatest(m.hinted_at, excluded.hinted_at),
            not_before = greatest('-infinity', m.set_aside_at + interval '${SUSPECT_RESTS_S} seconds'),
            tries = 0, may_rest = false, hints_only = false, digest = null, cause = excluded.cause`,
    [tx.shopId, rowsOf(marks), now, traceId() ?? null],
  );
  wakeLane(tx, "refresh");
}

/**
 * Marks what we have just written ourselves and the mirror has from the answer: read again once, after ECHO_MS, whatever echoes arrive until then
 * (features/intake: a topic that our own writes cause leaves the time alone). A mark rests once, so that no burst of writes puts a read off for
 * ever; one that waits for somebody else's news does not rest at all. Wakes the refresh lane, which goes on with what the answer showed.
 */
export async function markOwnWrites(tx: ShopTx, writes: readonly OwnWrite[], now: Date): Promise<void> {
  await tx.run(
    `insert into mark as m (shop_id, kind, object_id, part, marked_at, not_before, rests_until, may_rest, hints_only, cause)
     select $1, kind, object_id, part, $3, $4, $4, true, whole, $5
       from jsonb_to_recordset($2::jsonb) as x(kind smallint, object_id bigint, part bigint, whole boolean)
      order by kind, object_id, part
     on conflict (shop_id, kind, object_id, part) do update
        set version = m.version + 1, hints_only = m.hints_only and excluded.hints_only, digest = null,
            not_before = case when m.may_rest and m.rests_until = '-infinity' then excluded.not_before else m.not_before end,
            rests_until = case when m.may_rest and m.rests_until = '-infinity' then excluded.rests_until else m.rests_until end`,
    [tx.shopId, rowsOf(writes), now, new Date(now.getTime() + ECHO_MS), traceId() ?? null],
  );
  wakeLane(tx, "refresh");
}

/**
 * Of these things, those that wait to be read (and may be read this very moment) are read from now on: what a read shows that began before our own write
 * does not settle their marks. Nothing is read that was not to be read anyway.
 */
export async function outdateReads(tx: ShopTx, things: readonly OwnMark[]): Promise<void> {
  await tx.run(
    `update mark m set version = m.version + 1
       from jsonb_to_recordset($2::jsonb) as x(kind smallint, object_id bigint, part bigint)
      where m.shop_id = $1 and m.kind = x.kind and m.object_id = x.object_id and m.part = x.part`,
    [tx.shopId, rowsOf(things)],
  );
}

/** One row per mark, because one statement cannot touch a row twice. */
function rowsOf(marks: readonly OwnWrite[]): string {
  const rows = new Map(
    marks.map(({ kind, objectId, part = "0", hintedAt, whole = false }) => [
      `${KINDS[kind]} ${objectId} ${part}`,
      { kind: KINDS[kind], object_id: objectId, part, hinted_at: hintedAt, whole },
    ]),
  );
  return JSON.stringify([...rows.values()]);
}
