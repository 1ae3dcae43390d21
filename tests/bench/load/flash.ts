/**
 * One shop's flash sale: 1,000 orders within a minute (5,000 in the long form, which runs in real time), against the dev shop with Shopify's cost
 * accounting, while another shop sells as always. Web processes and worker run as in production.
 */
import { mkdirSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { ask, openDatabaseServer } from "../../faults/kill/database-server.ts";
import { openStage, type Stage } from "../../faults/kill/stage.ts";
import { MADRID } from "../../factories/people.ts";
import type { Shop } from "../../devshop/state/shop.ts";
import type { BenchDatabase, BenchOptions } from "../bench-database.ts";
import { percentile, type Report } from "../report.ts";

/** Seconds of the shop in one of ours in the short form: as fast as dev shop, app and database on two cores follow. */
const SPEED = 5;
const CALM_ORDERS_EACH_MS = 3_000;
/** What the calm shop sells before is what it is compared with. */
const CALM_MS = 90_000;
/** Real seconds: a little more than the longest that was promised. */
const GIVE_UP_SECONDS = 1_300;

/** Observed: what it takes to know and decide the orders. Everything on: until the last is shipped. */
export async function benchFlash(_: BenchDatabase, { seconds }: BenchOptions): Promise<Report> {
  const [orders, speed] = seconds > 60 ? [5_000, 1] : [1_000, SPEED];
  const rows: (string | number)[][] = [];
  const notes: string[] = [];
  for (const [rate, ship] of [
    ["standard", false],
    ["plus", false],
    ["standard", true],
    ["plus", true],
  ] as const) {
    const folder = `.data/flash-${process.pid}`;
    mkdirSync(folder, { recursive: true });
    const server = await openDatabaseServer(`${folder}/pg`);
    const stage = await openStage({ seed: 1, folder, server, speed });
    try {
      await stage.ready();
      const name = `${rate}, ${ship ? "shipped" : "observed"}`;
      rows.push([
        name,
        ...(await sale(stage, { rate, ship, orders, speed }, (note) => notes.push(`${name}: ${note}`))),
      ]);
      console.log(rows.at(-1)?.join("  "), notes.at(-1));
    } finally {
      await stage.close();
      await server.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return {
    title: `Flash sale: ${orders.toLocaleString("en")} orders of one shop within a minute; times are the shop's`,
    columns: ["budget", "decided", "after s", "shipped", "after s", "points each", "calm p99 before s", "during s"],
    rows,
    notes,
    faults: [],
  };
}

const VARIANTS = Array.from({ length: 5 }, (_, n) => ({
  title: `SKU-${n}`,
  variants: [
    { sku: `SKU-${n}`, priceMinor: 1_990, grams: 250, stock: n === 0 ? [0, 100_000, 0] : [100_000, 50_000, 10_000] },
  ],
}));

interface Sale {
  readonly rate: "standard" | "plus";
  readonly ship: boolean;
  readonly orders: number;
  readonly speed: number;
}

async function sale(
  stage: Stage,
  { rate, ship, orders, speed }: Sale,
  note: (text: string) => void,
): Promise<(string | number)[]> {
  const flash = await stage.openShop(0, { handle: "flash", rate, products: VARIANTS });
  const calm = await stage.openShop(1, { handle: "calm", rate: "standard", products: VARIANTS });
  await until(stage, "select 1 from import_run where status <> 'done'", 30);
  const shopId = `(select id from shop where domain = '${flash.domain}')`;
  if (!ship) await ask(stage.ownerUrl, `delete from effect_switch where shop_id = ${shopId}`);
  const clock = stage.devshop.world.clock;
  const buy = (shop: Shop, n: number) => {
    const variant = [...shop.variants.values()][n % VARIANTS.length];
    stage.devshop.placeOrder(shop, {
      lines: [{ variantId: variant?.id ?? "", quantity: 1 }],
      shippingAddress: MADRID,
      financialStatus: "PAID",
      riskLevel: "LOW",
    });
  };
  let calmOrders = 0;
  const selling = setInterval(() => {
    buy(calm, (calmOrders += 1));
  }, CALM_ORDERS_EACH_MS / speed);
  await sleep(CALM_MS / speed);
  const pointsOf = () => stage.devshop.counters().adminApi.pointsOf[flash.domain] ?? {};
  const pointsBefore = { ...pointsOf() };
  const began = clock.now();
  for (let placed = 0; placed < orders;) {
    const due = Math.min(orders, Math.floor(((clock.now().getTime() - began.getTime()) / 60_000) * orders));
    for (; placed < due; placed += 1) buy(flash, placed);
    await sleep(10);
  }
  const ended = ship
    ? `select 1 where (select count(distinct order_id) from fulfillment where shop_id = ${shopId}) < ${orders}`
    : `select 1 where (select count(distinct order_id) from routing_decision where shop_id = ${shopId}) < ${orders}`;
  await until(stage, ended, GIVE_UP_SECONDS);
  clearInterval(selling);
  const points = Object.entries(pointsOf())
    .map(([name, spent]) => [name, (spent - (pointsBefore[name] ?? 0)) / orders] as const)
    .filter(([, spent]) => spent > 0)
    .sort(([, a], [, b]) => b - a);
  note(`points an order by operation: ${points.map(([name, spent]) => `${name} ${spent.toFixed(1)}`).join(", ")}`);
  const [done] = await ask(
    stage.ownerUrl,
    `select (select count(distinct order_id)::int from routing_decision where shop_id = ${shopId}) as decided,
            (select max(decided_at) from routing_decision where shop_id = ${shopId}) as decided_at,
            (select count(distinct order_id)::int from fulfillment where shop_id = ${shopId}) as shipped,
            (select max(created_at) from fulfillment where shop_id = ${shopId}) as shipped_at`,
  );
  const calmTimes = await ask(
    stage.ownerUrl,
    `select o.placed_at as at, extract(epoch from min(d.decided_at) - o.placed_at)::float as s from shop_order o join routing_decision d using (shop_id, order_id)
      where o.shop_id = (select id from shop where domain = '${calm.domain}') group by o.shop_id, o.order_id, o.placed_at`,
  );
  const p99 = (during: boolean) =>
    percentile(
      calmTimes.filter(({ at }) => (at as Date) >= began === during).map(({ s }) => Number(s)),
      0.99,
    );
  const after = (at: unknown) => (at instanceof Date ? (at.getTime() - began.getTime()) / 1000 : "");
  return [
    Number(done?.["decided"]),
    after(done?.["decided_at"]),
    Number(done?.["shipped"]),
    after(done?.["shipped_at"]),
    points.reduce((all, [, spent]) => all + spent, 0),
    p99(false),
    p99(true),
  ];
}

/** Waits until the statement finds nothing, or for so many real seconds. */
async function until(stage: Stage, sql: string, withinSeconds: number): Promise<void> {
  for (let waited = 0; waited < withinSeconds * 10; waited += 1) {
    if ((await ask(stage.ownerUrl, sql)).length === 0) return;
    await sleep(100);
  }
}
