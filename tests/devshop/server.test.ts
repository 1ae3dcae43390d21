import { describe, expect, test } from "vitest";
import { startHarness, type Harness } from "./harness.ts";
import { mirrorView } from "./state/mirror-view.ts";

async function get(h: Harness, path: string): Promise<unknown> {
  return (await fetch(h.devshop.url + path)).json();
}

describe("the control pages", () => {
  test("show counters, shops, and a shop as a mirror should have it", async () => {
    await using h = await startHarness();
    await h.order();
    expect(await get(h, "/_devshop/counters")).toMatchObject({
      webhooks: { delivered: 5, byTopic: { "orders/create": 1 } },
      problems: [],
    });
    expect(await get(h, "/_devshop/shops")).toEqual([{ domain: "one.myshopify.com", installed: true, orders: 1 }]);
    expect(await get(h, "/_devshop/shops/one.myshopify.com/snapshot")).toEqual(mirrorView(h.shop));
  });

  test("turn knobs, and refuse knobs that do not exist", async () => {
    await using h = await startHarness();
    const turned = await h.post("/_devshop/knobs", { webhooks: { duplicate: 0.25 }, edge: { lostAnswers: 0.1 } });
    expect(turned.status).toBe(200);
    expect(h.devshop.knobs.webhooks).toMatchObject({ duplicate: 0.25, drop: 0 });
    expect(h.devshop.knobs.edge.lostAnswers).toBe(0.1);
    expect((await h.post("/_devshop/knobs", { webhooks: { duplicates: 1 } })).status).toBe(400);
    expect((await h.post("/_devshop/knobs", { webhooks: { drop: 2 } })).status).toBe(400);
    expect(await get(h, "/_devshop/knobs")).toMatchObject({ webhooks: { duplicate: 0.25 } });
  });

  test("install and uninstall", async () => {
    await using h = await startHarness();
    expect((await h.post("/_devshop/shops/one.myshopify.com/uninstall", {})).status).toBe(200);
    expect(h.shop.installation).toBeNull();
    await h.post("/_devshop/shops/one.myshopify.com/install", {});
    expect(h.shop.installation).not.toBeNull();
    expect((await h.post("/_devshop/shops/one.myshopify.com/paint", {})).status).toBe(404);
    expect((await h.post("/_devshop/shops/two.myshopify.com/install", {})).status).toBe(404);
  });
});

describe("the server", () => {
  test("answers 404 to what nobody serves", async () => {
    await using h = await startHarness();
    expect((await fetch(`${h.devshop.url}/nothing`)).status).toBe(404);
  });

  test("a shop's domain is taken once", async () => {
    await using h = await startHarness();
    expect(() => h.devshop.createShop({ handle: "one", locations: [], products: [] })).toThrow("exists already");
    expect(() => h.devshop.shop("two.myshopify.com")).toThrow("no such shop");
  });
});

describe("the view a mirror is compared with", () => {
  test("is plain, sorted by number, and in whole seconds", async () => {
    await using h = await startHarness();
    const orders = [await h.order(), await h.order()];
    const view = mirrorView(h.shop);
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
    expect(view.orders.map((order) => order.id)).toEqual(orders.map((order) => order.id));
    expect(view.orders[0]).toMatchObject({ updatedAt: "2026-11-20T10:00:00Z", fulfillmentStatus: "UNFULFILLED" });
    expect(view.levels).toHaveLength(5);
    expect(view.levels[0]?.quantities).toEqual({
      on_hand: 10,
      available: 8,
      committed: 2,
      reserved: 0,
      damaged: 0,
      safety_stock: 0,
      quality_control: 0,
      incoming: 0,
    });
  });
});
