import type { EffectKind } from "../../core/effects.ts";
import type { IntentId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { EffectInputs, IntentStatus } from "./domain/intent.ts";

export interface FoundIntent<Kind extends EffectKind> {
  readonly intentId: IntentId;
  readonly orderId: OrderId;
  readonly status: IntentStatus;
  readonly input: EffectInputs[Kind];
}

/** An intent, and by its kind what it needs to know. */
export type IntentOf<Kind extends EffectKind> = {
  [Each in Kind]: FoundIntent<Each> & { readonly kind: Each };
}[Kind];

/** The intents of these kinds on these orders, in the given statuses, oldest first. */
export async function intentsOf<Kind extends EffectKind>(
  tx: ShopTx,
  kinds: Kind | readonly Kind[],
  orderIds: readonly OrderId[],
  statuses: readonly IntentStatus[],
): Promise<IntentOf<Kind>[]> {
  return tx.rows<IntentOf<Kind> & Record<string, unknown>>(
    `select intent_id as "intentId", kind, order_id as "orderId", status, input from intent
      where shop_id = $1 and kind = any($2) and order_id = any($3::bigint[]) and status = any($4) order by intent_id`,
    [tx.shopId, [kinds].flat(), orderIds, statuses],
  );
}

/** All intents of these kinds that are on their way: not sent yet, sent, or looked for. Oldest first. */
export async function openIntents<Kind extends EffectKind>(
  tx: ShopTx,
  kinds: readonly Kind[],
): Promise<IntentOf<Kind>[]> {
  return tx.rows<IntentOf<Kind> & Record<string, unknown>>(
    `select intent_id as "intentId", kind, order_id as "orderId", status, input from intent
      where shop_id = $1 and kind = any($2) and status in ('waiting', 'sending', 'unsure') order by intent_id`,
    [tx.shopId, kinds],
  );
}
