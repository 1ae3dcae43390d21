import { randomInt } from "node:crypto";
import type { FulfillmentOrderId, LocationId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { calendarOf } from "../locations/domain/public.ts";
import { readLocationSettings, type SetLocation } from "../locations/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { CODE_LETTERS, newCode } from "./domain/pick-code.ts";
import { isOpenPickup, stateAfter, type ShownOrder } from "./domain/pickup-state.ts";
import { keptUntil, readyBy } from "./domain/ready-by.ts";
import { readPickupSettings, USUAL, type PickupSetting } from "./settings.server.ts";
import { showPickups } from "./show.server.ts";
import { changePickup, insertPickup, promisedAt, readPickups, type Pickup } from "./store.server.ts";

interface ShownRow extends ShownOrder {
  readonly id: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly locationId: LocationId | null;
  readonly placedAt: Date;
  readonly preparedAt: Date | null;
  readonly [column: string]: unknown;
}

const DAY_MS = 86_400_000;
const codes = () => newCode(() => randomInt(CODE_LETTERS));

/**
 * Looks at the fulfillment orders of these orders that their customers collect: a new one gets its code and promise; for the others Shopify's state is
 * believed (somebody clicked "ready for pickup" there, or the point of sale handed it over). Called after a read of the orders, and when Shopify says that
 * something was prepared.
 */
export async function lookAtPickups(tx: ShopTx, orderIds: readonly OrderId[], now: Date): Promise<void> {
  if (orderIds.length === 0) return;
  const shown = await shownOrders(tx, orderIds);
  if (shown.length === 0) return;
  const before = new Map(
    (
      await readPickups(
        tx,
        shown.map(({ id }) => id),
        { lock: true },
      )
    ).map((each) => [each.fulfillmentOrderId, each]),
  );
  const places = new Map((await readLocationSettings(tx)).map((each) => [each.id, each]));
  const settings = await readPickupSettings(tx);
  const touched: FulfillmentOrderId[] = [];
  for (const row of shown) {
    const pickup = before.get(row.id);
    const place = row.locationId === null ? undefined : places.get(row.locationId);
    const changed = pickup
      ? await update(tx, pickup, row, place, settingOf(settings, row.locationId), now)
      : await add(tx, row, place, settingOf(settings, row.locationId), now);
    if (changed) touched.push(row.id);
  }
  await showPickups(tx, touched, now);
}

const settingOf = (settings: ReadonlyMap<LocationId, PickupSetting>, id: LocationId | null): PickupSetting =>
  (id === null ? undefined : settings.get(id)) ?? USUAL;

/** Fulfillment orders that are collected, or that we knew as such. */
function shownOrders(tx: ShopTx, orderIds: readonly OrderId[]): Promise<ShownRow[]> {
  return tx.rows<ShownRow>(
    `select f.fulfillment_order_id as id, f.order_id as "orderId", f.location_id as "locationId", f.status, f.delivery_method as "deliveryMethod",
            coalesce(o.placed_at, f.created_at) as "placedAt", e.at as "preparedAt", e.at is not null as prepared,
            coalesce(l.total, 0)::int as total, coalesce(l.left, 0)::int as left
       from fulfillment_order f
       left join shop_order o on o.shop_id = f.shop_id and o.order_id = f.order_id
       left join lateral (select sum(total) as total, sum(remaining) as left from fulfillment_order_line l
                           where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id) l on true
       left join lateral (select min(occurred_at) as at from order_event e
                           where e.shop_id = f.shop_id and e.order_id = f.order_id and e.code = 'fulfillment_order.prepared_for_pickup'
                             and e.data -> 'fulfillmentOrderIds' ? f.fulfillment_order_id::text) e on true
      where f.shop_id = $1 and f.order_id = any($2::bigint[])
        and (f.delivery_method = 'PICK_UP' or exists (select 1 from pickup p where p.shop_id = f.shop_id and p.fulfillment_order_id = f.fulfillment_order_id))
      order by f.fulfillment_order_id`,
    [tx.shopId, orderIds],
  );
}

async function add(
  tx: ShopTx,
  row: ShownRow,
  place: SetLocation | undefined,
  setting: PickupSetting,
  now: Date,
): Promise<boolean> {
  // What was settled before we saw it is history, not work.
  if (place === undefined || row.left === 0 || stateAfter("preparing", row) === "gone") return false;
  const promise = await promiseOf(tx, row, place, setting);
  const { id: fulfillmentOrderId, orderId, placedAt, left: units } = row;
  const pickup = { fulfillmentOrderId, orderId, locationId: place.id, units, placedAt, ...promise };
  if (!(await insertPickup(tx, pickup, codes))) return false;
  await tell(tx, row, "pickup.promised", fulfillmentOrderId, dataOf(promise), now);
  const [stored] = await readPickups(tx, [fulfillmentOrderId]);
  if (stored && row.prepared) await update(tx, stored, row, place, setting, now);
  return true;
}

const dataOf = (promise: { readonly readyBy: Date; readonly readyByReason: string }) => ({
  readyBy: promise.readyBy.toISOString(),
  reason: promise.readyByReason,
});

async function promiseOf(tx: ShopTx, row: ShownRow, place: SetLocation, { perHour }: PickupSetting) {
  const { pickup } = place.settings;
  const from = new Date(row.placedAt.getTime() - DAY_MS);
  const promised = await promisedAt(tx, place.id, from, row.id);
  const pace = { readyMinutes: pickup.readyMinutes, perDay: pickup.perDay, perHour };
  const found = readyBy(calendarOf(place.settings), pace, row.placedAt.getTime(), promised);
  // A location that is never open promises nothing true: the time to prepare is the least it takes.
  const at = found?.at ?? row.placedAt.getTime() + pickup.readyMinutes * 60_000;
  return { readyBy: new Date(at), readyByReason: found ? found.reason : "closed" };
}

async function update(
  tx: ShopTx,
  pickup: Pickup,
  row: ShownRow,
  place: SetLocation | undefined,
  setting: PickupSetting,
  now: Date,
): Promise<boolean> {
  if (pickup.state === "returned" && row.left === 0) return false;
  const state = stateAfter(pickup.state, row);
  const moved = place !== undefined && place.id !== pickup.locationId && state === "preparing";
  if (state === pickup.state && pickup.units === row.left && !moved) return false;
  const promise = moved ? { ...(await promiseOf(tx, row, place, setting)), readyByReason: "moved" } : undefined;
  await changePickup(tx, pickup.fulfillmentOrderId, {
    state,
    units: row.left,
    ...(moved && { locationId: place.id }),
    ...promise,
    ...(state === "ready" &&
      pickup.state === "preparing" &&
      place &&
      readyChange(place, setting, row.preparedAt ?? now, "shopify")),
    ...(!isOpenPickup(state) &&
      isOpenPickup(pickup.state) && { settledAt: now, settledWho: pickup.settledWho || "shopify" }),
  });
  if (promise) await tell(tx, row, "pickup.moved", `${row.id} ${place?.id ?? ""}`, dataOf(promise), now);
  if (state === pickup.state) return true;
  // What we asked for ourselves is told when it is settled.
  if (state === "ready" && pickup.asked !== "ready")
    await tell(tx, row, "pickup.ready", row.id, { by: "shopify" }, now);
  if (state === "collected" && pickup.asked !== "collect" && pickup.settledWho === "")
    await tell(tx, row, "pickup.collected", `${row.id} shopify`, { by: "shopify", units: pickup.units }, now);
  if (state === "gone") await tell(tx, row, "pickup.gone", row.id, {}, now);
  return true;
}

/** What changes with "ready": from when on it is kept, until when, and when its customer is reminded. */
export function readyChange(place: SetLocation, { keepDays, remindDays }: PickupSetting, at: Date, who: string) {
  const keepUntil = keptUntil(calendarOf(place.settings), at.getTime(), keepDays);
  const remindAt = at.getTime() + remindDays * DAY_MS;
  return {
    readyAt: at,
    readyWho: who,
    keepUntil: new Date(keepUntil),
    remindAt: remindDays > 0 && remindAt < keepUntil ? new Date(remindAt) : null,
  };
}

function tell(
  tx: ShopTx,
  { orderId }: Pick<ShownRow, "orderId">,
  code: string,
  ref: string,
  data: Record<string, string | number>,
  now: Date,
): Promise<unknown> {
  return appendOrderEvents(tx, [{ orderId, code, ref, occurredAt: now, data }], now);
}
