import { LANES, type LaneName } from "../core/lanes.ts";
import { faultOf } from "./db/faults.server.ts";
import { sqlPool } from "./db/pool.server.ts";

/** Of one lane over all shops. `lag`: seconds since the shop that waits longest became ready, by the database's clock. */
export interface LaneWaiting {
  readonly ready: number;
  readonly failing: number;
  readonly lag: number;
}

/** How far behind the workers are. Throws Retryable when the database is away. */
export async function lanesWaiting(): Promise<Readonly<Record<LaneName, LaneWaiting>>> {
  const none = { ready: 0, failing: 0, lag: 0 };
  try {
    const { rows } = await sqlPool.query<LaneWaiting & { lane: number }>(
      `select lane, count(*) filter (where waits)::int as ready, count(*) filter (where failures > 0)::int as failing,
              coalesce(extract(epoch from now() - min(ready_at) filter (where waits)), 0)::float as lag
         from (select lane, ready_at, failures, ready_at <= now() and lease_until <= now() as waits from shop_lane) l group by lane`,
    );
    const found = Object.entries(LANES).map(([name, number]) => {
      const row = rows.find(({ lane }) => lane === number);
      return [name, row ? { ready: row.ready, failing: row.failing, lag: row.lag } : none] as const;
    });
    return Object.fromEntries(found) as Record<LaneName, LaneWaiting>;
  } catch (error) {
    throw faultOf(error);
  }
}
