import type { InventoryItemId, LocationId, OrderId } from "../../../core/ids.ts";
import type { Cause } from "./cause.ts";
import type { Units } from "../../../core/stock-states.ts";

/** What an order's documents say of one item at one location. */
export interface OrderStock {
  readonly orderId: OrderId;
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  /** Units still to ship from there. */
  readonly committed: number;
  /** Units shipped from there. */
  readonly shipped: number;
  /** Shipped units that came back to there. */
  readonly returned: number;
  /** Units no longer to ship from there that were not put back on the shelf. */
  readonly lost: number;
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
  readonly cause: Extract<Cause, "sold" | "shipped" | "moved" | "released" | "restocked">;
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
 * an item that are committed here and no longer there were moved. Units that went back and were not put on the shelf, and units that customers sent
 * back, are told by refunds, sooner or later. In whatever pieces the documents are read, the sums are the same.
 */
export function orderStockChange(
  before: readonly OrderStock[],
  now: readonly OrderStock[],
  { soldAt, changedAt }: OrderTimes,
): OrderStockChange {
  const changed = placesOf(before, now)
    .map(({ was, is }) => {
      const shipped = is.shipped - was.shipped;
      return {
        is,
        shipped,
        taken: is.committed - was.committed + shipped,
        returned: is.returned - was.returned,
        lost: is.lost - was.lost,
      };
    })
    .filter(({ shipped, taken, returned, lost }) => shipped !== 0 || taken !== 0 || returned !== 0 || lost !== 0);
  const isNew = before.length === 0;
  const balance = new Map<string, number>();
  for (const { is, taken } of changed) balance.set(is.itemId, (balance.get(is.itemId) ?? 0) + taken);
  const occurredAt = isNew ? soldAt : changedAt;
  const entries = changed.flatMap(({ is, shipped, taken, returned, lost }): OrderEntry[] => {
    const { orderId, itemId, locationId } = is;
    const entry = (cause: OrderEntry["cause"], units: Units) => ({
      orderId,
      itemId,
      locationId,
      cause,
      units,
      occurredAt,
    });
    const moved = balance.get(itemId) === 0;
    return [
      ...(taken === 0
        ? []
        : [entry(moved ? "moved" : taken > 0 ? "sold" : "released", { available: -taken, committed: taken })]),
      ...(shipped === 0 ? [] : [entry("shipped", { committed: -shipped })]),
      ...(returned === 0 ? [] : [entry("restocked", { available: returned })]),
      ...(lost === 0 ? [] : [entry("released", { available: -lost })]),
    ];
  });
  return { rows: changed.map(({ is }) => is), entries };
}

/** Each place of the order before and now. */
function placesOf(before: readonly OrderStock[], now: readonly OrderStock[]) {
  const was = new Map(before.map((row) => [key(row), row]));
  const places = now.map((is) => ({ is, was: was.get(key(is)) ?? { ...is, ...NOTHING } }));
  const there = new Set(now.map(key));
  return [
    ...places,
    ...before.filter((row) => !there.has(key(row))).map((row) => ({ was: row, is: { ...row, ...NOTHING } })),
  ];
}

const NOTHING = { committed: 0, shipped: 0, returned: 0, lost: 0 };
const key = ({ itemId, locationId }: OrderStock) => `${itemId} ${locationId}`;
