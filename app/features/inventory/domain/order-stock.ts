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
  /** Shipped units that came back to there. */
  readonly returned: number;
  /** Units no longer to ship from there that were not put back on the shelf. */
  readonly lost: number;
}

/** What the documents say now: which of the units were lost is known for the item, not for the location. */
export interface OrderStockRead {
  readonly rows: readonly Omit<OrderStock, "lost">[];
  /** Units by item; nothing for an item of which none were lost. */
  readonly lost: ReadonlyMap<InventoryItemId, number>;
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
  now: OrderStockRead,
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

/** Each place of the order before and now. Units newly lost were lost where most of the item's units went. */
function placesOf(before: readonly OrderStock[], now: OrderStockRead): { was: OrderStock; is: OrderStock }[] {
  const was = new Map(before.map((row) => [key(row), row]));
  const rows = new Map(now.rows.map((row) => [key(row), row]));
  const places = [...new Set([...rows.keys(), ...was.keys()])].flatMap((place) => {
    const [old, row] = [was.get(place), rows.get(place)];
    const { orderId, itemId, locationId } = row ?? old ?? {};
    if (orderId === undefined || itemId === undefined || locationId === undefined) return [];
    const nothing = { orderId, itemId, locationId, committed: 0, shipped: 0, returned: 0, lost: 0 };
    return [{ was: old ?? nothing, is: { ...nothing, ...row, lost: old?.lost ?? 0 } }];
  });
  for (const [itemId, of] of Map.groupBy(places, ({ is }) => is.itemId)) {
    const more = (now.lost.get(itemId) ?? 0) - of.reduce((sum, { is }) => sum + is.lost, 0);
    if (more === 0) continue;
    const gone = ({ was, is }: (typeof of)[number]) => was.committed - is.committed;
    const [place] = of.toSorted((a, b) => gone(b) - gone(a));
    if (place) place.is = { ...place.is, lost: place.is.lost + more };
  }
  return places;
}

const key = ({ itemId, locationId }: { readonly itemId: InventoryItemId; readonly locationId: LocationId }) =>
  `${itemId} ${locationId}`;
