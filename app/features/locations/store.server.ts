import type { Coordinates } from "../../core/geo.ts";
import type { LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tellSaved } from "../audit/public.server.ts";
import { readStored, usualSettings, type LocationSettings } from "./domain/settings.ts";

/** A location that Shopify has, with how it works. */
export interface SetLocation {
  readonly id: LocationId;
  readonly name: string;
  readonly city: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly coordinates: Coordinates | null;
  readonly active: boolean;
  /** A fulfillment service works there. */
  readonly isService: boolean;
  /** False: nobody set it, and `settings` are the usual ones, in the shop's time zone. */
  readonly isSet: boolean;
  readonly settings: LocationSettings;
}

interface LocationRow {
  readonly id: LocationId;
  readonly name: string;
  readonly city: string | null;
  readonly country: string | null;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly active: boolean;
  readonly isService: boolean;
  readonly settings: unknown;
  readonly timezone: string | null;
  readonly [column: string]: unknown;
}

/** Every location of the shop with its settings, in one query. Compile calendars of those that are needed: `calendarOf`, core/calendar. */
export async function readLocationSettings(tx: ShopTx): Promise<SetLocation[]> {
  const rows = await tx.rows<LocationRow>(
    `select l.location_id as id, l.name, l.city, l.country, l.lat, l.lng, l.active, l.is_fulfillment_service as "isService", s.settings, p.timezone
       from location l
       left join location_setting s on s.shop_id = l.shop_id and s.location_id = l.location_id
       left join shop_profile p on p.shop_id = l.shop_id
      where l.shop_id = $1 and l.deleted_at is null order by l.location_id`,
    [tx.shopId],
  );
  return rows.map(({ lat, lng, settings: stored, timezone, ...location }) => {
    const settings = readStored(stored);
    return {
      ...location,
      coordinates: lat === null || lng === null ? null : { latitude: lat, longitude: lng },
      isSet: settings !== undefined,
      settings: settings ?? usualSettings(timezone ?? "UTC"),
    };
  });
}

/** Stores settings of locations in place of those before. `who`: Shopify's number of the staff member. */
export async function saveLocationSettings(
  tx: ShopTx,
  changed: readonly { readonly id: LocationId; readonly settings: LocationSettings }[],
  who: string,
  now: Date,
): Promise<void> {
  const before = new Map((await readLocationSettings(tx)).map(({ id, settings }) => [id, settings]));
  for (const { id, settings } of changed)
    await tellSaved(tx, { subject: `location:${id}`, before: before.get(id) ?? null, after: settings, who }, now);
  await tx.run(
    `insert into location_setting (shop_id, location_id, settings, updated_at, updated_by)
     select $1, id, settings, $3, $4 from jsonb_to_recordset($2::jsonb) as x(id bigint, settings jsonb)
     on conflict (shop_id, location_id) do update
        set settings = excluded.settings, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [tx.shopId, JSON.stringify(changed), now, who],
  );
}
