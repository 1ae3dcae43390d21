import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { watchOrders } from "../delivery/public.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { appendOrderEvents, raiseAttention } from "../orders/public.server.ts";
import { carryOut } from "./carry-out.server.ts";
import { choicesOf } from "./domain/choices.ts";
import type { ShopperAct } from "./domain/shopper-view.ts";
import type { ShopperFacts } from "./shopper-facts.server.ts";
import { tellChoice } from "./tell-choice.server.ts";

type Choice = Extract<ShopperAct, { readonly act: "choose" }>;

/**
 * Stores what the shopper chose, and starts it where the merchant lets us do it by ourselves (switch `shopper`); else staff are asked. Waiting needs
 * nobody. False when it is not offered (any more). In the transaction that answers the shopper.
 */
export async function makeChoice(
  tx: ShopTx,
  orderId: OrderId,
  choice: Choice,
  facts: ShopperFacts,
  now: Date,
): Promise<boolean> {
  const offered = choicesOf(facts).find(({ kind }) => kind === choice.kind);
  if (offered === undefined) return false;
  const swap = choice.kind === "swap" ? choice : null;
  if (swap && !isOffered(swap, offered.swaps ?? [])) return false;
  const itself = choice.kind !== "swap" && (await switchedOnSince(tx, "shopper")) !== null;
  const status = choice.kind === "wait" ? "done" : "asked";
  const [row] = await tx.rows<{ choice_id: string }>(
    `insert into shopper_choice (shop_id, order_id, request_key, kind, status, promise_id, line_id, variant_id, asked_at, settled_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $5 = 'done' then $9::timestamptz end)
     on conflict do nothing returning choice_id`,
    [
      tx.shopId,
      orderId,
      choice.key,
      choice.kind,
      status,
      facts.promise?.promiseId ?? null,
      swap?.lineId ?? null,
      swap?.variantId ?? null,
      now,
    ],
  );
  // Somebody else's click at the same moment: theirs counts, and is what the answer shows.
  if (row === undefined) return true;
  const data = { choice: choice.kind, to: facts.promise?.to ?? null };
  await appendOrderEvents(tx, [{ orderId, code: "shopper.chose", ref: row.choice_id, occurredAt: now, data }], now);
  // Time that they agreed to is no risk any more.
  await watchOrders(tx, [orderId], now);
  if (status === "done") {
    await tellChoice(tx, { choiceId: row.choice_id, orderId, kind: choice.kind }, status, now);
    return true;
  }
  if (itself && (await carryOut(tx, { choiceId: row.choice_id, orderId, kind: choice.kind }, null, now)) === "started")
    return true;
  await raiseAttention(tx, orderId, "shopper");
  return true;
}

function isOffered(
  { lineId, variantId }: Extract<Choice, { readonly kind: "swap" }>,
  swaps: NonNullable<ReturnType<typeof choicesOf>[number]["swaps"]>,
): boolean {
  return swaps.some((swap) => swap.lineId === lineId && swap.variants.some((each) => each.variantId === variantId));
}
