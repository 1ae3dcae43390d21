import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ShopperView } from "../../app/features/shopper/domain/shopper-view.ts";
import { extensionToken } from "../devshop/faces/session-token.ts";
import { createFulfillmentEvent } from "../devshop/state/delivery-events.ts";
import { createFulfillment } from "../devshop/state/fulfil.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { attention, DAY, intents, openParts, order as anyOrder, switchOn, timeline, variant } from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install({
    ...spanishShop(),
    customers: [{ firstName: "Ana", lastName: "Ruiz", email: "ana@example.com" }],
  });
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const API = process.env["SHOPIFY_API_KEY"] ?? "";
const SECRET = process.env["SHOPIFY_API_SECRET"] ?? "";
const newKey = () => randomBytes(16).toString("hex");

/** Orders belong to their customers only when somebody was signed in. */
const order = (...[at, shop, lines, change]: Parameters<typeof anyOrder>) =>
  anyOrder(at, shop, lines, { customerId: [...installed.shop.customers.keys()][0] ?? "", ...change });

/** A token of the signed-in customer of this order, unless it says otherwise. */
function token(of: Order, change: Partial<Parameters<typeof extensionToken>[0]> = {}): string {
  return extensionToken({
    apiKey: API,
    apiSecret: SECRET,
    shopDomain: installed.shop.domain,
    customerId: of.customerId,
    now: new Date(),
    ...change,
  });
}

async function ask(of: Order, body: object | null = null, bearer = token(of)) {
  // From here on, because the configuration is read when a module of the app is first imported.
  const { answerShopper } = await import("../../app/features/shopper/answer-shopper.server.ts");
  const request = new Request(`${world.appUrl}/api/order-status/actions?order=${of.id}`, {
    method: body === null ? "GET" : "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const response = await answerShopper(request, world.clock.now());
  return {
    status: response.status,
    headers: response.headers,
    view: (await response.json()) as ShopperView & { error?: string },
  };
}
const choose = (of: Order, kind: string, more: object = {}) => ask(of, { key: newKey(), act: "choose", kind, ...more });

/** Somebody ships a part in the admin; the id of the fulfilment. */
function fulfil(fulfillmentOrderId: string): string {
  const made = createFulfillment(world.devshop.world, installed.shop, {
    parts: [{ fulfillmentOrderId, lines: null }],
    tracking: null,
  });
  if (!made.ok) throw new Error("not fulfilled");
  return made.value.id;
}

/** An order whose promised days have gone by without anything leaving. */
async function lateOrder(lines: Record<string, number> = { "CAM-1": 1 }): Promise<Order> {
  const placed = await order(world, installed, lines);
  await world.advance(installed, 30 * DAY);
  return placed;
}

describe("the shopper of a late order", () => {
  test("is offered nothing while it is on time", async () => {
    const placed = await order(world, installed, { "CAM-1": 1 });
    const { status, view } = await ask(placed);
    expect(status).toBe(200);
    expect(view).toEqual({ v: 1, late: null, offered: [], chosen: null, reportable: [], reports: [] });
    expect((await choose(placed, "cancel")).status).toBe(409);
  });

  test("may wait, and is then asked no more; the ledger says that they agreed", async () => {
    const placed = await lateOrder();
    const before = await ask(placed);
    expect(before.view.late).toBe("passed");
    expect(before.view.offered.map(({ kind }) => kind)).toEqual(["wait", "cancel"]);
    const { status, view } = await choose(placed, "wait");
    expect(status).toBe(200);
    expect(view.chosen).toMatchObject({ kind: "wait", state: "done" });
    expect(await timeline(world, installed, placed)).toContain("shopper.chose");
    expect(await attention(world, installed, placed)).not.toBe("shopper");
  });

  test("cancels: staff are asked, because the merchant has not switched it on", async () => {
    const placed = await lateOrder();
    const { view } = await choose(placed, "cancel");
    expect(view.chosen).toMatchObject({ kind: "cancel", state: "asked" });
    expect(view.offered).toEqual([]);
    await world.settle(installed);
    expect(placed.cancelledAt).toBeNull();
    expect(await intents(world, installed, placed)).not.toContainEqual(
      expect.objectContaining({ kind: "order.cancel" }),
    );
    expect(await attention(world, installed, placed)).toBe("shopper");
  });

  test("cancels: Shopify gives the money back at once where it is switched on, and they are told", async () => {
    await switchOn(world, installed, "shopper");
    const placed = await lateOrder();
    const { view } = await choose(placed, "cancel");
    expect(view.chosen).toMatchObject({ kind: "cancel", state: "doing" });
    await world.settle(installed);
    expect(placed).toMatchObject({ cancelReason: "CUSTOMER", financialStatus: "REFUNDED" });
    const after = await ask(placed);
    expect(after.view.chosen).toMatchObject({ kind: "cancel", state: "done" });
    expect(after.view.offered).toEqual([]);
    expect(await timeline(world, installed, placed)).toContain("shopper.cancelled");
  });

  test("cancels once, when Shopify's answer is lost", async () => {
    await switchOn(world, installed, "shopper");
    const placed = await lateOrder();
    world.devshop.admin.interferences.add("CancelOrder", { kind: "lostAnswer" });
    await choose(placed, "cancel");
    await world.settle(installed);
    await world.advance(installed, 5 * 60_000);
    expect(placed.cancelledAt).not.toBeNull();
    expect((await ask(placed)).view.chosen).toMatchObject({ state: "done" });
  });

  test("is told when it could not be cancelled, because somebody shipped it meanwhile", async () => {
    await switchOn(world, installed, "shopper");
    const placed = await lateOrder();
    await choose(placed, "cancel");
    const [part] = openParts(installed, placed);
    fulfil(part?.id ?? "");
    await world.settle(installed);
    expect(placed.cancelledAt).toBeNull();
    const { view } = await ask(placed);
    expect(view.chosen).toMatchObject({ kind: "cancel", state: "refused" });
    expect(view.offered.map(({ kind }) => kind)).toEqual(["wait"]);
    expect(await attention(world, installed, placed)).toBe("shopper");
  });

  test("the same click sent again is the same choice; another one while it is open is none", async () => {
    const placed = await lateOrder();
    const key = newKey();
    const body = { key, act: "choose", kind: "cancel" };
    const answers = await Promise.all([ask(placed, body), ask(placed, body), ask(placed, body)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await choose(placed, "wait")).status).toBe(409);
    const { rows } = await world.owner.query("select kind from shopper_choice where shop_id = $1", [installed.shopId]);
    expect(rows).toEqual([{ kind: "cancel" }]);
  });

  test("may not take a variant that was not offered", async () => {
    const placed = await lateOrder();
    const [line] = placed.lines;
    const swap = { lineId: line?.id, variantId: variant(installed, "POS-1") };
    expect((await choose(placed, "swap", swap)).status).toBe(409);
  });
});

describe("nobody else", () => {
  test("learns whether an order is there: another customer gets the same 404 as for one that is not", async () => {
    const placed = await lateOrder();
    const other = await ask(placed, null, token(placed, { customerId: "99" }));
    const none = await ask({ ...placed, id: "1" });
    for (const { status, view } of [other, none])
      expect({ status, view }).toEqual({ status: 404, view: { error: "order" } });
    const stranger = await ask(
      placed,
      { key: newKey(), act: "choose", kind: "cancel" },
      token(placed, { customerId: "99" }),
    );
    expect(stranger.status).toBe(404);
    const { rows } = await world.owner.query("select 1 from shopper_choice where shop_id = $1", [installed.shopId]);
    expect(rows).toEqual([]);
  });

  test("gets in with a token that is not good, or of nobody in particular", async () => {
    const placed = await lateOrder();
    const expired = new Date(Date.now() - 3_600_000);
    for (const bad of [
      token(placed, { apiKey: "another-app" }),
      token(placed, { apiSecret: "wrong" }),
      token(placed, { now: expired }),
      "nonsense",
    ])
      expect((await ask(placed, null, bad)).status).toBe(401);
    const guest = await ask(placed, null, token(placed, { customerId: null }));
    expect({ status: guest.status, error: guest.view.error }).toEqual({ status: 403, error: "login" });
    expect(guest.headers.get("access-control-allow-origin")).toBe("*");
  });

  test("gets anything stored by a body that is not one of ours", async () => {
    const placed = await lateOrder();
    for (const body of [
      {},
      { key: "short", act: "choose", kind: "wait" },
      { key: newKey(), act: "choose", kind: "explode" },
      { key: newKey(), act: "choose", kind: "swap" },
      { key: newKey(), act: "choose", kind: "wait", more: 1 },
      { key: newKey(), act: "report", kind: "damaged", fulfillmentId: "x", looked: [] },
    ])
      expect((await ask(placed, body)).status).toBe(400);
    expect((await ask(placed, { key: "x".repeat(5_000) })).status).toBe(413);
  });
});

describe("a report", () => {
  /** An order whose parcel the carrier says to have delivered. */
  async function delivered(): Promise<{ placed: Order; fulfillmentId: string }> {
    const placed = await order(world, installed, { "CAM-1": 2 });
    const [part] = openParts(installed, placed);
    const fulfillmentId = fulfil(part?.id ?? "");
    createFulfillmentEvent(world.devshop.world, installed.shop, {
      ...{
        fulfillmentId,
        status: "DELIVERED",
        happenedAt: world.clock.now(),
        estimatedDeliveryAt: null,
        message: null,
      },
      place: { address1: null, city: null, province: null, country: null, zip: null, latitude: null, longitude: null },
    });
    await world.settle(installed);
    await world.advance(installed, DAY);
    return { placed, fulfillmentId };
  }

  test("is stored with what is known at that moment, once, and staff are told", async () => {
    const { placed, fulfillmentId } = await delivered();
    const { view: before } = await ask(placed);
    expect(before.reportable.map(({ kind }) => kind)).toEqual([
      "not_received",
      "damaged",
      "missing_item",
      "wrong_item",
    ]);
    const body = { key: newKey(), act: "report", kind: "not_received", fulfillmentId, looked: ["neighbours"] };
    for (let again = 0; again < 2; again += 1) {
      const { status, view } = await ask(placed, body);
      expect(status).toBe(200);
      expect(view.reports).toEqual([
        { kind: "not_received", state: "open", at: expect.any(String) as string, fulfillmentId },
      ]);
      expect(view.reportable).toEqual([]);
    }
    const { rows } = await world.owner.query<{ evidence: object; suggestion: string; looked: string[] }>(
      "select evidence, suggestion, looked from delivery_report where shop_id = $1",
      [installed.shopId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      suggestion: "staff",
      looked: ["neighbours"],
      evidence: { hoursSinceDelivery: 24, earlierReports: 0, orders: 1, proof: null },
    });
    expect(await attention(world, installed, placed)).toBe("shopper");
    await world.advance(installed, DAY);
    expect(await attention(world, installed, placed)).toBe("shopper");
  });

  test("of a parcel of another order is none", async () => {
    const { placed } = await delivered();
    const { fulfillmentId } = await delivered();
    const body = { key: newKey(), act: "report", kind: "damaged", fulfillmentId, looked: [] };
    expect((await ask(placed, body)).status).toBe(409);
  });
});
