import { makeShops, type BenchDatabase } from "./bench-database.ts";
import { ratioText, type Report } from "./report.ts";
import { rateOfAll } from "./timing.ts";

const SHOPS = 10_000;
const CLAIMERS = 8;

/**
 * Claims of ready lanes over 10,000 shops, 1, 8 and 32 at a time by 8 claimers. Baseline: the least that could work, an
 * UPDATE … SKIP LOCKED of a table with a flag.
 */
export async function benchLanes({ owner }: BenchDatabase): Promise<Report> {
  const { claimLanes, finishLane } = await import("../../app/platform/lanes.server.ts");
  const shops = await makeShops(owner, "lanes", SHOPS);
  await owner.query("create table bare (id bigint primary key, ready boolean)");
  await owner.query("create index on bare (id) where ready");
  await owner.query("insert into bare select id, true from unnest($1::bigint[]) id", [shops]);
  await owner.query("insert into shop_lane (shop_id, lane) select id, 1 from unnest($1::bigint[]) id", [shops]);
  await owner.query("vacuum analyze bare, shop_lane");

  const drain = async (claim: () => Promise<number>) => {
    let claimed = 0;
    const claimer = async () => {
      for (let got = await claim(); got > 0; got = await claim()) claimed += got;
    };
    await Promise.all(Array.from({ length: CLAIMERS }, claimer));
    return claimed;
  };
  const faults: string[] = [];
  const measure = async (name: string, reset: string, claim: () => Promise<number>) => {
    await owner.query(reset);
    let claimed = 0;
    const rate = await rateOfAll(SHOPS, async () => (claimed = await drain(claim)));
    if (claimed !== SHOPS) faults.push(`${name}: ${claimed} of ${SHOPS} were claimed`);
    return rate;
  };

  const rows = [];
  for (const count of [1, 8, 32]) {
    const bare = await measure(`bare, ${count}`, "update bare set ready = true", async () => {
      const { rowCount } = await owner.query(
        `update bare b set ready = false from (select id from bare where ready order by id limit $1 for update skip locked) r
          where b.id = r.id returning b.id`,
        [count],
      );
      return rowCount ?? 0;
    });
    const ready = "update shop_lane set ready_at = now(), lease_until = '-infinity'";
    const lanes = await measure(`lanes, ${count}`, ready, async () => (await claimLanes(count)).length);
    const whole = await measure(`whole runs, ${count}`, ready, async () => {
      const leases = await claimLanes(count);
      for (const lease of leases) await finishLane(lease);
      return leases.length;
    });
    rows.push([
      `${count} at a time`,
      bare.perSecond,
      lanes.perSecond,
      ratioText(lanes.perSecond, bare.perSecond),
      whole.perSecond,
    ]);
  }
  await owner.query("drop table bare");
  await owner.query("delete from shop_lane");
  return {
    title: `Lanes of ${SHOPS.toLocaleString("en")} shops, ${CLAIMERS} claimers: lanes per second`,
    columns: ["claimed", "bare table", "shop_lane", "of bare", "claimed and finished, one by one"],
    rows,
    notes: [],
    faults,
  };
}
