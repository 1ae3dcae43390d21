import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OrderId } from "../../app/core/ids.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { contents } from "./replay-steps.ts";
import { DAY, intents, order, switchOn } from "./steps.ts";

let world: TestWorld;
let app: Awaited<ReturnType<typeof loadPages>>;
beforeAll(async () => {
  world = await openWorld();
  app = await loadPages();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

describe("Home", () => {
  test("of a new shop has read everything and shows no order", async () => {
    const installed = await world.install(spanishShop());
    const home = await app.homePage(installed.shopId, world.clock.now());
    expect(home.imports.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      "shop done",
      "locations done",
      "items done",
      "orders done",
      "fulfillment_orders done",
    ]);
    expect(home.counts).toEqual({ open: 0, held: 0, problem: 0, delivered: 0, moving: 0, any: false });
    expect(home.switches).toEqual({});
  });

  test("counts what waits, names what needs somebody, and tells what it would have done", async () => {
    const installed = await world.install(spanishShop());
    await order(world, installed, { "CAM-1": 4 });
    const stuck = await order(world, installed, { "POS-1": 3 });
    const home = await app.homePage(installed.shopId, world.clock.now());
    expect(home.counts).toMatchObject({ open: 2, any: true });
    expect(home.needy.map(({ orderId, attention }) => ({ orderId, attention }))).toEqual([
      { orderId: stuck.id, attention: "unroutable" },
    ]);
    expect(home.decided.observe).toMatchObject({ move: 1, unroutable: 1 });
    expect(home.decided.live).toEqual({ stay: 0, move: 0, split: 0, inPart: 0, hold: 0, unroutable: 0 });
  });
});

describe("the page of an order", () => {
  test("says where it ships from and why, and never more than its own shop's", async () => {
    const installed = await world.install(spanishShop());
    const other = await world.install(spanishShop());
    const placed = await order(world, installed, { "CAM-1": 4 });
    const { shown, decisions } = await app.orderPage(installed, placed.id as OrderId);
    expect(shown).toMatchObject({
      name: placed.name,
      stage: "open",
      lines: [{ sku: "CAM-1", quantity: 4, removed: 0 }],
    });
    expect(shown?.events.map(({ code }) => code)).toEqual(["routing.decided", "order.placed"]);
    expect(decisions).toMatchObject([
      { outcome: "move", mode: "observe", sentences: [{ code: "move.cheaperAndCloser" }] },
    ]);
    expect(decisions[0]?.locations.map(({ chosen }) => chosen)).toEqual([true, false, false]);
    expect((await app.orderPage(other, placed.id as OrderId)).shown).toBeUndefined();
  });

  test("shows the customer when asked, and writes down who looked", async () => {
    const installed = await world.install(spanishShop());
    const placed = await order(world, installed, { "CAM-1": 1 });
    const seen = await app.act(installed, placed.id, { action: "showCustomer" });
    expect(seen).toMatchObject({ status: "customer", person: { name: expect.any(String), countryCode: "ES" } });
    const { rows } = await world.owner.query(
      "select who, purpose from personal_read where shop_id = $1 and order_id = $2",
      [installed.shopId, placed.id],
    );
    expect(rows).toEqual([{ who: "70001", purpose: "order_page" }]);
  });

  test("releases the hold of Entrega on a click, does not hold it again, and has nothing to release afterwards", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "hold");
    const placed = await order(world, installed, { "POS-1": 3 });
    const held = await app.orderPage(installed, placed.id as OrderId);
    expect(held.shown?.fulfillmentOrders).toMatchObject([{ status: "ON_HOLD", holds: [{ ours: true }] }]);
    expect(await app.act(installed, placed.id, { action: "release" })).toEqual({ status: "did", did: "released" });
    await world.settle(installed);
    const released = await app.orderPage(installed, placed.id as OrderId);
    expect(released.shown?.fulfillmentOrders).toMatchObject([{ status: "OPEN", holds: [] }]);
    expect(released.shown?.attention).toBe("unroutable");
    expect(await app.act(installed, placed.id, { action: "release" })).toEqual({ status: "refused", code: "gone" });
  });

  test("says in a code why a label cannot be bought, and buys it when it can", async () => {
    const installed = await world.install(spanishShop());
    const placed = await order(world, installed, { "CAM-1": 1 });
    const ship = async () => {
      const { shown } = await app.orderPage(installed, placed.id as OrderId);
      const fulfillmentOrderId = shown?.fulfillmentOrders[0]?.id ?? "";
      return app.act(installed, placed.id, { action: "ship", fulfillmentOrderId });
    };
    expect(await ship()).toEqual({ status: "refused", code: "no_carrier" });
    await world.connectCarrier(installed);
    expect(await ship()).toEqual({ status: "did", did: "shipped" });
    await world.settle(installed);
    expect(await intents(world, installed)).toContainEqual({ kind: "label.buy", status: "done" });
    expect((await app.orderPage(installed, placed.id as OrderId)).parcels).toMatchObject([
      { stage: "labelled", units: 1 },
    ]);
    expect(await ship()).toMatchObject({ status: "refused" });
  });
});

describe("the settings", () => {
  test("store nothing while one field is wrong, and name every wrong one", async () => {
    const installed = await world.install(spanishShop());
    const before = await app.settingsPage(installed.shopId, world.clock.now());
    const wrong = { ...before.costs, handlingMinor: "dos", maxParts: "2" };
    expect(await app.saveSettings(installed.shopId, wrong, world.clock.now())).toEqual({
      status: "invalid",
      fields: { handlingMinor: { code: "amount" } },
    });
    const impossible = { ...before.costs, postageMinor: "-1", maxParts: "9" };
    expect(await app.saveSettings(installed.shopId, impossible, world.clock.now())).toEqual({
      status: "invalid",
      fields: {
        postageMinor: { code: "range", min: "0.00", max: "1000000.00" },
        maxParts: { code: "range", min: "1", max: "4" },
      },
    });
    expect((await app.settingsPage(installed.shopId, world.clock.now())).costs).toEqual(before.costs);
  });

  test("store costs", async () => {
    const installed = await world.install(spanishShop());
    const before = await app.settingsPage(installed.shopId, world.clock.now());
    const changed = { ...before.costs, handlingMinor: "2,25" };
    expect(await app.saveSettings(installed.shopId, changed, world.clock.now())).toEqual({ status: "saved" });
    const after = await app.settingsPage(installed.shopId, world.clock.now());
    expect(after.costs.handlingMinor).toBe("2.25");
  });

  test("store what is done when units are missing; what the form does not have stays as it is", async () => {
    const installed = await world.install(spanishShop());
    const page = () => app.settingsPage(installed.shopId, world.clock.now());
    const { costs, inPart } = await page();
    expect(inPart).toEqual({ "inPart.when": "wait", "inPart.leastPercent": "25", "inPart.leastMinor": "0.00" });
    const changed = { "inPart.when": "ship", "inPart.leastPercent": "40", "inPart.leastMinor": "5.00" };
    const save = (texts: Record<string, string>) => app.saveSettings(installed.shopId, texts, world.clock.now());
    expect(await save({ ...costs, ...changed })).toEqual({ status: "saved" });
    expect(await save(costs)).toEqual({ status: "saved" });
    expect((await page()).inPart).toEqual(changed);
    expect(await save({ ...costs, ...changed, maxParts: "9", "inPart.leastPercent": "101" })).toMatchObject({
      status: "invalid",
      fields: { maxParts: { code: "range" }, "inPart.leastPercent": { code: "range", min: "0", max: "100" } },
    });
    expect((await page()).inPart).toEqual(changed);
  });

  test("show what other numbers would have changed, in the shop's currency, and store nothing", async () => {
    const installed = await world.install(spanishShop());
    const { costs } = await app.settingsPage(installed.shopId, world.clock.now());
    const tried = { ...costs, perKgPer100KmMinor: "0", minSavingMinor: "50" };
    const preview = (texts: Record<string, string>) => app.previewSettings(installed.shopId, texts, world.clock.now());
    expect(await preview(tried)).toMatchObject({ status: "previewed", preview: null });
    // Four shirts to Seville: shipped from the shop there, because the way from Madrid costs more.
    const placed = await order(world, installed, { "CAM-1": 4 });
    const tables = () => contents(world, installed);
    const before = await tables();

    expect(await preview(costs)).toMatchObject({
      status: "previewed",
      preview: { currency: "EUR", orders: 1, changed: 0, rows: [] },
    });
    expect(await preview(tried)).toMatchObject({
      status: "previewed",
      texts: { perKgPer100KmMinor: "0" },
      preview: {
        orders: 1,
        changed: 1,
        doubts: { unreadable: 0, otherCurrency: 0, cutShort: 0 },
        rows: [{ orderId: placed.id, name: placed.name, from: ["Tienda Sevilla"], to: ["Almacén Madrid"] }],
      },
    });
    expect(await preview({ ...tried, maxParts: "9" })).toMatchObject({ status: "invalid" });
    expect(await tables()).toEqual(before);
    const aMonthLater = new Date(world.clock.now().getTime() + 31 * DAY);
    expect(await app.previewSettings(installed.shopId, tried, aMonthLater)).toMatchObject({ preview: null });
  });

  test("switch an effect on from now, and off again", async () => {
    const installed = await world.install(spanishShop());
    const now = world.clock.now();
    await app.saveSwitch(installed.shopId, { effect: "route", on: "true" }, "70001", now);
    expect((await app.settingsPage(installed.shopId, now)).switches).toEqual({ route: now.toISOString() });
    await app.saveSwitch(installed.shopId, { effect: "route", on: "false" }, "70001", now);
    expect((await app.settingsPage(installed.shopId, now)).switches).toEqual({});
  });
});

/** The app's modules read the configuration when they are imported: after the world was opened. */
async function loadPages() {
  const { homePage } = await import("../../app/features/home/home-page.server.ts");
  const { settingsPage } = await import("../../app/features/settings/settings-page.server.ts");
  const { previewSettings, saveSettings, saveSwitch } =
    await import("../../app/features/settings/save-settings.server.ts");
  const { doOrderAction, orderActionSchema } = await import("../../app/features/orders/order-actions.server.ts");
  const { readOrder } = await import("../../app/features/orders/page.server.ts");
  const { decisionsOfOrder } = await import("../../app/features/routing/public.server.ts");
  const { parcelsOfOrder } = await import("../../app/features/delivery/public.server.ts");
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  return {
    homePage,
    settingsPage,
    previewSettings,
    saveSettings,
    saveSwitch,
    orderPage: ({ shopId }: InstalledShop, orderId: OrderId) =>
      inShop(shopId, async (tx) => ({
        shown: await readOrder(tx, orderId),
        decisions: await decisionsOfOrder(tx, orderId),
        parcels: await parcelsOfOrder(tx, orderId),
      })),
    act: ({ shopId }: InstalledShop, orderId: string, action: unknown) =>
      doOrderAction(shopId, orderId as OrderId, orderActionSchema.parse(action), "70001", world.clock.now()),
  };
}
