import type { FulfillmentOrderId, LocationId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { countViews, filterQueue, pageOf, type QueueFilter } from "./domain/queue-filter.ts";
import { suggestWaves, type Wave, type WaveLimits } from "./domain/suggest.ts";
import { readQueue } from "./queue.server.ts";

const PAGE_SIZE = 50;

/** The work queue as a page shows it: counts by view, what there is to filter by, and one page of orders. */
export async function queuePage(shopId: ShopId, filter: QueueFilter, now: Date) {
  const { orders, locations, nextCutOff } = await inShop(shopId, (tx) => readQueue(tx, filter.locationId, now));
  const shown = filterQueue(orders, filter, now.getTime(), nextCutOff);
  const among = (values: readonly string[]) => [...new Set(values)].filter((value) => value !== "").toSorted();
  return {
    filter,
    locations,
    counts: countViews(orders, filter),
    shown: shown.length,
    units: shown.reduce((sum, { units }) => sum + units, 0),
    zones: among(orders.map(({ zone }) => zone)),
    methods: among(orders.map(({ method }) => method)),
    now: now.getTime(),
    ...pageOf(shown, filter, PAGE_SIZE),
  };
}

/** A suggested batch, with what is shown of it. */
export interface SuggestedWave extends Wave {
  readonly ids: readonly FulfillmentOrderId[];
  /** Names of its first orders. */
  readonly orders: readonly string[];
  /** The earliest pickup or deadline in it, epoch milliseconds. */
  readonly dueAt: number | null;
}

/** Batches of what can be picked at a location. */
export async function suggestPage(shopId: ShopId, locationId: LocationId | null, limits: WaveLimits, now: Date) {
  const { orders, locations } = await inShop(shopId, (tx) => readQueue(tx, locationId, now));
  const chosen = locations.find(({ id }) => id === locationId)?.id ?? busiest(orders) ?? locations[0]?.id ?? null;
  const ready = orders.filter((each) => each.locationId === chosen && each.batch === null && each.waitsFor === null);
  const byId = new Map<string, (typeof ready)[number]>(ready.map((each) => [each.id, each]));
  const waves = suggestWaves(
    ready.map((each) => ({ ...each, isSingle: each.units === 1 })),
    limits,
  ).map((wave): SuggestedWave => {
    const inWave = wave.ids.flatMap((id) => byId.get(id) ?? []);
    const dues = inWave.flatMap(({ dueAt }) => dueAt ?? []);
    return {
      ...wave,
      ids: inWave.map(({ id }) => id),
      orders: inWave.slice(0, 5).map(({ orderName }) => orderName),
      dueAt: dues.length === 0 ? null : Math.min(...dues),
    };
  });
  return { locationId: chosen, locations, limits, waves, orders: ready.length };
}

/** The location with the most to pick. */
function busiest(
  orders: readonly { readonly locationId: LocationId; readonly waitsFor: unknown }[],
): LocationId | undefined {
  const ready = Map.groupBy(
    orders.filter(({ waitsFor }) => waitsFor === null),
    ({ locationId }) => locationId,
  );
  return [...ready].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
