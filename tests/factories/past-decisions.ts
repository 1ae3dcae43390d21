/** Decisions of a small shop's past for tests: a world in which orders are assigned, decided and shipped, and what was stored of it. */
import { parseId } from "../../app/core/ids.ts";
import type { DecisionId, FulfillmentOrderId, LocationId, OrderId } from "../../app/core/ids.ts";
import type { PastDecision } from "../../app/features/replay/domain/past-decision.ts";
import type { Decision } from "../../app/features/routing/domain/decide.ts";
import type { RoutingSnapshot } from "../../app/features/routing/domain/snapshot.ts";
import { DECIDED_AT, itemId, line, location, locationId, snapshot } from "./routing-snapshot.ts";

export const PLACES = [10, 11, 12];
const ITEMS = [1, 2];
const MINUTE = 60_000;

/** One order as it comes in. */
export interface Incoming {
  /** Where Shopify assigns it. */
  readonly assigned: number;
  /** Units of each item; 0: none. */
  readonly wanted: readonly number[];
  readonly km: readonly number[];
  readonly live: boolean;
}

/**
 * Plays orders one after the other: Shopify assigns and takes out the units, `decide` decides from what is then there, and what is carried out moves the
 * units. What cannot be shipped keeps nothing. `stock[item][place]`: units at the beginning.
 */
export function playPast(
  incoming: readonly Incoming[],
  stock: readonly (readonly number[])[],
  decide: (snapshot: RoutingSnapshot) => Decision,
): PastDecision[] {
  const left = new Map<string, number>();
  const at = (item: number, place: number) => left.get(`${item} ${place}`) ?? 0;
  const add = (item: number, place: number, units: number) => left.set(`${item} ${place}`, at(item, place) + units);
  for (const [i, item] of ITEMS.entries())
    for (const [p, place] of PLACES.entries()) add(item, place, stock[i]?.[p] ?? 0);

  return incoming.map((order, index) => {
    const lines = ITEMS.flatMap((item, i) => {
      const quantity = order.wanted[i] ?? 0;
      return quantity === 0 ? [] : [line(index * 10 + item, item, quantity)];
    });
    const own = (item: number) => order.wanted[ITEMS.indexOf(item)] ?? 0;
    for (const item of ITEMS) add(item, order.assigned, -own(item));
    const seen = pastSnapshot(index + 1, {
      assigned: order.assigned,
      lines,
      locations: PLACES.map((place, p) => location(place, order.km[p] ?? 0)),
      stock: ITEMS.map((item) => ({
        itemId: itemId(item),
        tracked: true,
        levels: PLACES.map((place) => ({
          locationId: locationId(place),
          available: at(item, place),
          claimed: 0,
          perDay: null,
        })),
      })),
    });
    const decided = decide(seen);
    const ships = "plan" in decided;
    if (!ships || order.live) for (const item of ITEMS) add(item, order.assigned, own(item));
    if (ships && order.live)
      for (const part of decided.plan.parts)
        for (const { lineId, quantity } of part.lines) add(Number(lineId) % 10, Number(part.locationId), -quantity);
    return pastDecision(index + 1, seen, decided, { live: order.live });
  });
}

/** The snapshot of order `n`, a minute after the one before. */
function pastSnapshot(n: number, override: Parameters<typeof snapshot>[0]): RoutingSnapshot {
  const made = snapshot(override);
  const id = parseId<FulfillmentOrderId>(String(n));
  return {
    ...made,
    at: DECIDED_AT + n * MINUTE,
    fulfillmentOrder: { ...made.fulfillmentOrder, id, orderId: parseId<OrderId>(String(n)) },
  };
}

/** Decision `n` of the past. */
export function pastDecision(
  n: number,
  seen: RoutingSnapshot,
  decided: Decision,
  override: Partial<PastDecision> = {},
): PastDecision {
  return {
    decisionId: parseId<DecisionId>(String(n)),
    orderId: seen.fulfillmentOrder.orderId,
    fulfillmentOrderId: seen.fulfillmentOrder.id,
    decidedAt: seen.at,
    snapshot: seen,
    decided,
    live: true,
    isLast: true,
    personal: null,
    ...override,
  };
}

/** What a decision ships from where: units by place. */
export function unitsByPlace(decision: Decision): Record<LocationId, number> {
  if (!("plan" in decision)) return {};
  return Object.fromEntries(
    decision.plan.parts.map(({ locationId: id, lines }) => [id, lines.reduce((sum, each) => sum + each.quantity, 0)]),
  );
}
