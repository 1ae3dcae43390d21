import type { FulfillmentId, OrderId, ParcelId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { CarrierScan, ScanStage } from "../carriers/domain/carrier.ts";
import { scanKey, type ParcelStage, type Scan } from "./domain/parcel-stage.ts";

/** A parcel whose carrier is to be asked now. */
export interface DueParcel {
  readonly parcelId: ParcelId;
  readonly orderId: OrderId;
  readonly fulfillmentId: FulfillmentId | null;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly stage: ParcelStage;
  readonly createdAt: Date;
  readonly expectedAt: Date | null;
}

interface DueRow {
  readonly parcel_id: ParcelId;
  readonly order_id: OrderId;
  readonly fulfillment_id: FulfillmentId | null;
  readonly carrier: string;
  readonly tracking_number: string;
  readonly stage: ParcelStage;
  readonly created_at: Date;
  readonly expected_at: Date | null;
  readonly [column: string]: unknown;
}

/** Parcels due, the longest waiting first, without those of the carriers named. */
export async function dueParcels(
  tx: ShopTx,
  now: Date,
  limit: number,
  without: readonly string[],
): Promise<DueParcel[]> {
  const rows = await tx.rows<DueRow>(
    `select parcel_id, order_id, fulfillment_id, carrier, tracking_number, stage, created_at, expected_at
       from parcel where shop_id = $1 and next_poll_at <= $2 and tracking_number is not null and carrier <> all($4)
      order by next_poll_at, parcel_id limit $3`,
    [tx.shopId, now, limit, without],
  );
  return rows.map(dueParcel);
}

/** These parcels, due or not, without those that are void. */
export async function parcelsByIds(tx: ShopTx, parcelIds: readonly ParcelId[]): Promise<DueParcel[]> {
  const rows = await tx.rows<DueRow>(
    `select parcel_id, order_id, fulfillment_id, carrier, coalesce(tracking_number, '') as tracking_number, stage, created_at, expected_at
       from parcel where shop_id = $1 and parcel_id = any($2::bigint[]) and stage <> 'void' order by parcel_id`,
    [tx.shopId, parcelIds],
  );
  return rows.map(dueParcel);
}

const dueParcel = (row: DueRow): DueParcel => ({
  parcelId: row.parcel_id,
  orderId: row.order_id,
  fulfillmentId: row.fulfillment_id,
  carrier: row.carrier,
  trackingNumber: row.tracking_number,
  stage: row.stage,
  createdAt: row.created_at,
  expectedAt: row.expected_at,
});

/** When the next parcel is due; undefined when none is watched. */
export async function nextDueAt(tx: ShopTx): Promise<Date | undefined> {
  const [row] = await tx.rows<{ at: Date | null }>("select min(next_poll_at) as at from parcel where shop_id = $1", [
    tx.shopId,
  ]);
  return row?.at ?? undefined;
}

/** Asks about these parcels later: their carrier cannot be asked now. */
export async function askLater(tx: ShopTx, parcelIds: readonly ParcelId[], at: Date): Promise<void> {
  await tx.run(
    `update parcel set next_poll_at = $3
      where shop_id = $1 and parcel_id = any($2::bigint[]) and next_poll_at is not null`,
    [tx.shopId, parcelIds, at],
  );
}

/** A scan that was not known before. */
export interface NewScan extends CarrierScan {
  readonly parcelId: ParcelId;
  readonly key: string;
}

/** Stores scans; returns those that are new. The same scan again, in the same answer or in a later one, is nothing. */
export async function insertScans(
  tx: ShopTx,
  scans: readonly { readonly parcelId: ParcelId; readonly scan: CarrierScan }[],
  now: Date,
): Promise<NewScan[]> {
  const distinct = new Map<string, NewScan>(
    scans.map(({ parcelId, scan }) => {
      const key = scanKey(scan);
      return [`${parcelId} ${key}`, { ...scan, parcelId, key }];
    }),
  );
  if (distinct.size === 0) return [];
  const rows = await tx.rows<{ parcel_id: string; scan_key: string }>(
    `insert into parcel_scan (shop_id, parcel_id, scan_key, code, stage, place, occurred_at, recorded_at)
     select $1, parcel_id, scan_key, code, stage, place, occurred_at, $3
       from jsonb_to_recordset($2::jsonb)
         as x(parcel_id bigint, scan_key text, code text, stage text, place text, occurred_at timestamptz)
      order by parcel_id, scan_key
     on conflict (shop_id, parcel_id, scan_key) do nothing
     returning parcel_id, scan_key`,
    [
      tx.shopId,
      JSON.stringify(
        [...distinct.values()].map(({ parcelId, key, code, stage, place, occurredAt }) => ({
          parcel_id: parcelId,
          scan_key: key,
          code,
          stage,
          place,
          occurred_at: occurredAt,
        })),
      ),
      now,
    ],
  );
  return rows.flatMap((row) => distinct.get(`${row.parcel_id} ${row.scan_key}`) ?? []);
}

/** All scans of these parcels. */
export async function scansOf(tx: ShopTx, parcelIds: readonly ParcelId[]): Promise<ReadonlyMap<ParcelId, Scan[]>> {
  const rows = await tx.rows<{ parcel_id: ParcelId; scan_key: string; stage: ScanStage; occurred_at: Date }>(
    "select parcel_id, scan_key, stage, occurred_at from parcel_scan where shop_id = $1 and parcel_id = any($2::bigint[])",
    [tx.shopId, parcelIds],
  );
  return Map.groupBy(
    rows.map((row) => ({
      parcelId: row.parcel_id,
      key: row.scan_key,
      stage: row.stage,
      occurredAt: row.occurred_at,
    })),
    ({ parcelId }) => parcelId,
  );
}

/** What a poll found out about one parcel. */
export interface ParcelUpdate {
  readonly parcelId: ParcelId;
  readonly stage: ParcelStage;
  readonly expectedAt: Date | null;
  readonly lastScanAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly nextPollAt: Date | null;
}

/** Writes what a poll found out. A parcel that was made void meanwhile stays void. */
export async function updateParcels(tx: ShopTx, updates: readonly ParcelUpdate[]): Promise<void> {
  await tx.run(
    `update parcel p
        set stage = x.stage, expected_at = x.expected_at, last_scan_at = x.last_scan_at, delivered_at = x.delivered_at,
            next_poll_at = x.next_poll_at
       from jsonb_to_recordset($2::jsonb) as x(parcel_id bigint, stage text, expected_at timestamptz, last_scan_at timestamptz,
                                               delivered_at timestamptz, next_poll_at timestamptz)
      where p.shop_id = $1 and p.parcel_id = x.parcel_id and p.stage <> 'void'`,
    [
      tx.shopId,
      JSON.stringify(
        updates.map((update) => ({
          parcel_id: update.parcelId,
          stage: update.stage,
          expected_at: update.expectedAt,
          last_scan_at: update.lastScanAt,
          delivered_at: update.deliveredAt,
          next_poll_at: update.nextPollAt,
        })),
      ),
    ],
  );
}

/** What Shopify's page shows of a fulfilment, or will once our effects are carried out. */
export interface Shown {
  readonly at: Date;
  readonly status: string;
}

interface ShownRow {
  readonly parcel_id: ParcelId;
  readonly at: string;
  readonly status: string;
  readonly [column: string]: unknown;
}

/** The newest event of each parcel's fulfilment: in the mirror, or among the effects we recorded. */
export async function shownEvents(tx: ShopTx, parcels: readonly DueParcel[]): Promise<ReadonlyMap<ParcelId, Shown>> {
  const rows = await tx.rows<ShownRow>(
    `select p.parcel_id, e ->> 'at' as at, e ->> 'status' as status
       from parcel p
       join fulfillment f on f.shop_id = p.shop_id and f.fulfillment_id = p.fulfillment_id
       cross join lateral jsonb_array_elements(f.events) e
      where p.shop_id = $1 and p.parcel_id = any($2::bigint[])
     union all
     select (i.input ->> 'parcelId')::bigint, i.input ->> 'happenedAt', i.input ->> 'status'
       from intent i
      where i.shop_id = $1 and i.order_id = any($3::bigint[]) and i.kind = 'fulfillment.event'
        and i.status in ('waiting', 'sending', 'unsure', 'done', 'asks')`,
    [tx.shopId, parcels.map(({ parcelId }) => parcelId), parcels.map(({ orderId }) => orderId)],
  );
  const newest = new Map<ParcelId, Shown>();
  for (const row of rows) {
    const at = new Date(row.at);
    const before = newest.get(row.parcel_id);
    if (!before || at > before.at) newest.set(row.parcel_id, { at, status: row.status });
  }
  return newest;
}
