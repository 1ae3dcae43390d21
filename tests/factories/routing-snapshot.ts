/** Routing snapshots for tests: valid by default, short to write. Ids are small numbers. */
import { parseId } from "../../app/core/ids.ts";
import type {
  FulfillmentOrderLineItemId,
  FulfillmentOrderId,
  InventoryItemId,
  LineItemId,
  LocationId,
  OrderId,
} from "../../app/core/ids.ts";
import type { CostModel } from "../../app/features/routing/domain/cost.ts";
import { DEFAULT_COST_MODEL } from "../../app/features/routing/domain/cost.ts";
import { DEFAULT_IN_PART, type InPartSetting } from "../../app/features/routing/domain/in-part-setting.ts";
import type {
  AboutOrder,
  ItemStock,
  RoutingSnapshot,
  SnapshotLine,
  SnapshotLocation,
} from "../../app/features/routing/domain/snapshot.ts";

export const locationId = (id: number): LocationId => parseId<LocationId>(String(id));
export const itemId = (id: number): InventoryItemId => parseId<InventoryItemId>(String(id));
export const lineItemId = (id: number): LineItemId => parseId<LineItemId>(String(id));

/** The default destination: 0° north, 0° east, in Spain. */
const DESTINATION: RoutingSnapshot["destination"] = {
  country: "ES",
  coordinates: { latitude: 0, longitude: 0 },
};

/** Kilometres of one degree along the equator, where the factory puts its locations. */
const KM_PER_DEGREE = (2 * Math.PI * 6371.0088) / 360;

/** A shipping location in Spain, `km` away from DESTINATION. */
export function location(id: number, km: number, override: Partial<SnapshotLocation> = {}): SnapshotLocation {
  return {
    id: locationId(id),
    name: `L${id}`,
    active: true,
    shipsInventory: true,
    fulfillsOnlineOrders: true,
    isFulfillmentService: false,
    country: "ES",
    coordinates: { latitude: 0, longitude: km / KM_PER_DEGREE },
    province: null,
    kind: null,
    tags: [],
    work: null,
    reliability: null,
    arrivals: null,
    ...override,
  };
}

/** A line of `quantity` units of item `item`, 1 kg each. Line `id` has the line item `id` as well. */
export function line(id: number, item: number, quantity: number, override: Partial<SnapshotLine> = {}): SnapshotLine {
  return {
    lineId: parseId<FulfillmentOrderLineItemId>(String(id)),
    lineItemId: lineItemId(id),
    itemId: itemId(item),
    quantity,
    grams: 1_000,
    valueMinor: 1_000,
    bundle: null,
    ...override,
  };
}

/** `stock(1, { 10: 5 })`: item 1 has 5 available at location 10. */
export function stock(
  item: number,
  available: Readonly<Record<number, number>>,
  override: Partial<ItemStock> = {},
): ItemStock {
  return {
    itemId: itemId(item),
    tracked: true,
    levels: Object.entries(available).map(([id, units]) => ({
      locationId: locationId(Number(id)),
      available: units,
      claimed: 0,
      perDay: null,
    })),
    ...override,
  };
}

export interface SnapshotOverride {
  readonly assigned?: number | null;
  readonly deliveryMethod?: RoutingSnapshot["fulfillmentOrder"]["deliveryMethod"];
  readonly lines?: readonly SnapshotLine[];
  readonly locations?: readonly SnapshotLocation[];
  readonly stock?: readonly ItemStock[];
  readonly costModel?: Partial<CostModel>;
  readonly destination?: Partial<RoutingSnapshot["destination"]>;
  readonly refusals?: RoutingSnapshot["refusals"];
  readonly inPart?: Partial<InPartSetting>;
  readonly canHold?: boolean;
  readonly canPart?: boolean;
  readonly promisedAt?: number | null;
  readonly about?: AboutOrder | null;
}

/** The moment of every decision here: a Monday at noon in Madrid. */
export const DECIDED_AT = Date.UTC(2026, 10, 23, 11);

/** One unit of item 1, assigned to location 10, which is 100 km away; no other location, nothing else in stock. */
export function snapshot(override: SnapshotOverride = {}): RoutingSnapshot {
  const { assigned = 10 } = override;
  return {
    currency: "EUR",
    fulfillmentOrder: {
      id: parseId<FulfillmentOrderId>("1"),
      orderId: parseId<OrderId>("1"),
      assignedLocationId: assigned === null ? null : locationId(assigned),
      deliveryMethod: override.deliveryMethod ?? "SHIPPING",
      lines: override.lines ?? [line(1, 1, 1)],
    },
    destination: { ...DESTINATION, ...override.destination },
    locations: override.locations ?? [location(10, 100)],
    stock: override.stock ?? [],
    refusals: override.refusals ?? [],
    costModel: { ...DEFAULT_COST_MODEL, ...override.costModel },
    inPart: { ...DEFAULT_IN_PART, ...override.inPart },
    canHold: override.canHold ?? true,
    canPart: override.canPart ?? true,
    at: DECIDED_AT,
    timeZone: "Europe/Madrid",
    promisedAt: override.promisedAt ?? null,
    about: override.about ?? null,
  };
}

/** Six lines of heavy goods in 60 places that each have some of them: solved in some 100,000 steps, and with 3,000 not proven yet. */
export function scattered(): RoutingSnapshot {
  const ids = Array.from({ length: 60 }, (_, index) => 100 + index);
  const items = [1, 2, 3, 4, 5, 6];
  const some = (item: number) => ids.filter((id) => (id * id * 7 + item * item * 13 + id * item) % 4 < 2);
  return snapshot({
    assigned: null,
    lines: items.map((item) => line(item, item, 2, { grams: 9_000 * item })),
    locations: ids.map((id) => location(id, 200 + ((id * 37) % 400))),
    stock: items.map((item) => stock(item, Object.fromEntries(some(item).map((id) => [id, 1 + ((id + item) % 3)])))),
  });
}
