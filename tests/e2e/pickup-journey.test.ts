/**
 * A store's counter and its van: an order to be collected becomes ready, is found by its code and handed over; others are delivered by the store itself, with a
 * signature at the door. In both languages, one on a desktop and the other on a phone, in turns.
 */
import { expect } from "vitest";
import type { OrderInput } from "../devshop/state/place-order.ts";
import { spanishShop } from "../factories/shops.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, shopOf, press, type Walk } from "./walk.ts";

const story = tellStory({ name: "mostrador", seed: (handle) => spanishShop({ handle }), stepMs: 180_000 }, () => ({
  pickup: "",
}));
type Clerk = ReturnType<typeof story.walkOf>;

const all = (walk: Walk, sql: string) => column(story.world, walk, sql);

function place(walk: Walk, methodType: "PICK_UP" | "LOCAL", change: Partial<OrderInput> = {}): void {
  const shop = shopOf(story.world, walk);
  const variant = [...shop.variants.values()].find((each) => shop.items.get(each.itemId)?.sku === "CAM-1");
  const placed = story.world.devshop.placeOrder(shop, {
    lines: [{ variantId: variant?.id ?? "", quantity: 2 }],
    shippingAddress: {
      firstName: "Ana",
      lastName: "Pérez",
      address1: "Calle Mayor 1",
      city: "Madrid",
      zip: "28013",
      countryCode: "ES",
      phone: "+34600100200",
      latitude: 40.42,
      longitude: -3.7,
    },
    delivery: { methodType },
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: "ana@example.com",
    ...change,
  });
  if (placed.kind !== "placed") throw new Error(`refused: ${placed.code}`);
}

async function scan(walk: Clerk, code: string): Promise<void> {
  const field = walk.app.locator(".e-scan input").first();
  await field.fill(code);
  await field.press("Enter");
}

story.step("nobody waits yet, and the desk says who will", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  await openApp(story.world, walk, "/app/fulfillment/pickups");
  await app.getByText(say("pickup:list.emptyTitle")).waitFor();
  await look(walk, "pickup-empty");
  await openApp(story.world, walk, "/app/fulfillment/pickups/settings");
  await app.getByText(say("pickup:settings.text")).waitFor();
  await look(walk, "pickup-settings");
});

story.step("an order to be collected is listed with its promise, and one click makes it ready", async (walk) => {
  const { app, say } = walk;
  place(walk, "PICK_UP");
  const waiting = () => all(walk, "select fulfillment_order_id::text from pickup where shop_id = $1");
  await expect.poll(async () => (await waiting()).length).toBe(1);
  walk.pickup = String((await waiting())[0]);
  await openApp(story.world, walk, "/app/fulfillment/pickups");
  await app.getByRole("link", { name: "#1001" }).waitFor();
  await look(walk, "pickup-list");
  await openApp(story.world, walk, `/app/fulfillment/pickups/${walk.pickup}`);
  await app.getByText(say("pickup:prepare.text")).waitFor();
  await look(walk, "pickup-prepare");
  await press(walk, say("pickup:prepare.ready"));
  await expect.poll(() => all(walk, "select state from pickup where shop_id = $1")).toEqual(["ready"]);
});

story.step("a wrong code is refused, the right one opens the order, and it is handed over", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/fulfillment/pickups");
  await scan(walk, "AAA-AAC");
  await app.getByText(say("pickup:refused.wrong_code")).waitFor();
  await look(walk, "pickup-wrong-code");
  await scan(walk, String((await all(walk, "select code from pickup where shop_id = $1"))[0]));
  await app.getByText(say("pickup:handOver.codeFits")).waitFor();
  await look(walk, "pickup-hand-over");
  await press(walk, say("pickup:handOver.all"));
  await expect.poll(() => all(walk, "select state from pickup where shop_id = $1")).toEqual(["collected"]);
  await app
    .getByRole("definition")
    .and(app.getByText(say("pickup:check.code"), { exact: true }))
    .waitFor();
  await look(walk, "pickup-collected");
  expect([...shopOf(story.world, walk).fulfillments.values()]).toHaveLength(1);
});

story.step("orders the store delivers itself get a driver and a route", async (walk) => {
  const { app, say } = walk;
  place(walk, "LOCAL");
  place(walk, "LOCAL", { email: "eva@example.com" });
  const days = () => all(walk, "select to_char(day, 'YYYY-MM-DD') from local_stop where shop_id = $1");
  await expect.poll(async () => (await days()).length).toBe(2);
  const [place_] = await all(walk, "select location_id::text from local_stop where shop_id = $1");
  const home = `/app/fulfillment/local?location=${String(place_)}&day=${String((await days())[0])}`;
  await openApp(story.world, walk, "/app/fulfillment/local?day=2026-01-01");
  await app.getByText(say("local-delivery:emptyTitle")).waitFor();
  await look(walk, "local-empty");
  await openApp(story.world, walk, home);
  await app.getByLabel(say("local-delivery:driver")).fill("Luis");
  await look(walk, "local-unplanned");
  await press(walk, say("local-delivery:plan"));
  await app.getByRole("heading", { name: "Luis" }).waitFor();
  const route = () =>
    all(walk, "select order_id::text from local_stop where shop_id = $1 order by position nulls last, order_id");
  const [first, second] = await route();
  const last = shopOf(story.world, walk).orders.get(String(second))?.name ?? "";
  await press(walk, say("local-delivery:upOf", { order: last }));
  await app.getByText(say("local-delivery:did.placed")).waitFor();
  expect(await route()).toEqual([second, first]);
  await look(walk, "local-planned");
  await openApp(story.world, walk, `${home.replace("?", "/sheet?")}&driver=Luis`);
  await app.getByText("Calle Mayor 1").nth(1).waitFor();
  await look(walk, "local-sheet");
  await walk.page.emulateMedia({ media: "print" });
  await app.getByRole("button", { name: say("local-delivery:sheet.print") }).waitFor({ state: "hidden" });
  await look(walk, "local-sheet-print");
  await walk.page.emulateMedia({ media: null });
  // One of the two has to wait: the driver leaves with the other.
  await openApp(story.world, walk, home);
  await press(walk, say("local-delivery:takeOutOf", { order: last }));
  await expect.poll(route).toEqual([first, second]);
  await press(walk, say("local-delivery:leaveOf", { driver: "Luis" }));
  const states = () => all(walk, "select state from local_stop where shop_id = $1 order by position nulls last");
  await expect.poll(states).toEqual(["out", "planned"]);
});

story.step("the driver sees one door at a time, and its proof is kept", async (walk) => {
  const { app, say } = walk;
  const [where] = await all(
    walk,
    "select location_id || '&day=' || to_char(day, 'YYYY-MM-DD') from local_stop where shop_id = $1 and driver <> ''",
  );
  await openApp(story.world, walk, `/app/fulfillment/local/drive?location=${String(where)}&driver=Luis`);
  await app.getByText("Calle Mayor 1").first().waitFor();
  const canvas = app.getByRole("img", { name: say("local-delivery:drive.signature") });
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (!box) throw new Error("no place to sign");
  const { mouse } = walk.page;
  await mouse.move(box.x + 20, box.y + 40);
  await mouse.down();
  await mouse.move(box.x + 120, box.y + 80, { steps: 5 });
  await mouse.up();
  await app.getByLabel(say("local-delivery:drive.name")).fill("Paz");
  await look(walk, "local-drive");
  await press(walk, say("local-delivery:drive.isDelivered"));
  await app.getByText(say("local-delivery:drive.doneTitle")).waitFor();
  await look(walk, "local-done");
  const kept = await all(walk, "select owner from stored_file where shop_id = $1 and owner like 'proof-%'");
  expect(kept).toHaveLength(1);
  const [fulfillment] = [...shopOf(story.world, walk).fulfillments.values()].slice(-1);
  await expect.poll(() => fulfillment?.events.map(({ status }) => status)).toContain("DELIVERED");
});
