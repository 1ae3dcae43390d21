import type { MessageId, OrderId } from "../../core/ids.ts";
import { inLease, type Lease } from "../../platform/lanes.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { shopZone } from "../../platform/db/shop-zone.server.ts";
import { recordIntents } from "../intents/public.server.ts";
import { readAccount } from "./account.server.ts";
import { decideDue, type Due } from "./domain/decide-due.ts";
import type { Told } from "./domain/overtaken.ts";
import { zonesOf } from "./domain/quiet-hours.ts";
import type { MessageSettings } from "./domain/settings.ts";
import { readSettings } from "./settings.server.ts";

/** So many are looked at in one transaction. */
const AT_ONCE = 100;
const HOUR_MS = 3_600_000;
/** The texts go before the rows: what was said is a person's, that something was said is the order's. */
const TEXT_DAYS = 180;
const ROW_DAYS = 730;

interface Row extends Told {
  readonly messageId: MessageId;
  readonly orderId: OrderId;
  readonly tries: number;
  readonly clicked: boolean;
  readonly cancelled: boolean;
  readonly country: string | null;
  readonly longitude: number | null;
  readonly later: readonly {
    readonly kind: Told["kind"];
    readonly audience: Told["audience"];
    readonly parcelId: string | null;
  }[];
  readonly [column: string]: unknown;
}

/** One run of a shop's messages lane: what is due goes out, waits for the morning, or is left. Returns when to look again. */
export async function runMessages(
  lease: Lease,
  now: Date,
): Promise<{ readonly more: boolean; readonly nextAt?: Date }> {
  return inLease(lease, async (tx) => {
    await prune(tx, now);
    const due = await readDue(tx, now);
    if (due.length > 0) {
      const settings = await readSettings(tx);
      const account = await readAccount(tx);
      const room = await roomLeft(tx, settings, now);
      await carryOut(tx, due, { settings, isVerified: account?.verifiedAt != null, room, now });
      if (due.length === AT_ONCE && room.left > due.length) return { more: true };
    }
    const nextAt = await nextDue(tx);
    return { more: false, ...(nextAt && { nextAt }) };
  });
}

interface Today {
  readonly settings: MessageSettings;
  readonly isVerified: boolean;
  readonly room: { readonly left: number; readonly opensAt: Date };
  readonly now: Date;
}

async function carryOut(tx: ShopTx, rows: readonly Row[], { settings, isVerified, room, now }: Today): Promise<void> {
  const zone = await shopZone(tx);
  let { left } = room;
  for (const row of rows) {
    const zones = settings.quiet?.zone === "destination" ? zonesOf(row.country, row.longitude, now.getTime()) : [];
    const decided = decideDue(
      {
        ...row,
        later: row.later.map((each) => ({ ...each, createdAt: now })),
        isVerified,
        isUrgent: row.clicked || row.audience === "staff" || settings.kinds[row.kind].urgent,
        quiet: settings.quiet,
        zones: zones.length > 0 ? zones : [zone],
        hasRoom: left > 0,
        roomAt: room.opensAt,
      } satisfies Due,
      now,
    );
    if (decided.do === "send") {
      left -= 1;
      await send(tx, row, now);
    } else
      await tx.run("update message set status = $3, why = $4, due_at = $5 where shop_id = $1 and message_id = $2", [
        tx.shopId,
        row.messageId,
        decided.do === "wait" ? "waiting" : "left",
        decided.why,
        decided.do === "wait" ? decided.until : null,
      ]);
  }
}

/** The effect, once a try. Nothing is recorded where messages were switched off meanwhile, unless a person asked for this very one. */
async function send(tx: ShopTx, { messageId, orderId, tries, clicked }: Row, now: Date): Promise<void> {
  const intents = await recordIntents(
    tx,
    [{ kind: "message.send", orderId, subject: `message ${messageId} try ${String(tries + 1)}`, input: { messageId } }],
    now,
    { clicked },
  );
  const [status, why] = intents.length > 0 ? ["sending", ""] : ["observed", "observe"];
  await tx.run("update message set status = $3, why = $4, due_at = null where shop_id = $1 and message_id = $2", [
    tx.shopId,
    messageId,
    status,
    why,
  ]);
}

async function readDue(tx: ShopTx, now: Date): Promise<Row[]> {
  return tx.rows<Row>(
    `select m.message_id as "messageId", m.order_id as "orderId", m.kind, m.audience, m.created_at as "createdAt", m.tries, m.clicked,
            m.params ->> 'parcelId' as "parcelId", o.cancelled_at is not null as cancelled, o.dest_country as country, o.dest_lng as longitude,
            coalesce((select jsonb_agg(jsonb_build_object('kind', l.kind, 'audience', l.audience, 'parcelId', l.params ->> 'parcelId'))
               from message l where l.shop_id = m.shop_id and l.order_id = m.order_id and l.message_id > m.message_id), '[]') as later
       from message m join shop_order o on o.shop_id = m.shop_id and o.order_id = m.order_id
      where m.shop_id = $1 and m.due_at <= $2 order by m.due_at, m.message_id limit $3`,
    [tx.shopId, now, AT_ONCE],
  );
}

/** How many more may go in this hour, and when the next place becomes free. */
async function roomLeft(tx: ShopTx, { perHour }: MessageSettings, now: Date): Promise<Today["room"]> {
  const [row] = await tx.rows<{ sent: string; first: Date | null; sending: string }>(
    `select count(*) as sent, min(sent_at) as first,
            (select count(*) from message where shop_id = $1 and status = 'sending') as sending
       from message where shop_id = $1 and sent_at > $2`,
    [tx.shopId, new Date(now.getTime() - HOUR_MS)],
  );
  const opensAt = new Date((row?.first ?? now).getTime() + HOUR_MS);
  return { left: perHour - Number(row?.sent ?? 0) - Number(row?.sending ?? 0), opensAt };
}

async function nextDue(tx: ShopTx): Promise<Date | undefined> {
  const [row] = await tx.rows<{ at: Date | null }>("select min(due_at) as at from message where shop_id = $1", [
    tx.shopId,
  ]);
  return row?.at ?? undefined;
}

async function prune(tx: ShopTx, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * 24 * HOUR_MS);
  await tx.run("update message set sealed = null where shop_id = $1 and created_at < $2 and sealed is not null", [
    tx.shopId,
    before(TEXT_DAYS),
  ]);
  await tx.run("delete from message where shop_id = $1 and created_at < $2", [tx.shopId, before(ROW_DAYS)]);
}
