import type { LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tellSaved } from "../audit/public.server.ts";

/** How a location keeps what waits to be collected. */
export interface PickupSetting {
  readonly keepDays: number;
  /** Days after "ready" at which the customer is reminded; 0: never. */
  readonly remindDays: number;
  /** Orders an hour can take; null without limit. */
  readonly perHour: number | null;
  readonly autoRefund: boolean;
}

/** A location that nobody set. A week is what most shops give; money goes back only by a person. */
export const USUAL: PickupSetting = { keepDays: 7, remindDays: 3, perHour: null, autoRefund: false };

/** What was set, by location; `USUAL` for one that is not in it. */
export async function readPickupSettings(tx: ShopTx): Promise<ReadonlyMap<LocationId, PickupSetting>> {
  const rows = await tx.rows<PickupSetting & { locationId: LocationId; [column: string]: unknown }>(
    `select location_id as "locationId", keep_days as "keepDays", remind_days as "remindDays", per_hour as "perHour",
            auto_refund as "autoRefund" from pickup_setting where shop_id = $1`,
    [tx.shopId],
  );
  return new Map(rows.map(({ locationId, ...setting }) => [locationId, setting]));
}

/** Stores what somebody (`who`: Shopify's number of the member of staff) set for a location. False when the shop has no such location. */
export async function savePickupSetting(
  tx: ShopTx,
  locationId: LocationId,
  { keepDays, remindDays, perHour, autoRefund }: PickupSetting,
  who: string,
  now: Date,
): Promise<boolean> {
  const before = (await readPickupSettings(tx)).get(locationId) ?? USUAL;
  const stored = await tx.run(
    `insert into pickup_setting (shop_id, location_id, keep_days, remind_days, per_hour, auto_refund, updated_at, updated_by)
     select $1, location_id, $3, $4, $5, $6, $7, $8 from location where shop_id = $1 and location_id = $2 and deleted_at is null
     on conflict (shop_id, location_id) do update
        set keep_days = excluded.keep_days, remind_days = excluded.remind_days, per_hour = excluded.per_hour,
            auto_refund = excluded.auto_refund, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [tx.shopId, locationId, keepDays, remindDays, perHour, autoRefund, now, who],
  );
  if (stored > 0)
    await tellSaved(
      tx,
      { subject: `pickup:${locationId}`, before, after: { keepDays, remindDays, perHour, autoRefund }, who },
      now,
    );
  return stored > 0;
}
