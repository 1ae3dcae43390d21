import type { MessageId, OrderId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { tell } from "../audit/public.server.ts";
import { clearAttention, openPersons } from "../orders/public.server.ts";
import { readAccount } from "./account.server.ts";
import { messagesOfOrder, type LoggedMessage } from "./log.server.ts";
import { allowMail, emailHash, stopMail, stopsOf } from "./stops.server.ts";

export type OrderOutcome = {
  readonly status: "sending" | "stopped" | "allowed" | "noAccount" | "noAddress" | "notThere";
};

/** What the card of an order shows. */
export async function orderMessages(
  tx: ShopTx,
  orderId: OrderId,
): Promise<{ readonly messages: readonly LoggedMessage[]; readonly stopped: string }> {
  const hash = await hashOf(tx, orderId);
  const stops = hash ? await stopsOf(tx, hash) : [];
  const own = stops.find(({ why, by }) => why === "opted_out" && by === "shopper");
  const first = own ?? stops[0];
  const stopped = first === undefined ? "" : first.by === "staff" ? "stopped_by_staff" : first.why;
  return { messages: await messagesOfOrder(tx, orderId), stopped };
}

/** A person asks for this very message: it needs no switch, and the night is no reason to wait. Shoppers who want none get none all the same. */
export async function sendNow(
  shopId: ShopId,
  orderId: OrderId,
  messageId: MessageId,
  now: Date,
): Promise<OrderOutcome> {
  return inShop(shopId, async (tx) => {
    if ((await readAccount(tx))?.verifiedAt == null) return { status: "noAccount" };
    const touched = await tx.run(
      `update message set status = 'waiting', why = '', due_at = $4, tried_at = null, clicked = true
        where shop_id = $1 and order_id = $2 and message_id = $3 and status in ('observed', 'left', 'failed')`,
      [shopId, orderId, messageId, now],
    );
    if (touched === 0) return { status: "notThere" };
    wakeLane(tx, "messages");
    await tell(tx, { code: "messages.sending", subject: `order:${orderId}`, data: { messageId } }, now);
    return { status: "sending" };
  });
}

/** The shopper told staff that they want no messages. */
export async function stopOrder(shopId: ShopId, orderId: OrderId, now: Date): Promise<OrderOutcome> {
  return inShop(shopId, async (tx) => {
    const hash = await hashOf(tx, orderId);
    if (!hash) return { status: "noAddress" };
    await stopMail(tx, hash, { why: "opted_out", by: "staff", answer: "", orderId }, now);
    await clearAttention(tx, [orderId], "bounced");
    await tell(tx, { code: "messages.stopped", subject: `order:${orderId}` }, now);
    return { status: "stopped" };
  });
}

/** The address is good again, or staff take their own word back. What the shopper said by the link stays. */
export async function allowOrder(shopId: ShopId, orderId: OrderId, now: Date): Promise<OrderOutcome> {
  return inShop(shopId, async (tx) => {
    const hash = await hashOf(tx, orderId);
    if (!hash) return { status: "noAddress" };
    await allowMail(tx, hash, "staff");
    await clearAttention(tx, [orderId], "bounced");
    await tell(tx, { code: "messages.allowed", subject: `order:${orderId}` }, now);
    return { status: "allowed" };
  });
}

async function hashOf(tx: ShopTx, orderId: OrderId): Promise<Buffer | undefined> {
  const email = (await openPersons(tx, [orderId])).get(orderId)?.email;
  return email ? emailHash(tx, email) : undefined;
}
