import { expect, test } from "vitest";
import { LOCALES } from "../../app/platform/i18n/locale.ts";
import { spanishShop } from "../factories/shops.ts";
import { CARRIER_KEY } from "./live-world.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, shopOf } from "./walk.ts";

/** What people read on the way; the texts of the pages themselves are tested where they are written. */
const WORDS = {
  en: {
    settings: "Settings",
    turnOn: /^Turn on: /,
    save: "Save",
    saved: "Settings saved",
    why: /Ships from Tienda Sevilla: .* cheaper than Almacén Madrid/,
    delivered: "Delivered",
    nothingToLookAt: "Nothing to look at",
    key: "API key of Tramo",
  },
  es: {
    settings: "Ajustes",
    turnOn: /^Activar: /,
    save: "Guardar",
    saved: "Ajustes guardados",
    why: /Sale de Tienda Sevilla: .* más barato que desde Almacén Madrid/,
    delivered: "Entregado",
    nothingToLookAt: "Nada por revisar",
    key: "Clave de API de Tramo",
  },
} as const;

const SHOPPER = {
  name: "Ana Pérez",
  address1: "Calle Sierpes 1",
  zip: "41004",
  city: "Sevilla",
  email: "ana@example.com",
};

/** One merchant and one shopper share the window. */
interface Memory {
  statusPage: string;
}

/** Parcels are delivered within the minute. */
const story = tellStory(
  { name: "tienda", seed: (handle) => ({ ...spanishShop(), handle }), secondsADay: 3, installed: false },
  (): Memory => ({ statusPage: "" }),
);

// Step by step for both languages, so that parcels travel for one while the other is being looked at.

test.each(LOCALES)("installs: the first visit reads the store and shows how far it is (%s)", async (locale) => {
  const walk = story.walkOf(locale);
  const { app } = walk;
  story.world.devshop.installer.install(shopOf(story.world, walk));
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await look(walk, "home-empty");
  await expectImported(story.world, walk);
});

test.each(LOCALES)("switches on what Entrega may do and connects a carrier (%s)", async (locale) => {
  const walk = story.walkOf(locale);
  const { page, app } = walk;
  const words = WORDS[locale];
  await openApp(story.world, walk, "/app/settings");
  await app.getByRole("heading", { level: 1, name: words.settings }).waitFor();
  const switches = app.getByRole("button", { name: words.turnOn });
  await switches.first().waitFor();
  for (let left = (await switches.count()) - 1; left >= 0; left -= 1) {
    await switches.first().click();
    await expect.poll(() => switches.count(), { timeout: 10_000 }).toBe(left);
  }
  await look(walk, "settings");
  await app.getByRole("link", { name: walk.say("settings:carrier.open") }).click();
  await app.getByRole("heading", { level: 1, name: walk.say("carriers:title") }).waitFor();
  await look(walk, "carriers-new");
  await app.locator("input[name='stand-in.apiKey']").fill("wrong");
  await app.getByRole("button", { name: walk.say("carriers:connectSpoken", { carrier: "Tramo" }) }).click();
  await app.getByText(walk.say("carriers:problem.refused", { carrier: "Tramo" })).waitFor();
  await app.locator("input[name='stand-in.apiKey']").fill(CARRIER_KEY);
  await app.getByRole("button", { name: walk.say("carriers:connectSpoken", { carrier: "Tramo" }) }).click();
  await page.getByText(walk.say("carriers:did.connected", { carrier: "Tramo" })).waitFor();
  await look(walk, "carriers");
});

test.each(LOCALES)("a shopper orders in the storefront and lands on the order's page (%s)", async (locale) => {
  const walk = story.walkOf(locale);
  const { page } = walk;
  await page.goto(`${story.world.devshop.url}/storefront/${walk.handle}?locale=${locale}`);
  await page.locator("li.card", { hasText: "Camiseta" }).locator("input").fill("4");
  for (const [field, value] of Object.entries(SHOPPER)) await page.locator(`#${field}`).fill(value);
  await page.locator("#latitude").evaluate((input: HTMLInputElement) => (input.value = "37.39"));
  await page.locator("#longitude").evaluate((input: HTMLInputElement) => (input.value = "-5.99"));
  await look(walk, "storefront");
  await page.locator("button.primary").click();
  await page.waitForURL(/\/orders\//);
  walk.statusPage = page.url();
  await look(walk, "order-received");
  const thanks = new URL(walk.statusPage);
  thanks.pathname += "/thank-you";
  await page.goto(thanks.href);
  await look(walk, "thank-you");
});

test.each(LOCALES)("the merchant sees the order, where it ships from, and why (%s)", async (locale) => {
  const walk = story.walkOf(locale);
  const { app } = walk;
  await expect.poll(() => column(story.world, walk, DECIDED)).toEqual(["move"]);
  await openApp(story.world, walk, "/app/orders");
  await app.getByRole("link", { name: "#1001" }).waitFor();
  await look(walk, "orders");
  await app.getByRole("link", { name: "#1001" }).click();
  await app.getByText(WORDS[locale].why).waitFor();
  await look(walk, "order-routed");
});

test.each(LOCALES)("the shopper sees that the parcel has arrived (%s)", async (locale) => {
  const walk = story.walkOf(locale);
  const { page, app, statusPage } = walk;
  await expect.poll(() => column(story.world, walk, STAGES), { timeout: 55_000, interval: 250 }).toEqual(["delivered"]);
  await page.goto(statusPage);
  const block = page.locator("iframe[title$=': order-status']").first().contentFrame();
  await block.getByText(WORDS[locale].delivered).first().waitFor({ timeout: 10_000 });
  await look(walk, "order-status");
  await openApp(story.world, walk, "/app/orders");
  await app.getByRole("link", { name: "#1001" }).click();
  await app.getByText(WORDS[locale].why).waitFor();
  await look(walk, "order-delivered");
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await look(walk, "home");
});

test.each(LOCALES)("stock says what was sold, and by which order (%s)", async (locale) => {
  const walk = story.walkOf(locale);
  const { app } = walk;
  await openApp(story.world, walk, "/app/inventory");
  await app.getByRole("link", { name: "Camiseta" }).first().waitFor();
  await look(walk, "inventory");
  await app.getByRole("link", { name: "Camiseta" }).nth(1).click();
  await app.getByRole("link", { name: "Tienda Sevilla" }).click();
  await app.getByRole("link", { name: "#1001" }).first().waitFor();
  await look(walk, "inventory-item");
  await openApp(story.world, walk, "/app/inventory/differences");
  await app.getByRole("heading", { level: 3, name: WORDS[locale].nothingToLookAt }).waitFor();
  await look(walk, "inventory-differences");
});

test("what cannot be read or found out is shown, and answered without a mouse", async () => {
  const walk = story.walkOf("es");
  const { page, app } = walk;
  // Both are mistakes of ours, so the shop cannot bring them about. In one language: they cost seconds, and the longer words are the harder ones.
  await column(story.world, walk, SET_ASIDE);
  await column(story.world, walk, ASK);
  await openApp(story.world, walk, "/app");
  await app.getByText("No se pudieron leer 12.345 cosas de tu tienda").waitFor();
  await look(walk, "home-set-aside");
  await app.getByRole("link", { name: "#1001" }).press("Enter");
  const question = app.getByRole("heading", { level: 2, name: "¿Se hizo esto?" });
  await question.waitFor();
  await look(walk, "order-asks");
  await app.getByRole("button", { name: "Dejarlo así: Mover a otra sucursal" }).press("Enter");
  await page.getByText("Tu respuesta queda anotada").waitFor();
  await question.waitFor({ state: "detached" });
});

const DECIDED = "select outcome from routing_decision where shop_id = $1";
const STAGES = "select stage from shop_order where shop_id = $1";
const ASK = `with asked as (update intent set status = 'asks' where shop_id = $1 and kind = 'fulfillmentOrder.move')
  update shop_order set attention = 'asks' where shop_id = $1`;
const SET_ASIDE = `insert into mark (shop_id, kind, object_id, part, marked_at, not_before, set_aside_at, set_aside_code)
  select $1, 5, g, 0, '2026-11-02', 'infinity', '2026-11-02', 'not_understood' from generate_series(1, 12345) g`;
