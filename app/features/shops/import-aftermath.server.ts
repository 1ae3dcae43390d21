import type { OrderId } from "../../core/ids.ts";
import type { Kind } from "../../core/kinds.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { assertLease, keepLease, type Lease } from "../../platform/lanes.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { noticeFulfillmentOrders } from "../routing/public.server.ts";
import { ORDER_DAYS, type ImportKind } from "./domain/import-plan.ts";

const MARKS_AT_ONCE = 1_000;
const ORDERS_AT_ONCE = 100;

interface Watched {
  readonly mark: Kind;
  readonly table: string;
  readonly key: string;
  /** Which rows the import should have shown. `$4` is the beginning of its window. */
  readonly expected: string;
}

const WATCHED: Readonly<Record<Exclude<ImportKind, "shop">, Watched>> = {
  locations: { mark: "location", table: "location", key: "location_id", expected: "deleted_at is null" },
  items: { mark: "inventoryItem", table: "inventory_item", key: "item_id", expected: "deleted_at is null" },
  // A minute's grace: the window was counted when the operation was asked for.
  orders: {
    mark: "order",
    table: "shop_order",
    key: "order_id",
    expected: "deleted_at is null and placed_at > $4::timestamptz + interval '1 minute'",
  },
  fulfillment_orders: {
    mark: "fulfillmentOrder",
    table: "fulfillment_order",
    key: "fulfillment_order_id",
    expected: "status not in ('CLOSED', 'CANCELLED', 'INCOMPLETE')",
  },
};

/**
 * What the mirror has and a complete import did not show is perhaps gone: deleted while the shop did not have us installed. It is marked, and
 * the refresh finds out. In a first import there is nothing of the kind.
 */
export async function markUnseen(
  lease: Lease,
  kind: Exclude<ImportKind, "shop">,
  read: ReadStamp,
  now: Date,
): Promise<void> {
  const { mark, table, key, expected } = WATCHED[kind];
  const since = new Date(read.at.getTime() - ORDER_DAYS * 86_400_000);
  let after = "-1";
  for (;;) {
    await keepLease(lease);
    const ids = await inShop(lease.shopId, async (tx) => {
      await assertLease(tx, lease);
      const rows = await tx.rows<{ id: string }>(
        `select ${key} as id from ${table}
          where shop_id = $1 and ${key} > $2 and read_no < $3 and ${expected} and $4::timestamptz is not null
          order by ${key} limit ${MARKS_AT_ONCE}`,
        [tx.shopId, after, read.no, since],
      );
      await markChanged(
        tx,
        rows.map(({ id }) => ({ kind: mark, objectId: id })),
        now,
      );
      return rows.map(({ id }) => id);
    });
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

/**
 * Open fulfillment orders of the import are put before routing, once all of them are here: it looks at whole orders. Doing it twice changes
 * nothing.
 */
export async function noticeImported(lease: Lease, now: Date): Promise<void> {
  let after = "-1";
  for (;;) {
    await keepLease(lease);
    const ids = await inShop(lease.shopId, async (tx) => {
      await assertLease(tx, lease);
      const rows = await tx.rows<{ order_id: OrderId }>(
        `select distinct order_id from fulfillment_order
          where shop_id = $1 and order_id > $2 and status not in ('CLOSED', 'CANCELLED', 'INCOMPLETE')
          order by order_id limit ${ORDERS_AT_ONCE}`,
        [tx.shopId, after],
      );
      const orders = rows.map((row) => row.order_id);
      await noticeFulfillmentOrders(tx, [], orders, now);
      return orders;
    });
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
  }
}
