import { localDay } from "../../core/local-time.ts";
import { compileWorkingDays, workingDaysBetween } from "../../core/calendar/working-days.ts";
import { weekdayOf } from "../../core/calendar/day.ts";
import type { LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { transitSeen } from "../delivery/public.server.ts";
import type { Lane } from "./domain/transit.ts";

const DAY_MS = 86_400_000;
/** Parcels of the last three months tell, and of those the last two thousand: carriers change, and it is counted within a decision's transaction (5 ms). */
const WINDOW_MS = 90 * DAY_MS;
const MOST_PARCELS = 2_000;
const SATURDAY = 5;

/** Lanes by `${locationId} ${country}`. */
export type Lanes = Readonly<Record<string, Lane>>;

export const laneOf = (lanes: Lanes, id: LocationId, country: string | null): Lane | undefined =>
  country === null ? undefined : lanes[`${id} ${country}`];

/** How long parcels took from each location to each country. Counted again once a day. */
export async function readLanes(tx: ShopTx, timeZone: string, now: Date): Promise<Lanes> {
  const [row] = await tx.rows<{ lanes: Lanes; lanes_at: Date | null }>(
    "select lanes, lanes_at from routing_setting where shop_id = $1",
    [tx.shopId],
  );
  if (row?.lanes_at && now.getTime() - row.lanes_at.getTime() < DAY_MS) return row.lanes;
  const lanes = await countLanes(tx, timeZone, now);
  await tx.run(
    `insert into routing_setting (shop_id, costs, lanes, lanes_at, updated_at) values ($1, '{}', $2, $3, $3)
     on conflict (shop_id) do update set lanes = excluded.lanes, lanes_at = excluded.lanes_at`,
    [tx.shopId, JSON.stringify(lanes), now],
  );
  return lanes;
}

async function countLanes(tx: ShopTx, timeZone: string, now: Date): Promise<Lanes> {
  const seen = await transitSeen(tx, new Date(now.getTime() - WINDOW_MS), MOST_PARCELS);
  const last = localDay(timeZone, now.getTime());
  const range = { first: last - WINDOW_MS / DAY_MS - 1, last: last + 1 };
  const working = compileWorkingDays(range, (day) => weekdayOf(day) < SATURDAY);
  const within = (at: Date) => Math.min(range.last, Math.max(range.first, localDay(timeZone, at.getTime())));
  const lanes: Record<string, { arrived: number[] }> = {};
  for (const { locationId, country, handedOver, delivered } of seen) {
    const days = workingDaysBetween(working, within(handedOver), within(delivered));
    const { arrived } = (lanes[`${locationId} ${country}`] ??= { arrived: [] });
    while (arrived.length <= days) arrived.push(0);
    arrived[days] = (arrived[days] ?? 0) + 1;
  }
  return lanes;
}
