import type { OrderFacts } from "../facts.ts";
import { ofOrder } from "./field.ts";

/** Kilometres to the closest location whose distance is known. */
function nearestOf({ locations }: OrderFacts): number | null {
  let nearest: number | null = null;
  for (const { distance } of locations) {
    if (distance !== null && (nearest === null || distance < nearest)) nearest = distance;
  }
  return nearest;
}

export const DESTINATION_FIELDS = {
  "destination.country": ofOrder("choice", ({ destination }) => destination.country, { list: "countries" }),
  "destination.province": ofOrder("choice", ({ destination }) => destination.province, { list: "provinces" }),
  "destination.postalCode": ofOrder("postalCode", ({ destination }) => destination.postalCode, { personal: true }),
  "destination.nearestLocation": ofOrder("distance", nearestOf, { routed: true }),
};
