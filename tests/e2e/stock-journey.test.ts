/**
 * The pages of stock as staff use them, each step in both languages: one of them on a desktop, the other on a phone, in turns. A step
 * ends in what the shop then has, or in what the page then says.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { LOCALES, type Locale } from "../../app/platform/i18n/locale.ts";
import { openBrowser } from "../devshop/faces/fixture/open-browser.ts";
import { openLiveWorld, type LiveWorld } from "./live-world.ts";
import { MADRID, sell, stockShop, unitsIn } from "./stock-shop.ts";
import { expectImported, look, NARROW, openApp, startWalk, WIDE, type Walk } from "./walk.ts";

/** A quarter of an hour, in which a link's code is good and after which stock is looked over, takes six seconds. */
const SECONDS_A_DAY = 600;

let world: LiveWorld;
let browser: Browser;
const walks = new Map<Locale, Walk>();

beforeAll(async () => {
  world = await openLiveWorld(SECONDS_A_DAY);
  browser = await openBrowser();
  for (const locale of LOCALES) {
    const handle = `almacen-${locale}`;
    world.devshop.installer.install(world.devshop.createShop(stockShop(handle)));
    walks.set(locale, await startWalk(browser, handle, locale));
  }
});
afterAll(async () => {
  await browser.close();
  expect(world.devshop.problems).toEqual([]);
  await world.close();
});

/** One thing that staff do, in each language; the desktop and the phone change places with each step. */
let steps = 0;
function step(name: string, work: (walk: Walk) => Promise<void>): void {
  const turn = steps++;
  test.each(LOCALES)(`${name} (%s)`, async (locale) => {
    const walk = walks.get(locale);
    if (!walk) throw new Error(`nobody walks in ${locale}`);
    await walk.page.setViewportSize((turn + LOCALES.indexOf(locale)) % 2 === 0 ? WIDE : NARROW);
    await work(walk);
  });
}

step("a new shop's stock is listed, and a sale shows in it", async (walk) => {
  const { app, say } = walk;
  await openApp(world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(world, walk);
  sell(world, walk, "MAN-1", 1);
  await openApp(world, walk, "/app/inventory");
  await app.getByRole("heading", { level: 1, name: say("inventory:title") }).waitFor();
  await app.getByRole("link", { name: "Manta" }).first().waitFor();
  await look(walk, "inventory");
  await expect.poll(() => unitsIn(world, walk, "MAN-1", MADRID)).toMatchObject({ available: 6, committed: 1 });
});
