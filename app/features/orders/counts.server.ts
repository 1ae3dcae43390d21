import type { OrderId } from "../../core/ids.ts";
import { COUNT_LIMIT } from "../../core/some-count.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { ATTENTION_CODES, type OrderStage } from "./domain/stage.ts";

/** Orders that stand where somebody would act or wait, each at most 10,001 (told as "10,000+"). */
export interface OrderCounts {
  readonly open: number;
  readonly held: number;
  readonly problem: number;
  readonly delivered: number;
  /** Is there any order at all? */
  readonly any: boolean;
}

const COUNTED = ["open", "held", "problem"] as const satisfies readonly OrderStage[];

/** How many orders wait, are held, are in trouble; and how many parcels arrived since the beginning of the day. */
export async function countOrders(tx: ShopTx, dayBegan: Date): Promise<OrderCounts> {
  const stages = await tx.rows<{ stage: (typeof COUNTED)[number]; count: number }>(
    `select stages.stage, (select count(*)::int from (
              select 1 from shop_order o where o.shop_id = $1 and o.stage = stages.stage limit $3) found) as count
       from unnest($2::text[]) as stages(stage)`,
    [tx.shopId, COUNTED, COUNT_LIMIT + 1],
  );
  const [row] = await tx.rows<{ delivered: number; any: boolean }>(
    `select (select count(*)::int from (
               select 1 from order_event e
                where e.shop_id = $1 and e.code = 'parcel.delivered' and e.occurred_at >= $2 limit $3) found) as delivered,
            exists (select 1 from shop_order o where o.shop_id = $1) as any`,
    [tx.shopId, dayBegan, COUNT_LIMIT + 1],
  );
  const countOf = (stage: OrderStage) => stages.find((each) => each.stage === stage)?.count ?? 0;
  return {
    open: countOf("open"),
    held: countOf("held"),
    problem: countOf("problem"),
    delivered: row?.delivered ?? 0,
    any: row?.any ?? false,
  };
}

/** An order somebody should look at. */
export interface NeedyOrder {
  readonly orderId: OrderId;
  readonly name: string;
  readonly attention: string;
  readonly stage: string;
  /** ISO 8601 */
  readonly placedAt: string;
}

/** The newest orders that need somebody, whatever the reason. Each reason is read from its own part of the index. */
export async function ordersNeedingAttention(tx: ShopTx, count: number): Promise<NeedyOrder[]> {
  const rows = await tx.rows<{ order_id: OrderId; name: string; attention: string; stage: string; placed_at: Date }>(
    `select o.* from unnest($2::text[]) as reasons(code)
       cross join lateral (select order_id, name, attention, stage, placed_at from shop_order
                            where shop_id = $1 and attention = reasons.code
                            order by placed_at desc, order_id desc limit $3) o
      order by o.placed_at desc, o.order_id desc limit $3`,
    [tx.shopId, ATTENTION_CODES, count],
  );
  return rows.map(({ order_id, name, attention, stage, placed_at }) => ({
    orderId: order_id,
    name,
    attention,
    stage,
    placedAt: placed_at.toISOString(),
  }));
}
