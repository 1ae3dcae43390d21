import type { Directives } from "../../automation/domain/directives.ts";
import { orderProblemOf, isKit, type RoutedProblem } from "./order-problem.ts";
import { planOf, type Plan, type PlanPart } from "./plan.ts";
import type { RoutingSnapshot } from "./snapshot.ts";

/**
 * The same parcels with what they cost in this snapshot: its cost model, its prices. Null when one of their locations may not ship in it. `plan`: of the same
 * lines; whatever it says of costs is not looked at.
 */
export function priceAgain(snapshot: RoutingSnapshot, directives: Directives | null, { parts }: Plan): Plan | null {
  const routed = orderProblemOf(snapshot, directives);
  const parcels = parts
    .map((part) => ({
      location: routed.candidates.findIndex(({ locationId }) => locationId === part.locationId),
      takes: takesOf(routed, part),
    }))
    .sort((a, b) => a.location - b.location);
  if (parcels.some(({ location }) => location < 0)) return null;
  return planOf(routed, { ticks: 0, parcels, unfilled: routed.bundles.map(() => 0) });
}

/** How many of each bundle are in a parcel. */
function takesOf({ bundles }: RoutedProblem, { lines }: PlanPart): number[] {
  const units = new Map(lines.map(({ lineId, quantity }) => [lineId, quantity]));
  return bundles.map((bundle) => {
    const inIt = bundle.parts.map(({ line, each }) => (units.get(line.lineId) ?? 0) / each);
    return isKit(bundle) ? (inIt[0] ?? 0) : inIt.reduce((sum, count) => sum + count, 0);
  });
}
