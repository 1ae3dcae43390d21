import type { FulfillmentOrderId, LocationId } from "../../../core/ids.ts";
import { localDay } from "../../../core/local-time.ts";
import type { Decision } from "../../routing/domain/decide.ts";
import { retryAt, takesOf } from "../../routing/domain/public.ts";
import type { RoutingSnapshot, SnapshotLocation } from "../../routing/domain/snapshot.ts";
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
  readonly amounts: Map<string, number>;
  /** What each fulfillment order that is decided again has added. */
  readonly added: Map<FulfillmentOrderId, readonly [really: Taken, here: Taken]>;
}

/** What one decision takes: units of stock, and orders and units of capacity, by the keys below. */
export type Taken = readonly (readonly [key: string, amount: number])[];

const stockKey = (itemId: string, locationId: string) => `${itemId} ${locationId}`;
const dayKey = ({ id }: SnapshotLocation, zone: string, at: number) => `${id} on ${localDay(zone, at)}`;

export const noSurplus = (): Surplus => ({ amounts: new Map(), added: new Map() });

/** What a decision takes where it is carried out. */
export function takenBy(snapshot: RoutingSnapshot, decision: Decision): Taken {
  if (!("plan" in decision)) return retryAt(decision, snapshot.at) === null ? assigned(snapshot) : [];
  return [
    ...takesOf(snapshot, decision).map(({ itemId, locationId, quantity }) => stocked(itemId, locationId, quantity)),
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
    itemId === null ? [] : [stocked(itemId, assignedLocationId, quantity)],
  );
}

const stocked = (itemId: string, locationId: string, units: number) => [stockKey(itemId, locationId), units] as const;

function loadOf(
  { locations, at }: RoutingSnapshot,
  locationId: LocationId,
  lines: readonly { readonly quantity: number }[],
): Taken {
  const location = locations.find(({ id }) => id === locationId);
  if (location?.work == null) return [];
  const key = dayKey(location, location.work.timeZone, at);
  return [
    [`orders ${key}`, 1],
    [`units ${key}`, unitsOf(lines)],
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

function add(amounts: Map<string, number>, taken: Taken, sign: 1 | -1): void {
  for (const [key, amount] of taken) {
    const sum = (amounts.get(key) ?? 0) + sign * amount;
    if (sum === 0) amounts.delete(key);
    else amounts.set(key, sum);
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
  const find = (key: string): number => {
    const amount = amounts.get(key) ?? 0;
    if (amount !== 0) found.push(`${key} ${amount}`);
    return amount;
  };
  const { assignedLocationId, lines } = snapshot.fulfillmentOrder;
  const stock = snapshot.stock.map((item) => {
    if (!item.tracked) return item;
    const own = unitsOf(lines.filter(({ itemId }) => itemId === item.itemId));
    const levels = item.levels.map((level) => {
      const { locationId } = level;
      const more = find(stockKey(item.itemId, locationId));
      if (more === 0) return level;
      // Its own units are taken out of `available` where Shopify assigned it.
      const kept = (locationId === assignedLocationId ? own : 0) - level.claimed;
      return { ...level, available: leftOf(level.available + kept, more) - kept };
    });
    return { ...item, levels };
  });
  const locations = snapshot.locations.map((location) => {
    const { work } = location;
    if (work === null || (work.ordersLeft === null && work.unitsLeft === null)) return location;
    const key = dayKey(location, work.timeZone, snapshot.at);
    const [orders, units] = [find(`orders ${key}`), find(`units ${key}`)];
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
