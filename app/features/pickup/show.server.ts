import { dayAt } from "../../core/calendar/handover.ts";
import type { FulfillmentOrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { showPickup } from "../delivery/public.server.ts";
import { calendarOf } from "../locations/domain/public.ts";
import { readLocationSettings } from "../locations/public.server.ts";
import { isOpenPickup } from "./domain/pickup-state.ts";
import { compilePickup, nextHours } from "./domain/ready-by.ts";
import { readPickups } from "./store.server.ts";

/** Gives delivery what the shoppers of these pickups should see: the code, where and until when; nothing once it is settled. */
export async function showPickups(tx: ShopTx, ids: readonly FulfillmentOrderId[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const places = new Map((await readLocationSettings(tx)).map((each) => [each.id, each]));
  for (const pickup of await readPickups(tx, ids)) {
    const place = places.get(pickup.locationId);
    const isOpen = isOpenPickup(pickup.state) && place !== undefined;
    if (!isOpen) {
      await showPickup(tx, pickup, null, now);
      continue;
    }
    const calendar = calendarOf(place.settings);
    const day = dayAt(compilePickup(calendar, { readyMinutes: 0 }, now.getTime()), now.getTime()) ?? 0;
    const shown = {
      code: pickup.code,
      place: place.name,
      zone: calendar.zone,
      readyBy: pickup.readyBy.toISOString(),
      ready: pickup.state !== "preparing",
      keptUntil: pickup.keepUntil?.toISOString() ?? null,
      hours: nextHours(calendar, day),
      note: place.settings.pickup.note,
    };
    await showPickup(tx, pickup, shown, now);
  }
}
