import { dateOf } from "../../core/calendar/day.ts";
import type { OrderId } from "../../core/ids.ts";
import { localDay } from "../../core/local-time.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { shopZone } from "../../platform/db/shop-zone.server.ts";
import { promisesInForce } from "../delivery/public.server.ts";
import { recordMessage } from "../messages/public.server.ts";
import { answerTo } from "./domain/choice-answer.ts";
import type { ChoiceKind } from "./domain/shopper-view.ts";

/** The shopper is told, once, what became of what they chose. In the transaction in which it was settled. */
export async function tellChoice(
  tx: ShopTx,
  { choiceId, orderId, kind }: { readonly choiceId: string; readonly orderId: OrderId; readonly kind: ChoiceKind },
  state: "done" | "declined",
  now: Date,
): Promise<void> {
  const answer = answerTo(kind, state);
  if (answer === null) return;
  const promise = (await promisesInForce(tx, [orderId])).get(orderId);
  // A day that has gone by is none to look forward to.
  const isToCome = promise?.to != null && promise.to >= (await todayOf(tx, now));
  const params = { answer, from: isToCome ? promise.from : null, to: isToCome ? promise.to : null };
  await recordMessage(tx, { orderId, kind: "choice_answer", fact: `choice ${choiceId}`, params }, now);
}

async function todayOf(tx: ShopTx, now: Date): Promise<string> {
  return dateOf(localDay(await shopZone(tx), now.getTime()));
}
