/**
 * The first hour: somebody installs the app, sees what it found, mends what stands in the way, says how the shop ships, lets it do the first thing, and the first
 * order goes to where it ships best. In both languages, one on a desktop and the other on a phone, in turns.
 */
import { expect } from "vitest";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { CARRIER_KEY } from "./live-world.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, press, shopOf, type Walk } from "./walk.ts";

const MADRID = "Almacén Madrid";
const SAVE = { en: "Save", es: "Guardar" } as const;
const SHOPPER = {
  name: "Ana Pérez",
  address1: "Calle Sierpes 1",
  zip: "41004",
  city: "Sevilla",
  email: "ana@example.com",
};

const story = tellStory({
  name: "primera",
  installed: false,
  // A day takes a minute, so that the daily look and the reconciles come by themselves.
  secondsADay: 60,
  seed(handle) {
    const seed = spanishShop({ handle, customerAccounts: "CLASSIC" });
    const [shirt, ...others] = seed.products;
    if (!shirt) throw new Error("the seed has no product");
    const barcode = "8400000000017";
    const light = {
      title: "Postal de Sevilla",
      variants: [{ sku: "CAM-1", priceMinor: 190, stock: [5, 5, 5], barcode }],
    };
    return { ...seed, products: [shirt, ...others, light] };
  },
});

const steps = (walk: Walk, done: number) =>
  walk.app.getByRole("heading", { level: 2, name: walk.say("onboarding:steps.title", { done, of: 3 }) }).waitFor();

story.step("installs it, and Home says what to do and that nothing is changed", async (walk) => {
  const { app } = walk;
  story.world.devshop.installer.install(shopOf(story.world, walk));
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  await openApp(story.world, walk, "/app");
  await steps(walk, 1);
  await look(walk, "first-hour-home");
});

story.step("sees what was found, and what of the setup stands in the way", async (walk) => {
  const { app, say } = walk;
  const looked = () => column(story.world, walk, "select accounts from setup_look where shop_id = $1");
  await expect.poll(looked, { timeout: 20_000 }).toEqual(["CLASSIC"]);
  await app.getByRole("link", { name: say("onboarding:steps.all") }).click();
  await app.getByRole("heading", { level: 1, name: say("onboarding:title") }).waitFor();
  await app.getByText(say("onboarding:check.accounts.says.todo")).waitFor();
  await look(walk, "first-hour-setup");
  await openApp(story.world, walk, "/app/setup/sharedSku");
  await app.getByRole("link", { name: "Postal de Sevilla" }).first().waitFor();
  await look(walk, "first-hour-shared-sku");
});

story.step("mends one thing, leaves out another, and has it looked at again", async (walk) => {
  const { app, page, say } = walk;
  shopOf(story.world, walk).customerAccounts = "NEW_CUSTOMER_ACCOUNTS";
  await openApp(story.world, walk, "/app/setup");
  await press(walk, say("onboarding:skipSpoken", { name: say("onboarding:check.barcode.title") }));
  await page.getByText(say("onboarding:did.skipped")).first().waitFor();
  await press(walk, say("onboarding:checks.again"));
  await app.getByText(say("onboarding:check.accounts.says.fine")).waitFor({ timeout: 20_000 });
  await app
    .getByRole("button", {
      name: say("onboarding:bringBackSpoken", { name: say("onboarding:check.barcode.title") }),
    })
    .waitFor();
});

story.step("says how the shop ships: a location's hours and a carrier", async (walk) => {
  const { app, page, say, locale } = walk;
  await openApp(story.world, walk, "/app/settings/locations");
  await app.getByRole("link", { name: MADRID, exact: true }).click();
  const hours = app.getByRole("group", { name: say("locations:hours.group"), exact: true });
  await hours.locator("input").first().fill("9-18");
  await page.getByRole("button", { name: SAVE[locale], exact: true }).click();
  await page.getByText(say("locations:saved"), { exact: true }).first().waitFor();
  await openApp(story.world, walk, "/app/settings/carriers");
  await app.locator("input[name='stand-in.apiKey']").fill(CARRIER_KEY);
  await press(walk, say("carriers:connectSpoken", { carrier: "Tramo" }));
  await page.getByText(say("carriers:did.connected", { carrier: "Tramo" })).waitFor();
  await openApp(story.world, walk, "/app");
  await steps(walk, 2);
});

story.step("lets it do the first thing, and Home asks for nothing more", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/settings");
  await press(walk, say("settings:effects.turnOnSpoken", { effect: say("settings:effects.route.title") }));
  const on = () =>
    column(story.world, walk, "select effect from effect_switch where shop_id = $1 and on_since is not null");
  await expect.poll(on).toEqual(["route"]);
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  expect(await app.getByText(say("onboarding:step.act.title")).count()).toBe(0);
});

story.step("the first order comes, and goes to where it ships best", async (walk) => {
  const { app, page, locale, handle, say } = walk;
  await page.goto(`${story.world.devshop.url}/storefront/${handle}?locale=${locale}`);
  await page.locator("li.card", { hasText: "Camiseta" }).locator("input").fill("4");
  for (const [field, value] of Object.entries(SHOPPER)) await page.locator(`#${field}`).fill(value);
  await page.locator("#latitude").evaluate((input: HTMLInputElement) => (input.value = "37.39"));
  await page.locator("#longitude").evaluate((input: HTMLInputElement) => (input.value = "-5.99"));
  await page.locator("button.primary").click();
  await page.waitForURL(/\/orders\//);
  const moved = () => column(story.world, walk, MOVED);
  await expect.poll(moved, { timeout: 20_000 }).toEqual(["done"]);
  // More posters than there are: nobody can ship them.
  const shop = shopOf(story.world, walk);
  const poster = [...shop.variants.values()].find(({ itemId }) => shop.items.get(itemId)?.sku === "POS-1");
  const lines = [{ variantId: poster?.id ?? "", quantity: 3 }];
  story.world.devshop.placeOrder(shop, { lines, shippingAddress: { ...SEVILLE }, financialStatus: "PAID" });
  await expect.poll(() => column(story.world, walk, STUCK), { timeout: 20_000 }).toEqual(["#1002"]);
  await openApp(story.world, walk, "/app/orders");
  await app.getByRole("link", { name: "#1001" }).click();
  await app.getByText("Tienda Sevilla").first().waitFor();
  await look(walk, "first-hour-routed");
  await openApp(story.world, walk, "/app/inbox");
  await app.getByText(say("orders:attention.unroutable")).first().waitFor();
  await look(walk, "inbox");
});

story.step("what needs somebody is taken and let rest in the inbox", async (walk) => {
  const { app, page, say } = walk;
  const named = { what: say("onboarding:check.sharedSku.title"), name: say("inbox:things", { count: 2 }) };
  await openApp(story.world, walk, "/app/inbox");
  await press(walk, say("inbox:act.takeSpoken", named));
  await page
    .getByText(say("inbox:did.assigned", { count: 1 }))
    .first()
    .waitFor();
  await app.getByText(say("inbox:row.me")).first().waitFor();
  await press(walk, say("inbox:act.restSpoken", named));
  await page
    .getByText(say("inbox:did.resting", { count: 1 }))
    .first()
    .waitFor();
  await app.getByText(named.what).first().waitFor({ state: "detached" });
  await openApp(story.world, walk, "/app/inbox?show=resting");
  await app.getByText(named.what).first().waitFor();
  await look(walk, "inbox-resting");
});

story.step("one key finds the order, the item and the location", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/orders");
  await app.getByRole("link", { name: "#1001" }).first().press("/");
  const field = app.getByRole("searchbox", { name: say("search:field") });
  await field.fill("CAM-1");
  await app.getByRole("link", { name: "Camiseta" }).first().waitFor();
  await field.fill("sevilla");
  await app.getByRole("link", { name: "Tienda Sevilla" }).waitFor();
  await look(walk, "search");
  await field.fill("ana@example.com");
  await app.getByRole("link", { name: "#1001" }).press("Enter");
  await app.getByRole("heading", { level: 1, name: "#1001" }).waitFor();
});

const STUCK = "select name from shop_order where shop_id = $1 and attention = 'unroutable'";
const MOVED = "select status from intent where shop_id = $1 and kind = 'fulfillmentOrder.move'";
