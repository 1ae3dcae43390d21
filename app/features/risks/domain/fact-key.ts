import type { PartFacts } from "./part-facts.ts";

/** Changes when something happens to the part, and never with time alone: what a snooze "until something happens" waits for. */
export function factKeyOf({ parcel, toShip, promisedBy, pickup, dispute, over, arrival }: PartFacts): string {
  return JSON.stringify([
    over,
    parcel?.stage ?? null,
    parcel?.lastScanAt ?? null,
    toShip === null,
    promisedBy,
    pickup,
    dispute,
    arrival?.by === "carrier" ? arrival.at : null,
  ]);
}
