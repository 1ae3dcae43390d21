import type { FulfillmentId, FulfillmentOrderId, OrderId, ParcelId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { carrierName } from "../carriers/public.server.ts";

/** A parcel as staff are shown it. Times are ISO 8601; stages are codes. */
export interface ShownParcel {
  readonly parcelId: ParcelId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  /** Null: Shopify does not know it as shipped yet. */
  readonly fulfillmentId: FulfillmentId | null;
  readonly carrier: string;
  readonly stage: string;
  readonly units: number;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  /** There is a label to print: not of one that was bought elsewhere. */
  readonly hasLabel: boolean;
  readonly expectedAt: string | null;
  /** Newest first. */
  readonly scans: readonly ShownScan[];
}

export interface ShownScan {
  readonly key: string;
  /** The carrier's own code, shown when we cannot read it. */
  readonly code: string;
  readonly stage: string;
  readonly place: string | null;
  readonly at: string;
}

interface ParcelRow {
  readonly parcel_id: ParcelId;
  readonly fulfillment_order_id: FulfillmentOrderId;
  readonly fulfillment_id: FulfillmentId | null;
  readonly carrier: string;
  readonly stage: string;
  readonly units: number;
  readonly tracking_number: string | null;
  readonly tracking_url: string | null;
  readonly courier: string | null;
  readonly has_label: boolean;
  readonly expected_at: Date | null;
  readonly [column: string]: unknown;
}

interface ScanRow {
  readonly parcel_id: ParcelId;
  readonly scan_key: string;
  readonly code: string;
  readonly stage: string;
  readonly place: string | null;
  readonly occurred_at: Date;
  readonly [column: string]: unknown;
}

/** The parcels of an order with what the carrier said about them. */
export async function parcelsOfOrder(tx: ShopTx, orderId: OrderId): Promise<ShownParcel[]> {
  const parcels = await tx.rows<ParcelRow>(
    `select parcel_id, fulfillment_order_id, fulfillment_id, carrier, stage, units, tracking_number, tracking_url, courier, label_file_id is not null as has_label,
            expected_at
       from parcel where shop_id = $1 and order_id = $2 order by parcel_id`,
    [tx.shopId, orderId],
  );
  const scans = await tx.rows<ScanRow>(
    `select parcel_id, scan_key, code, stage, place, occurred_at
       from parcel_scan where shop_id = $1 and parcel_id = any($2::bigint[]) order by occurred_at desc, scan_key`,
    [tx.shopId, parcels.map((parcel) => parcel.parcel_id)],
  );
  return parcels.map((parcel) => ({
    parcelId: parcel.parcel_id,
    fulfillmentOrderId: parcel.fulfillment_order_id,
    fulfillmentId: parcel.fulfillment_id,
    carrier: parcel.courier ?? carrierName(parcel.carrier),
    stage: parcel.stage,
    units: parcel.units,
    trackingNumber: parcel.tracking_number,
    trackingUrl: parcel.tracking_url,
    hasLabel: parcel.has_label,
    expectedAt: parcel.expected_at?.toISOString() ?? null,
    scans: scans
      .filter((scan) => scan.parcel_id === parcel.parcel_id)
      .map(({ scan_key, code, stage, place, occurred_at }) => ({
        key: scan_key,
        code,
        stage,
        place,
        at: occurred_at.toISOString(),
      })),
  }));
}

const MOVING = ["handed_over", "in_transit", "out_for_delivery", "attempted", "ready_for_pickup", "delayed"];
/** Counted up to here; more is "10,000+". */
const MOST = 10_000;

/** How many parcels are with a carrier and not yet delivered, at most 10,001. */
export async function countMovingParcels(tx: ShopTx): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    `select count(*)::int as count from (
       select 1 from unnest($2::text[]) as moving(stage)
         cross join lateral (select 1 from parcel p where p.shop_id = $1 and p.stage = moving.stage limit $3) found
        limit $3) counted`,
    [tx.shopId, MOVING, MOST + 1],
  );
  return row?.count ?? 0;
}
