/**
 * What a merchant counts with: other numbers tried on past orders before they are saved, and a carrier's price list by which the next order is decided. In both
 * languages, one on a desktop and the other on a phone, in turns.
 */
import { expect } from "vitest";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, shopOf, press, type Walk } from "./walk.ts";

const SAVE = { en: "Save", es: "Guardar" } as const;

const story = tellStory({ name: "precios", seed: (handle) => spanishShop({ handle }) });

/** With the keyboard alone. */
const type = ({ app }: Walk, label: string, text: string) => app.getByLabel(label, { exact: true }).fill(text);
/** The save bar is the admin's, outside the app's frame. */
const save = ({ page, locale }: Walk) => page.getByRole("button", { name: SAVE[locale], exact: true }).click();

/** Four shirts for Seville, where the shop has five. */
function shirts(walk: Walk): void {
  const shop = shopOf(story.world, walk);
  const variant = [...shop.variants.values()].find(({ sku }) => sku === "CAM-1");
  if (!variant) throw new Error("no shirts");
  const placed = story.world.devshop.placeOrder(shop, {
    lines: [{ variantId: variant.id, quantity: 4 }],
    shippingAddress: SEVILLE,
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: "ana@example.com",
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
  });
  if (placed.kind !== "placed") throw new Error(`refused: ${placed.code}`);
}

const decided = (walk: Walk) =>
  column(story.world, walk, "select count(*)::int from routing_decision where shop_id = $1");

story.step("numbers are tried on nothing while there are no orders, and the page says so", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  await openApp(story.world, walk, "/app/settings");
  await press(walk, say("settings:preview.try"));
  await app.getByText(say("settings:preview.nothing")).waitFor();
});

story.step("other numbers show what they would have changed, until they are others again", async (walk) => {
  const { app, say } = walk;
  shirts(walk);
  await expect.poll(() => decided(walk)).toEqual([1]);
  await openApp(story.world, walk, "/app/settings");
  const label = say("settings:costs.perKgPer100KmMinor", { currency: "EUR" });
  await type(walk, label, "0");
  await press(walk, say("settings:preview.try"));
  await app
    .getByText(say("settings:preview.some", { count: 1, orders: say("settings:preview.orders", { count: 1 }) }))
    .waitFor();
  await app.locator("td", { hasText: "Almacén Madrid" }).first().waitFor();
  await look(walk, "settings-preview");
  await type(walk, label, "1");
  await app.getByText(say("settings:preview.outdated")).waitFor();
});

story.step("a price list is entered, told what is wrong with it, and saved", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/settings/price-lists");
  await press(walk, say("settings:priceLists.add"));
  await type(walk, say("settings:priceLists.name"), "SEUR 24");
  await type(walk, say("settings:priceLists.zoneFields.name"), "Península");
  await type(walk, say("settings:priceLists.zoneFields.countries"), "España");
  const prices = say("settings:priceLists.steps", { currency: "EUR" });
  await type(walk, prices, "1 3,90\n2 4.50\n20 9");
  await save(walk);
  await app
    .getByText(say("settings:priceLists.error.country", { what: "ESPAÑA" }))
    .first()
    .waitFor();
  await look(walk, "price-lists-wrong");
  await type(walk, say("settings:priceLists.zoneFields.countries"), "ES");
  await save(walk);
  const stored = () =>
    column(
      story.world,
      walk,
      "select price_lists->0->'zones'->0->'countries'->>0 from routing_setting where shop_id = $1",
    );
  await expect.poll(stored).toEqual(["ES"]);
  await openApp(story.world, walk, "/app/settings/price-lists");
  await expect.poll(() => app.getByLabel(prices, { exact: true }).inputValue()).toBe("1 3.90\n2 4.50\n20 9.00");
  await look(walk, "price-lists");
});

story.step("a file is shown before it is saved, with the locations it does not know", async (walk) => {
  const { app, say } = walk;
  const text = "Correos;Almacén Madrid | Bilbao;Todo;;;;5;6,50\nCorreos;;Todo;;;;10;8\n";
  await app
    .getByLabel(say("settings:priceLists.fileLabel"), { exact: true })
    .setInputFiles({ name: "precios.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await press(walk, say("settings:priceLists.read"));
  await app.getByText(say("settings:priceLists.unknownNames", { names: "Bilbao" })).waitFor();
  const prices = say("settings:priceLists.steps", { currency: "EUR" });
  expect(await app.getByLabel(prices, { exact: true }).inputValue()).toBe("5 6,50\n10 8");
});

story.step("the next order names the step that it is priced by", async (walk) => {
  const { app, say } = walk;
  shirts(walk);
  await expect.poll(() => decided(walk)).toEqual([2]);
  const [orderId] = await column(
    story.world,
    walk,
    "select order_id::text from routing_decision where shop_id = $1 order by decision_id desc limit 1",
  );
  await openApp(story.world, walk, `/app/orders/${String(orderId)}`);
  await app
    .getByText(say("routing:reason.postage.listed", { list: "SEUR 24", zone: "Península", kg: 1 }))
    .first()
    .waitFor();
  await look(walk, "order-by-price-list");
});
