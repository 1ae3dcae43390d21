import type { ParcelId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import type { CarrierFacts, ScanStage } from "../carriers/domain/carrier.ts";
import { applyTracking } from "./apply-tracking.server.ts";
import { parcelsByIds } from "./scans.server.ts";

/** Parcels read again at a time. */
const BATCH = 200;

/**
 * Another meaning of a carrier's code, for the scans that are stored: stages of parcels and orders, promises and pages follow as if the scans had
 * been read so from the start.
 */
export async function restageScans(
  tx: ShopTx,
  carrier: CarrierFacts,
  { code, stage }: { readonly code: string; readonly stage: ScanStage },
  now: Date,
): Promise<void> {
  const rows = await tx.rows<{ parcel_id: ParcelId }>(
    `update parcel_scan s set stage = $4 from parcel p
      where s.shop_id = $1 and p.shop_id = s.shop_id and p.parcel_id = s.parcel_id and p.carrier = $2 and s.code = $3
     returning s.parcel_id`,
    [tx.shopId, carrier.code, code, stage],
  );
  const ids = [...new Set(rows.map(({ parcel_id: id }) => id))];
  for (let from = 0; from < ids.length; from += BATCH) {
    const parcels = await parcelsByIds(tx, ids.slice(from, from + BATCH));
    await applyTracking(
      tx,
      carrier,
      parcels.map((parcel) => ({ parcel, tracking: undefined })),
      now,
    );
  }
}

/** Somebody says that a parcel moved: its carrier is asked at once. A number that is not ours, or not followed any more, changes nothing. */
export async function pollNow(tx: ShopTx, carrier: string, trackingNumber: string, now: Date): Promise<void> {
  const touched = await tx.run(
    `update parcel set next_poll_at = $4
      where shop_id = $1 and carrier = $2 and tracking_number = $3 and next_poll_at > $4`,
    [tx.shopId, carrier, trackingNumber, now],
  );
  if (touched > 0) wakeLane(tx, "tracking");
}
