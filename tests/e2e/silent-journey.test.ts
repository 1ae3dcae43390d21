/**
 * A parcel goes silent: the carrier is away when its label is to be bought, takes the parcel, and is heard of no more. Staff see it before the shopper asks, the
 * shopper chooses when the day has gone by, and Shopify's own page has what the carrier said. In both languages, one on a desktop and the other on a phone.
 */
import { expect } from "vitest";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { connectCarrier, turnOn } from "./ready-to-ship.ts";
import { helpText, orderHelp } from "./shopper-page.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, shopOf, type Walk } from "./walk.ts";

const ANA = { firstName: "Ana María", lastName: "Ruiz", email: "ana@example.com" };
/** Each parcel vanishes after its first hub. */
const LOST = { ...DEFAULT_KNOBS, attempted: 0, undocumented: 0, lost: 1 };

const story = tellStory(
  { name: "silencio", seed: (handle) => spanishShop({ handle, customers: [ANA] }), secondsADay: 15, stepMs: 240_000 },
  () => ({ orderId: "" }),
);
type Both = ReturnType<typeof story.walkOf>;

const all = (walk: Walk, sql: string) => column(story.world, walk, sql);
const help = ({ locale }: Walk, path: string) => helpText(locale, path);

function place(walk: Both): string {
  const shop = shopOf(story.world, walk);
  const variant = [...shop.variants.values()].find((each) => shop.items.get(each.itemId)?.sku === "CAM-1");
  const placed = story.world.devshop.placeOrder(shop, {
    lines: [{ variantId: variant?.id ?? "", quantity: 2 }],
    shippingAddress: SEVILLE,
    customerId: [...shop.customers.keys()][0] ?? "",
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: ANA.email,
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
  });
  if (placed.kind !== "placed") throw new Error(placed.code);
  return placed.order.id;
}

story.step("a store ships by itself with one carrier", async (walk) => {
  const { app } = walk;
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  await connectCarrier(walk);
  await turnOn(story.world, walk, "route", "ship", "events");
});

story.step("while the carrier is away no label is bought, and once it is back there is one", async (walk) => {
  story.world.carrier.turn({ ...LOST, unavailable: 1 });
  walk.orderId = place(walk);
  const tries = () => all(walk, "select tries > 1 from intent where shop_id = $1 and kind = 'label.buy'");
  await expect.poll(tries, { timeout: 60_000 }).toEqual([true]);
  expect(await all(walk, "select stage from parcel where shop_id = $1")).toEqual(["planned"]);
  await openApp(story.world, walk, `/app/orders/${walk.orderId}`);
  await walk.app.getByText(walk.say("orders:order.parcels.title"), { exact: true }).first().waitFor();
  await look(walk, "silent-carrier-away");
});

story.step("the parcel leaves, is heard of no more, and staff are told before the shopper asks", async (walk) => {
  story.world.carrier.turn(LOST);
  const { app, say } = walk;
  const stage = () => all(walk, "select stage from parcel where shop_id = $1");
  await expect.poll(stage, { timeout: 120_000 }).toEqual(["in_transit"]);
  const risks = () => all(walk, "select kind from risk where shop_id = $1 and resolved_at is null order by kind");
  await expect.poll(risks, { timeout: 180_000 }).toContain("silent");
  await openApp(story.world, walk, "/app/deliveries");
  await app.getByText(say("risks:action.silent")).first().waitFor();
  await look(walk, "silent-deliveries");
});

story.step("Shopify's page has what the carrier said, once", async (walk) => {
  const { page, locale, handle } = walk;
  const fulfilled = [...shopOf(story.world, walk).fulfillments.values()];
  expect(fulfilled.map(({ events }) => events.map(({ status }) => status))).toEqual([["IN_TRANSIT"]]);
  await page.goto(
    `${story.world.devshop.url}/storefront/${handle}/orders/${walk.orderId}?locale=${locale}&state=signed_in`,
  );
  await page.getByText({ en: "In transit", es: "En tránsito" }[locale]).first().waitFor();
});

story.step("when the day has gone by the shopper is told so, and says that waiting is fine", async (walk) => {
  const passed = () =>
    all(walk, "select kind from risk where shop_id = $1 and kind = 'pastPromise' and resolved_at is null");
  await expect.poll(passed, { timeout: 200_000 }).toEqual(["pastPromise"]);
  const today = () => story.world.devshop.world.clock.now().toISOString().slice(0, 10);
  const late = () =>
    all(
      walk,
      `select to_date is null or to_date < '${today()}' from delivery_promise where shop_id = $1 order by promise_id desc limit 1`,
    );
  await expect.poll(late, { timeout: 100_000 }).toEqual([true]);
  const block = await orderHelp(story.world, walk, walk.orderId);
  await block.getByText(help(walk, "choice.alone.heading")).waitFor();
  await look(walk, "silent-choice");
  await block.getByRole("button", { name: help(walk, "choice.alone.button") }).click();
  await block.getByText(help(walk, "choice.waiting")).waitFor();
  await look(walk, "silent-chosen");
  expect(await all(walk, "select kind || ' ' || status from shopper_choice where shop_id = $1")).toEqual(["wait done"]);
});

story.step("staff read it on the order, and in Shopify's own admin what is to be done next", async (walk) => {
  const { app, say, page, locale, handle } = walk;
  await openApp(story.world, walk, `/app/orders/${walk.orderId}`);
  await app.getByText(say("orders:order.shopper.title")).first().waitFor();
  await look(walk, "silent-order");
  await page.goto(`${story.world.devshop.url}/store/${handle}/orders/${walk.orderId}?locale=${locale}`);
  await app.getByText(say("risks:action.silent")).first().waitFor();
  await look(walk, "silent-block");
});
