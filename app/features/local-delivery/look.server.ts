import { compileCalendar } from "../../core/calendar/compile-calendar.ts";
import { dateOf, daysAround } from "../../core/calendar/day.ts";
import { dayAt } from "../../core/calendar/handover.ts";
import type { FulfillmentOrderId, LocationId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { areaCovers, calendarOf } from "../locations/domain/public.ts";
import { readLocationSettings, type SetLocation } from "../locations/public.server.ts";
import { appendOrderEvents, openPersons } from "../orders/public.server.ts";
import { deliveryDay } from "./domain/delivery-day.ts";
import { stopAfter } from "./domain/stop.ts";
import { changeStop, readStops } from "./store.server.ts";

interface ShownRow extends Record<string, unknown> {
  readonly id: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly locationId: LocationId | null;
  readonly status: string;
  readonly deliveryMethod: string;
  readonly left: number;
  readonly placedAt: Date;
  readonly from: Date | null;
  readonly to: Date | null;
}

/**
 * Looks at the fulfillment orders of these orders that a location delivers itself: a new one gets its day, by the area that covers its address; the others
 * follow what Shopify shows, unless our driver has them. Called after a read of the orders.
 */
export async function lookAtStops(tx: ShopTx, orderIds: readonly OrderId[], now: Date): Promise<void> {
  if (orderIds.length === 0) return;
  const shown = await shownOrders(tx, orderIds);
  if (shown.length === 0) return;
  const ids = shown.map(({ id }) => id);
  const before = new Map((await readStops(tx, ids, { lock: true })).map((stop) => [stop.id, stop]));
  const places = new Map((await readLocationSettings(tx)).map((each) => [each.id, each]));
  for (const row of shown) {
    const stop = before.get(row.id);
    const place = row.locationId === null ? undefined : places.get(row.locationId);
    if (!stop) {
      if (place && row.left > 0 && stopAfter("planned", false, row) === "planned") await add(tx, row, place, now);
      continue;
    }
    const state = stopAfter(stop.state, stop.outAt !== null || stop.asked !== "", row);
    if (state === stop.state && stop.units === row.left) continue;
    const isGone = state === "gone" && stop.state !== "gone";
    await changeStop(tx, row.id, {
      state,
      ...(row.left > 0 && { units: row.left }),
      ...(isGone && { settledAt: now, by: "shopify" }),
    });
    if (isGone) await tell(tx, row, "local_delivery.gone", {}, now);
  }
}

function shownOrders(tx: ShopTx, orderIds: readonly OrderId[]): Promise<ShownRow[]> {
  return tx.rows<ShownRow>(
    `select f.fulfillment_order_id as id, f.order_id as "orderId", f.location_id as "locationId", f.status, f.delivery_method as "deliveryMethod",
            coalesce(o.placed_at, f.created_at) as "placedAt", f.promised_from as "from", f.promised_to as "to",
            coalesce((select sum(remaining) from fulfillment_order_line l where l.shop_id = f.shop_id
                       and l.fulfillment_order_id = f.fulfillment_order_id), 0)::int as left
       from fulfillment_order f left join shop_order o on o.shop_id = f.shop_id and o.order_id = f.order_id
      where f.shop_id = $1 and f.order_id = any($2::bigint[])
        and (f.delivery_method = 'LOCAL' or exists (select 1 from local_stop s where s.shop_id = f.shop_id and s.fulfillment_order_id = f.fulfillment_order_id))
      order by f.fulfillment_order_id`,
    [tx.shopId, orderIds],
  );
}

async function add(tx: ShopTx, row: ShownRow, place: SetLocation, now: Date): Promise<void> {
  const { day, area } = await dayOfStop(tx, row, place);
  const { id, orderId, left, placedAt, from, to } = row;
  // A window that Shopify shows is of this delivery only when it is one: of hours, not of days.
  const isWindow = from !== null && to !== null && to.getTime() - from.getTime() < 12 * 3_600_000;
  await tx.run(
    `insert into local_stop (shop_id, fulfillment_order_id, order_id, location_id, day, area, state, window_from, window_to, placed_at, units)
     values ($1, $2, $3, $4, $5::date, $6, 'planned', $7, $8, $9, $10) on conflict (shop_id, fulfillment_order_id) do nothing`,
    [tx.shopId, id, orderId, place.id, day, area, isWindow ? from : null, isWindow ? to : null, placedAt, left],
  );
  await tell(tx, { id, orderId }, "local_delivery.planned", { day, area }, now);
}

/** The day an order is delivered on: by the first area that covers its address, or the location's own pace where none does; or what checkout promised. */
async function dayOfStop(tx: ShopTx, { orderId, placedAt, to }: ShownRow, place: SetLocation) {
  const person = (await openPersons(tx, [orderId])).get(orderId);
  const { latitude = null, longitude = null } = person ?? {};
  const destination = {
    country: person?.countryCode ?? null,
    province: person?.provinceCode ?? null,
    postalCode: person?.zip ?? null,
    coordinates: latitude === null || longitude === null ? null : { latitude, longitude },
  };
  const area = place.settings.areas.find((each) => areaCovers(each, place.coordinates, destination));
  const calendar = calendarOf(place.settings);
  const asked = { delivers: area?.delivers ?? ("local" as const), area: area?.name ?? "" };
  const promised = to === null ? null : localDate(place, to);
  const day = promised ?? deliveryDay(calendar, asked, placedAt.getTime()) ?? localDate(place, placedAt);
  return { day, area: asked.area };
}

/** The date on the wall of a location. */
export function localDate({ settings }: Pick<SetLocation, "settings">, at: Date): string {
  const compiled = compileCalendar(calendarOf(settings), daysAround(at.getTime(), 1, 1));
  return dateOf(dayAt(compiled, at.getTime()) ?? compiled.range.first);
}

const tell = (
  tx: ShopTx,
  { id, orderId }: Pick<ShownRow, "id" | "orderId">,
  code: string,
  data: Record<string, string>,
  now: Date,
): Promise<unknown> => appendOrderEvents(tx, [{ orderId, code, ref: id, occurredAt: now, data }], now);
