import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Locale } from "../../platform/i18n/locale.ts";
import { capacityUsed } from "./capacity-used.server.ts";
import { filterLocations, type LocationFilter } from "./domain/location-filter.ts";
import { fullness, stateOf } from "./domain/location-state.ts";
import { readLocationSettings } from "./store.server.ts";

const PAGE = 50;

/** One page of the list. */
export async function locationsPage(tx: ShopTx, filter: LocationFilter, locale: Locale, now: Date) {
  const rows = await listLocations(tx, filter, locale, now);
  const last = Math.max(1, Math.ceil(rows.length / PAGE));
  const page = Math.min(filter.page, last);
  return {
    filter,
    rows: rows.slice((page - 1) * PAGE, page * PAGE),
    previous: page > 1 ? page - 1 : null,
    next: page < last ? page + 1 : null,
  };
}

/** The locations of the filter in its order, each as it is at this moment. A shop has at most a thousand: they are chosen and sorted here. */
export async function listLocations(tx: ShopTx, filter: LocationFilter, locale: Locale, now: Date) {
  const locations = (await readLocationSettings(tx)).map((location) => ({
    ...location,
    state: stateOf(location.settings, now.getTime()),
  }));
  const loads = await capacityUsed(
    tx,
    locations.map(({ id, state: { today } }) => ({
      locationId: id,
      startsAt: new Date(today.startsAt),
      endsAt: new Date(today.endsAt),
    })),
  );
  const rows = locations.map(({ id, name, city, country, active, isSet, settings, state }) => {
    const load = loads.get(id) ?? { orders: 0, units: 0 };
    const { open, changesAt, nextCutOffAt, capacity, today } = state;
    const { kind, tags, zone } = settings;
    const full = fullness(load, capacity);
    return {
      id,
      name,
      city,
      country,
      active,
      isSet,
      kind,
      tags,
      zone,
      open,
      changesAt,
      nextCutOffAt,
      load,
      capacity,
      fullness: full,
      todayEndsAt: today.endsAt,
    };
  });
  return filterLocations(rows, filter, locale);
}
