import type { IntentId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { namesOfStaff } from "../staff/public.server.ts";

/** An effect on one order, as people are shown it. Kind and status are codes; `waits`: it was not done, because a person is asked first. */
export interface ShownIntent {
  readonly intentId: IntentId;
  readonly kind: string;
  readonly status: string;
  /** ISO 8601: when it was settled, else when it was decided. */
  readonly at: string;
  /** Who asked for it, and what they were then (core/permissions.ts); null: nobody, it was decided. `name` empty: Shopify's number is all that is known. */
  readonly asked: {
    readonly who: string;
    readonly name: string;
    readonly as: string;
    readonly allowedBy: string;
  } | null;
}

interface Row {
  readonly intent_id: IntentId;
  readonly kind: string;
  readonly status: string;
  readonly at: Date;
  readonly asked_by: string;
  readonly asked_as: string;
  readonly allowed_by: string;
  readonly [column: string]: unknown;
}

const MOST = 100;

/** What Entrega does or did in Shopify and with carriers for one order, newest first. */
export async function intentsOfOrder(tx: ShopTx, orderId: OrderId): Promise<ShownIntent[]> {
  const rows = await tx.rows<Row>(
    `select intent_id, kind, coalesce(settled_at, created_at) as at, asked_by, asked_as, allowed_by,
            case when status = 'refused' and outcome -> 'codes' = '["waits"]' then 'waits' else status end as status
       from intent where shop_id = $1 and order_id = $2 order by intent_id desc limit $3`,
    [tx.shopId, orderId, MOST],
  );
  const names = rows.some(({ asked_by }) => asked_by !== "") ? await namesOfStaff(tx) : {};
  return rows.map(({ intent_id, kind, status, at, asked_by: who, asked_as: as, allowed_by: allowedBy }) => ({
    ...{ intentId: intent_id, kind, status, at: at.toISOString() },
    asked: who === "" ? null : { who, name: names[who] ?? "", as, allowedBy },
  }));
}
