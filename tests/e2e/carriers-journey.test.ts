/**
 * With whom a shop ships, set by somebody of it: an account that works and a key that does not, from what cost on they are asked, a label that waits
 * for them, and a code that nobody knows. In both languages, one on a desktop and the other on a phone, in turns.
 */
import { expect } from "vitest";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { CARRIER_KEY } from "./live-world.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, shopOf, press, type Walk } from "./walk.ts";

const SAVE = { en: "Save", es: "Guardar" } as const;
const TRAMO = { carrier: "Tramo" };

const story = tellStory<{ orderId: string }>(
  // A label that waits is looked at four times in one step.
  { name: "transporte", stepMs: 150_000, seed: (handle) => spanishShop({ handle }) },
  () => ({ orderId: "" }),
);

const key = ({ app }: Walk, name: string) => app.locator(`input[name="${name}"]`);

story.step(
  "a shop without a carrier is shown what each can do and needs, and a wrong key connects nothing",
  async (walk) => {
    const { app, say } = walk;
    await openApp(story.world, walk, "/app");
    await app.getByRole("heading", { level: 1 }).waitFor();
    await expectImported(story.world, walk);
    await openApp(story.world, walk, "/app/settings");
    await app.getByRole("link", { name: say("settings:carrier.open") }).click();
    await app.getByRole("heading", { level: 1, name: say("carriers:title") }).waitFor();
    await app.getByText(say("carriers:empty.title")).waitFor();
    await look(walk, "carriers-empty");
    await key(walk, "stand-in.apiKey").fill("wrong");
    await press(walk, say("carriers:connectSpoken", TRAMO));
    await app.getByText(say("carriers:problem.refused", TRAMO)).waitFor();
    expect(await column(story.world, walk, "select carrier from carrier_account where shop_id = $1")).toEqual([]);
  },
);

story.step("the right keys connect, and the labels' rules are saved with the bar", async (walk) => {
  const { app, page, say, locale } = walk;
  await key(walk, "stand-in.apiKey").fill(CARRIER_KEY);
  await press(walk, say("carriers:connectSpoken", TRAMO));
  await page.getByText(say("carriers:did.connected", TRAMO)).first().waitFor();
  await key(walk, "easypost.apiKey").fill(CARRIER_KEY);
  await press(walk, say("carriers:connectSpoken", { carrier: "EasyPost" }));
  await app.getByText(say("carriers:hook", { carrier: "EasyPost" })).waitFor();
  await app.getByLabel(say("carriers:guard.minor", { currency: "EUR" })).fill("a lot");
  await page.getByRole("button", { name: SAVE[locale], exact: true }).click();
  await app.getByText(say("carriers:rules.wrong.amount")).waitFor();
  await app.getByLabel(say("carriers:guard.minor", { currency: "EUR" })).fill("1");
  await look(walk, "carriers-connected");
  await page.getByRole("button", { name: SAVE[locale], exact: true }).click();
  const stored = () => column(story.world, walk, "select guard_minor::int from label_setting where shop_id = $1");
  await expect.poll(stored, { timeout: 10_000 }).toEqual([100]);
});

story.step(
  "a label that costs much more than was paid waits, with all that was offered, until somebody buys it",
  async (walk) => {
    const { app, say } = walk;
    const shop = shopOf(story.world, walk);
    const variant = [...shop.variants.values()].find(({ sku }) => sku === "CAM-1");
    const placed = story.world.devshop.placeOrder(shop, {
      lines: [{ variantId: variant?.id ?? "", quantity: 1 }],
      shippingAddress: SEVILLE,
      financialStatus: "PAID",
      riskLevel: "LOW",
      email: "ana@example.com",
      shippingLine: { title: "Standard", code: "standard", priceMinor: 100 },
    });
    if (placed.kind !== "placed") throw new Error(`refused: ${placed.code}`);
    walk.orderId = placed.order.id;
    const open = () => column(story.world, walk, "select status from fulfillment_order where shop_id = $1");
    await expect.poll(open, { timeout: 20_000 }).toEqual(["OPEN"]);
    await openApp(story.world, walk, `/app/orders/${walk.orderId}`);
    await press(walk, say("orders:order.own.open"));
    await app.getByLabel(say("orders:order.own.number")).fill("ABCDE12");
    await press(walk, say("orders:order.own.ship"));
    await app.getByText(say("orders:refused.noCourier")).waitFor();
    await look(walk, "order-own-number");
    await press(walk, say("orders:order.ships.ship"));
    // The card has that heading; what is in danger says more after the same words.
    await app.getByRole("heading", { name: say("orders:order.label.waits"), exact: true }).waitFor({ timeout: 30_000 });
    await look(walk, "order-label-waits");
    await press(walk, say("orders:order.label.buy"));
    await app.getByText(say("orders:order.label.because.person")).waitFor({ timeout: 30_000 });
    const stage = () => column(story.world, walk, "select stage <> 'planned' from parcel where shop_id = $1");
    await expect.poll(stage, { timeout: 20_000 }).toEqual([true]);
    await look(walk, "order-label-why");
  },
);

story.step("a code that nobody knows is said, and taken back", async (walk) => {
  const { app, page, say } = walk;
  await openApp(story.world, walk, "/app/settings/carriers/codes");
  await app.getByText(say("carriers:codes.emptyTitle")).waitFor();
  await look(walk, "codes-empty");
  const [shopId] = await column(story.world, walk, "select shop_id from parcel where shop_id = $1");
  await story.world.owner.query(
    `insert into parcel_scan (shop_id, parcel_id, scan_key, code, stage, place, occurred_at, recorded_at)
     select shop_id, parcel_id, 'k', '2X7', 'unknown', 'Sevilla, ES', '2026-11-02T10:00:00Z', '2026-11-02T10:00:00Z' from parcel where shop_id = $1`,
    [shopId],
  );
  await openApp(story.world, walk, "/app/settings/carriers/codes");
  const which = "Tramo 2X7";
  const meaning = app.getByLabel(say("carriers:codes.meaningOf", { which })).first();
  await meaning.waitFor();
  // Before anything is chosen: a narrow window draws the row anew, and what was chosen in it is gone.
  await look(walk, "codes");
  await meaning.selectOption("delayed");
  await press(walk, say("carriers:codes.saySpoken", { which }));
  await page.getByText(say("carriers:codes.done")).first().waitFor();
  const stages = () => column(story.world, walk, "select stage from parcel_scan where shop_id = $1 and code = '2X7'");
  await expect.poll(stages, { timeout: 10_000 }).toEqual(["delayed"]);
  await press(walk, say("carriers:codes.undoSpoken", { which }));
  await expect.poll(stages, { timeout: 10_000 }).toEqual(["unknown"]);
});
