import type { FulfillmentOrderId, LocationId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { PickupAsked, PickupState } from "./domain/pickup-state.ts";

/** A pickup as it is stored. */
export interface Pickup {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly locationId: LocationId;
  readonly code: string;
  readonly state: PickupState;
  readonly asked: PickupAsked;
  readonly problem: string;
  readonly units: number;
  readonly placedAt: Date;
  readonly readyBy: Date;
  readonly readyByReason: string;
  readonly readyAt: Date | null;
  readonly readyWho: string;
  readonly keepUntil: Date | null;
  readonly remindAt: Date | null;
  readonly settledAt: Date | null;
  readonly settledWho: string;
  readonly checked: string;
  readonly sealed: Buffer | null;
  readonly transfers: number;
  readonly acts: number;
}

const COLUMNS = `fulfillment_order_id as "fulfillmentOrderId", order_id as "orderId", location_id as "locationId", code, state, asked, problem, units,
  placed_at as "placedAt", ready_by as "readyBy", ready_by_reason as "readyByReason", ready_at as "readyAt", ready_who as "readyWho",
  keep_until as "keepUntil", remind_at as "remindAt", settled_at as "settledAt", settled_who as "settledWho", checked, sealed, transfers, acts`;

type Row = Pickup & Readonly<Record<string, unknown>>;

/** Some pickups; `lock`: nobody else changes them until the end of the transaction. */
export function readPickups(
  tx: ShopTx,
  ids: readonly string[],
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Pickup[]> {
  return tx.rows<Row>(
    `select ${COLUMNS} from pickup where shop_id = $1 and fulfillment_order_id = any($2::bigint[])
      order by fulfillment_order_id${lock ? " for update" : ""}`,
    [tx.shopId, ids],
  );
}

/** One pickup, locked; undefined when the shop has none of this fulfillment order. */
export async function lockPickup(tx: ShopTx, id: FulfillmentOrderId): Promise<Pickup | undefined> {
  const [pickup] = await readPickups(tx, [id], { lock: true });
  return pickup;
}

/** The pickup with this code. */
export async function pickupOfCode(tx: ShopTx, code: string): Promise<Pickup | undefined> {
  const [row] = await tx.rows<Row>(`select ${COLUMNS} from pickup where shop_id = $1 and code = $2`, [tx.shopId, code]);
  return row;
}

/** When the pickups of a location are promised from a moment on: what its hours and days have taken already. */
export async function promisedAt(tx: ShopTx, locationId: LocationId, from: Date, but: string): Promise<number[]> {
  const rows = await tx.rows<{ at: Date }>(
    `select ready_by as at from pickup
      where shop_id = $1 and location_id = $2 and ready_by >= $3 and state <> 'gone' and fulfillment_order_id <> $4`,
    [tx.shopId, locationId, from, but],
  );
  return rows.map(({ at }) => at.getTime());
}

const WRITABLE = {
  location_id: "locationId",
  state: "state",
  asked: "asked",
  problem: "problem",
  units: "units",
  ready_by: "readyBy",
  ready_by_reason: "readyByReason",
  ready_at: "readyAt",
  ready_who: "readyWho",
  keep_until: "keepUntil",
  remind_at: "remindAt",
  settled_at: "settledAt",
  settled_who: "settledWho",
  checked: "checked",
  sealed: "sealed",
  transfers: "transfers",
  acts: "acts",
} as const satisfies Record<string, keyof Pickup>;

/** Changes what is given of a pickup. */
export async function changePickup(tx: ShopTx, id: FulfillmentOrderId, change: Partial<Pickup>): Promise<void> {
  const given = Object.entries(WRITABLE).filter(([, name]) => change[name] !== undefined);
  if (given.length === 0) return;
  const sets = given.map(([column], index) => `${column} = $${index + 3}`).join(", ");
  await tx.run(`update pickup set ${sets} where shop_id = $1 and fulfillment_order_id = $2`, [
    tx.shopId,
    id,
    ...given.map(([, name]) => change[name]),
  ]);
}

/** A new pickup; its code is another one when the first is taken. Returns whether it is new. */
export async function insertPickup(
  tx: ShopTx,
  pickup: Pick<
    Pickup,
    "fulfillmentOrderId" | "orderId" | "locationId" | "units" | "placedAt" | "readyBy" | "readyByReason"
  >,
  codes: () => string,
): Promise<boolean> {
  for (let tries = 0; tries < 5; tries += 1) {
    const code = codes();
    if ((await pickupOfCode(tx, code)) !== undefined) continue;
    return (
      (await tx.run(
        `insert into pickup (shop_id, fulfillment_order_id, order_id, location_id, code, state, units, placed_at, ready_by, ready_by_reason)
         values ($1, $2, $3, $4, $5, 'preparing', $6, $7, $8, $9) on conflict (shop_id, fulfillment_order_id) do nothing`,
        [
          tx.shopId,
          pickup.fulfillmentOrderId,
          pickup.orderId,
          pickup.locationId,
          code,
          pickup.units,
          pickup.placedAt,
          pickup.readyBy,
          pickup.readyByReason,
        ],
      )) > 0
    );
  }
  throw new RangeError("five random codes of six million are taken");
}

/** A line of a pickup that waits. */
export interface PickupLine {
  readonly lineId: string;
  readonly orderLineId: string;
  readonly itemId: string | null;
  readonly sku: string | null;
  readonly title: string;
  readonly variant: string | null;
  readonly left: number;
  readonly total: number;
}

/** What a pickup is made of, as Shopify shows it. */
export function pickupLines(tx: ShopTx, id: FulfillmentOrderId): Promise<PickupLine[]> {
  return tx.rows<PickupLine & Readonly<Record<string, unknown>>>(
    `select f.line_id as "lineId", f.order_line_id as "orderLineId", f.item_id as "itemId", f.sku, coalesce(l.title, f.sku, '') as title,
            l.variant_title as variant, f.remaining as left, f.total
       from fulfillment_order_line f
       left join order_line l on l.shop_id = f.shop_id and l.order_id = (select order_id from fulfillment_order o
              where o.shop_id = f.shop_id and o.fulfillment_order_id = f.fulfillment_order_id) and l.line_id = f.order_line_id
      where f.shop_id = $1 and f.fulfillment_order_id = $2 order by f.line_id`,
    [tx.shopId, id],
  );
}
