/**
 * What is a person's own in the app: what is new for them, the lists they keep, the words they look up; and what the shop's workflows do. Each step in both
 * languages, on a desktop and on a phone.
 */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { askAction, tellUse } from "../devshop/flow/flow.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { button, link, reachAndPress, title, told } from "./keyboard.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, press, shopOf, type Walk } from "./walk.ts";

const story = tellStory({ name: "propio", seed: (handle) => spanishShop({ handle }), secondsADay: 1200 });

/** A shopper orders more than there is: nobody can ship it. */
function orderTooMuch(walk: Walk): string {
  const shop = shopOf(story.world, walk);
  const item = [...shop.items.values()].find(({ sku }) => sku === "POS-1");
  const variant = [...shop.variants.values()].find(({ itemId }) => itemId === item?.id);
  const placed = story.world.devshop.placeOrder(shop, {
    lines: [{ variantId: variant?.id ?? "", quantity: 3 }],
    shippingAddress: SEVILLE,
    financialStatus: "PAID",
    email: "ana@example.com",
  });
  if (placed.kind !== "placed") throw new Error(placed.code);
  return placed.order.id;
}

const orders = (walk: Walk) =>
  expect
    .poll(() => column(story.world, walk, "select count(*)::int from routing_decision where shop_id = $1"))
    .toEqual([1]);

story.step(
  "what is new in the inbox is marked, and counted in the navigation, until it was looked at",
  async (walk) => {
    const { app, page, say } = walk;
    await openApp(story.world, walk, "/app");
    await app.getByRole("heading", { level: 1 }).waitFor();
    await expectImported(story.world, walk);
    orderTooMuch(walk);
    await orders(walk);
    await openApp(story.world, walk, "/app/inbox");
    await title(walk, say("inbox:title")).waitFor();
    await app.getByText(say("inbox:new.badge"), { exact: true }).first().waitFor();
    await look(walk, "inbox-new");
    await reachAndPress(walk, button(walk, say("inbox:new.readAll")));
    await told(walk, say("inbox:new.none"));
    await app.getByText(say("inbox:new.badge"), { exact: true }).first().waitFor({ state: "detached" });
    await look(walk, "inbox-seen");
    await openApp(story.world, walk, "/app/inbox?new=yes");
    await told(walk, say("inbox:list.emptyTitle"));
    expect(await page.getByText(say("shell:nav.inboxSome", { number: "1" })).count()).toBe(0);
  },
);

story.step("a list is kept under a name, opened with, and left for the list as it is", async (walk) => {
  const { app, say, polaris } = walk;
  const dialog = app.getByRole("dialog");
  await openApp(story.world, walk, "/app/orders?payment=PAID");
  await title(walk, say("orders:title")).waitFor();
  await press(walk, polaris.IndexFilters.UpdateButtons.saveAs);
  await dialog.getByRole("textbox").fill("Cobrado");
  await dialog.getByRole("button", { name: polaris.IndexFilters.UpdateButtons.modal.save }).click();
  const opensWith = app.getByRole("checkbox", { name: say("shell:views.isDefault") });
  await opensWith.waitFor({ state: "attached" });
  await opensWith.press("Space");
  await expect.poll(() => column(story.world, walk, "select 1 from view_default where shop_id = $1")).toEqual([1]);
  await look(walk, "orders-view");

  await openApp(story.world, walk, "/app/orders");
  await app.getByRole("tab", { name: "Cobrado", selected: true }).waitFor({ state: "attached" });
  expect(await opensWith.isChecked()).toBe(true);
  await openApp(story.world, walk, "/app/orders?saved=none");
  await title(walk, say("orders:title")).waitFor();
  expect(await app.getByRole("tab", { name: "Cobrado", selected: true }).count()).toBe(0);
});

story.step("words are explained where they stand, on a page of their own, and in the search", async (walk) => {
  const { app, page, say } = walk;
  await openApp(story.world, walk, "/app/orders?saved=none");
  await title(walk, say("orders:title")).waitFor();
  await reachAndPress(walk, button(walk, say("help:explain")));
  await told(walk, say("help:words.fulfillmentOrder.text"));
  await look(walk, "words-beside");
  await link(walk, say("help:all")).click();
  await title(walk, say("help:title")).waitFor();
  await app.locator("#fulfillmentOrder.e-named").waitFor();
  await look(walk, "words");
  await app.getByRole("textbox", { name: say("help:search") }).fill(say("help:words.drift.term").slice(0, 4));
  await app.locator("#promise").waitFor({ state: "detached" });
  await app.locator("#drift").waitFor();
  await app.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("/");
  await app.getByRole("searchbox").first().fill(say("help:words.buffer.term").slice(0, 5));
  await link(walk, say("help:words.buffer.term")).click();
  await app.locator("#buffer.e-named").waitFor();
});

story.step("workflows in Shopify Flow hear of what happens, and what they ask is listed", async (walk) => {
  const { app, say } = walk;
  const { devshop } = story.world;
  const shop = shopOf(story.world, walk);
  await openApp(story.world, walk, "/app/settings/flow");
  await title(walk, say("flow:title")).waitFor();
  await told(walk, say("flow:runs.emptyTitle"));
  await look(walk, "flow-empty");
  expect((await tellUse(devshop.world, shop, "order-held", true)).status).toBe(200);
  const [orderId] = await column(story.world, walk, "select order_id::text from shop_order where shop_id = $1");
  const ask = () =>
    askAction(devshop.world, shop, {
      handle: "hold-order",
      runId: randomUUID(),
      properties: { order_id: orderId, note: "Llamar antes" },
    });
  expect((await ask()).status).toBe(422);
  await story.world.owner.query(
    "update effect_switch set on_since = now() where effect = 'hold' and shop_id = (select id from shop where domain = $1)",
    [shop.domain],
  );
  expect((await ask()).status).toBe(202);
  await expect.poll(() => shop.flowTriggers.length).toBe(1);
  await openApp(story.world, walk, "/app/settings/flow");
  await app.getByText(say("flow:used"), { exact: true }).first().waitFor();
  await told(walk, say("flow:why.off_hold"));
  await look(walk, "flow");
});
