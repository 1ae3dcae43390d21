import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import { openBrowser, seriousFindings, USER_AGENT } from "../devshop/faces/fixture/open-browser.ts";
import { spanishShop } from "../factories/shops.ts";
import { CARRIER_KEY, openLiveWorld, type LiveWorld } from "./live-world.ts";

let world: LiveWorld;
let browser: Browser;
beforeAll(async () => {
  world = await openLiveWorld();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  expect(world.devshop.problems).toEqual([]);
  await world.close();
});

describe.each(["en"])("a merchant and a shopper, in %s", (locale) => {
  let context: BrowserContext;
  let page: Page;
  let app: FrameLocator;
  const shots = process.env["SHOTS"];
  const shot = async (name: string) => {
    if (shots) await page.screenshot({ path: `${shots}/${name}-${locale}.png`, fullPage: true });
  };

  beforeAll(async () => {
    context = await browser.newContext({ userAgent: USER_AGENT, viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    app = page.frameLocator("iframe");
  });
  afterAll(() => context.close());

  test("walk", async () => {
    const shop = world.devshop.createShop({ ...spanishShop(), handle: `tienda-${locale}` });
    world.devshop.installer.install(shop);
    await page.goto(`${world.devshop.url}/store/tienda-${locale}/apps/entrega/app?locale=${locale}`);
    await app.locator("h1").first().waitFor();
    await shot("home-1");
    console.log(await seriousFindings(page));
    void CARRIER_KEY;
  });
});
