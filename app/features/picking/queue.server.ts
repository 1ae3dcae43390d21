import type { CompiledCalendar } from "../../core/calendar/compile-calendar.ts";
import { daysAround } from "../../core/calendar/day.ts";
import { handoverAt, nextCutOffAt } from "../../core/calendar/handover.ts";
import type { CarrierService } from "../../core/calendar/location-calendar.ts";
import type { FulfillmentOrderId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { chooseService, labelSellers } from "../carriers/public.server.ts";
import { shipRefusal } from "../fulfillment/domain/public.ts";
import { openShippables, type Shippable } from "../fulfillment/public.server.ts";
import { compiledCalendar } from "../locations/domain/public.ts";
import { readLocationSettings } from "../locations/public.server.ts";
import type { Queued } from "./domain/queue.ts";

/** More than a warehouse ships in a day; what is beyond comes up when these are gone. */
const MOST = 10_000;
/** Older orders missed their pickup, whichever it was. */
const [DAYS_BEFORE, DAYS_AFTER] = [8, 30];
const DAY_MS = 86_400_000;

export interface Queue {
  readonly orders: readonly Queued[];
  readonly locations: readonly { readonly id: LocationId; readonly name: string }[];
  /** The next pickup that takes such an order at its location. */
  readonly nextCutOff: (each: Queued) => number | null;
}

/**
 * Everything that is open and not shipped, at one location or at all of them: what can be picked, what waits and for what, what is in a batch. What may be
 * picked is what shipping's own rule would ship by itself: nobody picks what is still being moved.
 */
export async function readQueue(tx: ShopTx, locationId: LocationId | null, now: Date): Promise<Queue> {
  const locations = await readLocationSettings(tx);
  const at = now.getTime();
  const range = daysAround(at, DAYS_BEFORE, DAYS_AFTER);
  const placeOf = new Map(
    locations.map(({ id, name, settings }) => [id, { name, calendar: compiledCalendar(settings, range) }]),
  );
  // Of several carriers it is not known which one takes it before its label is bought: then the first pickup counts.
  const sellers = await labelSellers(tx);
  const carrier = sellers.length === 1 ? sellers[0] : undefined;
  const found = await openShippables(tx, locationId, MOST);
  const details = await readDetails(
    tx,
    found.map(({ fulfillmentOrderId }) => fulfillmentOrderId),
  );
  const serviceOf = ({ method }: Pick<Shippable, "method">): CarrierService | null => {
    const service = carrier && chooseService(carrier.services, method)?.code;
    return carrier === undefined ? null : { carrier: carrier.code, service: service ?? "" };
  };
  const services = new Map<string, CarrierService | null>();
  const orders = found.flatMap((shippable): Queued[] => {
    const detail = details.get(shippable.fulfillmentOrderId);
    const place = placeOf.get(shippable.locationId as LocationId);
    if (!detail || !place || shippable.locationId === null) return [];
    const service = serviceOf(shippable);
    services.set(shippable.fulfillmentOrderId, service);
    const { placedAt } = shippable.facts;
    const since = Math.max(placedAt.getTime(), detail.fulfillAt?.getTime() ?? 0);
    const cutOffAt = pickupOf(place.calendar, service, since, at);
    const deadlineAt = detail.fulfillBy?.getTime() ?? null;
    return [
      {
        id: shippable.fulfillmentOrderId,
        orderId: shippable.orderId,
        orderName: detail.name,
        locationId: shippable.locationId as LocationId,
        location: place.name,
        zone: [detail.country, detail.province].filter(Boolean).join("-"),
        method: shippable.method.title ?? "",
        carrier: carrier?.name ?? "",
        priority: detail.priority,
        placedAt: placedAt.getTime(),
        cutOffAt,
        deadlineAt,
        dueAt: cutOffAt === null ? deadlineAt : Math.min(cutOffAt, deadlineAt ?? Infinity),
        lines: detail.lines,
        units: detail.units,
        bin: detail.bin,
        waitsFor: shipRefusal(shippable.facts, "automatic", now),
        batch: detail.batchId === null ? null : { id: detail.batchId, assignee: detail.assignee ?? "" },
      },
    ];
  });
  return {
    orders,
    locations: locations.map(({ id, name }) => ({ id, name })),
    nextCutOff: ({ id, locationId: of }) => {
      const calendar = placeOf.get(of)?.calendar;
      return calendar ? nextCutOffAt(calendar, services.get(id) ?? null, at) : null;
    },
  };
}

/** The pickup an order has to make that may be worked on since then. */
function pickupOf(calendar: CompiledCalendar, service: CarrierService | null, since: number, now: number) {
  return handoverAt(calendar, service, Math.max(since, now - (DAYS_BEFORE - 1) * DAY_MS));
}

interface Detail {
  readonly id: FulfillmentOrderId;
  readonly name: string;
  readonly priority: number;
  readonly country: string | null;
  readonly province: string | null;
  readonly fulfillAt: Date | null;
  readonly fulfillBy: Date | null;
  readonly lines: number;
  readonly units: number;
  readonly bin: string;
  readonly batchId: string | null;
  readonly assignee: string | null;
  readonly [column: string]: unknown;
}

async function readDetails(
  tx: ShopTx,
  ids: readonly FulfillmentOrderId[],
): Promise<ReadonlyMap<FulfillmentOrderId, Detail>> {
  const rows = await tx.rows<Detail>(
    `select f.fulfillment_order_id as id, o.name, o.priority, o.dest_country as country, o.facts->>'province' as province,
            f.fulfill_at as "fulfillAt", f.fulfill_by as "fulfillBy", l.lines, l.units, l.bin, k.batch_id as "batchId", b.assignee
       from fulfillment_order f
       join shop_order o on o.shop_id = f.shop_id and o.order_id = f.order_id
       join lateral (select count(*)::int as lines, coalesce(sum(n.remaining), 0)::int as units, coalesce(min(i.bin), '') as bin
                       from fulfillment_order_line n
                       left join item_bin i on i.shop_id = n.shop_id and i.location_id = f.location_id and i.item_id = n.item_id
                      where n.shop_id = f.shop_id and n.fulfillment_order_id = f.fulfillment_order_id and n.remaining > 0
                        and n.requires_shipping) l on true
       left join pick_task k on k.shop_id = f.shop_id and k.fulfillment_order_id = f.fulfillment_order_id and k.status in ('open', 'picked')
       left join pick_batch b on b.shop_id = f.shop_id and b.batch_id = k.batch_id
      where f.shop_id = $1 and f.fulfillment_order_id = any($2::bigint[]) and l.units > 0`,
    [tx.shopId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
