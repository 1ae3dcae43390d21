import { distanceKm } from "../../../core/geo.ts";
import type { InventoryItemId, LineItemId, LocationId } from "../../../core/ids.ts";
import type { LineFacts, LocationFacts, OrderFacts, PersonalFacts } from "../../automation/domain/facts.ts";
import { NOTHING_PERSONAL } from "../../automation/domain/public.ts";
import { standingOf } from "./eligibility.ts";
import type { RoutingSnapshot, SnapshotLocation } from "./snapshot.ts";
import { usableAt } from "./usable.ts";

/**
 * What rules see of a snapshot. Everything that follows from stock is worked out here and not stored, so that a replay which has taken units asks the
 * rules about what is left. `personal`: not in a snapshot; null when no rule asks or it is gone.
 * Null: the snapshot was made without what rules ask.
 */
export function factsOf(snapshot: RoutingSnapshot, personal: PersonalFacts | null): OrderFacts | null {
  const { about, destination } = snapshot;
  if (about === null) return null;
  const { postalCode, attributes, metafields, lineMetafields } = personal ?? NOTHING_PERSONAL;
  const candidates = snapshot.locations.filter((location) => standingOf(snapshot, location).kind === "candidate");
  const usable = usableAt(
    snapshot,
    candidates.map(({ id }) => id),
  );
  const itemOf = new Map(snapshot.fulfillmentOrder.lines.map((line) => [line.lineItemId, line.itemId]));
  const wanted = wantedOf(snapshot.fulfillmentOrder.lines);
  return {
    at: snapshot.at,
    timeZone: snapshot.timeZone,
    currency: snapshot.currency,
    // That an order has no attributes is not personal.
    order: { ...about.order, attributes: attributes ?? about.order.attributes, metafields },
    customer: about.customer,
    destination: {
      country: destination.country,
      province: provinceOf(destination.country, about.destination.province),
      postalCode,
    },
    lines: about.lines.map((line) => ({
      ...lineFacts(line, itemOf, snapshot, usable),
      metafields: lineMetafields?.[line.lineItemId] ?? null,
    })),
    locations: candidates.map((location) => locationFacts(location, snapshot, wanted, usable)),
    releasedHolds: about.releasedHolds,
  };
}

type Usable = ReturnType<typeof usableAt>;

function lineFacts(
  { lineItemId, ...line }: NonNullable<RoutingSnapshot["about"]>["lines"][number],
  itemOf: ReadonlyMap<LineItemId, InventoryItemId | null>,
  { fulfillmentOrder: { assignedLocationId } }: RoutingSnapshot,
  usable: Usable,
): LineFacts {
  // A line that ships with another fulfillment order has stock that was not looked at.
  const itemId = itemOf.get(lineItemId) ?? null;
  const of = itemId === null ? undefined : usable.get(itemId);
  if (of === undefined) return { ...line, stock: null, stockAssigned: null };
  return {
    ...line,
    stock: [...of.values()].reduce((sum, units) => sum + units, 0),
    stockAssigned: assignedLocationId === null ? null : (of.get(assignedLocationId) ?? 0),
  };
}

function locationFacts(
  location: SnapshotLocation,
  snapshot: RoutingSnapshot,
  wanted: Wanted,
  usable: Usable,
): LocationFacts {
  const { destination, fulfillmentOrder } = snapshot;
  const { work, reliability } = location;
  const ends = [location.coordinates, destination.coordinates] as const;
  return {
    id: location.id,
    kind: location.kind,
    tags: location.tags,
    country: location.country,
    province: provinceOf(location.country, location.province),
    timeZone: work?.timeZone ?? null,
    distance: ends[0] === null || ends[1] === null ? null : Math.round(distanceKm(ends[0], ends[1])),
    ...unitsAt(location.id, wanted, usable),
    isOpen: work?.isOpen ?? null,
    minutesToCutOff: work?.minutesToCutOff ?? null,
    ordersLeft: work?.ordersLeft ?? null,
    unitsCapacityLeft: work?.unitsLeft ?? null,
    handlingHours: work?.handlingHours ?? null,
    delivers: location.delivers ?? null,
    isAssigned: location.id === fulfillmentOrder.assignedLocationId,
    reliability: reliability === null ? null : Math.round(reliability * 100),
  };
}

/** ISO 3166-2, "ES-M": the mirror has the part after the country. */
function provinceOf(country: string | null, code: string | null): string | null {
  return country === null || code === null ? null : `${country}-${code}`;
}

/** Units to ship of each item; null: of what is not counted. */
type Wanted = ReadonlyMap<InventoryItemId | null, number>;

function wantedOf(lines: RoutingSnapshot["fulfillmentOrder"]["lines"]): Wanted {
  const wanted = new Map<InventoryItemId | null, number>();
  for (const { itemId, quantity } of lines) wanted.set(itemId, (wanted.get(itemId) ?? 0) + quantity);
  return wanted;
}

/** Percent of the units to ship that are there, and the fewest that any of the products would have left after it. */
function unitsAt(id: LocationId, wanted: Wanted, usable: Usable): Pick<LocationFacts, "share" | "unitsLeft"> {
  let units = 0;
  let all = 0;
  let unitsLeft = Infinity;
  for (const [itemId, demand] of wanted) {
    const there = (itemId === null ? Infinity : usable.get(itemId)?.get(id)) ?? 0;
    all += demand;
    units += Math.min(demand, there);
    unitsLeft = Math.min(unitsLeft, Math.max(0, there - demand));
  }
  return { share: all === 0 ? null : (100 * units) / all, unitsLeft: unitsLeft === Infinity ? null : unitsLeft };
}
