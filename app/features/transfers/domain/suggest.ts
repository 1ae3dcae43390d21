import { compareIds, type InventoryItemId, type LocationId } from "../../../core/ids.ts";

/** What is known of an item at one location. */
export interface Place {
  readonly locationId: LocationId;
  readonly available: number;
  /** On its way there, or promised by a transfer that has not left. */
  readonly coming: number;
  /** Of `available`: promised to a transfer that has not taken it yet (a draft). */
  readonly promised: number;
  /** Units sold a day, averaged over 28 days. */
  readonly soldPerDay: number;
  /** For how many days of sales there should be stock. */
  readonly targetDays: number;
}

export interface ItemToMove {
  readonly itemId: InventoryItemId;
  /** What a unit is worth in the smallest unit of the shop's currency; null when nobody said. */
  readonly valueMinor: number | null;
  /** Moved in multiples of this, */
  readonly pack: number;
  /** and not fewer. */
  readonly minimum: number;
  readonly places: readonly Place[];
}

export interface TransferCosts {
  /** Of a transfer, however much is in it. */
  readonly fixedMinor: number;
  readonly perUnitMinor: number;
}

export interface Suggestion {
  readonly itemId: InventoryItemId;
  readonly from: Place;
  readonly to: Place;
  readonly units: number;
  /** Sales that are not lost, at the unit's value; null without a value. */
  readonly savedMinor: number | null;
  /** The move itself with its share of the transfer's fixed cost. */
  readonly costMinor: number;
}

/** Units for the days that are wanted. */
export const targetUnits = ({ soldPerDay, targetDays }: Place): number => Math.ceil(soldPerDay * targetDays);

/** Days that what is there and coming will last; null when nothing sells. */
export const coverDays = ({ available, coming, soldPerDay }: Place): number | null =>
  soldPerDay === 0 ? null : Math.max(0, available + coming) / soldPerDay;

const excessAt = (place: Place) => Math.max(0, place.available - place.promised - targetUnits(place));
const needAt = (place: Place) => Math.max(0, targetUnits(place) - place.available - place.coming);

type Move = Pick<Suggestion, "itemId" | "from" | "to" | "units">;

/**
 * How an item should be moved: the location that sells most of it is served first, from where most is left over. No location gives what it
 * needs itself, none gets more than it needs. The order does not depend on what is at the destinations, so that more stock there never
 * leads to a larger move.
 */
export function movesOf({ itemId, pack, minimum, places }: ItemToMove): Move[] {
  const origins = places
    .map((place) => ({ place, left: excessAt(place) }))
    .filter(({ left }) => left > 0)
    .sort((a, b) => b.left - a.left || compareIds(a.place.locationId, b.place.locationId));
  const destinations = places
    .filter((place) => needAt(place) > 0)
    .sort((a, b) => b.soldPerDay - a.soldPerDay || compareIds(a.locationId, b.locationId));
  const moves: Move[] = [];
  for (const to of destinations) {
    let need = needAt(to);
    for (const origin of origins) {
      const whole = Math.min(origin.left, need);
      const units = whole - (whole % pack);
      if (units === 0 || units < minimum) continue;
      origin.left -= units;
      need -= units;
      moves.push({ itemId, from: origin.place, to, units });
    }
  }
  return moves;
}

/**
 * The moves that are worth it. Everything between the same two locations travels together and shares the fixed cost by what it saves. A unit that is
 * needed is taken as a sale that would be lost. Items without a value are suggested without a saving, and pay no share.
 */
export function suggest(items: readonly ItemToMove[], { fixedMinor, perUnitMinor }: TransferCosts): Suggestion[] {
  const priced = items.flatMap((item) =>
    movesOf(item).map((move) => {
      const savedMinor = item.valueMinor === null ? null : item.valueMinor * move.units;
      const costMinor = perUnitMinor * move.units;
      return { ...move, savedMinor, costMinor, gainMinor: savedMinor === null ? null : savedMinor - costMinor };
    }),
  );
  const worth = priced.filter(({ gainMinor }) => gainMinor === null || gainMinor > 0);
  const routes = Map.groupBy(worth, ({ from, to }) => `${from.locationId} ${to.locationId}`);
  return [...routes.values()].flatMap((moves) => {
    const gain = moves.reduce((sum, { gainMinor }) => sum + (gainMinor ?? 0), 0);
    // Where nothing has a value, nobody can say that it is not worth it.
    if (gain > 0 && gain <= fixedMinor) return [];
    return moves.map(({ gainMinor, costMinor, ...move }) => ({
      ...move,
      costMinor: costMinor + (gain === 0 ? 0 : Math.round((fixedMinor * (gainMinor ?? 0)) / gain)),
    }));
  });
}
