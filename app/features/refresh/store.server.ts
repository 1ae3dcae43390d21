import type { Json } from "../../core/json.ts";
import { KINDS, kindOf, type Kind } from "../../core/kinds.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { log } from "../../platform/log.server.ts";
import { staleReads } from "../../platform/metrics.server.ts";
import { clearing, type TakenMark } from "./domain/clearing.ts";

/** When the mirror's thing changed. A level whose number is provisional was not read yet; a fulfillment order's webhooks have no time. */
const MIRRORED: Partial<Record<Kind, string>> = {
  location: "location t where t.shop_id = m.shop_id and t.location_id = m.object_id",
  order: "shop_order t where t.shop_id = m.shop_id and t.order_id = m.object_id",
  fulfillment: "fulfillment t where t.shop_id = m.shop_id and t.fulfillment_id = m.object_id",
  inventoryItem: "inventory_item t where t.shop_id = m.shop_id and t.item_id = m.object_id",
  inventoryLevel:
    "inventory_level t where t.shop_id = m.shop_id and t.item_id = m.object_id and t.location_id = m.part and not t.provisional",
};

/** What a product's body says of its items has no time of theirs: it is known when the mirror describes them so. */
const DESCRIBED: Partial<Record<Kind, string>> = {
  inventoryItem: `coalesce(m.digest = (select t.digest from ${MIRRORED.inventoryItem ?? ""} and t.deleted_at is null), false)`,
};

/**
 * Does the mark tell nothing new? Only bodies with a time made it, and the mirror has the thing as of a later second (`updated_at` never goes back, so
 * no clock is compared; the same second is read). A number in it is older, too, and was not applied. Asked for in the select list, it is looked up by
 * key: as a join, the planner, who has only ever seen few marks, compared every mark with every row.
 */
function isKnown(kind: Kind): string {
  const mirrored = MIRRORED[kind];
  if (mirrored === undefined) return "false";
  return `(${DESCRIBED[kind] ?? "false"} or coalesce(m.hints_only and coalesce(date_trunc('second', m.hinted_at), '-infinity')
                   < (select date_trunc('second', t.updated_at) from ${mirrored}), false))`;
}

/** `suspect`: it was set aside before (set-aside.server.ts). `known`: the mirror has what it tells of. `cause`: what moved it last, for the log. */
type DueMark = TakenMark & { readonly suspect: boolean; readonly known: boolean; readonly cause: string | null };

/** The oldest marks of one kind that may be read now, and the number of a read that begins after this. */
export async function takeMarks(
  tx: ShopTx,
  kind: Kind,
  count: number,
  now: Date,
): Promise<{ readonly marks: DueMark[]; readonly read: ReadStamp }> {
  const rows = await tx.rows<DueMark & { readonly no: string } & Record<string, unknown>>(
    `select object_id as "objectId", part, version, hinted_at as "hintedAt", available, tries, set_aside_at is not null as suspect, cause,
            ${isKnown(kind)} as known, (select nextval('read_no')) as no
       from mark m where shop_id = $1 and kind = $2 and not_before <= $3 order by marked_at, object_id, part limit $4`,
    [tx.shopId, KINDS[kind], now, count],
  );
  return { marks: rows, read: { no: rows[0]?.no ?? "0", at: now } };
}

/**
 * One mark whose version did not move, by its whole key, and locked. A row the receiver holds is about to get a new version: it is left alone. Waiting
 * for it would be a deadlock, for the receiver may wait for our lane. Lateral: each mark is fetched by its key. As a join it took 22 ms for
 * 130 of 1,500 marks, because statistics of a table that is mostly empty know nothing of a flash sale.
 */
const LOCKED = `from unnest($3::bigint[], $4::bigint[], $5::bigint[]) as k(object_id, part, version)
       cross join lateral (
         select m.ctid from mark m
          where m.shop_id = $1 and m.kind = $2 and m.object_id = k.object_id and m.part = k.part and m.version = k.version
            for update skip locked) found`;

const keysOf = (tx: ShopTx, kind: Kind, marks: readonly Pick<TakenMark, "objectId" | "part" | "version">[]) => [
  tx.shopId,
  KINDS[kind],
  marks.map((mark) => mark.objectId),
  marks.map((mark) => mark.part),
  marks.map((mark) => mark.version),
];

/** Forgets marks whose version did not move. */
export async function forgetMarks(tx: ShopTx, kind: Kind, marks: readonly TakenMark[]): Promise<void> {
  if (marks.length === 0) return;
  await tx.run(
    `delete from mark where shop_id = $1 and ctid = any(array(select found.ctid ${LOCKED}))`,
    keysOf(tx, kind, marks),
  );
}

/**
 * After a read: marks whose version did not move are cleared, unless the read was older than the webhook; those wait. `updatedAt` gives what
 * the read showed of an object, null when it is gone.
 */
export async function clearMarks(
  tx: ShopTx,
  kind: Kind,
  marks: readonly TakenMark[],
  updatedAt: (mark: TakenMark) => Date | null,
  now: Date,
): Promise<void> {
  const cleared: TakenMark[] = [];
  const kept: { mark: TakenMark; until: Date }[] = [];
  for (const mark of marks) {
    const verdict = clearing(mark, updatedAt(mark));
    if (!verdict.clear) kept.push({ mark, until: new Date(now.getTime() + verdict.waitMs) });
    else cleared.push(mark);
    if (!verdict.clear || verdict.gaveUp) staleReads.inc({ kind, result: verdict.clear ? "gave_up" : "waiting" });
    if (verdict.clear && verdict.gaveUp)
      log.warn({ event: "refresh.stale_read", shopId: tx.shopId, kind, objectId: mark.objectId });
  }
  await forgetMarks(tx, kind, cleared);
  for (const [until, together] of Map.groupBy(kept, (each) => each.until.getTime()))
    await tx.run(
      `update mark set tries = tries + 1, not_before = $6 where shop_id = $1 and ctid = any(array(select found.ctid ${LOCKED}))`,
      [
        ...keysOf(
          tx,
          kind,
          together.map(({ mark }) => mark),
        ),
        new Date(until),
      ],
    );
}

export interface Marked {
  /** Kinds with marks that may be read now. */
  readonly due: ReadonlySet<Kind>;
  /** How many those are, by kind; what a bulk query did not answer (catch-up.server.ts) is left out. */
  readonly fresh: ReadonlyMap<Kind, number>;
  /** Does a number of `available` wait to be applied? */
  readonly hinted: boolean;
  /**
   * Business time of the earliest mark that is not due yet. Those that are due and stay are left to a bulk query, and nothing is gained by looking at
   * them at once. What is set aside waits for no time.
   */
  readonly nextAt: Date | undefined;
  /** Do facts wait to be applied? */
  readonly facts: boolean;
  /** Is a bulk query under way, or did the last one fail? */
  readonly catchingUp: boolean;
}

/** What waits: one look instead of one a kind. */
export async function lookAtMarks(tx: ShopTx, now: Date): Promise<Marked> {
  const rows = await tx.rows<{
    kind: number | null;
    due: boolean;
    fresh: number;
    hinted: boolean;
    next_at: Date | null;
    facts: boolean;
    catching_up: boolean;
  }>(
    `select waits.*, marked.* from (
       select exists (select 1 from fact where shop_id = $1) as facts, exists (select 1 from catch_up where shop_id = $1) as catching_up) waits
       left join (
         select kind, bool_or(not_before <= $2) as due, bool_or(available is not null and hinted_at is not null) as hinted,
                count(*) filter (where not_before <= $2 and bulk_version is distinct from version)::int as fresh,
                min(not_before) filter (where not_before > $2 and not_before < 'infinity') as next_at
           from mark where shop_id = $1 group by kind) marked on true`,
    [tx.shopId, now],
  );
  const named = rows.flatMap((row) => {
    const kind = row.kind === null ? undefined : kindOf(row.kind);
    return kind ? [{ ...row, kind }] : [];
  });
  return {
    due: new Set(named.filter(({ due }) => due).map(({ kind }) => kind)),
    fresh: new Map(named.map(({ kind, fresh }) => [kind, fresh])),
    hinted: rows.some((row) => row.hinted),
    nextAt: earliest(rows.map((row) => row.next_at)),
    facts: rows.some((row) => row.facts),
    catchingUp: rows.some((row) => row.catching_up),
  };
}

/** The earliest of these times. */
export function earliest(times: readonly (Date | null | undefined)[]): Date | undefined {
  return times.filter((at) => at !== null && at !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
}

/** A number of `available` from a webhook's body. */
export interface TakenHint {
  readonly itemId: string;
  readonly locationId: string;
  readonly available: number;
  readonly hintedAt: Date;
  readonly version: string;
  /** Only webhooks made the mark, and no try has failed: its read can wait. */
  readonly mayRest: boolean;
  /** Its read waits already. */
  readonly rests: boolean;
}

/** Numbers of bodies that have not been applied yet. */
export async function takeHints(tx: ShopTx, count: number): Promise<TakenHint[]> {
  return tx.rows<TakenHint & Record<string, unknown>>(
    `select object_id as "itemId", part as "locationId", available, hinted_at as "hintedAt", version,
            may_rest and set_aside_at is null as "mayRest", rests_until > '-infinity' as rests
       from mark
      where shop_id = $1 and kind = $2 and available is not null and hinted_at is not null
      order by object_id, part limit $3`,
    [tx.shopId, KINDS.inventoryLevel, count],
  );
}

/** A level that changes again and again is read after this in any case. */
export const LONGEST_REST_MS = 600_000;

/**
 * Forgets numbers that were applied, after the levels were written: whoever writes both takes levels first and marks second, or two could wait for
 * each other. A mark that somebody is marking again keeps its number: it is newer.
 */
export async function dropHints(tx: ShopTx, hints: readonly TakenHint[]): Promise<void> {
  if (hints.length === 0) return;
  await tx.run(
    `update mark set available = null where shop_id = $1 and ctid = any(array(select found.ctid ${LOCKED}))`,
    keysOfHints(tx, hints),
  );
}

/** The same for levels that change again and again: each is read when none of its numbers has come for so long. */
export async function restHints(tx: ShopTx, hints: readonly TakenHint[], quietMs: number, now: Date): Promise<void> {
  if (hints.length === 0) return;
  await tx.run(
    `update mark
        set available = null, rests_until = case when rests_until = '-infinity' then $7 else rests_until end,
            not_before = least($6, case when rests_until = '-infinity' then $7 else rests_until end)
      where shop_id = $1 and ctid = any(array(select found.ctid ${LOCKED}))`,
    [...keysOfHints(tx, hints), new Date(now.getTime() + quietMs), new Date(now.getTime() + LONGEST_REST_MS)],
  );
}

const keysOfHints = (tx: ShopTx, hints: readonly TakenHint[]) =>
  keysOf(
    tx,
    "inventoryLevel",
    hints.map(({ itemId, locationId, version }) => ({ objectId: itemId, part: locationId, version })),
  );

export interface StoredFact {
  readonly webhookId: string;
  readonly code: string;
  readonly orderId: string | null;
  readonly objectIds: readonly string[];
  readonly data: Readonly<Record<string, Json>>;
  readonly occurredAt: Date;
}

/** The oldest facts the receiver stored. */
export async function takeFacts(tx: ShopTx, count: number): Promise<StoredFact[]> {
  return tx.rows<StoredFact & Record<string, unknown>>(
    `select webhook_id as "webhookId", code, order_id as "orderId", object_ids::text[] as "objectIds", data, occurred_at as "occurredAt"
       from fact where shop_id = $1 order by occurred_at, webhook_id limit $2`,
    [tx.shopId, count],
  );
}

export async function dropFacts(tx: ShopTx, webhookIds: readonly string[]): Promise<void> {
  if (webhookIds.length > 0)
    await tx.run("delete from fact where shop_id = $1 and webhook_id = any($2)", [tx.shopId, webhookIds]);
}
