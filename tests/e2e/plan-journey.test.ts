/**
 * What Entrega costs, before it costs anything: a merchant sees how many orders of how many, is told when four fifths and when all are used, goes on shipping all the
 * same, chooses a plan on Shopify's own page, and leaves it again. In both languages, one on a desktop and the other on a phone, in turns.
 */
import { expect } from "vitest";
import { LISTING } from "../devshop/state/app-subscriptions.ts";
import { spanishShop } from "../factories/shops.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, press, shopOf, type Walk } from "./walk.ts";

const PATH = "/app/plan";
const story = tellStory({ name: "cuenta", seed: (handle) => spanishShop({ handle }), stepMs: 180_000 });

/** As if the shop had had so many orders this month. */
const hadOrders = (walk: Walk, orders: number) =>
  column(
    story.world,
    walk,
    `insert into billing_month (shop_id, month, orders, extra, cost_cents) values ($1, '2026-11', ${orders}, 0, 0)
     on conflict (shop_id, month) do update set orders = excluded.orders, extra = 0, cost_cents = 0`,
  );

/** A shopper orders in the shop's own store. */
async function anOrder(walk: Walk): Promise<void> {
  const { page, handle, locale } = walk;
  const before = await counted(walk);
  await page.goto(`${story.world.devshop.url}/storefront/${handle}?locale=${locale}`);
  await page.locator(".card input:not([disabled])").first().fill("1");
  await page.locator("#ready").selectOption({ index: 1 });
  await page.locator("#checkout button.primary").click();
  await page.waitForURL(/\/orders\/\d+/);
  await expect.poll(() => counted(walk)).toBe(before + 1);
}

const counted = async (walk: Walk) =>
  Number((await column(story.world, walk, "select count(*)::int from counted_order where shop_id = $1"))[0]);

/** Chooses a plan on Shopify's page, and is back in the app. */
async function choose(walk: Walk, button: string, handle: "free" | "grow"): Promise<void> {
  const { page, app, say } = walk;
  await app.getByRole("link", { name: button, exact: true }).click();
  await page.waitForURL(/pricing_plans/);
  await look(walk, "plan-at-shopify");
  await page.locator(`#choose-${handle}`).click();
  await page.waitForURL(/plan_handle/);
  await app.getByRole("heading", { level: 1, name: say("billing:title") }).waitFor();
}

story.step("a new shop sees its free orders, and that nothing is used yet", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  await openApp(story.world, walk, "/app/settings");
  await app.getByRole("link", { name: say("settings:billing.open"), exact: true }).click();
  await app.getByText(say("billing:month.ofIncluded", { orders: "0", included: "50" })).waitFor();
  await app.getByText(say("billing:months.none")).waitFor();
  await look(walk, "plan-new");
});

story.step("at four fifths Home says so, and the page what comes then", async (walk) => {
  const { app, say } = walk;
  await hadOrders(walk, 41);
  await anOrder(walk);
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { name: say("home:plan.near.title", { percent: 84 }) }).waitFor();
  await look(walk, "plan-home");
  await app.getByRole("link", { name: say("home:plan.see"), exact: true }).click();
  await app.getByText(say("billing:notice.near.text")).waitFor();
  await look(walk, "plan-near");
});

story.step("beyond the free orders nothing stops; only what was never on stays off for now", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/settings");
  const route = say("settings:effects.turnOnSpoken", { effect: say("settings:effects.route.title") });
  await press(walk, route);
  await app
    .getByRole("button", {
      name: say("settings:effects.turnOffSpoken", { effect: say("settings:effects.route.title") }),
    })
    .waitFor();
  await hadOrders(walk, 50);
  await anOrder(walk);
  await expect
    .poll(() =>
      column(story.world, walk, "select distinct mode from routing_decision where shop_id = $1 and mode = 'live'"),
    )
    .toEqual(["live"]);
  await openApp(story.world, walk, "/app/settings");
  await app.getByText(say("settings:billing.paused")).waitFor();
  const hold = say("settings:effects.turnOnSpoken", { effect: say("settings:effects.hold.title") });
  expect(await app.getByRole("button", { name: hold }).isDisabled()).toBe(true);
  await look(walk, "plan-paused");
  await openApp(story.world, walk, PATH);
  await app.getByText(say("billing:notice.over.title")).waitFor();
  await look(walk, "plan-over");
});

story.step("a plan is chosen on Shopify's page, with its trial, and the page knows at once", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, PATH);
  await choose(walk, say("billing:yours.choose"), "grow");
  await app.getByText(say("billing:yours.trialEnds"), { exact: true }).waitFor();
  expect(shopOf(story.world, walk).appSubscriptions).toMatchObject([{ status: "ACTIVE", plan: LISTING[1] }]);
  await look(walk, "plan-trial");
  await openApp(story.world, walk, "/app/settings");
  await press(walk, say("settings:effects.turnOnSpoken", { effect: say("settings:effects.hold.title") }));
  await app
    .getByRole("button", {
      name: say("settings:effects.turnOffSpoken", { effect: say("settings:effects.hold.title") }),
    })
    .waitFor();
});

story.step("beyond a paid plan each order has its price, Shopify is told, and the file names them", async (walk) => {
  const { app, say } = walk;
  const shop = shopOf(story.world, walk);
  Object.assign(shop.appSubscriptions[0] ?? {}, { trialDays: 0 });
  await openApp(story.world, walk, `${PATH}?plan_handle=grow`);
  await app.getByRole("heading", { level: 1 }).waitFor();
  await hadOrders(walk, 500);
  await anOrder(walk);
  await anOrder(walk);
  // The look at everything comes every quarter of an hour; here it comes now.
  await column(story.world, walk, "update shop_lane set ready_at = now() where shop_id = $1 and lane = 4");
  await expect.poll(() => shop.billingEvents.map(({ result }) => result)).toEqual(["SUCCESS", "SUCCESS"]);
  await openApp(story.world, walk, PATH);
  await app.getByText(say("billing:notice.costs.text")).waitFor();
  await look(walk, "plan-costs");
  const download = walk.page.waitForEvent("download");
  await press(walk, say("billing:months.save"));
  expect((await download).suggestedFilename()).toBe("orders-2026-11.csv");
});

story.step("the plan is left in Shopify, and everything stays", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, PATH);
  await choose(walk, say("billing:yours.change"), "free");
  await app.getByRole("link", { name: say("billing:yours.choose"), exact: true }).waitFor();
  expect(shopOf(story.world, walk).appSubscriptions).toMatchObject([{ status: "CANCELLED" }]);
  expect(
    await column(
      story.world,
      walk,
      "select effect from effect_switch where shop_id = $1 and on_since is not null order by 1",
    ),
  ).toEqual(["hold", "route"]);
  await look(walk, "plan-left");
});
