import { opensAt } from "../../core/calendar/handover.ts";
import { compileCalendar } from "../../core/calendar/compile-calendar.ts";
import { dayOf } from "../../core/calendar/day.ts";
import { parseId, type FulfillmentOrderId, type FulfillmentOrderLineItemId, type LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { recordIntents } from "../intents/public.server.ts";
import { calendarOf } from "../locations/domain/public.ts";
import { readLocationSettings, type SetLocation } from "../locations/public.server.ts";
import { openPersons } from "../orders/public.server.ts";
import { moved, orderStops, type RoutePace, type RouteStop } from "./domain/route.ts";
import { recordOut } from "./events.server.ts";
import { changeStop, readStops, stopsOfDay, type Stop } from "./store.server.ts";

/** In a town, as the crow flies; and a door with its stairs. */
const KM_PER_HOUR = 25;
const MINUTES_PER_STOP = 5;
/** A route is worked out while somebody waits: more stops than this are more than a driver does in a day. */
const MOST_STOPS = 60;

export type PlanOutcome =
  | { readonly status: "did"; readonly did: "planned" | "placed" | "moved" | "dispatched"; readonly count: number }
  | {
      readonly status: "refused";
      readonly code: "gone" | "nothing" | "too_many" | "no_driver" | "unread";
    };

const refused = (code: Extract<PlanOutcome, { status: "refused" }>["code"]): PlanOutcome => ({
  status: "refused",
  code,
});

/** Gives stops to a driver, together with those the driver has, and puts all of them in a good order. An empty driver takes them out of any route. */
export async function planRoute(
  tx: ShopTx,
  place: SetLocation,
  day: string,
  { driver, ids }: { readonly driver: string; readonly ids: readonly string[] },
  now: Date,
): Promise<PlanOutcome> {
  const all = (await stopsOfDay(tx, place.id, day)).filter(({ state }) => state === "planned" || state === "failed");
  const chosen = all.filter(({ id }) => ids.includes(id));
  if (driver === "") {
    for (const { id } of chosen) await changeStop(tx, id, { driver: "", position: null });
    for (const left of new Set(chosen.map((stop) => stop.driver)))
      if (left !== "") await closeGaps(tx, place.id, day, left);
    return chosen.length === 0 ? refused("nothing") : { status: "did", did: "planned", count: chosen.length };
  }
  const route = all.filter((stop) => stop.driver === driver || ids.includes(stop.id));
  if (route.length === 0) return refused("nothing");
  if (route.length > MOST_STOPS) return refused("too_many");
  const ordered = await inGoodOrder(tx, place, route, now);
  for (const [index, { id }] of ordered.entries()) await changeStop(tx, id, { driver, position: index + 1 });
  return { status: "did", did: "planned", count: ordered.length };
}

/** The stops of a route are numbered from 1 without gaps, in the order they have. */
async function closeGaps(tx: ShopTx, locationId: LocationId, day: string, driver: string): Promise<void> {
  const route = (await stopsOfDay(tx, locationId, day)).filter((stop) => stop.driver === driver);
  for (const [index, { id }] of route.entries()) await changeStop(tx, id, { position: index + 1 });
}

/** Stops whose place on earth is not known come last, as they were. */
async function inGoodOrder(
  tx: ShopTx,
  place: SetLocation,
  stops: readonly Stop[],
  now: Date,
): Promise<readonly Stop[]> {
  const start = place.coordinates;
  if (!start) return stops;
  const persons = await openPersons(
    tx,
    stops.map(({ orderId }) => orderId),
  );
  const located = stops.flatMap((stop): RouteStop[] => {
    const { latitude, longitude } = persons.get(stop.orderId) ?? {};
    if (latitude == null || longitude == null) return [];
    const at = { latitude, longitude };
    return [{ id: stop.id, at, from: stop.windowFrom?.getTime() ?? null, to: stop.windowTo?.getTime() ?? null }];
  });
  const [first] = stops;
  const ordered = orderStops(start, located, paceOf(place, first?.day, now)).map(({ id }) => id);
  const byId = new Map<string, Stop>(stops.map((stop) => [stop.id, stop]));
  return [...ordered.flatMap((id) => byId.get(id) ?? []), ...stops.filter(({ id }) => !ordered.includes(id))];
}

/** The driver leaves when the location opens that day, or now if that is later. */
function paceOf({ settings }: SetLocation, day: string | undefined, now: Date): RoutePace {
  const first = dayOf(day ?? now.toISOString().slice(0, 10));
  const calendar = compileCalendar(calendarOf(settings), { first: first - 1, last: first + 7 });
  const opens = opensAt(calendar, calendar.dayStarts[1] ?? now.getTime());
  const leavesAt = Math.max(opens ?? 0, now.getTime());
  return { leavesAt, kmPerHour: KM_PER_HOUR, minutesPerStop: MINUTES_PER_STOP };
}

/**
 * Moves a stop one place up or down in its driver's route; the others keep their order, and so does the route until somebody plans it anew. Whoever knows
 * the streets knows better than a line as the crow flies.
 */
export async function placeStop(tx: ShopTx, id: string, to: "up" | "down"): Promise<PlanOutcome> {
  const [stop] = await readStops(tx, [id]);
  if (!stop || stop.driver === "") return refused("gone");
  const isWaiting = ({ state }: Stop) => state === "planned" || state === "failed";
  const ids = (await stopsOfDay(tx, stop.locationId, stop.day)).filter((each) => each.driver === stop.driver);
  // Locked, so that two people who move stops at once do not mix their orders.
  const locked = new Map(
    (
      await readStops(
        tx,
        ids.map((each) => each.id),
        { lock: true },
      )
    ).map((each) => [each.id, each]),
  );
  const route = moved(
    ids.flatMap((each) => locked.get(each.id) ?? []).filter(isWaiting),
    ({ id: each }) => each === stop.id,
    to,
  );
  if (route === undefined) return refused("gone");
  // Those already out or delivered stay in front.
  const before = ids.length - route.length;
  for (const [index, each] of route.entries()) await changeStop(tx, each.id, { position: before + index + 1 });
  return { status: "did", did: "placed", count: route.length };
}

/** Puts a stop on another day; its place in a route is gone. */
export async function moveStop(tx: ShopTx, id: string, day: string): Promise<PlanOutcome> {
  const [stop] = await readStops(tx, [id], { lock: true });
  if (!stop || (stop.state !== "planned" && stop.state !== "failed")) return refused("gone");
  await changeStop(tx, stop.id, { day, driver: "", position: null });
  return { status: "did", did: "moved", count: 1 };
}

/**
 * A driver leaves with the stops of the route: each is fulfilled in Shopify (a stop that is tried again is already) and the customer's page says that it is on
 * its way. A click for these very ones.
 */
export async function dispatch(
  tx: ShopTx,
  {
    locationId,
    day,
    driver,
    who,
  }: { readonly locationId: LocationId; readonly day: string; readonly driver: string; readonly who: string },
  now: Date,
): Promise<PlanOutcome> {
  if (driver === "") return refused("no_driver");
  const ids = (await stopsOfDay(tx, locationId, day)).filter((stop) => stop.driver === driver).map(({ id }) => id);
  const stops = (await readStops(tx, ids, { lock: true })).filter(
    ({ state, asked }) => (state === "planned" || state === "failed") && asked === "",
  );
  if (stops.length === 0) return refused("nothing");
  for (const stop of stops)
    if (stop.fulfillmentId !== null || stop.outAt !== null) await recordOut(tx, stop, stop.fulfillmentId, now);
    else await hand(tx, stop, who, now);
  return { status: "did", did: "dispatched", count: stops.length };
}

async function hand(tx: ShopTx, stop: Stop, who: string, now: Date): Promise<void> {
  const lines = await tx.rows<{ id: string; left: number }>(
    `select line_id as id, remaining as left from fulfillment_order_line
      where shop_id = $1 and fulfillment_order_id = $2 and remaining > 0 order by line_id`,
    [tx.shopId, stop.id],
  );
  const fulfillmentOrderId: FulfillmentOrderId = stop.id;
  await recordIntents(
    tx,
    [
      {
        kind: "localDelivery.dispatch",
        orderId: stop.orderId,
        subject: `stop ${stop.id} ${stop.acts + 1}`,
        input: {
          fulfillmentOrderId,
          lines: lines.map(({ id, left }) => ({
            lineId: parseId<FulfillmentOrderLineItemId>(id),
            quantity: left,
            left,
          })),
        },
      },
    ],
    now,
    { clicked: true },
  );
  await changeStop(tx, stop.id, { asked: "dispatch", problem: "", acts: stop.acts + 1, by: who });
}

/** A location by its number, if it is one. */
export async function placeOf(tx: ShopTx, id: LocationId | undefined): Promise<SetLocation | undefined> {
  return (await readLocationSettings(tx)).find((each) => each.id === id);
}
