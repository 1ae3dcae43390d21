/**
 * `npm run pictures`: takes the pictures of the README anew, of the demo's shop a few days after its first order. Two to three minutes.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { openBrowser, USER_AGENT } from "../tests/devshop/faces/fixture/open-browser.ts";
import { readSample, type Sample, type SampleOrder } from "../tests/devshop/seeds/sample.ts";
import { buildMissing } from "./demo/build-missing.ts";
import { miscount } from "./demo/miscount.ts";
import { openDemo, type Demo } from "./demo/open-demo.ts";
import { progressOn } from "./demo/progress.ts";
import { placeInStorefront, type OrderPlaced } from "./demo/shopper.ts";
import { watch } from "./demo/watch.ts";

const TO = "docs/pictures";
const FOLDER = ".data/pictures";
const START = new Date("2026-11-23T07:20:00Z");
/** Of the first day, whose parcels are on their way or have arrived; and of today. */
const EARLIER = 150;
const TODAY = 40;
const DAYS_BETWEEN = 3;
const MISCOUNT_EVERY = 15;
/** An hour of the shop takes half a minute, so that nothing is late because the machine was slow; parcels travel faster. */
const SPEED = 120;
const TRAVEL_SPEED = 5_000;
const DAY_MS = 86_400_000;
const WIDTH = 1280;
/** A page asks for the rest of itself after it has come. */
const REST_MS = 1_500;

process.chdir(join(import.meta.dirname, ".."));
mkdirSync(FOLDER, { recursive: true });
await buildMissing(console.log);
const sample = readSample();
const demo = await openDemo({
  ...{ folder: FOLDER, sample, start: START, speed: SPEED, webhooks: {} },
  ports: { devshop: 0, web: 0, worker: 0 },
});
const browser = await openBrowser();
try {
  const placed = await fillShop(demo, sample);
  const example = await tellingOrder(demo, placed);
  const context = await browser.newContext({ userAgent: USER_AGENT, locale: "en" });
  const page = await context.newPage();
  await takeAdmin(page, demo, { name: "home", path: "/app", height: 1_180 });
  await takeAdmin(page, demo, { name: "orders", path: "/app/orders", height: 820 });
  await takeAdmin(page, demo, { name: "order", path: `/app/orders/${example.orderId}`, height: 1_340 });
  await takeAdmin(page, demo, { name: "stock", path: "/app/inventory", height: 820 });
  await page.setViewportSize({ width: 900, height: 1_240 });
  await page.goto(example.statusUrl);
  await page.waitForTimeout(REST_MS);
  await page.screenshot({ path: `${TO}/order-status.png` });
} finally {
  await browser.close();
  await demo.close();
}

/** Two days of orders with some days between them, and shelves on which less lies than the books say. */
async function fillShop(shop: Demo, { orders }: Sample): Promise<OrderPlaced[]> {
  const app = watch(shop, progressOn(process.stdout));
  await shop.merchant.install();
  await app.imported();
  await shop.merchant.connectCarrier(shop.carrierKey);
  await shop.merchant.switchAllOn();
  const coming = orders.filter(({ day }) => day > 0);
  const placed = await placeAll(shop, coming.slice(0, EARLIER));
  await app.settled();
  await shop.pace(TRAVEL_SPEED);
  const today = START.getTime() + DAYS_BETWEEN * DAY_MS;
  await sleep(shop.clock.realDelay(today - shop.clock.now().getTime()));
  await shop.pace(SPEED);
  await app.settled();
  await placeAll(shop, coming.slice(EARLIER, EARLIER + TODAY));
  await app.settled();
  return placed;
}

async function placeAll(shop: Demo, orders: readonly SampleOrder[]): Promise<OrderPlaced[]> {
  const all: OrderPlaced[] = [];
  for (const [index, order] of orders.entries()) {
    const placed = await placeInStorefront(shop, sample, order);
    if (placed) all.push(placed);
    if (placed && index % MISCOUNT_EVERY === 0) miscount(shop, placed.orderId);
  }
  return all;
}

/** One that was moved and is on its way, best with two parcels. Throws Error when there is none: then the story above has changed. */
async function tellingOrder({ owner }: Demo, placed: readonly OrderPlaced[]): Promise<OrderPlaced> {
  const { rows } = await owner.query<{ orderId: string }>(
    `select d.order_id as "orderId" from routing_decision d join shop_order o using (shop_id, order_id)
      where d.mode = 'live' and d.outcome in ('move', 'split') and o.stage in ('shipped', 'delivered')
        and exists (select 1 from parcel_scan s join parcel p using (shop_id, parcel_id) where p.shop_id = o.shop_id and p.order_id = o.order_id)
      order by o.stage = 'delivered', d.outcome = 'move', d.order_id limit 1`,
  );
  const example = placed.find(({ orderId }) => orderId === rows[0]?.orderId);
  if (!example) throw new Error("no order was moved and has left");
  return example;
}

async function takeAdmin(
  page: Page,
  { storeUrl }: Demo,
  { name, path, height }: { readonly name: string; readonly path: string; readonly height: number },
): Promise<void> {
  await page.setViewportSize({ width: WIDTH, height });
  await page.goto(`${storeUrl}/apps/entrega${path}?locale=en`);
  await page.frameLocator("iframe").locator("html[data-live]").waitFor({ state: "attached" });
  await page.waitForTimeout(REST_MS);
  await page.screenshot({ path: `${TO}/${name}.png` });
}
