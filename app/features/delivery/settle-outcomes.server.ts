import { dateOf, dayOf } from "../../core/calendar/day.ts";
import { compileDeliveryDays, addWorkingDays } from "../../core/calendar/working-days.ts";
import type { FulfillmentId, FulfillmentOrderId, OrderId } from "../../core/ids.ts";
import { localDay } from "../../core/local-time.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { carrierName } from "../carriers/public.server.ts";
import { JOURNEY, journeyOf, type JourneyColumns } from "./arrived.server.ts";
import { blame, type Lost } from "./domain/blame.ts";
import { factsOf } from "./domain/eta/facts-of.ts";
import { onTimeOf, type OnTime } from "./domain/on-time.ts";
import { ownPart, partByOthers } from "./domain/part.ts";
import { isCustoms, isWrongAddress, projectionsOf, type Journal, type Moment } from "./domain/projections.ts";
import type { Surface } from "./domain/surface.ts";
import { leavesAt, readOrigins, type CalendarOrigin } from "./origins.server.ts";
import { readShopEta, type ShopEta } from "./shop-eta.server.ts";
import type { OrderWatcher } from "./watch.server.ts";

const DAYS_BEFORE = 150;

interface ArrivedRow extends JourneyColumns {
  readonly order_id: OrderId;
  readonly placed_at: Date;
  readonly timezone: string;
  readonly fulfillment_order_id: FulfillmentOrderId | null;
  /** Its number among the parcels of its fulfillment order. */
  readonly box: number;
  readonly fulfillment_id: FulfillmentId | null;
  readonly location_id: string | null;
  readonly carrier: string;
  readonly packed_at: Date;
  readonly delivered_at: Date;
  readonly seen: readonly { to: string; surface: Surface; at: string }[];
  readonly events: readonly { code: string; at: string; to: string | null; reason: string | null }[];
  readonly scans: readonly { code: string; stage: string; at: string }[];
  readonly [column: string]: unknown;
}

/** Writes down how parts that arrived stand against what their shoppers saw, and who lost the days of those that came too late. */
export const settleOutcomes: OrderWatcher = async (tx, orderIds, now) => {
  const rows = await readArrived(tx, orderIds);
  if (rows.length === 0) return new Map();
  const [origins, eta] = [await readOrigins(tx, now, DAYS_BEFORE), await readShopEta(tx)];
  const outcomes = rows.map((row) => {
    const arrivedOn = dateOf(localDay(row.timezone, row.delivered_at.getTime()));
    const seen = row.seen.map(({ to, surface, at }) => ({ to, surface, at: new Date(at) }));
    const onTime = onTimeOf(seen, { placedAt: row.placed_at, arrivedAt: row.delivered_at, arrivedOn });
    const origin = row.location_id === null ? undefined : origins.get(row.location_id);
    return {
      part: row.fulfillment_order_id
        ? ownPart(row.fulfillment_order_id, row.box)
        : partByOthers(row.fulfillment_id ?? ("" as never)),
      order_id: row.order_id,
      location_id: row.location_id,
      carrier: row.fulfillment_order_id ? carrierName(row.carrier) : row.carrier,
      arrived_at: row.delivered_at,
      bought_promise: onTime.bought,
      last_promise: onTime.last,
      late_bought: onTime.lateBought,
      late_last: onTime.lateLast,
      blame: origin ? blameOf(row, onTime, origin, eta) : null,
    };
  });
  await tx.run(
    `insert into delivery_outcome (shop_id, part, order_id, location_id, carrier, arrived_at, bought_promise, last_promise, late_bought, late_last, blame)
     select $1, part, order_id, location_id, carrier, arrived_at, bought_promise, last_promise, late_bought, late_last, nullif(blame, 'null'::jsonb)
       from jsonb_to_recordset($2::jsonb) as x (part text, order_id bigint, location_id bigint, carrier text, arrived_at timestamptz,
              bought_promise date, last_promise date, late_bought int, late_last int, blame jsonb)
     on conflict (shop_id, part) do update set arrived_at = excluded.arrived_at, carrier = excluded.carrier, last_promise = excluded.last_promise,
       late_bought = excluded.late_bought, late_last = excluded.late_last, blame = excluded.blame`,
    [tx.shopId, JSON.stringify(outcomes)],
  );
  return new Map();
};

function blameOf(row: ArrivedRow, onTime: OnTime, origin: CalendarOrigin, eta: ShopEta | null): readonly Lost[] | null {
  const promised = onTime.bought ?? onTime.last;
  if (promised === null || dayOf(promised) >= localDay(row.timezone, row.delivered_at.getTime())) return null;
  const { zone } = origin;
  const first = localDay(zone, leavesAt(origin, row.placed_at.getTime()));
  const prediction = eta?.predict(factsOf(leavesAt(origin, row.placed_at.getTime()), origin, journeyOf(row)));
  // Where only an assumption is known, the plan is what the promise took for granted.
  const taught = prediction && prediction.source !== "assumption";
  const transit = taught ? Math.round(prediction.p50) : Math.max(0, dayOf(promised) - first);
  const delivered = compileDeliveryDays(
    { weekdays: [true, true, true, true, true, !taught, !taught], closed: [] },
    { first: first - DAYS_BEFORE, last: first + 400 },
  );
  const { planned, projections } = projectionsOf(journalOf(row), {
    leavesAt: (at) => leavesAt(origin, at),
    dayOf: (at) => localDay(zone, at),
    arrives: (leaves) => addWorkingDays(delivered, leaves + transit, 0) ?? leaves + transit,
  });
  return blame(dayOf(promised), planned, projections);
}

function journalOf({ placed_at, packed_at, delivered_at, events, scans }: ArrivedRow): Journal {
  const moment = (found: { code: string; at: string } | undefined): Moment | null =>
    found ? { code: found.code, at: Date.parse(found.at) } : null;
  const packedAt = packed_at.getTime();
  const before = events.filter(({ at }) => Date.parse(at) <= packedAt);
  const addressHeld = before.findLast(
    ({ code, reason }) => code === "fulfillment_order.held" && reason === "INCORRECT_ADDRESS",
  );
  const released = before.findLast(
    ({ code, at }) => code === "fulfillment_order.released" && addressHeld !== undefined && at >= addressHeld.at,
  );
  const moved = scans.filter(({ stage }) => !["labelled", "void", "unknown"].includes(stage));
  const customs = scans.findIndex(({ code }) => isCustoms(code));
  const after = scans.slice(customs + 1).find(({ code }) => !isCustoms(code));
  const atCustoms = moment(scans[customs]);
  return {
    placedAt: placed_at.getTime(),
    paid: moment(before.find(({ code, to }) => code === "order.payment" && to === "PAID")),
    routed: moment(before.findLast(({ code }) => code === "routing.moved" || code === "routing.decided")),
    addressMended: moment(released),
    packed: { code: "parcel.labelled", at: packedAt },
    left: moment(moved.find(({ stage }) => stage !== "delivered")),
    out: moment(scans.find(({ stage }) => stage === "out_for_delivery")),
    customs: atCustoms && after ? { from: atCustoms, until: Date.parse(after.at) } : null,
    addressWrong: moment(scans.find(({ code, stage }) => stage === "attempted" && isWrongAddress(code))),
    arrived: { code: "parcel.delivered", at: delivered_at.getTime() },
  };
}

const EVENTS = [
  ...["order.payment", "fulfillment_order.held", "fulfillment_order.released"],
  ...["routing.decided", "routing.moved"],
];

async function readArrived(tx: ShopTx, orderIds: readonly OrderId[]): Promise<ArrivedRow[]> {
  return tx.rows<ArrivedRow>(
    `select a.*, o.placed_at, ${JOURNEY}, coalesce((select timezone from shop_profile where shop_id = $1), 'UTC') as timezone,
            coalesce((select jsonb_agg(jsonb_build_object('to', to_char(coalesce(d.to_date, d.from_date), 'YYYY-MM-DD'), 'surface', s.surface, 'at', s.first_at))
               from promise_shown s join delivery_promise d on d.shop_id = s.shop_id and d.promise_id = s.promise_id
              where s.shop_id = $1 and s.order_id = a.order_id and d.to_date is not null), '[]') as seen,
            coalesce((select jsonb_agg(jsonb_build_object('code', e.code, 'at', e.occurred_at, 'to', e.data ->> 'to', 'reason', e.data ->> 'reason')
                        order by e.occurred_at, e.seq)
               from order_event e where e.shop_id = $1 and e.order_id = a.order_id and e.code = any($3)), '[]') as events,
            coalesce((select jsonb_agg(jsonb_build_object('code', c.code, 'stage', c.stage, 'at', c.occurred_at) order by c.occurred_at, c.scan_key)
               from parcel_scan c where c.shop_id = $1 and c.parcel_id = a.parcel_id), '[]') as scans
       from (select order_id, parcel_id, fulfillment_order_id, part as box, fulfillment_id, location_id, carrier, created_at as packed_at, delivered_at
               from parcel where shop_id = $1 and order_id = any($2::bigint[]) and delivered_at is not null and stage = 'delivered'
              union all
             select order_id, null, null, 0, fulfillment_id, location_id, coalesce(tracking -> 0 ->> 'company', ''), created_at, delivered_at
               from fulfillment f where f.shop_id = $1 and f.order_id = any($2::bigint[]) and f.delivered_at is not null
                and not exists (select 1 from parcel p where p.shop_id = f.shop_id and p.fulfillment_id = f.fulfillment_id)) a
       join shop_order o on o.shop_id = $1 and o.order_id = a.order_id`,
    [tx.shopId, orderIds, EVENTS],
  );
}
