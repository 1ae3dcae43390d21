import type { FulfillmentOrderId, LocationId } from "../../../core/ids.ts";
import { localDay } from "../../../core/local-time.ts";
import type { Decision } from "../../routing/domain/decide.ts";
import { retryAt, takesOf } from "../../routing/domain/public.ts";
import type { RoutingSnapshot } from "../../routing/domain/snapshot.ts";
import type { PastDecision } from "./past-decision.ts";
import { isSameJson } from "./same-json.ts";

/**
 * What a replayed world has left beyond what really was left, because it decided otherwise than was decided. A snapshot shows the stock after all that
 * really was decided before it, so for every decision
 *
 *     surplus[item, location] += units really taken there − units taken there in this world
 *
 * and a later snapshot is seen as `free + surplus` (`seenWith`; free: available − claimed, plus the order's own units where Shopify assigned it).
 * Capacity is counted in the same way, in orders and units per location and its day. A world that decides as was decided has no surplus and sees every snapshot as it is.
 *
 * Really taken is what the next snapshots show as taken: the plan if it was carried out; everything where Shopify had put it if it was only shown, or
 * waits for a person; nothing if it waits for something else, for then it keeps no units from others. In the replayed world plans are carried out. A later
 * decision of the same fulfillment order takes the place of its earlier one.
 *
 * Replay alone takes no level below zero: where somebody else really sold or counted away units that this world had already given to an order, they
 * are missing once, not twice. What happened after a decision (cancelled, returned, moved by staff) is as it really was in every world.
 */
export interface Surplus {
  /** By what is taken (an item, the orders or units of a day), and by location: most orders want nothing of which there is any. */
  readonly amounts: Map<string, Map<LocationId, number>>;
  /** What each fulfillment order that is decided again has added. */
  readonly added: Map<FulfillmentOrderId, readonly [really: Taken, here: Taken]>;
}

/** What one decision takes: units of stock (of an item), and orders and units of capacity (of a day on the wall of the location). */
export type Taken = readonly (readonly [what: string, locationId: LocationId, amount: number])[];

const ordersOn = (zone: string, at: number) => `orders on ${localDay(zone, at)}`;
const unitsOn = (zone: string, at: number) => `units on ${localDay(zone, at)}`;

export const noSurplus = (): Surplus => ({ amounts: new Map(), added: new Map() });

/** What a decision takes where it is carried out. */
export function takenBy(snapshot: RoutingSnapshot, decision: Decision): Taken {
  if (!("plan" in decision)) return retryAt(decision, snapshot.at) === null ? assigned(snapshot) : [];
  return [
    ...takesOf(snapshot, decision).map(({ itemId, locationId, quantity }) => [itemId, locationId, quantity] as const),
    ...decision.plan.parts.flatMap(({ locationId, lines }) => loadOf(snapshot, locationId, lines)),
  ];
}

/** What a decision of the past really took. */
export function takenReally({ snapshot, decided, live }: PastDecision): Taken {
  if (live || !("plan" in decided)) return takenBy(snapshot, decided);
  const { assignedLocationId, lines } = snapshot.fulfillmentOrder;
  return assignedLocationId === null ? [] : [...assigned(snapshot), ...loadOf(snapshot, assignedLocationId, lines)];
}

/** All its units where Shopify has put it. */
function assigned({ fulfillmentOrder: { assignedLocationId, lines } }: RoutingSnapshot): Taken {
  if (assignedLocationId === null) return [];
  return lines.flatMap(({ itemId, quantity }) =>
    itemId === null ? [] : [[itemId, assignedLocationId, quantity] as const],
  );
}

function loadOf(
  { locations, at }: RoutingSnapshot,
  locationId: LocationId,
  lines: readonly { readonly quantity: number }[],
): Taken {
  const work = locations.find(({ id }) => id === locationId)?.work;
  if (work == null) return [];
  return [
    [ordersOn(work.timeZone, at), locationId, 1],
    [unitsOn(work.timeZone, at), locationId, unitsOf(lines)],
  ];
}

const unitsOf = (lines: readonly { readonly quantity: number }[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** Takes back what earlier decisions of a fulfillment order added: it is decided again. */
export function takeBack({ amounts, added }: Surplus, id: FulfillmentOrderId): void {
  const [really = [], here = []] = added.get(id) ?? [];
  add(amounts, here, 1);
  add(amounts, really, -1);
  added.delete(id);
}

/** Adds what was really taken by a decision and not in this world. */
export function addTaken({ amounts, added }: Surplus, past: PastDecision, really: Taken, here: Taken): void {
  if (isSameJson(really, here)) return;
  add(amounts, really, 1);
  add(amounts, here, -1);
  if (!past.isLast) added.set(past.fulfillmentOrderId, [really, here]);
}

function add(amounts: Surplus["amounts"], taken: Taken, sign: 1 | -1): void {
  for (const [what, locationId, amount] of taken) {
    const of = amounts.get(what) ?? new Map<LocationId, number>();
    const sum = (of.get(locationId) ?? 0) + sign * amount;
    if (sum === 0) of.delete(locationId);
    else of.set(locationId, sum);
    if (of.size === 0) amounts.delete(what);
    else amounts.set(what, of);
  }
}

/** A snapshot as a world sees it. `key`: what is otherwise in it; of the same snapshot, two with the same key are equal. */
export interface Seen {
  readonly snapshot: RoutingSnapshot;
  readonly key: string;
}

/** The snapshot with the surplus in it. */
export function seenWith({ amounts }: Surplus, snapshot: RoutingSnapshot): Seen {
  if (amounts.size === 0) return { snapshot, key: "" };
  const found: string[] = [];
  const find = (what: string, locationId: LocationId): number => {
    const amount = amounts.get(what)?.get(locationId) ?? 0;
    if (amount !== 0) found.push(`${what} ${locationId} ${amount}`);
    return amount;
  };
  const { assignedLocationId, lines } = snapshot.fulfillmentOrder;
  const stock = snapshot.stock.map((item) => {
    if (!item.tracked || !amounts.has(item.itemId)) return item;
    const own = unitsOf(lines.filter(({ itemId }) => itemId === item.itemId));
    const levels = item.levels.map((level) => {
      const { locationId } = level;
      const more = find(item.itemId, locationId);
      if (more === 0) return level;
      // Its own units are taken out of `available` where Shopify assigned it.
      const kept = (locationId === assignedLocationId ? own : 0) - level.claimed;
      return { ...level, available: leftOf(level.available + kept, more) - kept };
    });
    return { ...item, levels };
  });
  const locations = snapshot.locations.map((location) => {
    const { id, work } = location;
    if (work === null || (work.ordersLeft === null && work.unitsLeft === null)) return location;
    const [orders, units] = [
      find(ordersOn(work.timeZone, snapshot.at), id),
      find(unitsOn(work.timeZone, snapshot.at), id),
    ];
    if (orders === 0 && units === 0) return location;
    const ordersLeft = work.ordersLeft === null ? null : leftOf(work.ordersLeft, orders);
    const unitsLeft = work.unitsLeft === null ? null : leftOf(work.unitsLeft, units);
    return { ...location, work: { ...work, ordersLeft, unitsLeft } };
  });
  return found.length === 0
    ? { snapshot, key: "" }
    : { snapshot: { ...snapshot, stock, locations }, key: found.join(", ") };
}

/** What is left with a surplus; one below zero takes no further than to zero. */
const leftOf = (amount: number, surplus: number): number =>
  surplus > 0 ? amount + surplus : Math.max(amount + surplus, Math.min(amount, 0));
