import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { DeliveryPromise } from "./domain/order-status-view.ts";
import type { Surface } from "./domain/surface.ts";

/** The promise in force as staff see it: with what it rests on, and where the shopper has seen it. */
interface ShownPromise {
  /** Days as "YYYY-MM-DD"; null: no date. */
  readonly from: string | null;
  readonly to: string | null;
  readonly source: DeliveryPromise["source"];
  readonly reason: DeliveryPromise["reason"];
  /** Of an estimate: how sure it is, and whose parcels taught it; empty: the date is not ours, or older than the question. */
  readonly confidence: string;
  readonly basis: string;
  /** Since when. ISO 8601. */
  readonly at: string;
  /** Each place once, the first first; not this page. */
  readonly seen: readonly { readonly surface: Surface; readonly at: string }[];
}

/** Null: nothing was ever promised of this order. */
export async function promiseOfOrder(tx: ShopTx, orderId: OrderId): Promise<ShownPromise | null> {
  const [row] = await tx.rows<Omit<ShownPromise, "at"> & { at: Date; [column: string]: unknown }>(
    `select to_char(p.from_date, 'YYYY-MM-DD') as from, to_char(p.to_date, 'YYYY-MM-DD') as to, p.source, p.reason, p.confidence, p.basis,
            p.shown_at as at,
            coalesce((select jsonb_agg(jsonb_build_object('surface', s.surface, 'at', s.first_at) order by s.first_at, s.surface)
               from promise_shown s where s.shop_id = p.shop_id and s.promise_id = p.promise_id and s.surface <> 'admin'), '[]') as seen
       from delivery_promise p where p.shop_id = $1 and p.order_id = $2 order by p.promise_id desc limit 1`,
    [tx.shopId, orderId],
  );
  return row ? { ...row, at: row.at.toISOString() } : null;
}
