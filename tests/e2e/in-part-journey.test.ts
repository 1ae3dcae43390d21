/**
 * An order of which units are missing: the merchant lets what is there ship, the order says what left and what waits, and the rest follows when it comes. In
 * both languages, one on a desktop and the other on a phone, in turns.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { LOCALES, type Locale } from "../../app/platform/i18n/locale.ts";
import { openBrowser } from "../devshop/faces/fixture/open-browser.ts";
import { activeLevel, changeLevel } from "../devshop/state/stock.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { openLiveWorld, type LiveWorld } from "./live-world.ts";
import { column, expectImported, look, NARROW, openApp, startWalk, WIDE, type Walk } from "./walk.ts";

const SAVE = { en: "Save", es: "Guardar" } as const;

let world: LiveWorld;
let browser: Browser;
const walks = new Map<Locale, Walk>();

beforeAll(async () => {
  world = await openLiveWorld(86_400);
  browser = await openBrowser();
  for (const locale of LOCALES) {
    const handle = `partes-${locale}`;
    world.devshop.installer.install(world.devshop.createShop(spanishShop({ handle })));
    walks.set(locale, await startWalk(browser, handle, locale));
  }
});
afterAll(async () => {
  await browser.close();
  expect(world.devshop.problems).toEqual([]);
  await world.close();
});

let steps = 0;
function step(name: string, work: (walk: Walk) => Promise<void>): void {
  const turn = steps++;
  test(name, async () => {
    const all = [...walks.values()].map(async (walk, n) => {
      const size = (turn + n) % 2 === 0 ? WIDE : NARROW;
      await walk.page.setViewportSize(size);
      await work(walk).catch((cause: unknown) => {
        throw new Error(`in ${walk.locale}, ${size.width} px wide`, { cause });
      });
    });
    const walked = await Promise.allSettled(all);
    for (const result of walked) if (result.status === "rejected") throw result.reason;
  });
}

const press = ({ app }: Walk, name: string) => app.getByRole("button", { name, exact: true }).first().press("Enter");
const outcomes = (walk: Walk) =>
  column(world, walk, "select outcome from routing_decision where shop_id = $1 order by decision_id");

function shopOf({ handle }: Walk) {
  const shop = [...world.devshop.world.shops.values()].find((each) => each.domain.startsWith(handle));
  if (!shop) throw new Error(`no shop ${handle}`);
  return shop;
}

step("what is done when units are missing is a setting", async (walk) => {
  const { app, page, say, locale } = walk;
  await openApp(world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(world, walk);
  await openApp(world, walk, "/app/settings");
  for (const effect of ["route", "hold"] as const) {
    const title = say(`settings:effects.${effect}.title`);
    await press(walk, say("settings:effects.turnOnSpoken", { effect: title }));
    await app.getByRole("button", { name: say("settings:effects.turnOffSpoken", { effect: title }) }).waitFor();
  }
  await app.getByLabel(say("settings:inPart.when"), { exact: true }).selectOption("ship");
  await app.getByLabel(say("settings:inPart.leastPercent"), { exact: true }).fill("101");
  await page.getByRole("button", { name: SAVE[locale], exact: true }).click();
  await app.getByText(say("settings:field.range", { min: "0", max: "100" })).waitFor();
  await app.getByLabel(say("settings:inPart.leastPercent"), { exact: true }).fill("20");
  await look(walk, "settings-in-part");
  await page.getByRole("button", { name: SAVE[locale], exact: true }).click();
  const saved = () => column(world, walk, "select in_part->>'when' from routing_setting where shop_id = $1");
  await expect.poll(saved, { timeout: 10_000 }).toEqual(["ship"]);
});

step("an order says what leaves, what waits and that it will follow", async (walk) => {
  const { app, say } = walk;
  const shop = shopOf(walk);
  const lines = Object.entries({ "CAM-1": 2, "POS-1": 3 }).map(([sku, quantity]) => ({
    variantId: [...shop.variants.values()].find((each) => each.sku === sku)?.id ?? "",
    quantity,
  }));
  const placed = world.devshop.placeOrder(shop, {
    lines,
    shippingAddress: SEVILLE,
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: "ana@example.com",
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
  });
  if (placed.kind !== "placed") throw new Error(`refused: ${placed.code}`);
  await expect.poll(() => outcomes(walk)).toEqual(["inPart"]);
  const held = () => column(world, walk, "select status from fulfillment_order where shop_id = $1 order by status");
  await expect.poll(held).toEqual(["ON_HOLD", "OPEN"]);
  await openApp(world, walk, `/app/orders/${placed.order.id}`);
  await app
    .getByText(say("routing:reason.inPart.outOfStock", { count: 3, waits: 2 }))
    .first()
    .waitFor();
  await app
    .getByText(say("routing:reason.line.waits", { line: "Póster", count: 2, wanted: 3 }))
    .first()
    .waitFor();
  await look(walk, "order-in-part");
});

step("the rest ships when it comes", async (walk) => {
  const shop = shopOf(walk);
  const item = [...shop.items.values()].find(({ sku }) => sku === "POS-1");
  const madrid = [...shop.locations.values()].find(({ name }) => name.includes("Madrid"));
  const level = item && madrid && activeLevel(shop, item.id, madrid.id);
  if (!level) throw new Error("no posters in Madrid");
  changeLevel(world.devshop.world, shop, level, { available: 2 });
  await expect.poll(() => outcomes(walk), { timeout: 40_000 }).toEqual(["inPart", "stay"]);
  const open = () => column(world, walk, "select status from fulfillment_order where shop_id = $1");
  await expect.poll(open).toEqual(["OPEN", "OPEN"]);
});
