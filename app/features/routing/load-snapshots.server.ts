import { instantAt } from "../../core/local-time.ts";
import { dayOf } from "../../core/calendar/day.ts";
import type { InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { promisesInForce } from "../delivery/public.server.ts";
import { readLocations, readStock } from "../inventory/public.server.ts";
import { readOrderFacts, type OrderFactsAlone, type RoutableFulfillmentOrder } from "../orders/public.server.ts";
import type { ItemStock, RoutingSnapshot, SnapshotLocation } from "./domain/snapshot.ts";
import { readClaims, readCostModel } from "./store.server.ts";

/** What is different for each of them. */
export interface Asked {
  readonly fulfillmentOrder: RoutableFulfillmentOrder;
  readonly refusals: RoutingSnapshot["refusals"];
  readonly canHold: boolean;
}

/** Reads everything that decisions of these fulfillment orders may look at. One snapshot each, in the order given. */
export async function loadSnapshots(tx: ShopTx, asked: readonly Asked[], now: Date): Promise<RoutingSnapshot[]> {
  const orderIds = [...new Set(asked.map(({ fulfillmentOrder }) => fulfillmentOrder.orderId))];
  const itemIds = [...new Set(asked.flatMap(({ fulfillmentOrder }) => itemsOf(fulfillmentOrder)))];
  const facts = await readOrderFacts(tx, orderIds, { withPostalCode: false });
  const promises = await promisesInForce(tx, orderIds);
  const locations = await loadLocations(tx);
  const stock = await loadStock(tx, itemIds);
  const costModel = await readCostModel(tx);
  return asked.map(({ fulfillmentOrder, refusals, canHold }): RoutingSnapshot => {
    const { order, orderId } = fulfillmentOrder;
    const of = facts.get(orderId);
    const timeZone = of?.timeZone ?? "UTC";
    const promised = promises.get(orderId)?.to;
    const promisedAt =
      fulfillmentOrder.promisedTo?.getTime() ??
      (promised == null ? null : instantAt(timeZone, dayOf(promised) + 1, 0) - 1);
    const wanted = new Set(itemsOf(fulfillmentOrder));
    return {
      currency: order.currency,
      fulfillmentOrder: {
        id: fulfillmentOrder.id,
        orderId,
        assignedLocationId: fulfillmentOrder.locationId,
        deliveryMethod: fulfillmentOrder.deliveryMethod === "LOCAL" ? "LOCAL" : "SHIPPING",
        lines: linesOf(fulfillmentOrder, of),
      },
      destination: place(order.country, order.lat, order.lng),
      locations,
      stock: stock.filter(({ itemId }) => wanted.has(itemId)),
      refusals,
      costModel,
      canHold,
      at: now.getTime(),
      timeZone,
      promisedAt,
      about: of === undefined ? null : aboutOf(of, promisedAt),
    };
  });
}

const itemsOf = ({ lines }: RoutableFulfillmentOrder): InventoryItemId[] => lines.flatMap((line) => line.itemId ?? []);

function linesOf({ lines }: RoutableFulfillmentOrder, facts: OrderFactsAlone | undefined) {
  const ordered = new Map(facts?.lines.map((line) => [line.lineItemId, line]));
  return lines.map(({ lineId, lineItemId, itemId, remaining, grams }) => ({
    lineId,
    lineItemId,
    itemId,
    quantity: remaining,
    grams,
    valueMinor: ordered.get(lineItemId)?.unitPrice ?? null,
    bundle: ordered.get(lineItemId)?.bundle ?? null,
  }));
}

function aboutOf({ order, customer, destination, lines }: OrderFactsAlone, promisedAt: number | null) {
  return {
    order: { ...order, promisedAt },
    customer,
    destination: { province: destination.province },
    lines,
    releasedHolds: [],
  };
}

async function loadLocations(tx: ShopTx): Promise<SnapshotLocation[]> {
  const locations = await readLocations(tx);
  return locations.map(({ country, lat, lng, ...location }) => ({
    ...location,
    ...place(country, lat, lng),
    kind: location.isFulfillmentService ? "service" : null,
    tags: [],
    work: null,
    reliability: null,
    arrivals: null,
  }));
}

async function loadStock(tx: ShopTx, itemIds: readonly InventoryItemId[]): Promise<ItemStock[]> {
  const stock = await readStock(tx, itemIds);
  const claims = await readClaims(tx, itemIds);
  return stock.map((item) => ({
    ...item,
    levels: item.levels.map((level) => ({
      ...level,
      claimed: claims.get(`${item.itemId} ${level.locationId}`) ?? 0,
      perDay: null,
    })),
  }));
}

function place(country: string | null, lat: number | null, lng: number | null) {
  return { country, coordinates: lat === null || lng === null ? null : { latitude: lat, longitude: lng } };
}
