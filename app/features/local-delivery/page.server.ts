import { z } from "zod";
import { readAddress } from "../../core/address.ts";
import type { LocationId, ShopId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { open } from "../../platform/seal.server.ts";
import { readLocationSettings } from "../locations/public.server.ts";
import { readPerson } from "../orders/public.server.ts";
import { receiverPlace } from "./door.server.ts";
import { localDate } from "./look.server.ts";
import { stopsOfDay, type Stop } from "./store.server.ts";

/** Which day of which location an address asks for; what it does not say is the first location with stops, and today there. */
export interface DayAsked {
  readonly location: LocationId | null;
  readonly day: string | null;
  readonly driver: string;
}

const date = z.iso.date();

export function readDayAsked(parameters: URLSearchParams): DayAsked {
  const address = readAddress(parameters);
  return {
    location: address.id<LocationId>("location"),
    day: date.safeParse(address.text("day")).data ?? null,
    driver: address.text("driver"),
  };
}

/** A stop as pages show it: nothing of a person. Times are ISO 8601. */
export function shownStop(stop: Stop) {
  const { id, orderId, order, area, state, asked, problem, driver, position, units, tries, failed } = stop;
  const { photoId, signatureId, sealed, windowFrom, windowTo, settledAt } = stop;
  return {
    ...{ id, orderId, order, area, state, asked, problem, driver, position, units, tries, failed },
    hasPhoto: photoId !== null,
    hasSignature: signatureId !== null,
    hasName: sealed !== null,
    windowFrom: windowFrom?.toISOString() ?? null,
    windowTo: windowTo?.toISOString() ?? null,
    settledAt: settledAt?.toISOString() ?? null,
  };
}
export type ShownStop = ReturnType<typeof shownStop>;

/** What the plan of a day shows; undefined when the shop has no location, or not this one. */
export async function dayPage(tx: ShopTx, asked: DayAsked, now: Date) {
  const places = (await readLocationSettings(tx)).filter(({ active }) => active);
  const busy = await tx.rows<{ id: LocationId }>(
    "select location_id as id from local_stop where shop_id = $1 and state in ('planned', 'out', 'failed') group by 1 order by count(*) desc limit 1",
    [tx.shopId],
  );
  const wanted = asked.location ?? busy[0]?.id ?? places[0]?.id;
  const place = places.find(({ id }) => id === wanted);
  if (!place) return undefined;
  const today = localDate(place, now);
  const day = asked.day ?? today;
  const stops = (await stopsOfDay(tx, place.id, day)).map(shownStop);
  return {
    location: { id: place.id, name: place.name, hasAreas: place.settings.areas.length > 0 },
    locations: places.map(({ id, name }) => ({ id, name })),
    day,
    today,
    stops,
    drivers: [...new Set(stops.map(({ driver }) => driver).filter((driver) => driver !== ""))],
  };
}

/** Where and to whom a stop goes. Who reads it is written down. */
export async function addressOf(shopId: ShopId, stop: Pick<ShownStop, "orderId">, who: string, now: Date) {
  const person = await readPerson(shopId, stop.orderId, who, "local_delivery", now);
  if (!person) return null;
  const { name, phone, address1, address2, zip, city } = person;
  const lines = [address1, address2, [zip, city].filter(Boolean).join(" ")].filter(
    (line) => line !== null && line !== "",
  );
  return { name, phone, lines: lines as readonly string[] };
}

/** Who took a delivery; null when nobody wrote it down. Whoever calls this writes down who reads it. */
export const receiverOf = (tx: ShopTx, { id, sealed }: Pick<Stop, "id" | "sealed">): string | null =>
  sealed && open(sealed, receiverPlace(tx, id)).toString();
