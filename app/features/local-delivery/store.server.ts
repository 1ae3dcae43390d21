import type { FulfillmentId, FulfillmentOrderId, LocationId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { StopState } from "./domain/stop.ts";

/** A stop as it is stored. `day` is "YYYY-MM-DD" on the location's calendar. */
export interface Stop {
  readonly id: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly locationId: LocationId;
  readonly day: string;
  readonly area: string;
  readonly state: StopState;
  readonly asked: "" | "dispatch";
  readonly problem: string;
  readonly driver: string;
  readonly position: number | null;
  readonly windowFrom: Date | null;
  readonly windowTo: Date | null;
  readonly units: number;
  readonly tries: number;
  readonly failed: string;
  readonly fulfillmentId: FulfillmentId | null;
  readonly outAt: Date | null;
  readonly settledAt: Date | null;
  readonly photoId: string | null;
  readonly signatureId: string | null;
  readonly sealed: Buffer | null;
  readonly acts: number;
  /** The order's name. */
  readonly order: string;
}

type Row = Stop & Record<string, unknown>;

const SELECT = `select s.fulfillment_order_id as id, s.order_id as "orderId", s.location_id as "locationId", to_char(s.day, 'YYYY-MM-DD') as day, s.area, s.state,
  s.asked, s.problem, s.driver, s.position, s.window_from as "windowFrom", s.window_to as "windowTo", s.units, s.tries, s.failed,
  s.fulfillment_id as "fulfillmentId", s.out_at as "outAt", s.settled_at as "settledAt", s.photo_id as "photoId", s.signature_id as "signatureId",
  s.sealed, s.acts, coalesce((select name from shop_order o where o.shop_id = s.shop_id and o.order_id = s.order_id), '') as "order" from local_stop s`;

/** Some stops; `lock`: nobody else changes them until the end of the transaction. */
export function readStops(
  tx: ShopTx,
  ids: readonly string[],
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Stop[]> {
  return tx.rows<Row>(
    `${SELECT} where s.shop_id = $1 and s.fulfillment_order_id = any($2::bigint[]) order by s.fulfillment_order_id${lock ? " for update of s" : ""}`,
    [tx.shopId, ids],
  );
}

/** The stops of a location's day, driver by driver, in the order they are driven. */
export function stopsOfDay(tx: ShopTx, locationId: LocationId, day: string): Promise<Stop[]> {
  return tx.rows<Row>(
    `${SELECT} where s.shop_id = $1 and s.location_id = $2 and s.day = $3::date and s.state <> 'gone'
      order by s.driver, s.position nulls last, s.placed_at, s.fulfillment_order_id limit 1000`,
    [tx.shopId, locationId, day],
  );
}

const WRITABLE = {
  day: "day",
  state: "state",
  asked: "asked",
  problem: "problem",
  driver: "driver",
  position: "position",
  units: "units",
  tries: "tries",
  failed: "failed",
  fulfillment_id: "fulfillmentId",
  out_at: "outAt",
  settled_at: "settledAt",
  photo_id: "photoId",
  signature_id: "signatureId",
  sealed: "sealed",
  acts: "acts",
} as const satisfies Record<string, keyof Stop>;

/** Changes what is given of a stop; `by` is who settled it. */
export async function changeStop(
  tx: ShopTx,
  id: FulfillmentOrderId,
  change: Partial<Stop> & { readonly by?: string },
): Promise<void> {
  const given = Object.entries(WRITABLE).filter(([, name]) => change[name] !== undefined);
  const sets = given.map(([column], index) => `${column} = $${index + 4}`);
  await tx.run(
    `update local_stop set ${[...sets, "settled_who = coalesce($3, settled_who)"].join(", ")}
      where shop_id = $1 and fulfillment_order_id = $2`,
    [tx.shopId, id, change.by ?? null, ...given.map(([, name]) => change[name])],
  );
}
