/** The worker as it runs in production, in this process, in a world whose time is stepped. */
import type { Finding } from "../audit/finding.ts";
import type { LaneRunners } from "../../../app/platform/worker.server.ts";
import type { InstalledShop, TestWorld } from "../../setup/world.ts";

export interface HiredWorker {
  /** Steps the clock; what becomes due in these shops runs, until nothing is left to do at this time. */
  letPass(ms: number, shops: readonly InstalledShop[]): Promise<void>;
  /** What failed for no reason that was foreseen. */
  bugs(): Finding[];
  stop(): Promise<void>;
}

const LANES_AT_ONCE = 4;
const LOOK_MS = 5;

export async function hireWorker(world: TestWorld): Promise<HiredWorker> {
  const { work } = await import("../../../app/platform/worker.server.ts");
  const { LANE_RUNNERS } = await import("../../../app/jobs.server.ts");
  const { Retryable, Terminal } = await import("../../../app/core/faults.ts");
  const { LostLease } = await import("../../../app/platform/lanes.server.ts");
  const bugs: Finding[] = [];
  let running = 0;
  const watched = Object.fromEntries(
    Object.entries(LANE_RUNNERS).map(([lane, run]): [string, NonNullable<LaneRunners["refresh"]>] => [
      lane,
      async (lease) => {
        running += 1;
        try {
          return await run(lease);
        } catch (error) {
          if (!(error instanceof Retryable || error instanceof Terminal || error instanceof LostLease))
            bugs.push({ what: "error nobody foresaw", detail: `${lane}: ${String(error)}` });
          throw error;
        } finally {
          running -= 1;
        }
      },
    ]),
  );
  const stop = new AbortController();
  const working = work(watched, LANES_AT_ONCE, stop.signal);

  /** A lane that has just ended is written in the next moment: it must be quiet twice. */
  async function quiet(ids: readonly string[]): Promise<void> {
    for (let looks = 0; looks < 2;) {
      await world.devshop.webhooks.flush();
      const { rows } = await world.owner.query(
        "select 1 from shop_lane where shop_id = any($1) and lane <> 6 and ready_at <= now() and lease_until <= now() limit 1",
        [ids],
      );
      looks = rows.length === 0 && running === 0 ? looks + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  return {
    async letPass(ms, shops) {
      const ids = shops.map(({ shopId }) => shopId);
      await quiet(ids);
      await world.clock.advance(ms);
      await world.owner.query(
        `update shop_lane set ready_at = ready_at - $2 * interval '1 millisecond', lease_until = lease_until - $2 * interval '1 millisecond'
          where shop_id = any($1)`,
        [ids, ms],
      );
      await quiet(ids);
    },
    bugs: () => bugs,
    async stop() {
      stop.abort();
      await working;
    },
  };
}
