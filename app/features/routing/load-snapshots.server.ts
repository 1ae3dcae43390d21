import { instantAt } from "../../core/local-time.ts";
import { dayOf, type Day } from "../../core/calendar/day.ts";
import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readPerDay } from "../demand/public.server.ts";
import { promisesInForce } from "../delivery/public.server.ts";
import { readLocations, readStock } from "../inventory/public.server.ts";
import {
  personalFactsOf,
  readOrderFacts,
  type OrderFactsAlone,
  type RoutableFulfillmentOrder,
} from "../orders/public.server.ts";
import type { Arrivals } from "../../core/calendar/transit.ts";
import type { Destination } from "../locations/domain/public.ts";
import type { CostModel, Place } from "./domain/cost.ts";
import { arrivalsAfter, transitOf } from "./domain/transit.ts";
import type { InPartSetting } from "./domain/in-part-setting.ts";
import { releasedHolds } from "./domain/released-holds.ts";
import { laneOf, readExperience } from "./lanes.server.ts";
import { asksForPostal, withTariffs } from "./domain/price-list.ts";
import { readPriceLists } from "./price-lists.server.ts";
import { loadWork, NOTHING_KNOWN } from "./load-work.server.ts";
import type { ItemStock, RoutingSnapshot, SnapshotLocation } from "./domain/snapshot.ts";
import { readClaims, readCostModel, readHolds, readInPart, readWaiting } from "./store.server.ts";

/** A shopper who chose it is sent whatever is there. */
const WHAT_IS_THERE: InPartSetting = { when: "ship", leastPercent: 0, leastMinor: 0 };

/** What is different for each of them. */
export interface Asked {
  readonly fulfillmentOrder: RoutableFulfillmentOrder;
  readonly refusals: RoutingSnapshot["refusals"];
  readonly canHold: boolean;
  /** Left out: not. */
  readonly canPart?: boolean;
  /** Why it is decided. */
  readonly cause: string;
}

/** Reads everything that decisions of these fulfillment orders may look at. One snapshot each, in the order given. */
export async function loadSnapshots(tx: ShopTx, asked: readonly Asked[], now: Date): Promise<RoutingSnapshot[]> {
  const orderIds = [...new Set(asked.map(({ fulfillmentOrder }) => fulfillmentOrder.orderId))];
  const itemIds = [...new Set(asked.flatMap(({ fulfillmentOrder }) => itemsOf(fulfillmentOrder)))];
  const facts = await readOrderFacts(tx, orderIds);
  const promises = await promisesInForce(tx, orderIds);
  const locationsFor = await loadLocations(tx, [...facts.values()][0]?.timeZone ?? "UTC", now);
  const costModel = await readCostModel(tx);
  const inPart = await readInPart(tx);
  const stockFor = await loadStock(tx, itemIds, costModel, now);
  const holds = await readHolds(tx, orderIds);
  const lists = await readPriceLists(tx);
  const persons = locationsFor.askPostal || asksForPostal(lists) ? await personalFactsOf(tx, orderIds) : undefined;
  return asked.map(({ fulfillmentOrder, refusals, canHold, canPart = false, cause }): RoutingSnapshot => {
    const { order, orderId } = fulfillmentOrder;
    const of = facts.get(orderId);
    const timeZone = of?.timeZone ?? "UTC";
    const promised = promises.get(orderId)?.to;
    const promisedAt =
      fulfillmentOrder.promisedTo?.getTime() ??
      (promised == null ? null : instantAt(timeZone, dayOf(promised) + 1, 0) - 1);
    const destination = place(order.country, order.lat, order.lng);
    const address = {
      ...destination,
      province: of?.destination.province ?? null,
      postalCode: persons?.get(orderId)?.postalCode ?? null,
    };
    return {
      currency: order.currency,
      fulfillmentOrder: {
        id: fulfillmentOrder.id,
        orderId,
        assignedLocationId: fulfillmentOrder.locationId,
        deliveryMethod: fulfillmentOrder.deliveryMethod === "LOCAL" ? "LOCAL" : "SHIPPING",
        ...(fulfillmentOrder.isRest ? { isRest: true } : {}),
        lines: linesOf(fulfillmentOrder, of),
      },
      destination,
      locations: withTariffs(locationsFor.at(address), lists, address),
      stock: stockFor(fulfillmentOrder),
      refusals,
      costModel,
      inPart: cause === "shopper" ? WHAT_IS_THERE : inPart,
      canHold,
      canPart,
      at: now.getTime(),
      timeZone,
      promisedAt,
      about: of === undefined ? null : aboutOf(of, promisedAt, releasedHolds(holds.get(orderId) ?? [], cause)),
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

function aboutOf(
  { order, customer, destination, lines }: OrderFactsAlone,
  promisedAt: number | null,
  released: readonly string[],
) {
  return {
    order: { ...order, promisedAt },
    customer,
    destination: { province: destination.province },
    lines,
    releasedHolds: released,
  };
}

/** The locations as a decision sees them, for a destination: transit and areas are part of it. `askPostal`: areas of theirs ask for its postal code. */
async function loadLocations(
  tx: ShopTx,
  timeZone: string,
  now: Date,
): Promise<{ readonly askPostal: boolean; readonly at: (destination: Destination) => SnapshotLocation[] }> {
  const locations = await readLocations(tx);
  const works = await loadWork(tx, now);
  const experience = await readExperience(tx, timeZone, now);
  const known = new Map<string, Arrivals | null>();
  const at = (destination: Destination) => {
    const arrivals = (id: LocationId, crossBorder: boolean, handover: Day | null) => {
      const key = `${id} ${destination.country ?? ""} ${handover ?? ""}`;
      if (handover !== null && !known.has(key)) {
        known.set(key, arrivalsAfter(transitOf(laneOf(experience, id, destination.country), crossBorder), handover));
      }
      return known.get(key) ?? null;
    };
    return locations.map(({ country, lat, lng, ...location }) => {
      const { id, isFulfillmentService } = location;
      const { kind, tags, work, handoverDay, before, ownTo } = works.get(id) ?? NOTHING_KNOWN;
      const here = place(country, lat, lng);
      const { delivers, day, dayBefore } = ownTo(here.coordinates, destination);
      const crossBorder = destination.country !== null && country !== null && destination.country !== country;
      const earlier = before && {
        at: before.at,
        arrivals: onDay(dayBefore) ?? arrivals(id, crossBorder, before.handoverDay),
      };
      return {
        ...location,
        ...here,
        kind: isFulfillmentService ? "service" : kind,
        tags,
        work: work && { ...work, before: earlier },
        reliability: experience.reliability?.[id] ?? null,
        arrivals: onDay(day) ?? arrivals(id, crossBorder, handoverDay),
        ...(delivers === undefined ? {} : { delivers }),
      };
    });
  };
  return { at, askPostal: [...works.values()].some((each) => each.asksPostal) };
}

/** The merchant's word: what a location delivers the same or the next day arrives then. */
const onDay = (day: Day | null): Arrivals | null => (day === null ? null : [{ day, share: 1 }]);

/** Units that each level is expected to sell a day. Read only where the merchant gave last units a price: it costs a look into the ledger. */
async function demandOf(tx: ShopTx, stock: Awaited<ReturnType<typeof readStock>>, now: Date) {
  const vendors = new Map(stock.map(({ itemId, vendor }) => [itemId, vendor]));
  const levels = stock.flatMap(({ itemId, vendor, levels: at }) =>
    at.map(({ locationId }) => ({ itemId, locationId, vendor })),
  );
  const perDay = await readPerDay(tx, levels, now);
  return (itemId: InventoryItemId, locationId: LocationId) =>
    perDay({ itemId, locationId, vendor: vendors.get(itemId) ?? "" });
}

/**
 * The stock of a fulfillment order's items. Shopify takes the units of every open order out of `available`, also those of an order that cannot be shipped: what
 * such an order keeps from others is added again (as less than nothing claimed), or one order for 100 units would stop all for one.
 */
async function loadStock(
  tx: ShopTx,
  itemIds: readonly InventoryItemId[],
  { stockoutMinor }: CostModel,
  now: Date,
): Promise<(of: RoutableFulfillmentOrder) => ItemStock[]> {
  const stock = await readStock(tx, itemIds);
  const perDay = stockoutMinor > 0 ? await demandOf(tx, stock, now) : () => null;
  const claims = await readClaims(tx, itemIds);
  const waiting = await readWaiting(tx, itemIds);
  return (of) => {
    const wanted = new Set(itemsOf(of));
    const kept = new Map<string, number>();
    for (const { id, itemId, locationId, units } of waiting) {
      const key = `${itemId} ${locationId}`;
      if (id !== of.id) kept.set(key, (kept.get(key) ?? 0) + units);
    }
    return stock
      .filter(({ itemId }) => wanted.has(itemId))
      .map(({ itemId, tracked, levels }) => ({
        itemId,
        tracked,
        levels: levels.map((level) => {
          const key = `${itemId} ${level.locationId}`;
          const claimed = (claims.get(key) ?? 0) - (kept.get(key) ?? 0);
          return { ...level, claimed, perDay: perDay(itemId, level.locationId) };
        }),
      }));
  };
}

function place(country: string | null, lat: number | null, lng: number | null): Place {
  return { country, coordinates: lat === null || lng === null ? null : { latitude: lat, longitude: lng } };
}
