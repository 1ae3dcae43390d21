import type { Instance, Shipment } from "./instance.ts";
import { laneOf } from "./prices.ts";

export interface Score {
  /** In the instance's currency, with the penalty of what is left out. */
  readonly cost: number;
  readonly unfilled: number;
}

/**
 * What the shipments of an instance cost by its own model: a parcel for each order and location, each unit by weight and distance, and a penalty for
 * each unit that nobody ships.
 *
 * @throws Error when they name what is not there, ship more than was ordered, or more than there is
 */
export function scoreOf(instance: Instance, shipments: readonly Shipment[]): Score {
  const { locations, orders, skus } = instance;
  const parcels = new Set<string>();
  const open = new Map<string, number>();
  const left = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string, units: number): number => {
    const sum = (counts.get(key) ?? 0) + units;
    counts.set(key, sum);
    return sum;
  };
  for (const { id, lines } of orders) for (const { sku, qty } of lines) add(open, JSON.stringify([id, sku]), qty);
  for (const { id, inventory } of locations) {
    for (const [sku, units] of Object.entries(inventory)) add(left, JSON.stringify([id, sku]), units);
  }
  let cost = 0;
  for (const { order: orderId, location: locationId, sku, qty } of shipments) {
    const order = orders.find(({ id }) => id === orderId);
    const location = locations.find(({ id }) => id === locationId);
    const kg = skus.find((each) => each.sku === sku)?.kg;
    const what = `${qty} of ${sku} from ${locationId} for ${orderId}`;
    if (order === undefined || location === undefined || kg === undefined) throw new Error(`${what}: no such thing`);
    if (!Number.isSafeInteger(qty) || qty < 1) throw new Error(`${what}: not a number of units`);
    if (add(open, JSON.stringify([orderId, sku]), -qty) < 0) throw new Error(`${what}: more than was ordered`);
    if (add(left, JSON.stringify([locationId, sku]), -qty) < 0) throw new Error(`${what}: more than there is`);
    const lane = laneOf(instance, location, order);
    const parcel = JSON.stringify([orderId, locationId]);
    if (!parcels.has(parcel)) cost += lane.parcel;
    parcels.add(parcel);
    cost += qty * kg * lane.perKg;
  }
  const unfilled = [...open.values()].reduce((sum, units) => sum + units, 0);
  return { cost: cost + unfilled * instance.cost_model.unfilled_unit_penalty, unfilled };
}
