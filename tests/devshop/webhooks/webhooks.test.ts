import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { APP, startHarness } from "../harness.ts";
import { changeLevel } from "../state/stock.ts";
import { RETRY_AFTER_MS } from "./sender.ts";

const FOUR_HOURS_MS = 4 * 3_600_000;

describe("a webhook", () => {
  test("has Shopify's headers, and a signature over the raw body", async () => {
    await using h = await startHarness();
    await h.order();
    const webhook = h.only("orders/create");
    expect(webhook.path).toBe("/webhooks");
    expect(webhook.headers).toMatchObject({
      "content-type": "application/json",
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": "one.myshopify.com",
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      "x-shopify-event-id": expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      "x-shopify-triggered-at": expect.stringMatching(/^2026-11-20T10:00:00\.250\d{6}Z$/) as string,
      "x-shopify-hmac-sha256": createHmac("sha256", APP.apiSecret).update(webhook.body).digest("base64"),
    });
  });

  test("carries only the included fields, numeric ids to the last digit, times in the shop's zone", async () => {
    await using h = await startHarness();
    const order = await h.order({ email: "ana@example.com" });
    expect(h.only("orders/create").body).toBe(
      `{"id":${order.id},"admin_graphql_api_id":"gid://shopify/Order/${order.id}","updated_at":"2026-11-20T11:00:00+01:00"}`,
    );
    expect(h.only("fulfillment_orders/order_routing_complete").body).toBe(
      `{"fulfillment_order":{"id":"gid://shopify/FulfillmentOrder/${order.fulfillmentOrderIds[0] ?? ""}"}}`,
    );
  });

  test("is not sent before the app is installed", async () => {
    await using h = await startHarness();
    h.shop.installation = null;
    await h.order();
    expect(h.received).toEqual([]);
  });

  test("follows the fulfillment orders: orders/create comes before they exist", async () => {
    await using h = await startHarness({ knobs: { state: { routingDelayMs: 2_000 } } });
    const order = await h.order();
    expect(h.received.map((each) => each.topic)).toContain("orders/create");
    expect(order.fulfillmentOrderIds).toEqual([]);
    await h.clock.advance(2_000);
    await h.devshop.webhooks.drain();
    expect(order.fulfillmentOrderIds).toHaveLength(1);
    expect(h.received.at(-1)?.topic).toBe("fulfillment_orders/order_routing_complete");
  });
});

describe("retries", () => {
  test("are eight, within four hours, with the same id and the first attempt's body", async () => {
    await using h = await startHarness();
    h.answerWith(500);
    h.devshop.installer.uninstall(h.shop);
    await h.devshop.webhooks.flush();
    expect(h.received).toHaveLength(1);
    const started = h.clock.now().getTime();
    h.shop.name = "renamed";
    await h.clock.advance(FOUR_HOURS_MS);
    await h.devshop.webhooks.drain();
    expect(h.received).toHaveLength(9);
    expect(new Set(h.received.map((each) => each.headers["x-shopify-webhook-id"])).size).toBe(1);
    expect(new Set(h.received.map((each) => each.body)).size).toBe(1);
    expect(h.clock.now().getTime() - started).toBe(FOUR_HOURS_MS);
    expect(RETRY_AFTER_MS.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(FOUR_HOURS_MS);
    expect(h.devshop.webhooks.counters).toMatchObject({ created: 1, attempts: 9, delivered: 0, failed: 9, lost: 1 });
  });

  test("stop when the app answers 2xx; a redirect is a failure", async () => {
    await using h = await startHarness();
    h.answerWith(302);
    h.devshop.installer.uninstall(h.shop);
    await h.devshop.webhooks.flush();
    h.answerWith(204);
    await h.clock.advance(FOUR_HOURS_MS);
    await h.devshop.webhooks.drain();
    expect(h.received).toHaveLength(2);
    expect(h.devshop.webhooks.counters).toMatchObject({ attempts: 2, delivered: 1, failed: 1, lost: 0 });
  });
});

describe("knobs", () => {
  test("duplicate: the same webhook id arrives twice", async () => {
    await using h = await startHarness({ knobs: { webhooks: { duplicate: 1 } } });
    h.devshop.installer.uninstall(h.shop);
    await h.devshop.webhooks.drain();
    expect(h.received).toHaveLength(2);
    expect(new Set(h.received.map((each) => each.headers["x-shopify-webhook-id"])).size).toBe(1);
    expect(h.devshop.webhooks.counters).toMatchObject({ created: 1, duplicates: 1, delivered: 2 });
  });

  test("drop: nothing arrives, and the count says so", async () => {
    await using h = await startHarness({ knobs: { webhooks: { drop: 1 } } });
    await h.order();
    expect(h.received).toEqual([]);
    const { created, dropped } = h.devshop.webhooks.counters;
    expect(dropped).toBe(created);
  });

  test("storm: as many webhooks with ids of their own, for one event", async () => {
    await using h = await startHarness({ knobs: { webhooks: { storm: 20 } } });
    h.devshop.installer.uninstall(h.shop);
    await h.devshop.webhooks.drain();
    expect(new Set(h.received.map((each) => each.headers["x-shopify-webhook-id"])).size).toBe(20);
    expect(new Set(h.received.map((each) => each.headers["x-shopify-event-id"])).size).toBe(1);
  });

  test("delay and reorder: what is held back comes later than what followed it", async () => {
    await using h = await startHarness({ knobs: { webhooks: { reorder: 0.5, reorderMs: 60_000 } }, seed: 7 });
    const created: string[] = [];
    for (let index = 0; index < 8; index++) {
      const placed = h.devshop.placeOrder(h.shop, {
        lines: [{ variantId: [...h.shop.variants.keys()][1] ?? "", quantity: 1 }],
        shippingAddress: { countryCode: "ES" },
      });
      if (placed.kind === "placed") created.push(placed.order.id);
      await h.clock.advance(1_000);
    }
    await h.clock.advance(60_000);
    await h.devshop.webhooks.drain();
    const arrived = h.received
      .filter((each) => each.topic === "orders/create")
      .map((each) => /"id":(\d+)/.exec(each.body)?.[1]);
    expect(arrived).not.toEqual(created);
    expect(arrived.toSorted()).toEqual(created.toSorted());
  });

  test("the same seed makes the same chance", async () => {
    const run = async () => {
      await using h = await startHarness({ knobs: { webhooks: { drop: 0.5 } }, seed: 3 });
      for (let index = 0; index < 5; index++) await h.order();
      return h.received.map((each) => each.topic).toSorted();
    };
    expect(await run()).toEqual(await run());
  });

  test("level webhooks come for available only, unless all states are asked for", async () => {
    await using h = await startHarness();
    const [level] = h.shop.levels.values();
    if (level === undefined) throw new Error("no level");
    changeLevel(h.devshop.world, h.shop, level, { damaged: 1 });
    await h.devshop.webhooks.drain();
    expect(h.received).toEqual([]);
    h.devshop.knobs.state.levelWebhooksForAllStates = true;
    changeLevel(h.devshop.world, h.shop, level, { damaged: 1 });
    await h.devshop.webhooks.drain();
    expect(h.only("inventory_levels/update").body).toContain('"available":10');
  });
});

describe("compliance topics", () => {
  test("go to their own address, whole, with the customer's data and the orders", async () => {
    await using h = await startHarness();
    const [customerId = ""] = h.shop.customers.keys();
    const order = await h.order({ customerId });
    h.devshop.installer.requestCustomerData(h.shop, customerId);
    h.devshop.installer.redactCustomer(h.shop, customerId);
    await h.devshop.webhooks.drain();
    const request = h.only("customers/data_request");
    expect(request.path).toBe("/webhooks/compliance");
    expect(request.body).toContain(`"orders_requested":[${order.id}]`);
    expect(request.body).toContain('"email":"ana@example.com"');
    expect(h.only("customers/redact").body).toContain(`"orders_to_redact":[${order.id}]`);
  });
});
