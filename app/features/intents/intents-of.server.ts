import type { EffectKind } from "../../core/effects.ts";
import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { EffectInputs, IntentStatus } from "./domain/intent.ts";

/** The intents of one kind on these orders, in the given statuses. */
export async function intentsOf<Kind extends EffectKind>(
  tx: ShopTx,
  kind: Kind,
  orderIds: readonly OrderId[],
  statuses: readonly IntentStatus[],
): Promise<{ readonly orderId: OrderId; readonly status: IntentStatus; readonly input: EffectInputs[Kind] }[]> {
  return tx.rows<{ orderId: OrderId; status: IntentStatus; input: EffectInputs[Kind] }>(
    `select order_id as "orderId", status, input from intent
      where shop_id = $1 and kind = $2 and order_id = any($3::bigint[]) and status = any($4) order by intent_id`,
    [tx.shopId, kind, orderIds, statuses],
  );
}
