import type { OrderId, ParcelId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ContributedFact } from "../risks/domain/public.ts";
import { OPEN_REPORTS } from "./domain/reportable.ts";

/** Two days: what a shopper who reports something is told to expect, and what it takes to hear from a carrier. */
const ANSWER_MS = 2 * 86_400_000;

/** Reports of parcels that are said to be delivered and did not come, while they are open: a kind of risk. */
export async function disputesOf(tx: ShopTx, orderIds: readonly OrderId[]): Promise<ContributedFact[]> {
  const rows = await tx.rows<{ order_id: OrderId; parcel_id: ParcelId | null; reported_at: Date }>(
    `select r.order_id, r.reported_at,
            (select p.parcel_id from parcel p where p.shop_id = r.shop_id and p.fulfillment_id = r.fulfillment_id limit 1) as parcel_id
       from delivery_report r
      where r.shop_id = $1 and r.order_id = any($2::bigint[]) and r.kind = 'not_received' and r.status = any($3)`,
    [tx.shopId, orderIds, OPEN_REPORTS],
  );
  return rows.map(({ order_id: orderId, parcel_id: parcelId, reported_at: at }) => ({
    fact: "disputed",
    orderId,
    parcelId,
    at,
    answerBy: new Date(at.getTime() + ANSWER_MS),
  }));
}
