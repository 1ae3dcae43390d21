import type { LocationId, OrderId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import type { Lost, Segment } from "./domain/blame.ts";
import { writeArrivalKey, type ArrivalKey, type OnTimeFilter } from "./domain/on-time-filter.ts";
import { readShopEta } from "./shop-eta.server.ts";

const PAGE_SIZE = 50;
const MONTHS = 12;

/** Arrivals of one month, carrier or location. */
export interface ArrivalGroup {
  /** "2026-11", a name, or empty: not known. */
  readonly name: string;
  readonly arrived: number;
  /** Of those whose shopper saw a date when they bought, and before it came. */
  readonly boughtSeen: number;
  readonly boughtKept: number;
  readonly lastSeen: number;
  readonly lastKept: number;
}

/** A part that arrived, as it goes to the browser. */
export interface Arrival {
  readonly part: string;
  readonly orderId: OrderId;
  readonly order: string;
  readonly location: string | null;
  readonly carrier: string;
  readonly arrivedAt: string;
  readonly bought: string | null;
  readonly last: string | null;
  readonly lateBought: number | null;
  readonly lateLast: number | null;
  readonly blame: readonly Lost[] | null;
}

/** Everything the report of arrivals shows, of the last twelve months. */
export async function onTimePage(shopId: ShopId, filter: OnTimeFilter, key: ArrivalKey | null, now: Date) {
  return inShop(shopId, async (tx) => {
    const found = await arrivalsFrom(tx, filter, key, PAGE_SIZE + 1, now);
    const arrivals = found.slice(0, PAGE_SIZE);
    const last = arrivals.at(-1);
    const eta = await readShopEta(tx);
    return {
      filter,
      groups: await groupsOf(tx, filter, now),
      blame: await blameOf(tx, filter, now),
      arrivals,
      next: last && found.length > PAGE_SIZE ? writeArrivalKey({ at: last.arrivedAt, part: last.part }) : null,
      locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
      carriers: (
        await tx.rows<{ carrier: string }>(
          "select distinct carrier from delivery_outcome where shop_id = $1 and carrier <> '' order by 1",
          [tx.shopId],
        )
      ).map(({ carrier }) => carrier),
      learned: eta && { at: eta.learnedAt.toISOString(), parcels: eta.parcels },
    };
  });
}

const GROUP = {
  month:
    "to_char(d.arrived_at at time zone coalesce((select timezone from shop_profile where shop_id = $1), 'UTC'), 'YYYY-MM')",
  carrier: "d.carrier",
  location: "coalesce(l.name, '')",
} as const;
const FROM = `from delivery_outcome d left join location l on l.shop_id = d.shop_id and l.location_id = d.location_id`;

async function groupsOf(tx: ShopTx, filter: OnTimeFilter, now: Date): Promise<ArrivalGroup[]> {
  const { where, values } = conditionsOf(tx, { ...filter, view: "all" }, now);
  return tx.rows<ArrivalGroup & Record<string, unknown>>(
    `select ${GROUP[filter.by]} as name, count(*)::int as arrived, count(late_bought)::int as "boughtSeen",
            count(*) filter (where late_bought <= 0)::int as "boughtKept", count(late_last)::int as "lastSeen",
            count(*) filter (where late_last <= 0)::int as "lastKept"
       ${FROM} where ${where} group by 1 order by ${filter.by === "month" ? "1" : "2 desc, 1"} limit 100`,
    values,
  );
}

/** Of all late parts: days lost by segment, and how many parts each was late for. */
async function blameOf(tx: ShopTx, filter: OnTimeFilter, now: Date) {
  const { where, values } = conditionsOf(tx, filter, now);
  return tx.rows<{ segment: Segment; days: number; parts: number }>(
    `select b.value ->> 'segment' as segment, sum((b.value ->> 'days')::int)::int as days, count(*)::int as parts
       ${FROM} cross join lateral jsonb_array_elements(coalesce(d.blame, '[]')) b where ${where} group by 1 order by 2 desc, 1`,
    values,
  );
}

/** Arrivals after a place, the latest first, as many as wanted. */
export async function arrivalsFrom(
  tx: ShopTx,
  filter: OnTimeFilter,
  key: ArrivalKey | null,
  count: number,
  now: Date,
): Promise<Arrival[]> {
  const { where, values } = conditionsOf(tx, filter, now);
  const found = filter.search === "" ? "" : `and starts_with(o.name, $${values.push(filter.search)})`;
  const after = key ? `and (d.arrived_at, d.part) < ($${values.push(key.at)}, $${values.push(key.part)})` : "";
  const rows = await tx.rows<Omit<Arrival, "arrivedAt"> & { arrivedAt: Date; [column: string]: unknown }>(
    `select d.part, d.order_id as "orderId", o.name as "order", l.name as location, d.carrier, d.arrived_at as "arrivedAt",
            to_char(d.bought_promise, 'YYYY-MM-DD') as bought, to_char(d.last_promise, 'YYYY-MM-DD') as last,
            d.late_bought as "lateBought", d.late_last as "lateLast", d.blame
       ${FROM} join shop_order o on o.shop_id = d.shop_id and o.order_id = d.order_id
      where ${where} ${found} ${after} order by d.arrived_at desc, d.part desc limit ${count}`,
    values,
  );
  return rows.map((row) => ({ ...row, arrivedAt: row.arrivedAt.toISOString() }));
}

/** How the parts of an order arrived. */
export async function arrivalsOfOrder(
  tx: ShopTx,
  orderId: OrderId,
): Promise<Pick<Arrival, "part" | "lateBought" | "lateLast" | "blame">[]> {
  return tx.rows(
    `select part, late_bought as "lateBought", late_last as "lateLast", blame from delivery_outcome where shop_id = $1 and order_id = $2 order by part`,
    [tx.shopId, orderId],
  );
}

function conditionsOf(tx: ShopTx, { view, carrier, location }: OnTimeFilter, now: Date) {
  const since = new Date(now);
  since.setUTCMonth(since.getUTCMonth() - MONTHS);
  const values: unknown[] = [tx.shopId, since];
  const parts = ["d.shop_id = $1", "d.arrived_at >= $2"];
  if (view === "late") parts.push("coalesce(d.late_bought, d.late_last) > 0");
  if (carrier !== "") parts.push(`d.carrier = $${values.push(carrier)}`);
  if (location !== null) parts.push(`d.location_id = $${values.push(location satisfies LocationId)}`);
  return { where: parts.join(" and "), values };
}
