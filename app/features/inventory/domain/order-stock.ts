import type { InventoryItemId, LocationId, OrderId } from "../../../core/ids.ts";
import type { Cause } from "./cause.ts";
import type { Units } from "./states.ts";

/** What an order's documents say of one item at one location. */
export interface OrderStock {
  readonly orderId: OrderId;
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  /** Units still to ship from there. */
  readonly committed: number;
  /** Units shipped from there. */
  readonly shipped: number;
}

/** When it became so, on Shopify's clock. */
export interface OrderTimes {
  /** When Shopify made the order's first fulfillment order. */
  readonly soldAt: Date;
  /** The newest change of its fulfillment orders. */
  readonly changedAt: Date;
}

export interface OrderEntry {
  readonly orderId: OrderId;
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly cause: Extract<Cause, "sold" | "shipped" | "moved" | "released">;
  readonly units: Units;
  readonly occurredAt: Date;
}

export interface OrderStockChange {
  /** What to remember instead of what was remembered. */
  readonly rows: readonly OrderStock[];
  readonly entries: readonly OrderEntry[];
}

/**
 * What changed in stock because of one order, from what its documents said before and say now: shipping takes committed units off the shelf;
 * what is committed beyond that was sold (available → committed), and what is no longer committed without having been shipped went back. Units of
 * an item that are committed here and no longer there were moved. In whatever pieces the documents are read, the sums are the same.
 */
export function orderStockChange(
  before: readonly OrderStock[],
  now: readonly OrderStock[],
  { soldAt, changedAt }: OrderTimes,
): OrderStockChange {
  const places = new Map<string, { was?: OrderStock; is: OrderStock }>();
  for (const row of now) places.set(key(row), { is: row });
  for (const was of before) {
    const is = places.get(key(was))?.is ?? { ...was, committed: 0, shipped: 0 };
    places.set(key(was), { was, is });
  }
  const changed = [...places.values()]
    .map(({ was, is }) => {
      const shipped = is.shipped - (was?.shipped ?? 0);
      return { is, shipped, taken: is.committed - (was?.committed ?? 0) + shipped };
    })
    .filter(({ shipped, taken }) => shipped !== 0 || taken !== 0);
  const isNew = before.length === 0;
  const balance = new Map<string, number>();
  for (const { is, taken } of changed) balance.set(is.itemId, (balance.get(is.itemId) ?? 0) + taken);
  const entries = changed.flatMap(({ is, shipped, taken }): OrderEntry[] => {
    const { orderId, itemId, locationId } = is;
    const moved = balance.get(itemId) === 0;
    return [
      ...(taken === 0
        ? []
        : [
            {
              orderId,
              itemId,
              locationId,
              cause: moved ? ("moved" as const) : taken > 0 ? ("sold" as const) : ("released" as const),
              units: { available: -taken, committed: taken },
              occurredAt: isNew ? soldAt : changedAt,
            },
          ]),
      ...(shipped === 0
        ? []
        : [
            {
              orderId,
              itemId,
              locationId,
              cause: "shipped" as const,
              units: { committed: -shipped },
              // All of an order that is seen for the first time is as old as the order: what the level's opening has of it, it has whole.
              occurredAt: isNew ? soldAt : changedAt,
            },
          ]),
    ];
  });
  return { rows: changed.map(({ is }) => is), entries };
}

const key = ({ itemId, locationId }: OrderStock) => `${itemId} ${locationId}`;
