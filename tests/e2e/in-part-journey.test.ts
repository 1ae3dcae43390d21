/**
 * An order of which units are missing: the merchant lets what is there ship, the order says what left and what waits, and the rest follows when it comes. In
 * both languages, one on a desktop and the other on a phone, in turns.
 */
import { expect } from "vitest";
import { activeLevel, changeLevel } from "../devshop/state/stock.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { fill, reach, reachAndPress, told } from "./keyboard.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, shopOf, press, type Walk } from "./walk.ts";

const SAVE = { en: "Save", es: "Guardar" } as const;

const story = tellStory({ name: "partes", seed: (handle) => spanishShop({ handle }) });

const outcomes = (walk: Walk) =>
  column(story.world, walk, "select outcome from routing_decision where shop_id = $1 order by decision_id");

story.step("what is done when units are missing is a setting", async (walk) => {
  const { app, page, say, locale } = walk;
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  await openApp(story.world, walk, "/app/settings");
  for (const effect of ["route", "hold"] as const) {
    const title = say(`settings:effects.${effect}.title`);
    await press(walk, say("settings:effects.turnOnSpoken", { effect: title }));
    await app.getByRole("button", { name: say("settings:effects.turnOffSpoken", { effect: title }) }).waitFor();
  }
  // With the keyboard alone from here.
  const save = () => reachAndPress(walk, page.getByRole("button", { name: SAVE[locale], exact: true }));
  const when = app.getByLabel(say("settings:inPart.when"), { exact: true });
  await reach(walk, when);
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => when.inputValue()).toBe("ship");
  await fill(walk, say("settings:inPart.leastPercent"), "101");
  await save();
  await told(walk, say("settings:field.range", { min: "0", max: "100" }));
  await fill(walk, say("settings:inPart.leastPercent"), "20");
  await look(walk, "settings-in-part");
  await save();
  const saved = () => column(story.world, walk, "select in_part->>'when' from routing_setting where shop_id = $1");
  await expect.poll(saved, { timeout: 10_000 }).toEqual(["ship"]);
});

story.step("an order says what leaves, what waits and that it will follow", async (walk) => {
  const { app, say } = walk;
  const shop = shopOf(story.world, walk);
  const lines = Object.entries({ "CAM-1": 2, "POS-1": 3 }).map(([sku, quantity]) => ({
    variantId: [...shop.variants.values()].find((each) => each.sku === sku)?.id ?? "",
    quantity,
  }));
  const placed = story.world.devshop.placeOrder(shop, {
    lines,
    shippingAddress: SEVILLE,
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: "ana@example.com",
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
  });
  if (placed.kind !== "placed") throw new Error(`refused: ${placed.code}`);
  await expect.poll(() => outcomes(walk)).toEqual(["inPart"]);
  const held = () =>
    column(story.world, walk, "select status from fulfillment_order where shop_id = $1 order by status");
  await expect.poll(held).toEqual(["ON_HOLD", "OPEN"]);
  await openApp(story.world, walk, `/app/orders/${placed.order.id}`);
  await app
    .getByText(say("routing:reason.inPart.outOfStock", { count: 3, waits: 2 }))
    .first()
    .waitFor();
  await app
    .getByText(say("routing:reason.line.waits", { line: "Póster", count: 2, wanted: 3 }))
    .first()
    .waitFor();
  await look(walk, "order-in-part");
});

story.step("the rest ships when it comes", async (walk) => {
  const shop = shopOf(story.world, walk);
  const item = [...shop.items.values()].find(({ sku }) => sku === "POS-1");
  const madrid = [...shop.locations.values()].find(({ name }) => name.includes("Madrid"));
  const level = item && madrid && activeLevel(shop, item.id, madrid.id);
  if (!level) throw new Error("no posters in Madrid");
  changeLevel(story.world.devshop.world, shop, level, { available: 2 });
  await expect.poll(() => outcomes(walk), { timeout: 40_000 }).toEqual(["inPart", "stay"]);
  const open = () => column(story.world, walk, "select status from fulfillment_order where shop_id = $1");
  await expect.poll(open).toEqual(["OPEN", "OPEN"]);
});
