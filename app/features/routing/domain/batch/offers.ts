import { num } from "../solver/floats.ts";
import type { BatchTables } from "./tables.ts";

/** Where the lines of one order can come from, at which price, and what no plan can be below. Filled anew for each order. */
export interface Offers {
  /** By line × locations + rank: the locations that a line can come from, the cheapest first, the price of a unit and how many there are. */
  readonly place: Float64Array;
  readonly price: Float64Array;
  readonly usable: Float64Array;
  /** How many ranks, by line. */
  readonly places: Float64Array;
  /** The locations of all lines by rank, those first that cost a plan the least. */
  readonly candidate: Float64Array;
  readonly atLeast: Float64Array;
  candidates: number;
  /** No plan costs less than `least` and `atLeast` of each location it uses (beside what is taken off for the first parcel). */
  least: number;
  collect(order: number, left: Float64Array, prices: Float64Array, weight: number, blinks: number): void;
}

/** With so few candidates, to try all sets is quicker than a bound that leaves some of them aside. */
const FEW = 8;

export function offersOf(tables: BatchTables, random: () => number): Offers {
  const { locations, lineFrom, item, demand, unfilledTicks, unitTicks, parcelTicks, capacityRow } = tables;
  const mostLines = longest(lineFrom);
  const place = new Float64Array(mostLines * locations);
  const price = new Float64Array(mostLines * locations);
  const usable = new Float64Array(mostLines * locations);
  const places = new Float64Array(mostLines);
  const candidate = new Float64Array(locations);
  const atLeast = new Float64Array(locations);
  /** By location: NaN when no line can come from it, else what is left of its parcel price when the lines have paid their share. */
  const unpaid = new Float64Array(locations);
  /** By line: what it offers for a unit, and how many of its places have a price up to that. */
  const offer = new Float64Array(mostLines);
  const reach = new Float64Array(mostLines);
  let [first, lines] = [0, 0];

  const rankPlaces = (order: number, left: Float64Array, prices: Float64Array, weight: number, blinks: number) => {
    for (let line = 0; line < lines; line++) {
      const start = line * locations;
      const row = num(item, first + line) * locations;
      const unfilled = num(unfilledTicks, first + line);
      let end = start;
      for (let location = 0; location < locations; location++) {
        let units = Math.min(num(left, row + location), num(left, capacityRow + location));
        if (blinks > 0 && random() < blinks) units = Math.floor(random() * units);
        const rowPrice = num(prices, row + location) + num(prices, capacityRow + location);
        const ticks = num(unitTicks, (first + line) * locations + location) + weight * rowPrice;
        const parcel = num(parcelTicks, order * locations + location);
        if (!(units > 0 && ticks < unfilled && parcel < Infinity)) continue;
        let rank = end++;
        for (; rank > start && num(price, rank - 1) > ticks; rank--) {
          price[rank] = num(price, rank - 1);
          place[rank] = num(place, rank - 1);
          usable[rank] = num(usable, rank - 1);
        }
        price[rank] = ticks;
        place[rank] = location;
        usable[rank] = units;
        unpaid[location] = parcel;
      }
      places[line] = end - start;
    }
  };

  const rankCandidates = () => {
    let count = 0;
    for (let location = 0; location < locations; location++) {
      const ticks = num(unpaid, location);
      if (Number.isNaN(ticks)) continue;
      let rank = count++;
      for (; rank > 0 && num(atLeast, rank - 1) > ticks; rank--) {
        atLeast[rank] = num(atLeast, rank - 1);
        candidate[rank] = num(candidate, rank - 1);
      }
      atLeast[rank] = ticks;
      candidate[rank] = location;
    }
    offers.candidates = count;
  };

  /** The cheapest units of all locations. */
  const cheapestUnits = (): number => {
    let total = 0;
    for (let line = 0; line < lines; line++) {
      let missing = num(demand, first + line);
      for (let rank = line * locations; rank < line * locations + num(places, line) && missing > 0; rank++) {
        const units = Math.min(missing, num(usable, rank));
        total += units * num(price, rank);
        missing -= units;
      }
      total += missing * num(unfilledTicks, first + line);
    }
    return total;
  };

  /**
   * Dual ascent (Erlenkotter 1978, doi 10.1287/opre.26.6.992): the lines raise what they offer for a unit in turns; each pays every location what
   * its offer is above the location's price, and may rise until one of those has all of its parcel paid. No plan costs less than the last offers.
   */
  const lastOffers = (): number => {
    for (let line = 0; line < lines; line++) {
      reach[line] = 0;
      offer[line] = num(places, line) > 0 ? num(price, line * locations) : num(unfilledTicks, first + line);
    }
    for (let rising = true; rising;) {
      rising = false;
      for (let line = 0; line < lines; line++) rising = raise(line) || rising;
    }
    let total = 0;
    for (let line = 0; line < lines; line++) total += num(demand, first + line) * num(offer, line);
    return total;
  };
  /** Raises a line's offer to the next location's price, or as far as it may; false when it may not. */
  const raise = (line: number): boolean => {
    const start = line * locations;
    const end = start + num(reach, line);
    const isLast = num(reach, line) === num(places, line);
    const next = isLast ? num(unfilledTicks, first + line) : num(price, end);
    const units = num(demand, first + line);
    let most = Infinity;
    for (let rank = start; rank < end; rank++) most = Math.min(most, num(unpaid, num(place, rank)));
    const wanted = (next - num(offer, line)) * units;
    const ticks = Math.min(wanted, most);
    // Less than a tick is rounding.
    if (ticks < wanted ? ticks < 1 : isLast && wanted === 0) return false;
    for (let rank = start; rank < end; rank++) unpaid[num(place, rank)] = num(unpaid, num(place, rank)) - ticks;
    offer[line] = ticks < wanted ? num(offer, line) + ticks / units : next;
    if (ticks === wanted && !isLast) reach[line] = num(reach, line) + 1;
    return true;
  };

  const offers: Offers = {
    place,
    price,
    usable,
    places,
    candidate,
    atLeast,
    candidates: 0,
    least: 0,
    collect(order, left, prices, weight, blinks) {
      first = num(lineFrom, order);
      lines = num(lineFrom, order + 1) - first;
      unpaid.fill(Number.NaN);
      rankPlaces(order, left, prices, weight, blinks);
      rankCandidates();
      if (offers.candidates <= FEW) {
        offers.least = cheapestUnits();
      } else {
        offers.least = lastOffers();
        rankCandidates();
      }
    },
  };
  return offers;
}

function longest(lineFrom: Float64Array): number {
  let most = 0;
  for (let order = 0; order + 1 < lineFrom.length; order++) {
    most = Math.max(most, num(lineFrom, order + 1) - num(lineFrom, order));
  }
  return most;
}
