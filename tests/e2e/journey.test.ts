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

/** What people read on the way; the texts of the pages themselves are tested where they are written. */
const WORDS = {
  en: {
    settings: "Settings",
    orders: "Orders",
    turnOn: /^Turn on: /,
    save: "Save",
    saved: "Settings saved",
    place: "Place order",
    movedTo: "Ships from Tienda Sevilla",
    delivered: "Delivered",
    key: "API key of Tramo",
  },
  es: {
    settings: "Ajustes",
    orders: "Pedidos",
    turnOn: /^Activar: /,
    save: "Guardar",
    saved: "Ajustes guardados",
    place: "Hacer pedido",
    movedTo: "Sale de Tienda Sevilla",
    delivered: "Entregado",
    key: "Clave de API de Tramo",
  },
} as const;

/** With SHOTS=folder each step leaves a picture there, for people to look at and for the README. */
const SHOTS = process.env["SHOTS"];

describe.each(["en", "es"] as const)("a merchant and a shopper, in %s", (locale) => {
  const words = WORDS[locale];
  const handle = `tienda-${locale}`;
  let context: BrowserContext;
  let page: Page;
  let app: FrameLocator;
  let statusPage = "";

  const look = async (name: string) => {
    if (SHOTS) {
      await page.screenshot({ path: `${SHOTS}/${name}-${locale}.png`, fullPage: true });
      await page.setViewportSize({ width: 360, height: 780 });
      await page.screenshot({ path: `${SHOTS}/${name}-${locale}-360.png`, fullPage: true });
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    expect(await seriousFindings(page)).toEqual([]);
  };
  const openApp = (path: string) =>
    page.goto(`${world.devshop.url}/store/${handle}/apps/entrega${path}?locale=${locale}`);

  beforeAll(async () => {
    context = await browser.newContext({ userAgent: USER_AGENT, viewport: { width: 1280, height: 900 }, locale });
    page = await context.newPage();
    app = page.frameLocator("iframe");
    world.devshop.createShop({ ...spanishShop(), handle });
  });
  afterAll(() => context.close());

  test("installs: the first visit reads the store and shows how far it is", async () => {
    world.devshop.installer.install(world.devshop.shop(`${handle}.myshopify.com`));
    await openApp("/app");
    await app.getByRole("heading", { level: 1 }).waitFor();
    await look("home-empty");
    await expect.poll(() => imports(), { timeout: 20_000 }).toEqual(["done"]);
  });

  test("switches on what Entrega may do and connects a carrier", async () => {
    await openApp("/app/settings");
    await app.getByRole("heading", { level: 1, name: words.settings }).waitFor();
    for (let on = 0; on < 4; on += 1) {
      await app.getByRole("button", { name: words.turnOn }).first().click();
      await expect
        .poll(() => app.getByRole("button", { name: words.turnOn }).count(), { timeout: 10_000 })
        .toBe(3 - on);
    }
    await app.getByLabel(words.key).fill(CARRIER_KEY);
    await page.getByRole("button", { name: words.save, exact: true }).click();
    await page.getByText(words.saved).waitFor();
    await look("settings");
  });

  test("a shopper orders in the storefront and sees the promise", async () => {
    await page.goto(`${world.devshop.url}/storefront/${handle}?locale=${locale}`);
    await page.locator("li.card", { hasText: "Camiseta" }).locator("input").fill("4");
    for (const [field, value] of Object.entries(SHOPPER)) await page.locator(`#${field}`).fill(value);
    await page.locator("#latitude").evaluate((input: HTMLInputElement) => (input.value = "37.39"));
    await page.locator("#longitude").evaluate((input: HTMLInputElement) => (input.value = "-5.99"));
    await look("storefront");
    await page.locator("button.primary").click();
    await page.waitForURL(/\/orders\//);
    await look("order-received");
    statusPage = page.url();
    const thanks = new URL(statusPage);
    thanks.pathname += "/thank-you";
    await page.goto(thanks.href);
    await look("thank-you");
  });

  test("the merchant sees the order, where it ships from, and why", async () => {
    await openApp("/app/orders");
    await app.getByRole("link", { name: "#1001" }).waitFor();
    await look("orders");
    await app.getByRole("link", { name: "#1001" }).click();
    await app.getByRole("heading", { level: 1, name: /#1001/ }).waitFor();
    await expect.poll(() => app.getByText("Tienda Sevilla").count(), { timeout: 20_000 }).toBeGreaterThan(0);
    await look("order-routed");
  });

  test("the shopper sees the parcel arrive", async () => {
    await expect.poll(() => delivered(), { timeout: 55_000, interval: 500 }).toEqual(["delivered"]);
    await page.goto(statusPage);
    const block = page.locator("iframe").first().contentFrame();
    await block.getByText(words.delivered).first().waitFor({ timeout: 10_000 });
    await look("order-status");
    await openApp("/app/orders");
    await app.getByRole("link", { name: "#1001" }).click();
    await app.getByRole("heading", { level: 1, name: /#1001/ }).waitFor();
    await look("order-delivered");
    await openApp("/app");
    await app.getByRole("heading", { level: 1 }).waitFor();
    await look("home");
  });

  async function imports(): Promise<string[]> {
    const { rows } = await world.owner.query<{ status: string }>(
      "select distinct r.status from import_run r join shop s on s.id = r.shop_id where s.domain = $1",
      [`${handle}.myshopify.com`],
    );
    return rows.map((row) => row.status);
  }

  async function delivered(): Promise<string[]> {
    const { rows } = await world.owner.query<{ stage: string }>(
      "select o.stage from shop_order o join shop s on s.id = o.shop_id where s.domain = $1",
      [`${handle}.myshopify.com`],
    );
    return rows.map((row) => row.stage);
  }
});

const SHOPPER = {
  name: "Ana Pérez",
  address1: "Calle Sierpes 1",
  zip: "41004",
  city: "Sevilla",
  email: "ana@example.com",
};
