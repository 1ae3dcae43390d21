import { cutPage, sideOf } from "../../core/cut-page.ts";
import type { FulfillmentOrderId, OrderId, ShopId } from "../../core/ids.ts";
import type { TFunction } from "i18next";
import { CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { findOrders } from "../orders/public.server.ts";
import { placeOf, readPlace, STATES_OF, type PickupFilter } from "./domain/pickup-filter.ts";
import { readCode } from "./domain/pick-code.ts";
import type { PickupAsked, PickupState } from "./domain/pickup-state.ts";

const PAGE_SIZE = 50;
/** More orders than this have no name in common that anybody would type at a desk. */
const MOST_FOUND = 200;

/** A pickup as the list shows it. Times are ISO 8601. */
export interface ListedPickup {
  readonly id: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly order: string;
  readonly location: string;
  readonly state: PickupState;
  readonly asked: PickupAsked;
  readonly problem: string;
  readonly units: number;
  readonly readyBy: string;
  readonly keepUntil: string | null;
  /** Promised for a moment that has passed, and not ready. */
  readonly overdue: boolean;
}

export interface PickupsPage {
  readonly pickups: readonly ListedPickup[];
  readonly before: string | null;
  readonly after: string | null;
}

type Row = Omit<ListedPickup, "readyBy" | "keepUntil" | "overdue"> & { readyBy: Date; keepUntil: Date | null } & Record<
    string,
    unknown
  >;

/** A page of pickups, by when they are promised. */
export async function listPickups(
  tx: ShopTx,
  filter: PickupFilter,
  now: Date,
  limit = PAGE_SIZE,
): Promise<PickupsPage> {
  const backwards = filter.before !== null;
  const down = filter.descending !== backwards;
  const place = readPlace(filter.before ?? filter.after);
  const found = filter.search === "" ? null : await findOrders(tx, filter.search, MOST_FOUND);
  const rows = await tx.rows<Row>(
    `select p.fulfillment_order_id as id, p.order_id as "orderId", coalesce(o.name, '') as "order", coalesce(l.name, '') as location,
            p.state, p.asked, p.problem, p.units, p.ready_by as "readyBy", p.keep_until as "keepUntil"
       from pickup p
       left join shop_order o on o.shop_id = p.shop_id and o.order_id = p.order_id
       left join location l on l.shop_id = p.shop_id and l.location_id = p.location_id
      where p.shop_id = $1 and p.state = any($2::text[])
        and ($3::bigint is null or p.location_id = $3)
        and ($4::bigint[] is null or p.order_id = any($4) or p.code = $5)
        and ($6::timestamptz is null or (p.ready_by, p.fulfillment_order_id) ${down ? "<" : ">"} ($6, $7::bigint))
      order by p.ready_by ${down ? "desc" : "asc"}, p.fulfillment_order_id ${down ? "desc" : "asc"} limit $8`,
    [
      tx.shopId,
      STATES_OF[filter.view],
      filter.locationId,
      found,
      readCode(filter.search) ?? "",
      place?.at ?? null,
      place?.id ?? null,
      limit + 1,
    ],
  );
  const page = cutPage(rows, limit, sideOf(filter), ({ readyBy, id }) => placeOf(readyBy, id));
  return { pickups: page.rows.map((row) => listed(row, now)), before: page.before, after: page.after };
}

function listed({ readyBy, keepUntil, ...row }: Row, now: Date): ListedPickup {
  return {
    ...row,
    readyBy: readyBy.toISOString(),
    keepUntil: keepUntil?.toISOString() ?? null,
    overdue: row.state === "preparing" && readyBy < now,
  };
}

/** How many pickups wait in each open state; and how many are late. */
export async function countPickups(
  tx: ShopTx,
  now: Date,
): Promise<Readonly<Record<"preparing" | "late" | "ready" | "no_show", number>>> {
  const [row] = await tx.rows<Record<"preparing" | "late" | "ready" | "no_show", number>>(
    `select count(*) filter (where state = 'preparing')::int as preparing, count(*) filter (where state = 'preparing' and ready_by < $2)::int as late,
            count(*) filter (where state = 'ready')::int as ready, count(*) filter (where state = 'no_show')::int as no_show
       from pickup where shop_id = $1 and state in ('preparing', 'ready', 'no_show')`,
    [tx.shopId, now],
  );
  return row ?? { preparing: 0, late: 0, ready: 0, no_show: 0 };
}

/** All pickups of the filter as CSV, in the list's order. */
export function pickupsCsv(
  shopId: ShopId,
  filter: PickupFilter,
  t: TFunction<"pickup">,
  now: Date,
): ReadableStream<Uint8Array> {
  return csvStream<string>(
    (["order", "location", "state", "units", "readyBy", "keepUntil"] as const).map((name) => t(`column.${name}`)),
    async (after) => {
      const page = await inShop(shopId, (tx) => listPickups(tx, { ...filter, after, before: null }, now, CSV_BATCH));
      return {
        lines: page.pickups.map((each) => [
          each.order,
          each.location,
          t(`state.${each.state}`),
          String(each.units),
          each.readyBy,
          each.keepUntil ?? "",
        ]),
        after: page.after,
      };
    },
  );
}
