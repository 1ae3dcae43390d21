import { at } from "../../../app/features/routing/domain/at.ts";
import { outlookOf } from "../../../app/features/routing/domain/batch/outlook.ts";
import { scarcityOf } from "../../../app/features/routing/domain/scarcity.ts";
import type { SolverItem } from "../../../app/features/routing/domain/solver/problem.ts";
import { solve } from "../../../app/features/routing/domain/solver/solve.ts";
import type { Instance, Shipment } from "./instance.ts";
import { questionOf, shipmentsOf } from "./question.ts";

/** The last orders, which tell where shoppers live. */
const RECENT = 500;

/**
 * Each order when it comes, never to be changed: as the router decides about one order, with the prices of last units that the orders before it
 * suggest. What comes after it is not looked at.
 */
export function routeOnline(instance: Instance): Shipment[] {
  const question = questionOf(instance);
  const stock = question.stock.map((units) => [...units]);
  const sequence = [...instance.orders.keys()].sort((a, b) => at(instance.orders, a).seq - at(instance.orders, b).seq);
  return sequence.flatMap((which, n) => {
    const recent = sequence.slice(Math.max(0, n - RECENT), n);
    const { parcelTicks, extraParcelTicks, maxParcels, lines } = at(question.orders, which);
    const items = lines.map(({ item, demand }): SolverItem => {
      const units = at(stock, item);
      const outlook = outlookOf(
        units,
        recent.map((order) => question.aloneTicks(order, item)),
      );
      return { stock: units, scarcity: units.map((left, location) => scarcityOf(left, demand, at(outlook, location))) };
    });
    const bundles = lines.map(({ demand, ticks, unfilledTicks }, item) => ({
      demand,
      uses: [{ item, count: 1 }],
      units: 1,
      value: 0,
      ticks,
      unfilledTicks,
    }));
    const { plan } = solve({
      parcelTicks,
      extraParcelTicks,
      maxParcels,
      capacity: question.capacity,
      items,
      bundles,
      minParcelValue: 0,
      together: [],
      home: null,
    });
    if (plan === null) return [];
    for (const { location, takes } of plan.parcels) {
      for (const [line, units] of takes.entries()) {
        const row = at(stock, at(lines, line).item);
        row[location] = at(row, location) - units;
      }
    }
    return shipmentsOf(instance, question, which, plan);
  });
}
