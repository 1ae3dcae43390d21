import pg from "pg";
import { parseId, type ShopId } from "../../app/core/ids.ts";
import { makeShops, type BenchDatabase } from "./bench-database.ts";
import { ratioText, type Report } from "./report.ts";
import { rateOf } from "./timing.ts";

const MS = 2_500;
const SIDE_BY_SIDE = 16;
const FIND = "select * from order_key where shop_id = $1 and order_id = $2";

/**
 * What one transaction costs through `inShop`: in SQL, in Prisma, and in both. Baseline: the same with `pg` alone (begin, shop, one row by its
 * key, commit), as the app's role.
 */
export async function benchHandle({ owner, appUrl }: BenchDatabase): Promise<Report> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const [made = ""] = await makeShops(owner, "handle", 1);
  const shopId = parseId<ShopId>(made);
  await owner.query("insert into order_key select $1, n, 'k' from generate_series(1, 1000) n", [shopId]);
  const pool = new pg.Pool({ connectionString: appUrl, max: SIDE_BY_SIDE });
  let turn = 0;
  const next = () => (turn = (turn % 1000) + 1);

  const bare = async (statements: number) => {
    const client = await pool.connect();
    await client.query("begin");
    await client.query("select set_config('app.shop', $1, true)", [shopId]);
    for (let n = 0; n < statements; n += 1) await client.query(FIND, [shopId, next()]);
    await client.query("commit");
    client.release();
    return undefined;
  };
  const viaSql = (statements: number) =>
    inShop(shopId, async (tx) => {
      for (let n = 0; n < statements; n += 1) await tx.rows(FIND, [shopId, next()]);
      return undefined;
    });
  const viaPrisma = (statements: number) =>
    inShop(shopId, async (tx) => {
      for (let n = 0; n < statements; n += 1)
        await (
          await tx.prisma()
        ).orderKey.findUnique({
          where: { shopId_orderId: { shopId: BigInt(shopId), orderId: BigInt(next()) } },
        });
      return undefined;
    });

  await rateOf(500, SIDE_BY_SIDE, () => viaPrisma(1)); // the engine warms up
  const rows = [];
  for (const statements of [1, 5]) {
    const baseline = await rateOf(MS, SIDE_BY_SIDE, () => bare(statements));
    const ways = [
      { name: "pg alone", rate: baseline },
      { name: "inShop, SQL", rate: await rateOf(MS, SIDE_BY_SIDE, () => viaSql(statements)) },
      { name: "inShop, Prisma", rate: await rateOf(MS, SIDE_BY_SIDE, () => viaPrisma(statements)) },
    ];
    for (const { name, rate } of ways)
      rows.push([
        `${name}, ${statements} ${statements === 1 ? "read" : "reads"}`,
        rate.perSecond,
        ratioText(rate.perSecond, baseline.perSecond),
        rate.cpuMicros,
      ]);
  }
  await pool.end();
  return {
    title: `One handle: transactions, ${SIDE_BY_SIDE} side by side`,
    columns: ["", "per second", "of pg alone", "CPU µs each (this process)"],
    rows,
    notes: [],
    faults: [],
  };
}
