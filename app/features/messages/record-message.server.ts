import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { seal } from "../../platform/seal.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { decideNews } from "./domain/decide-news.ts";
import type { Audience, MessageKind, MessageParams } from "./domain/kinds.ts";
import { readSettings } from "./settings.server.ts";

/**
 * A fact that somebody should be told of. `fact` names it among those of its order and kind ("parcel 17", "promise 33"): the same fact is one message,
 * however often it is learned. `to`: the shopper when left out.
 */
export type NewMessage = {
  readonly [Kind in MessageKind]: {
    readonly orderId: OrderId;
    readonly kind: Kind;
    readonly fact: string;
    readonly params: MessageParams[Kind];
    readonly to?: Audience;
    /** Others did it: Shopify may have told the shopper for them, and does not say so. It is left to people. */
    readonly byOthers?: boolean;
  };
}[MessageKind];

/**
 * To be called in the transaction that learned the fact. What becomes of it is decided here (sent by Shopify already, observe, to be sent) and
 * carried out later by the `messages` lane: quiet hours, opt-outs and the mail server are its business. True when the fact is new.
 */
export async function recordMessage(tx: ShopTx, message: NewMessage, now: Date): Promise<boolean> {
  return (await recordMessages(tx, [message], now)) > 0;
}

/** The same for several facts at once. Facts of orders that are not here are left out. Returns how many were new. */
export async function recordMessages(tx: ShopTx, messages: readonly NewMessage[], now: Date): Promise<number> {
  if (messages.length === 0) return 0;
  const orders = await tx.rows<{ order_id: OrderId; placed_at: Date; cancelled: boolean }>(
    `select order_id, placed_at, cancelled_at is not null as cancelled from shop_order
      where shop_id = $1 and order_id = any($2::bigint[])`,
    [tx.shopId, [...new Set(messages.map(({ orderId }) => orderId))]],
  );
  const known = new Map(orders.map((order) => [order.order_id, order]));
  const { kinds } = await readSettings(tx);
  const switchedOnAt = await switchedOnSince(tx, "messages");
  const rows = messages.flatMap(({ orderId, kind, fact, params, to = { kind: "shopper" }, byOthers = false }) => {
    const order = known.get(orderId);
    if (!order) return [];
    const { placed_at: placedAt, cancelled } = order;
    const decided = decideNews({
      kind,
      audience: to.kind,
      byOthers,
      isOn: kinds[kind].on,
      switchedOnAt,
      placedAt,
      cancelled,
    });
    return [
      {
        order_id: orderId,
        kind,
        fact,
        params,
        audience: to.kind,
        sealed_to: to.kind === "staff" ? `\\x${seal(to.email, staffPlace(tx, orderId)).toString("hex")}` : null,
        status: decided.status,
        why: decided.status === "waiting" ? "" : decided.why,
        due_at: decided.status === "waiting" ? now : null,
      },
    ];
  });
  const stored = await tx.rows<{ status: string }>(
    `insert into message (shop_id, order_id, kind, fact, params, audience, sealed_to, status, why, created_at, due_at)
     select $1, order_id, kind, fact, params, audience, sealed_to, status, why, $3, due_at
       from jsonb_to_recordset($2::jsonb) as x(order_id bigint, kind text, fact text, params jsonb, audience text,
                                               sealed_to bytea, status text, why text, due_at timestamptz)
     on conflict (shop_id, order_id, kind, fact) do nothing returning status`,
    [tx.shopId, JSON.stringify(rows), now],
  );
  if (stored.some(({ status }) => status === "waiting")) wakeLane(tx, "messages");
  return stored.length;
}

/**
 * Is this fact recorded and not told yet? What it says of its parcel is looked up when it is written, so whoever has news of that parcel has nothing to add.
 */
export async function isStillToSay(
  tx: ShopTx,
  { orderId, kind, fact }: Pick<NewMessage, "orderId" | "kind" | "fact">,
): Promise<boolean> {
  const rows = await tx.rows(
    "select 1 from message where shop_id = $1 and order_id = $2 and kind = $3 and fact = $4 and status in ('waiting', 'observed')",
    [tx.shopId, orderId, kind, fact],
  );
  return rows.length > 0;
}

/** Where the sealed address of a message to staff belongs. */
export const staffPlace = (tx: ShopTx, orderId: OrderId): string => `message.to ${tx.shopId} ${orderId}`;
