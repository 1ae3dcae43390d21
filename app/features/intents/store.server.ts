import type { Json } from "../../core/json.ts";
import { randomUUID } from "node:crypto";
import { EFFECTS, SHARES, type EffectKind, type EffectSwitchName } from "../../core/effects.ts";
import { parseId, type IntentId, type OrderId } from "../../core/ids.ts";
import type { Permission, Role } from "../../core/permissions.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { acting, asker, type Asker } from "../../platform/acting.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { note, traceId } from "../../platform/trace.server.ts";
import type { EffectInputs, Intent, IntentStatus, NewIntent } from "./domain/intent.ts";

/** Since when an effect is switched on; null when it is off (observe). */
export async function switchedOnSince(tx: ShopTx, effect: EffectSwitchName): Promise<Date | null> {
  const [row] = await tx.rows<{ on_since: Date | null }>(
    "select on_since from effect_switch where shop_id = $1 and effect = $2",
    [tx.shopId, effect],
  );
  return row?.on_since ?? null;
}

/**
 * Stores effects to be carried out and wakes the effects lane, in the transaction that decided them. Effects that are switched off are left
 * out, unless a person asked for this very one (`clicked`). The same (kind, subject) is stored once. With each is kept which person asked for it, what they
 * were then and what allowed it; `asked`: whoever once asked for what the worker decides now. Returns the ids of the new ones.
 */
export async function recordIntents(
  tx: ShopTx,
  intents: readonly NewIntent[],
  now: Date,
  { clicked = false, asked }: { readonly clicked?: boolean; readonly asked?: Asker | undefined } = {},
): Promise<IntentId[]> {
  if (intents.length === 0) return [];
  const on = await tx.rows<{ effect: string }>(
    "select effect from effect_switch where shop_id = $1 and on_since is not null",
    [tx.shopId],
  );
  const live = new Set(on.map((row) => row.effect));
  const allowed = intents.filter(({ kind }) => {
    const { switch: needed } = EFFECTS[kind];
    return clicked || needed === null || live.has(needed);
  });
  if (allowed.length === 0) return [];
  const person = asker() ?? asked;
  const rows = await tx.rows<NewRow>(
    `insert into intent (shop_id, kind, order_id, subject, input, idempotency_key, status, share, created_at, not_before, cause, asked_by, asked_as, allowed_by)
     select $1, kind, order_id, subject, input, idempotency_key, 'waiting', share, $3, $3, $4, $5, $6, $7
       from jsonb_to_recordset($2::jsonb) as x(kind text, order_id bigint, subject text, input jsonb, idempotency_key uuid, share smallint)
     on conflict (shop_id, kind, subject) do nothing
     returning intent_id, kind, order_id`,
    [
      tx.shopId,
      JSON.stringify(
        allowed.map(({ kind, orderId, subject, input }) => ({
          kind,
          order_id: orderId,
          subject,
          input,
          idempotency_key: randomUUID(),
          share: EFFECTS[kind].share,
        })),
      ),
      now,
      traceId() ?? null,
      person?.who ?? "",
      person?.role ?? "",
      person?.permission ?? "",
    ],
  );
  if (acting() !== undefined) await tellAsked(tx, rows, now);
  if (rows.length > 0) wakeLane(tx, "effects");
  note("decided", ...rows.map((row) => row.intent_id));
  return rows.map((row) => parseId<IntentId>(row.intent_id));
}

interface NewRow {
  readonly intent_id: string;
  readonly kind: EffectKind;
  readonly order_id: OrderId | null;
  readonly [column: string]: unknown;
}

/** What a person asked for is in the log of what was done: once for each kind and order, however many goods it moves. */
async function tellAsked(tx: ShopTx, rows: readonly NewRow[], now: Date): Promise<void> {
  for (const [, [first, ...others]] of Map.groupBy(rows, ({ kind, order_id }) => `${kind} ${order_id ?? ""}`)) {
    if (first === undefined) continue;
    const subject = first.order_id === null ? `intent:${first.intent_id}` : `order:${first.order_id}`;
    await tell(tx, { code: `effect.${first.kind}`, subject, data: { count: others.length + 1 } }, now);
  }
}

/**
 * Switches an effect on or off. Off withdraws what has not been sent yet. It is on from the beginning of the second: Shopify's times are whole
 * seconds, and an order that comes right after the click was not there before it.
 */
export async function setSwitch(
  tx: ShopTx,
  effect: EffectSwitchName,
  on: boolean,
  by: string,
  now: Date,
): Promise<void> {
  const wasOn = (await switchedOnSince(tx, effect)) !== null;
  await tx.run(
    `insert into effect_switch as s (shop_id, effect, on_since, first_on, set_by, set_at)
     select $1, $2, since, since, $4, $5 from (select case when $3 then date_trunc('second', $5::timestamptz) end) as x (since)
     on conflict (shop_id, effect) do update
        set on_since = case when excluded.on_since is null then null else coalesce(s.on_since, excluded.on_since) end,
            first_on = coalesce(s.first_on, excluded.first_on), set_by = excluded.set_by, set_at = excluded.set_at`,
    [tx.shopId, effect, on, by, now],
  );
  if (on !== wasOn) await tell(tx, { code: on ? "switch.on" : "switch.off", subject: effect, who: by }, now);
  if (on) return;
  const kinds = Object.entries(EFFECTS)
    .filter(([, row]) => row.switch === effect)
    .map(([kind]) => kind);
  await tx.run(
    "update intent set status = 'cancelled', settled_at = $3 where shop_id = $1 and kind = any($2) and status = 'waiting'",
    [tx.shopId, kinds, now],
  );
}

interface IntentRow {
  readonly intent_id: string;
  readonly kind: EffectKind;
  readonly order_id: OrderId | null;
  readonly subject: string;
  readonly input: EffectInputs[EffectKind];
  readonly idempotency_key: string;
  readonly status: IntentStatus;
  readonly tries: number;
  readonly dropped: boolean;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly cause: string | null;
  readonly asked_by: string;
  readonly asked_as: Role;
  readonly allowed_by: Permission;
  readonly [column: string]: unknown;
}

/** `sending` found when the lane begins: its sender died, and whether the request was carried out is not known. */
export async function markLost(tx: ShopTx, lostAnswerMs: number): Promise<void> {
  await tx.run(
    `update intent set status = 'unsure', tries = tries + 1, not_before = sent_at + $2 * interval '1 millisecond'
      where shop_id = $1 and status = 'sending'`,
    [tx.shopId, lostAnswerMs],
  );
}

/**
 * In a database that was restored: what waits in it may have been carried out since. It is looked up before it is sent (scripts/restored.ts). Returns how many.
 */
export async function doubtWaiting(tx: ShopTx, now: Date): Promise<number> {
  const doubted = await tx.run(
    "update intent set status = 'unsure', sent_at = coalesce(sent_at, created_at), not_before = $2 where shop_id = $1 and status = 'waiting'",
    [tx.shopId, now],
  );
  if (doubted > 0) wakeLane(tx, "effects");
  return doubted;
}

/**
 * The intent of each order that has its turn: the one under way, else the oldest. Except that what only shows something (a date, an event) comes after
 * what moves goods: in a flash sale the date would be written once when the order is routed and once when it is shipped, 11 points each, and it
 * is always the newest that is written. Read once: asked per intent, this took a second when some hundred waited.
 */
const TURN_OF_EACH_ORDER = `
  with open as materialized (
    select intent_id, order_id, share, status, not_before from intent
     where shop_id = $1 and status in ('waiting', 'sending', 'unsure')),
  turn as (
    select distinct on (coalesce(order_id, -intent_id)) * from open
     order by coalesce(order_id, -intent_id), status = 'waiting', share = ${SHARES.rest}, intent_id)`;

/**
 * Takes the next intents to work on: at most one per order, and what has the order's turn, so that effects on one order happen in the order they were
 * decided. Waiting ones become `sending`; unsure ones stay, to be looked up first. The status is compared again where the row is locked: one that is
 * withdrawn at this very moment is left out.
 */
export async function takeIntents(tx: ShopTx, count: number, now: Date): Promise<Intent[]> {
  const rows = await tx.rows<IntentRow>(
    `${TURN_OF_EACH_ORDER},
     next as (
       select intent_id from turn where status <> 'sending' and not_before <= $2 order by share, intent_id limit $3)
     update intent i
        set status = case when i.status = 'waiting' then 'sending' else i.status end,
            sent_at = case when i.status = 'waiting' then $2 else i.sent_at end
       from next where i.shop_id = $1 and i.intent_id = next.intent_id and i.status in ('waiting', 'unsure')
  returning i.intent_id, i.kind, i.order_id, i.subject, i.input, i.idempotency_key, i.status, i.tries, i.created_at, i.sent_at, i.cause, i.asked_by, i.asked_as, i.allowed_by,
           coalesce((i.outcome->>'drop')::boolean, false) as dropped`,
    [tx.shopId, now, count],
  );
  return rows.map((row) => ({
    intentId: parseId<IntentId>(row.intent_id),
    kind: row.kind,
    orderId: row.order_id,
    subject: row.subject,
    input: row.input,
    idempotencyKey: row.idempotency_key,
    status: row.status,
    tries: row.tries,
    createdAt: row.created_at,
    sentAt: row.sent_at ?? now,
    dropped: row.dropped,
    cause: row.cause,
    asked: row.asked_by === "" ? null : { who: row.asked_by, role: row.asked_as, permission: row.allowed_by },
  }));
}

/**
 * When the next intent may be worked on; undefined when none waits. Intents that do not have their order's turn do not count: they would be
 * overdue all the time, and the lane would spin.
 */
export async function nextIntentAt(tx: ShopTx): Promise<Date | undefined> {
  const [row] = await tx.rows<{ at: Date | null }>(
    `${TURN_OF_EACH_ORDER} select min(not_before) as at from turn where status <> 'sending'`,
    [tx.shopId],
  );
  return row?.at ?? undefined;
}

/** Withdraws those of these intents that have not been sent yet: a newer decision takes their place. */
export async function withdrawIntents(tx: ShopTx, ids: readonly IntentId[], now: Date): Promise<Set<IntentId>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.rows<{ intent_id: string }>(
    `update intent set status = 'cancelled', settled_at = $3
      where shop_id = $1 and intent_id = any($2::bigint[]) and status = 'waiting' returning intent_id`,
    [tx.shopId, ids, now],
  );
  return new Set(rows.map((row) => parseId<IntentId>(row.intent_id)));
}

/** Moves an intent to another status. `outcome` is kept for final ones. */
export async function setStatus(
  tx: ShopTx,
  intentId: IntentId,
  status: IntentStatus,
  change: {
    readonly outcome?: Json;
    readonly settledAt?: Date;
    readonly notBefore?: Date;
    readonly tries?: number;
    readonly sentAt?: Date;
  },
): Promise<void> {
  await tx.run(
    `update intent set status = $3, outcome = coalesce($4::jsonb, outcome), settled_at = coalesce($5, settled_at),
            not_before = coalesce($6, not_before), tries = coalesce($7, tries), sent_at = coalesce($8, sent_at)
      where shop_id = $1 and intent_id = $2`,
    [
      tx.shopId,
      intentId,
      status,
      change.outcome === undefined ? null : JSON.stringify(change.outcome),
      change.settledAt ?? null,
      change.notBefore ?? null,
      change.tries ?? null,
      change.sentAt ?? null,
    ],
  );
}
