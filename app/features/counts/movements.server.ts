import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Cause } from "../inventory/domain/cause.ts";
import type { Movement } from "./domain/since-count.ts";

export interface Movements {
  of(itemId: InventoryItemId, locationId: LocationId): readonly Movement[];
}

/** The entries of these levels that change on_hand, each level's since its own moment, oldest first. */
export async function readMovements(
  tx: ShopTx,
  levels: readonly { readonly itemId: InventoryItemId; readonly locationId: LocationId; readonly since: Date }[],
): Promise<Movements> {
  const rows = await tx.rows<{
    item_id: string;
    location_id: string;
    cause: Cause;
    document_kind: string | null;
    on_hand: number;
    since: Date | null;
    occurred_at: Date;
  }>(
    `select e.item_id, e.location_id, e.cause, e.document_kind, e.since, e.occurred_at,
            e.available + e.committed + e.reserved + e.damaged + e.safety_stock + e.quality_control as on_hand
       from unnest($2::bigint[], $3::bigint[], $4::timestamptz[]) as x(item_id, location_id, since)
       join stock_entry e on e.shop_id = $1 and e.item_id = x.item_id and e.location_id = x.location_id and e.occurred_at > x.since
      where e.available + e.committed + e.reserved + e.damaged + e.safety_stock + e.quality_control <> 0
      order by e.occurred_at, e.seq`,
    [
      tx.shopId,
      levels.map(({ itemId }) => itemId),
      levels.map(({ locationId }) => locationId),
      levels.map(({ since }) => since),
    ],
  );
  const byLevel = Map.groupBy(rows, (row) => `${row.item_id} ${row.location_id}`);
  return {
    of: (itemId, locationId) =>
      (byLevel.get(`${itemId} ${locationId}`) ?? []).map((row) => ({
        cause: row.cause,
        documentKind: row.document_kind,
        onHand: row.on_hand,
        since: row.since,
        occurredAt: row.occurred_at,
      })),
  };
}
