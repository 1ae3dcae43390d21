/**
 * A parcel goes silent. Its shopper looks on the public page, reports it on their order's page, staff see the evidence, ask the carrier and settle it, and the
 * shopper reads the answer. In both languages, one on a desktop and the other on a phone, in turns; the public page in all five.
 */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { say as sayOwn, sayShared, type ShopperLocale } from "../../app/features/tracking-page/texts.ts";
import { createFulfillmentEvent } from "../devshop/state/delivery-events.ts";
import { createFulfillment } from "../devshop/state/fulfil.ts";
import type { FulfillmentEventStatus, Order } from "../devshop/state/orders.ts";
import type { OrderInput } from "../devshop/state/place-order.ts";
import { spanishShop } from "../factories/shops.ts";
import { pdfText } from "../integration/pdf-text.ts";
import { turnOn } from "./ready-to-ship.ts";
import { helpText, orderHelp } from "./shopper-page.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, press, shopOf, type Walk } from "./walk.ts";

const ANA = { firstName: "Ana María", lastName: "Ruiz", email: "ana@example.com" };

/** The shopper's languages, each read by one of the two. */
const LANGUAGES: Readonly<Record<Walk["locale"], readonly ShopperLocale[]>> = {
  en: ["en", "de", "fr"],
  es: ["es", "pt-BR"],
};

interface Memory {
  /** The order whose parcel goes silent. */
  silent?: Order;
}

const story = tellStory<Memory>(
  { name: "avisos", seed: (handle) => spanishShop({ handle, customers: [ANA] }), secondsADay: 1200, stepMs: 180_000 },
  () => ({}),
);
type Shopper = ReturnType<typeof story.walkOf>;

const all = (walk: Walk, sql: string) => column(story.world, walk, sql);
const now = () => story.world.devshop.world.clock.now().getTime();
const hoursAgo = (hours: number) => new Date(now() - hours * 3_600_000);

function place(walk: Walk, lines: Record<string, number>, change: Partial<OrderInput> = {}): Order {
  const shop = shopOf(story.world, walk);
  const variantOf = (sku: string) =>
    [...shop.variants.values()].find((each) => shop.items.get(each.itemId)?.sku === sku)?.id ?? "";
  const placed = story.world.devshop.placeOrder(shop, {
    lines: Object.entries(lines).map(([sku, quantity]) => ({ variantId: variantOf(sku), quantity })),
    shippingAddress: {
      firstName: ANA.firstName,
      lastName: ANA.lastName,
      address1: "Calle Sierpes",
      city: "Vilagarcía de Arousa y San Martín del Rey",
      zip: "36600",
      countryCode: "ES",
    },
    customerId: [...shop.customers.keys()][0] ?? "",
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: ANA.email,
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
    ...change,
  });
  if (placed.kind !== "placed") throw new Error(`refused: ${placed.code}`);
  return placed.order;
}

/** Somebody ships what an order still has waiting at one place, in Shopify; the scans are so many hours old. */
async function ship(
  walk: Walk,
  order: Order,
  number: string,
  scans: readonly (readonly [FulfillmentEventStatus, number])[] = [],
): Promise<void> {
  const shop = shopOf(story.world, walk);
  const open = () =>
    [...shop.fulfillmentOrders.values()].filter((each) => each.orderId === order.id && each.status === "OPEN");
  await expect.poll(() => open().length).toBeGreaterThan(0);
  const world = story.world.devshop.world;
  const made = createFulfillment(world, shop, {
    parts: [{ fulfillmentOrderId: open()[0]?.id ?? "", lines: null }],
    tracking: { company: "Correos", number },
  });
  if (!made.ok) throw new Error("not fulfilled");
  for (const [status, hours] of scans)
    createFulfillmentEvent(world, shop, {
      fulfillmentId: made.value.id,
      status,
      happenedAt: hoursAgo(hours),
      estimatedDeliveryAt: null,
      message: null,
      place: {
        address1: null,
        city: "Madrid",
        province: null,
        country: "ES",
        zip: null,
        latitude: null,
        longitude: null,
      },
    });
}

const trackingPage = ({ handle }: Walk, locale: string) =>
  `${story.world.devshop.url}/storefront/${handle}/apps/entrega?locale=${locale}`;

/** Asks the public page for an order, as who knows its name and e-mail. */
async function track(walk: Walk, locale: ShopperLocale, order: string, email = ANA.email): Promise<void> {
  const { page } = walk;
  await page.goto(trackingPage(walk, locale));
  await page.getByLabel(sayOwn(locale, "order")).fill(order);
  await page.getByLabel(sayOwn(locale, "email")).fill(email);
  await page.getByRole("button", { name: sayOwn(locale, "show") }).press("Enter");
}

/** The public page shows this order. */
const shown = ({ page }: Walk, locale: ShopperLocale, order: string) =>
  page.getByText(sayOwn(locale, "orderNamed", { order }), { exact: true }).waitFor();

const stages = (walk: Walk) => all(walk, "select stage from shop_order where shop_id = $1 order by order_id");

story.step("staff are told how reports come, before anybody has made one", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  await openApp(story.world, walk, "/app/deliveries/reports");
  await app.getByText(say("shopper:empty.title")).waitFor();
  await look(walk, "reports-empty");
  await openApp(story.world, walk, "/app/deliveries/reports/settings");
  await app.getByText(say("shopper:settings.rule"), { exact: true }).first().waitFor();
  await look(walk, "reports-settings");
  // What shoppers see beside Shopify's own is written there once it may be.
  await turnOn(story.world, walk, "events");
});

story.step("a shopper asks the public page, in their language; a wrong e-mail tells nothing", async (walk) => {
  const { page } = walk;
  const silent = place(walk, { "CAM-1": 2, "TAZ-1": 1 });
  walk.silent = silent;
  // Its date is on Shopify's order.
  await expect.poll(() => silent.metafields.length).toBeGreaterThan(0);
  await ship(walk, silent, "PQ4F2X0712345678901234A", [["IN_TRANSIT", 150]]);
  await expect.poll(() => stages(walk)).toEqual(["shipped"]);
  for (const locale of LANGUAGES[walk.locale]) {
    await page.goto(trackingPage(walk, locale));
    await page.getByRole("heading", { level: 1, name: sayOwn(locale, "title") }).waitFor();
    await look(walk, `track-form-${locale}`);
    await track(walk, locale, silent.name);
    await shown(walk, locale, silent.name);
    await look(walk, `track-${locale}`);
  }
  await track(walk, walk.locale, silent.name, "eva@example.com");
  await page.getByRole("alert").waitFor();
  await look(walk, "track-wrong");
  await page.goto(`${trackingPage(walk, walk.locale)}&t=1.2.nonsense`);
  await page.getByText(sayOwn(walk.locale, "expired")).waitFor();
});

story.step(
  "it shows two parcels, an order that is late, and one that was collected, also in the dark",
  async (walk) => {
    const { page, locale } = walk;
    const two = place(walk, { "CAM-1": 2, "TAZ-1": 1, "POS-1": 1 });
    await ship(walk, two, "PQ4F2X0712345678901235B", [
      ["IN_TRANSIT", 30],
      ["OUT_FOR_DELIVERY", 4],
      ["DELIVERED", 2],
    ]);
    await ship(walk, two, "1Z999AA10123456784", [["IN_TRANSIT", 3]]);
    const late = place(walk, { "TAZ-1": 1 });
    const collected = place(walk, { "TAZ-1": 1 }, { delivery: { methodType: "PICK_UP" } });
    await expect.poll(() => all(walk, "select state from pickup where shop_id = $1")).toEqual(["preparing"]);
    await ship(walk, collected, "");
    await expect.poll(() => all(walk, "select state from pickup where shop_id = $1")).toEqual(["collected"]);
    // Of time alone a promise goes by: the last one shown is put into the past.
    await expect
      .poll(() =>
        all(
          walk,
          `update delivery_promise set from_date = '2026-10-28', to_date = '2026-10-30'
          where shop_id = $1 and order_id = ${late.id} returning 1`,
        ),
      )
      .not.toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await track(walk, locale, two.name);
    await page.getByRole("heading", { level: 2 }).nth(1).waitFor();
    await look(walk, "track-two");
    await page.emulateMedia({ colorScheme: "light" });
    await track(walk, locale, late.name);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await look(walk, "track-late");
    await track(walk, locale, collected.name);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("heading", { level: 1, name: sayShared(locale, "collected") }).waitFor();
    await look(walk, "track-collected");
  },
);

const help = ({ locale }: Walk, path: string) => helpText(locale, path);
const orderPage = (walk: Shopper) => orderHelp(story.world, walk, walk.silent?.id ?? "");

story.step("signed in, the shopper says that it did not come, and where they have looked", async (walk) => {
  const block = await orderPage(walk);
  await block.getByText(help(walk, "report.heading")).click();
  await block.getByText(help(walk, "report.not_received")).click();
  await block.getByText(help(walk, "looked.neighbours")).click();
  await look(walk, "shopper-report");
  await block.getByText(help(walk, "report.send")).click();
  await block.getByText(help(walk, "report.state.open")).waitFor();
  await look(walk, "shopper-reported");
  expect(await all(walk, "select looked from delivery_report where shop_id = $1")).toEqual([["neighbours"]]);
});

story.step("staff find the report on the order and in the list, with what is known of the parcel", async (walk) => {
  const { app, say } = walk;
  const name = walk.silent?.name ?? "";
  await openApp(story.world, walk, `/app/orders/${walk.silent?.id ?? ""}`);
  await app.getByRole("heading", { level: 1, name }).waitFor();
  await look(walk, "order-reported");
  await openApp(story.world, walk, "/app/deliveries/reports");
  await app.getByRole("link", { name, exact: true }).first().waitFor();
  await look(walk, "reports");
  const [report] = await all(walk, "select report_id::text from delivery_report where shop_id = $1");
  await openApp(story.world, walk, `/app/deliveries/reports/${String(report)}`);
  await app.getByText(say("shopper:report.evidence")).waitFor();
  await look(walk, "report");
});

story.step("they print the claim for the carrier, and the shopper reads that it is asked", async (walk) => {
  const { page, say } = walk;
  const [download] = await Promise.all([page.waitForEvent("download"), press(walk, say("shopper:claim.download"))]);
  const bytes = readFileSync(await download.path());
  const text = (await pdfText(bytes)).join("\n");
  expect(text).toContain("PQ4F2X0712345678901234A");
  expect(text).not.toContain(ANA.lastName);
  await press(walk, say("shopper:act.claim"));
  await press(walk, say("shopper:act.claim"));
  await expect.poll(() => all(walk, "select status from delivery_report where shop_id = $1")).toEqual(["claimed"]);
  const block = await orderPage(walk);
  await block.getByText(help(walk, "report.state.claimed")).waitFor();
});

story.step("they give the money back, and the shopper reads that too", async (walk) => {
  const { app, say } = walk;
  const [report] = await all(walk, "select report_id::text from delivery_report where shop_id = $1");
  await openApp(story.world, walk, `/app/deliveries/reports/${String(report)}`);
  await press(walk, say("shopper:act.refund"));
  await app.getByText(/before discounts|sin descuentos/).waitFor();
  await look(walk, "report-question");
  await press(walk, say("shopper:act.refund"));
  await expect.poll(() => all(walk, "select status from delivery_report where shop_id = $1")).toEqual(["refunded"]);
  expect([...shopOf(story.world, walk).refunds.values()]).toHaveLength(1);
  await openApp(story.world, walk, `/app/deliveries/reports/${String(report)}`);
  await app.getByText(say("shopper:settled.refunded")).waitFor();
  await look(walk, "report-settled");
  const block = await orderPage(walk);
  await block.getByText(help(walk, "report.state.refunded")).waitFor();
  await look(walk, "shopper-refunded");
});
