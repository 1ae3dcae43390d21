/**
 * Live rates at checkout: Shopify allows it, a way of shipping is set up by a price list, a shopper sees it with its days and orders by it, and its order keeps
 * that promise. In both languages, one on a desktop and the other on a phone, in turns.
 */
import { expect } from "vitest";
import { spanishShop } from "../factories/shops.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, shopOf, press, type Walk } from "./walk.ts";

const SAVE = { en: "Save", es: "Guardar" } as const;
const PATH = "/app/settings/checkout-rates";

const story = tellStory({ name: "tarifas", seed: (handle) => spanishShop({ handle }), stepMs: 180_000 });

const type = ({ app }: Walk, label: string, text: string) => app.getByLabel(label, { exact: true }).fill(text);
const save = ({ page, locale }: Walk) => page.getByRole("button", { name: SAVE[locale], exact: true }).click();

story.step("before Shopify allows it the page says what it is and asks", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  await openApp(story.world, walk, PATH);
  await app.getByText(say("checkout-rates:allow.title")).waitFor();
  await app.getByText(say("checkout-rates:empty.title")).waitFor();
  await look(walk, "checkout-rates-empty");
  story.world.devshop.installer.grant(shopOf(story.world, walk), ["write_shipping", "read_markets"]);
  await expect
    .poll(() =>
      column(
        story.world,
        walk,
        "select count(*)::int from shop_profile where shop_id = $1 and 'write_shipping' = any(scopes)",
      ),
    )
    .toEqual([1]);
});

story.step("a way of shipping is set up by a price list, told what is wrong with it, and saved", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/settings/price-lists");
  await press(walk, say("settings:priceLists.add"));
  await type(walk, say("settings:priceLists.name"), "SEUR 24");
  await type(walk, say("settings:priceLists.zoneFields.name"), "Península");
  await type(walk, say("settings:priceLists.zoneFields.countries"), "ES");
  await type(walk, say("settings:priceLists.steps", { currency: "EUR" }), "5 4,50\n20 9");
  await save(walk);
  await expect
    .poll(() =>
      column(story.world, walk, "select jsonb_array_length(price_lists) from routing_setting where shop_id = $1"),
    )
    .toEqual([1]);
  await openApp(story.world, walk, PATH);
  await press(walk, say("checkout-rates:add"));
  await type(walk, say("checkout-rates:service.names"), "Casa");
  await app
    .getByLabel(say("checkout-rates:service.price"), { exact: true })
    .selectOption({ label: say("checkout-rates:service.byList", { name: "SEUR 24" }) });
  await type(walk, say("checkout-rates:service.daysFrom"), "1");
  await type(walk, say("checkout-rates:service.daysTo"), "3");
  await save(walk);
  await app.getByText(say("checkout-rates:error.required")).first().waitFor();
  await look(walk, "checkout-rates-wrong");
  await type(walk, say("checkout-rates:service.code"), "casa");
  await save(walk);
  await expect
    .poll(() =>
      column(story.world, walk, "select offer->'services'->0->>'code' from checkout_rates_setting where shop_id = $1"),
    )
    .toEqual(["casa"]);
});

story.step("the merchant sees what a shopper would, and switches it on", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, PATH);
  await type(walk, say("checkout-rates:preview.country"), "ES");
  await type(walk, say("checkout-rates:preview.postal"), "41001");
  await press(walk, say("checkout-rates:preview.show"));
  await app.locator("td", { hasText: "Casa" }).first().waitFor();
  await press(walk, say("checkout-rates:turnOn"));
  await expect.poll(() => shopOf(story.world, walk).carrierServices.size).toBe(1);
  await openApp(story.world, walk, PATH);
  await app.getByText(say("checkout-rates:inShopify.active")).waitFor();
  await type(walk, say("checkout-rates:preview.country"), "ES");
  await press(walk, say("checkout-rates:preview.show"));
  await app.locator("td", { hasText: "Casa" }).first().waitFor();
  await look(walk, "checkout-rates");
});

story.step("a shopper is offered it with its days, orders by it, and the order keeps that promise", async (walk) => {
  const { page, handle } = walk;
  await page.goto(`${story.world.devshop.url}/storefront/${handle}?locale=${walk.locale}`);
  await page.locator(".card input:not([disabled])").first().fill("1");
  await page.locator("#ready").selectOption({ index: 1 });
  await page.locator("#ask-rates").click();
  const rate = page.locator('#rates input[value="rate:casa"]');
  await rate.check();
  await look(walk, "storefront-rates");
  await page.locator("#checkout button.primary").click();
  await page.waitForURL(/\/orders\/\d+/);
  await expect
    .poll(() => column(story.world, walk, "select distinct source from delivery_promise where shop_id = $1"))
    .toEqual(["checkout"]);
});
