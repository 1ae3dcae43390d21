import type { Side, Wish } from "./side.ts";

/**
 * What changes most about an order, from the greatest change to none: it is held (or cannot be shipped) and was not, or the other way round; some of it ships
 * and the rest waits, where all or none of it did; it becomes more or fewer parcels; it ships from elsewhere; it costs something else; rules want something else of it.
 */
export const CHANGES = ["held", "released", "inPart", "split", "joined", "moved", "cost", "wishes", "same"] as const;
export type Change = (typeof CHANGES)[number];

export function changeOf(before: Side, after: Side): Change {
  const ships = shipsOf(after);
  if (ships !== shipsOf(before)) return ships === "some" ? "inPart" : ships === "all" ? "released" : "held";
  if (before.waited !== after.waited) return after.waited ? "held" : "released";
  if (before.parcels.length !== after.parcels.length) {
    return after.parcels.length > before.parcels.length ? "split" : "joined";
  }
  if (placesOf(before) !== placesOf(after)) return "moved";
  if (before.cost?.totalMinor !== after.cost?.totalMinor) return "cost";
  return wishesOf(before.wishes) === wishesOf(after.wishes) ? "same" : "wishes";
}

/** After less before, minor units; null when nothing ships on one of the sides. */
export const costChange = (before: Side, after: Side): number | null =>
  before.cost === null || after.cost === null ? null : after.cost.totalMinor - before.cost.totalMinor;

const shipsOf = ({ parcels, unfilled }: Side): "all" | "some" | "none" =>
  parcels.length === 0 ? "none" : unfilled > 0 ? "some" : "all";

const placesOf = ({ parcels }: Side): string =>
  parcels
    .map(({ locationId, units }) => `${locationId} ${units}`)
    .sort()
    .join();

const wishesOf = (wishes: readonly Wish[]): string => wishes.map(({ what, value }) => `${what} ${value}`).join("\n");
