import type { ManifestId, OrderId, ParcelId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import type { CarrierSheet } from "./domain/manifest-filter.ts";

/** The list that a parcel is on. */
interface ListOfParcel {
  readonly manifestId: ManifestId;
  /** ISO 8601. */
  readonly closedAt: string;
  /** The carrier has its number on a sheet of its own (or is being asked for one): nobody takes it off that. */
  readonly onSheet: boolean;
}

const OFF_SHEET = ["none", "refused"] satisfies CarrierSheet[];

/** The closed list that a driver has with this parcel; null: it is on none. */
export async function listOfParcel(tx: ShopTx, parcelId: ParcelId): Promise<ListOfParcel | null> {
  const [row] = await tx.rows<{ manifest_id: ManifestId; closed_at: Date; on_sheet: boolean }>(
    `select m.manifest_id, m.closed_at, m.sheet <> all($3::text[]) as on_sheet
       from manifest_parcel x join handover_manifest m on m.shop_id = x.shop_id and m.manifest_id = x.manifest_id
      where x.shop_id = $1 and x.parcel_id = $2`,
    [tx.shopId, parcelId, OFF_SHEET],
  );
  return row ? { manifestId: row.manifest_id, closedAt: row.closed_at.toISOString(), onSheet: row.on_sheet } : null;
}

/**
 * A parcel of a closed list is still here: the driver left it. It comes off the list and waits for the next one, and its label may be replaced. False: the
 * carrier has scanned it meanwhile, has its number on its own sheet, or it is on no list. `who`: the staff member's Shopify id.
 */
export async function stayedHere(tx: ShopTx, parcelId: ParcelId, who: string, now: Date): Promise<boolean> {
  const [left] = await tx.rows<{ manifest_id: ManifestId; order_id: OrderId }>(
    `with gone as (
       delete from manifest_parcel x using handover_manifest m, parcel p
        where x.shop_id = $1 and x.parcel_id = $2 and m.shop_id = x.shop_id and m.manifest_id = x.manifest_id and m.sheet = any($3::text[])
          and p.shop_id = x.shop_id and p.parcel_id = x.parcel_id and p.stage = 'labelled'
       returning x.manifest_id, x.order_id)
     update handover_manifest m
        set parcels = m.parcels - 1,
            grams = (select case when bool_and(y.grams is not null) then sum(y.grams)::int end from manifest_parcel y
                      where y.shop_id = m.shop_id and y.manifest_id = m.manifest_id and y.parcel_id <> $2)
       from gone where m.shop_id = $1 and m.manifest_id = gone.manifest_id
     returning gone.manifest_id, gone.order_id`,
    [tx.shopId, parcelId, OFF_SHEET],
  );
  if (!left) return false;
  const { manifest_id: manifestId, order_id: orderId } = left;
  const ref = `${parcelId} ${manifestId}`;
  const data = { parcelId, manifestId, by: who };
  await appendOrderEvents(tx, [{ orderId, code: "parcel.stayed_here", ref, occurredAt: now, data }], now);
  return true;
}
