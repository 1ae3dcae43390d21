import { opensAt } from "../../core/calendar/handover.ts";
import { parseId, type InventoryItemId, type LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { calendarOf } from "../locations/domain/public.ts";
import { readLocationSettings } from "../locations/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { askForTransfers, transfersConnected } from "../transfers/public.server.ts";
import type { PickupAct, PickupOutcome } from "./act-schema.ts";
import { chosen } from "./chosen.ts";
import { compilePickup } from "./domain/ready-by.ts";
import { showPickups } from "./show.server.ts";
import { changePickup, pickupLines, type Pickup } from "./store.server.ts";

const DAY_MS = 86_400_000;

/** Another location that has something a pickup misses. */
export interface Source {
  readonly lineId: string;
  readonly locationId: LocationId;
  readonly location: string;
  readonly available: number;
}

/** Where else the items of a pickup's lines are on the shelf, most first. */
export function sourcesOf(tx: ShopTx, { fulfillmentOrderId, locationId }: Pickup): Promise<Source[]> {
  return tx.rows<Source & Readonly<Record<string, unknown>>>(
    `select f.line_id as "lineId", v.location_id as "locationId", p.name as location, v.available
       from fulfillment_order_line f
       join inventory_level v on v.shop_id = f.shop_id and v.item_id = f.item_id and v.active and v.available > 0 and v.location_id <> $3
       join location p on p.shop_id = v.shop_id and p.location_id = v.location_id and p.active and p.deleted_at is null
      where f.shop_id = $1 and f.fulfillment_order_id = $2 and f.remaining > 0
      order by v.available desc, v.location_id limit 200`,
    [tx.shopId, fulfillmentOrderId, locationId],
  );
}

/** What is missing is asked for from another location, as a transfer; the pickup is promised for the opening after it arrives, with the reason. */
export async function fetchMissing(
  tx: ShopTx,
  pickup: Pickup,
  act: Extract<PickupAct, { act: "transfer" }>,
  who: string,
  now: Date,
): Promise<PickupOutcome> {
  if (pickup.state !== "preparing") return { status: "refused", code: "settled" };
  if (!(await transfersConnected(tx))) return { status: "refused", code: "not_connected" };
  const lines = chosen(await pickupLines(tx, pickup.fulfillmentOrderId), act.lines);
  if (typeof lines === "string") return { status: "refused", code: lines };
  const from = parseId<LocationId>(act.locationId);
  const sources = (await sourcesOf(tx, pickup)).filter(({ locationId }) => locationId === from);
  const has = (lineId: string) => sources.find((each) => each.lineId === lineId)?.available ?? 0;
  if (lines.some((line) => line.itemId === null || line.quantity > has(line.lineId)))
    return { status: "refused", code: "too_many" };
  const moves = lines.flatMap(({ itemId, quantity }) =>
    itemId === null ? [] : [{ itemId: parseId<InventoryItemId>(itemId), quantity, from, to: pickup.locationId }],
  );
  await askForTransfers(tx, moves, true, now);
  const readyBy = await readyAfter(tx, pickup, act.days, now);
  await changePickup(tx, pickup.fulfillmentOrderId, {
    readyBy,
    readyByReason: "transfer",
    transfers: pickup.transfers + 1,
  });
  const data = {
    readyBy: readyBy.toISOString(),
    from,
    units: moves.reduce((sum, { quantity }) => sum + quantity, 0),
    by: who,
  };
  const ref = `${pickup.fulfillmentOrderId} ${pickup.transfers + 1}`;
  await appendOrderEvents(
    tx,
    [{ orderId: pickup.orderId, code: "pickup.transfer_asked", ref, occurredAt: now, data }],
    now,
  );
  await showPickups(tx, [pickup.fulfillmentOrderId], now);
  return { status: "did", did: "transfer" };
}

/** The first moment the location is open so many days from now; never before what was promised already. */
async function readyAfter(tx: ShopTx, pickup: Pickup, days: number, now: Date): Promise<Date> {
  const place = (await readLocationSettings(tx)).find(({ id }) => id === pickup.locationId);
  const arrives = now.getTime() + days * DAY_MS;
  const opens =
    place && opensAt(compilePickup(calendarOf(place.settings), { readyMinutes: 0 }, now.getTime()), arrives);
  return new Date(Math.max(opens ?? arrives, pickup.readyBy.getTime()));
}
