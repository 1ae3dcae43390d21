/**
 * A label that nobody should pay for twice: one waits because the carrier doubts the address and goes on when it is corrected, one is given back because the
 * parcel weighs otherwise, and couriers behind a broker have a list each. In both languages, one on a desktop and the other on a phone, in turns.
 */
import { expect } from "vitest";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import type { Order } from "../devshop/state/orders.ts";
import { CARRIER_KEY } from "./live-world.ts";
import { turnOn } from "./ready-to-ship.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, press, shopOf, type Walk } from "./walk.ts";

const SAVE = { en: "Save", es: "Guardar" } as const;

const story = tellStory<{ order: Order | undefined }>(
  { name: "etiquetas", stepMs: 180_000, seed: (handle) => spanishShop({ handle }) },
  () => ({ order: undefined }),
);

const all = (walk: Walk, sql: string) => column(story.world, walk, sql);

/** Two shirts to Seville, under a post code. */
function place(walk: Walk, zip: string): Order {
  const shop = shopOf(story.world, walk);
  const variant = [...shop.variants.values()].find((each) => shop.items.get(each.itemId)?.sku === "CAM-1");
  const placed = story.world.devshop.placeOrder(shop, {
    lines: [{ variantId: variant?.id ?? "", quantity: 2 }],
    shippingAddress: { ...SEVILLE, zip },
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: "ana@example.com",
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
  });
  if (placed.kind !== "placed") throw new Error(placed.code);
  return placed.order;
}

story.step("a shop connects its carriers and says which doubts about an address count", async (walk) => {
  const { app, page, say, locale } = walk;
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  await openApp(story.world, walk, "/app/settings/carriers");
  await app.locator('input[name="stand-in.apiKey"]').fill(CARRIER_KEY);
  await press(walk, say("carriers:connectSpoken", { carrier: "Tramo" }));
  await page
    .getByText(say("carriers:did.connected", { carrier: "Tramo" }))
    .first()
    .waitFor();
  await app.getByLabel(say("carriers:address.rule")).selectOption("undeliverable");
  await page.getByRole("button", { name: SAVE[locale], exact: true }).click();
  const rule = () => all(walk, "select address_rule from label_setting where shop_id = $1");
  await expect.poll(rule, { timeout: 10_000 }).toEqual(["undeliverable"]);
  await app.getByLabel(say("carriers:address.rule")).selectOption("any");
  await page.getByRole("button", { name: SAVE[locale], exact: true }).click();
  await expect.poll(rule, { timeout: 10_000 }).toEqual(["any"]);
  await look(walk, "carriers-addresses");
  await turnOn(story.world, walk, "route", "ship");
});

story.step(
  "a doubtful address has its label wait, with both writings, until it is corrected in Shopify",
  async (walk) => {
    const { app, say } = walk;
    walk.order = place(walk, "46004");
    await expect
      .poll(() => all(walk, "select result from address_check where shop_id = $1"), { timeout: 60_000 })
      .toEqual(["corrected"]);
    await openApp(story.world, walk, `/app/orders/${walk.order.id}`);
    await app.getByRole("heading", { name: say("orders:order.address.waits"), exact: true }).waitFor();
    await press(walk, say("orders:order.address.compare"));
    await app.getByText(say("orders:order.address.suggested", { carrier: "Tramo" })).waitFor();
    await app.getByText("46004 Sevilla").waitFor();
    await app.getByText("41001 Sevilla").waitFor();
    await look(walk, "order-address-waits");
    const { shippingAddress } = walk.order;
    if (!shippingAddress) throw new Error("no address");
    walk.order.shippingAddress = { ...shippingAddress, zip: "41004" };
    walk.order.updatedAt = story.world.devshop.world.clock.now();
    story.world.devshop.world.emit(shopOf(story.world, walk), { topic: "orders/updated", order: walk.order });
    await expect
      .poll(() => all(walk, "select stage from parcel where shop_id = $1 and fulfillment_id is not null"), {
        timeout: 60_000,
      })
      .toEqual(["labelled"]);
    await openApp(story.world, walk, `/app/orders/${walk.order.id}`);
    await app.getByText(say("orders:order.address.results.deliverable")).first().waitFor();
    await look(walk, "order-address-found");
  },
);

story.step(
  "a parcel that weighs otherwise is scanned, and its label is replaced for the price that is shown",
  async (walk) => {
    const { app, say } = walk;
    const [number] = await all(walk, "select tracking_number from parcel where shop_id = $1");
    await openApp(story.world, walk, `/app/fulfillment/pack?code=${String(number)}`);
    await app
      .getByRole("heading", { level: 1, name: say("picking:weigh.title", { order: walk.order?.name }) })
      .waitFor();
    await app.locator('input[name="weight"]').fill("5.2 kg");
    await press(walk, say("picking:weigh.compare"));
    await app.getByText(say("picking:weigh.replaceDo")).waitFor();
    await look(walk, "weigh-offer");
    await press(walk, say("picking:weigh.replace"));
    await app.getByText(say("picking:weigh.step.done")).waitFor({ timeout: 60_000 });
    await expect.poll(() => all(walk, "select status from label_replacement where shop_id = $1")).toEqual(["done"]);
    const [other] = await all(walk, "select tracking_number from parcel where shop_id = $1");
    expect(other).not.toBe(number);
    await look(walk, "weigh-done");
  },
);

story.step("each courier behind a broker has a list of its own", async (walk) => {
  const { app, say } = walk;
  const [shopId] = await all(walk, "select shop_id from parcel where shop_id = $1");
  await story.world.owner.query(
    `with more as (
       insert into parcel (shop_id, order_id, fulfillment_order_id, location_id, carrier, service, stage, units, created_at, courier, tracking_number, grams, part)
       select shop_id, order_id, fulfillment_order_id, location_id, 'easypost', 'x', 'labelled', 1, created_at, c.courier, c.courier || '1', 900, c.part
         from parcel, (values ('UPS', 1), ('USPS', 2)) as c(courier, part) where shop_id = $1 returning parcel_id)
     select count(*) from more`,
    [shopId],
  );
  await openApp(story.world, walk, "/app/fulfillment/manifests");
  for (const courier of ["UPS", "USPS"]) await app.getByText(`${courier} (EasyPost)`).first().waitFor();
  await look(walk, "manifests-couriers");
  const button = app.getByRole("button", { name: /: UPS|UPS \(EasyPost\)/ }).first();
  await button.press("Enter");
  await expect.poll(() => all(walk, "select courier from handover_manifest where shop_id = $1")).toEqual(["UPS"]);
  await app
    .getByText(say("packing:manifests.sheetRefused", { why: say("packing:manifests.why.no_carrier") }))
    .first()
    .waitFor({ timeout: 30_000 });
  await look(walk, "manifests-courier-closed");
});

story.step(
  "a parcel that the driver left comes off the list, unless the carrier has it on its own sheet",
  async (walk) => {
    const { app, say } = walk;
    const [location] = await all(
      walk,
      "select name from location l join parcel p using (shop_id, location_id) where shop_id = $1",
    );
    await openApp(story.world, walk, "/app/fulfillment/manifests");
    await press(walk, say("packing:manifests.closeOf", { carrier: "Tramo", location: String(location) }));
    const sheets = () => all(walk, "select sheet from handover_manifest where shop_id = $1 and carrier = 'stand-in'");
    await expect.poll(sheets, { timeout: 30_000 }).toEqual(["made"]);
    const [parcel] = await all(walk, "select parcel_id::text from parcel where shop_id = $1 and carrier = 'stand-in'");
    await openApp(story.world, walk, `/app/fulfillment/parcels/${String(parcel)}`);
    await app.getByText(say("picking:weigh.onSheetDo")).waitFor();
    await look(walk, "weigh-on-sheet");
    await all(
      walk,
      "update handover_manifest set sheet = 'refused' where shop_id = $1 and carrier = 'stand-in' returning 1",
    );
    await openApp(story.world, walk, `/app/fulfillment/parcels/${String(parcel)}`);
    await app.getByText(say("picking:weigh.onListDo")).waitFor();
    await look(walk, "weigh-on-list");
    await press(walk, say("picking:weigh.stayed"));
    await app.getByText(say("picking:weigh.offList")).waitFor();
    await app.getByText(say("picking:weigh.again"), { exact: true }).first().waitFor();
    await look(walk, "weigh-off-list");
  },
);
