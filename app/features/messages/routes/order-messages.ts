import type { ActionFunctionArgs } from "@remix-run/node";
import { readId, type MessageId, type OrderId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { allowOrder, sendNow, stopOrder, type OrderOutcome } from "../order-messages.server.ts";

/** What staff do about the messages of one order. */
export async function action({ request }: ActionFunctionArgs): Promise<OrderOutcome> {
  return forAdmin(request, "decide", async ({ shopId }) => {
    const texts = await readForm(request);
    const orderId = readId<OrderId>(texts["orderId"]);
    const messageId = readId<MessageId>(texts["messageId"]);
    if (orderId === undefined) throw new Response(null, { status: 400 });
    if (texts["action"] === "stop") return stopOrder(shopId, orderId, now());
    if (texts["action"] === "allow") return allowOrder(shopId, orderId, now());
    if (texts["action"] === "send" && messageId !== undefined) return sendNow(shopId, orderId, messageId, now());
    throw new Response(null, { status: 400 });
  });
}
