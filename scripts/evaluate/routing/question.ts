import { at } from "../../../app/features/routing/domain/at.ts";
import type { BatchOrder, BatchProblem } from "../../../app/features/routing/domain/batch/problem.ts";
import { TICKS_PER_MINOR } from "../../../app/features/routing/domain/cost.ts";
import type { OrderPlan } from "../../../app/features/routing/domain/solver/problem.ts";
import type { Instance, Shipment } from "./instance.ts";
import { laneOf } from "./prices.ts";

/** An amount of a currency of which a minor unit is a hundredth. */
const ticksOf = (amount: number): number => Math.round(amount * 100 * TICKS_PER_MINOR);

/** An instance as the router's numbers. Orders, items (the skus) and locations have their index in the instance. */
export interface Question extends BatchProblem {
  /** What a parcel with one unit of an item would cost an order, by location. */
  aloneTicks(order: number, item: number): number[];
}

export function questionOf(instance: Instance): Question {
  const { locations, skus, orders, cost_model: model } = instance;
  const lanes = orders.map((order) => locations.map((location) => laneOf(instance, location, order)));
  const itemOf = new Map(skus.map(({ sku }, item) => [sku, item]));
  const unitTicks = (order: number, item: number) =>
    at(lanes, order).map(({ perKg }) => ticksOf(perKg * at(skus, item).kg));
  const parcelTicks = (order: number) => at(lanes, order).map(({ parcel }) => ticksOf(parcel));
  return {
    capacity: locations.map(() => Infinity),
    stock: skus.map(({ sku }) => locations.map(({ inventory }) => inventory[sku] ?? 0)),
    orders: orders.map(({ lines }, order): BatchOrder => {
      const demand = new Map<number, number>();
      for (const { sku, qty } of lines) {
        const item = itemOf.get(sku) ?? -1;
        demand.set(item, (demand.get(item) ?? 0) + qty);
      }
      return {
        parcelTicks: parcelTicks(order),
        extraParcelTicks: 0,
        maxParcels: locations.length,
        lines: [...demand].map(([item, units]) => ({
          item,
          demand: units,
          ticks: unitTicks(order, item),
          unfilledTicks: ticksOf(model.unfilled_unit_penalty),
        })),
      };
    }),
    aloneTicks(order, item) {
      const units = unitTicks(order, item);
      return parcelTicks(order).map((ticks, location) => ticks + at(units, location));
    },
  };
}

/** A plan of an order in the instance's words. */
export function shipmentsOf(instance: Instance, question: Question, order: number, plan: OrderPlan): Shipment[] {
  const { lines } = at(question.orders, order);
  return plan.parcels.flatMap(({ location, takes }) =>
    takes.flatMap((qty, line) => {
      if (qty === 0) return [];
      const { sku } = at(instance.skus, at(lines, line).item);
      return [{ order: at(instance.orders, order).id, location: at(instance.locations, location).id, sku, qty }];
    }),
  );
}
