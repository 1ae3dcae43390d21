import type { OrderId } from "../../core/ids.ts";
import type { OrderEvent } from "./domain/event.ts";
import type { OrderRow } from "./rows.ts";

/** What the mirror held of an order before a read. */
export interface StoredOrder {
  readonly order_id: string;
  readonly cancelled_at: Date | null;
  readonly financial_status: string;
  readonly units: number;
  readonly [column: string]: unknown;
}

/**
 * The ledger events a read shows by itself. Edits and risk come as facts of their own (app/topics.ts); `order.units_changed` is what is left of
 * an edit or a refund whose webhook was lost.
 */
export function orderChanges(before: StoredOrder | undefined, row: OrderRow, seenAt: Date): OrderEvent[] {
  const orderId: OrderId = row.order_id;
  const events: OrderEvent[] = [];
  const changedAt = new Date(row.updated_at);
  const add = (code: string, ref: string, occurredAt: Date, data: OrderEvent["data"] = {}) =>
    events.push({ orderId, code, ref, occurredAt, data });

  if (!before) add("order.placed", "", new Date(row.placed_at), { channel: row.channel, units: row.units });
  if (row.cancelled_at && !before?.cancelled_at) add("order.cancelled", row.cancelled_at, new Date(row.cancelled_at));
  if (!before) return events;
  if (before.financial_status !== row.financial_status) {
    add("order.payment", `${row.financial_status} ${row.updated_at}`, changedAt, {
      from: before.financial_status,
      to: row.financial_status,
    });
  }
  if (before.units !== row.units && !row.cancelled_at) {
    add("order.units_changed", row.updated_at, changedAt > seenAt ? seenAt : changedAt, {
      from: before.units,
      to: row.units,
    });
  }
  return events;
}
