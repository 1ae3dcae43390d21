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

/** What the last three months tell of how the shop ships. */
export interface Experience {
  /** By `${locationId} ${country}`. */
  readonly lanes?: Readonly<Record<string, Lane>>;
  /** By location: the share of what it was given that it shipped. */
  readonly reliability?: Readonly<Record<string, number>>;
}

export const laneOf = ({ lanes }: Experience, id: LocationId, country: string | null): Lane | undefined =>
  country === null ? undefined : lanes?.[`${id} ${country}`];

/** How long parcels took from each location to each country, and how often locations shipped what they were given. Counted again once a day. */
export async function readExperience(tx: ShopTx, timeZone: string, now: Date): Promise<Experience> {
  const [row] = await tx.rows<{ lanes: Experience; lanes_at: Date | null }>(
    "select lanes, lanes_at from routing_setting where shop_id = $1",
    [tx.shopId],
  );
  if (row?.lanes_at && now.getTime() - row.lanes_at.getTime() < DAY_MS) return row.lanes;
  const experience: Experience = {
    lanes: await countLanes(tx, timeZone, now),
    reliability: await countReliability(tx, new Date(now.getTime() - WINDOW_MS)),
  };
  await tx.run(
    `insert into routing_setting (shop_id, costs, lanes, lanes_at, updated_at) values ($1, '{}', $2, $3, $3)
     on conflict (shop_id) do update set lanes = excluded.lanes, lanes_at = excluded.lanes_at`,
    [tx.shopId, JSON.stringify(experience), now],
  );
  return experience;
}

async function countLanes(tx: ShopTx, timeZone: string, now: Date): Promise<NonNullable<Experience["lanes"]>> {
  const seen = await transitSeen(tx, now, new Date(now.getTime() - WINDOW_MS), MOST_PARCELS);
  const last = localDay(timeZone, now.getTime());
  const range = { first: last - WINDOW_MS / DAY_MS - 1, last: last + 1 };
  const working = compileWorkingDays(range, (day) => weekdayOf(day) < SATURDAY);
  const within = (at: Date) => Math.min(range.last, Math.max(range.first, localDay(timeZone, at.getTime())));
  const lanes: Record<string, { arrived: number[] }> = {};
  for (const { locationId, country, handedOver, delivered, weight } of seen) {
    const days = workingDaysBetween(working, within(handedOver), within(delivered));
    const { arrived } = (lanes[`${locationId} ${country}`] ??= { arrived: [] });
    while (arrived.length <= days) arrived.push(0);
    arrived[days] = (arrived[days] ?? 0) + weight;
  }
  return lanes;
}

/** A location of which little is known is taken to ship 99 of 100: so many it weighs as. */
const [USUALLY, WEIGHT] = [0.99, 20];

/**
 * The share of what each location was given that it shipped, of what it shipped, declined, left unanswered or did not find on its shelf: the mean of a beta distribution that begins
 * at the usual share.
 */
async function countReliability(tx: ShopTx, since: Date): Promise<Record<string, number>> {
  const rows = await tx.rows<{ id: string; shipped: number; failed: number }>(
    `select id, sum(shipped)::int as shipped, sum(failed)::int as failed from (
       select location_id::text as id, count(*) as shipped, 0 as failed from fulfillment
        where shop_id = $1 and created_at >= $2 and location_id is not null and status = 'SUCCESS' group by 1
       union all
       select data->>'locationId', 0, count(*) from order_event
        where shop_id = $1 and code in ('fulfillment_order.rejected', 'fulfillment_order.unanswered', 'pick.short') and occurred_at >= $2 group by 1) each
      where id is not null group by id`,
    [tx.shopId, since],
  );
  return Object.fromEntries(
    rows.map(({ id, shipped, failed }) => [id, (shipped + USUALLY * WEIGHT) / (shipped + failed + WEIGHT)]),
  );
}
