import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { send } from "./intake-signed.ts";
import { expectMirror, order, rows, SECOND, timeline } from "./steps.ts";

const PREVIOUS_SECRET = process.env["SHOPIFY_API_SECRET_PREVIOUS"] ?? "";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
  installed = await world.install(spanishShop());
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const hint = (id: string) => `{"id":${id},"updated_at":"2026-11-02T09:00:00Z"}`;
const marked = (id: string) =>
  rows<{ kind: number }>(world, "select kind from mark where shop_id = $1 and object_id = $2", [installed.shopId, id]);
const stored = (webhookId: string) =>
  rows<{ topic: string; repeats: number; known: boolean }>(
    world,
    "select topic, repeats, known from delivery where shop_id = $1 and webhook_id = $2",
    [installed.shopId, webhookId],
  );
async function metric(result: string): Promise<number> {
  const text = await (await fetch(`${world.appUrl}/metrics`)).text();
  return Number(new RegExp(`entrega_webhooks_total\\{result="${result}"\\} (\\d+)`).exec(text)?.[1] ?? "0");
}

describe("who may speak", () => {
  test("a delivery without a signature, or with a wrong one, is refused with 401 and leaves no trace", async () => {
    for (const signature of [null, "", "bm90IGEgc2lnbmF0dXJl", "%%%"])
      expect(await send(world, installed, hint("11"), { signature })).toMatchObject({ status: 401 });
    expect(await send(world, installed, hint("11"), { secret: "another app" })).toMatchObject({ status: 401 });
    expect(await marked("11")).toEqual([]);
  });

  test("the secret before the last rotation still counts", async () => {
    expect(await send(world, installed, hint("12"), { secret: PREVIOUS_SECRET })).toMatchObject({ status: 200 });
    expect(await marked("12")).toEqual([{ kind: 3 }]);
  });

  test("only POST is answered", async () => {
    expect(await send(world, installed, "", { method: "GET" })).toMatchObject({ status: 405 });
  });

  test("a signed compliance topic does not slip through the ordinary door with a body", async () => {
    const before = await metric("unknown_topic");
    const body = `{"shop_domain":"${installed.shop.domain}","customer":{"email":"ana@example.com"}}`;
    expect(await send(world, installed, body, { topic: "customers/redact" })).toMatchObject({ status: 200 });
    expect(await metric("unknown_topic")).toBe(before + 1);
    const deliveries = await rows(world, "select * from delivery where shop_id = $1", [installed.shopId]);
    expect(JSON.stringify(deliveries)).not.toContain("ana@example.com");
  });
});

describe("what may be said", () => {
  test.each([
    ["no JSON", "{"],
    ["an empty body", ""],
    ["a list", "[]"],
    ["a number", "7"],
    ["null", "null"],
    ["bytes that are not UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ["a NUL", '{"id":21,"note":"a\\u0000b"}'],
    ["a NUL in a name", '{"id":21,"a\\u0000b":1}'],
    ["half a character", '{"id":21,"note":"\\ud800"}'],
  ])("%s is refused with 400", async (_what, body) => {
    expect(await send(world, installed, body)).toMatchObject({ status: 400 });
    expect(await marked("21")).toEqual([]);
  });

  test.each([
    ["topic", { topic: null }],
    ["topic", { topic: "orders" }],
    ["topic", { topic: "orders/create; drop table" }],
    ["domain", { domain: null }],
    ["domain", { domain: "example.com" }],
    ["webhook id", { webhookId: null }],
    ["webhook id", { webhookId: "x".repeat(101) }],
  ])("a missing or malformed %s is refused with 400 and named", async (_what, change) => {
    const answer = await send(world, installed, hint("22"), change);
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/header: x-shopify-/);
    expect(await marked("22")).toEqual([]);
  });

  test("five megabytes are taken, more is refused with 413", async () => {
    const padded = (bytes: number) => {
      const head = '{"id":23,"updated_at":"2026-11-02T09:00:00Z","note":"';
      return `${head}${"x".repeat(bytes - head.length - 2)}"}`;
    };
    expect(await send(world, installed, padded(5 * 1024 * 1024))).toMatchObject({ status: 200 });
    expect(await send(world, installed, padded(5 * 1024 * 1024 + 1))).toMatchObject({ status: 413 });
  });

  test("an unknown topic is recorded and counted, and answered with 200", async () => {
    const before = await metric("unknown_topic");
    const webhookId = randomUUID();
    expect(await send(world, installed, "{}", { topic: "themes/publish", webhookId })).toMatchObject({ status: 200 });
    expect(await stored(webhookId)).toEqual([{ topic: "themes/publish", repeats: 0, known: false }]);
    expect(await metric("unknown_topic")).toBe(before + 1);
  });

  test("a body without what its topic should have is kept as a delivery and marks nothing", async () => {
    for (const [topic, body] of [
      ["orders/updated", "{}"],
      ["orders/updated", '{"id":{"$gt":0}}'],
      ["orders/updated", '{"id":-1,"updated_at":"yesterday"}'],
      ["orders/updated", '{"id":9999999999999999999}'],
      ["orders/edited", '{"order_edit":{"line_items":{"additions":"many"}}}'],
      ["fulfillment_holds/added", '{"fulfillment_order":null,"fulfillment_hold":7}'],
      ["inventory_levels/update", '{"inventory_item_id":1e400,"location_id":5,"available":3}'],
      ["__proto__/constructor", "{}"],
    ] as const) {
      const webhookId = randomUUID();
      expect(await send(world, installed, body, { topic, webhookId })).toMatchObject({ status: 200 });
      expect(await stored(webhookId)).toMatchObject([{ topic }]);
    }
  });

  test("an id over 2^53 stays exact, as a number, as text and as a gid", async () => {
    const ids = ["9007199254740993", "9007199254740995", "9223372036854775807"] as const;
    await send(world, installed, hint(ids[0]));
    await send(world, installed, hint(`"${ids[1]}"`));
    await send(world, installed, `{"fulfillment_order":{"id":"gid://shopify/FulfillmentOrder/${ids[2]}"}}`, {
      topic: "fulfillment_orders/moved",
      webhookId: randomUUID(),
    });
    await send(world, installed, `{"fulfillment_order":{"id":"gid://shopify/FulfillmentOrder/${ids[2]}"}}`, {
      topic: "fulfillment_orders/rescheduled",
    });
    expect(await marked(ids[0])).toEqual([{ kind: 3 }]);
    expect(await marked(ids[1])).toEqual([{ kind: 3 }]);
    expect(await marked(ids[2])).toEqual([{ kind: 2 }]);
    expect(await marked("9007199254740992")).toEqual([]);
  });
});

describe("whose it is", () => {
  test("a delivery for a shop we do not know is kept aside without its body, and opens no session", async () => {
    const domain = `stranger-${randomUUID().slice(0, 8)}.myshopify.com`;
    const topic = "orders/create";
    expect(await send(world, installed, hint("31"), { domain, topic })).toMatchObject({ status: 200 });
    const strays = await rows(world, "select topic from stray_delivery where domain = $1", [domain]);
    expect(strays).toEqual([{ topic }]);
    expect(await rows(world, "select 1 from shop where domain = $1", [domain])).toEqual([]);
    expect(await marked("31")).toEqual([]);
  });

  test("the shop's domain counts in any case of its letters", async () => {
    const domain = installed.shop.domain.toUpperCase();
    expect(await send(world, installed, hint("32"), { domain })).toMatchObject({ status: 200 });
    expect(await marked("32")).toEqual([{ kind: 3 }]);
  });

  test("a shop that was erased is a stranger from then on, also to a receiver that knew it", async () => {
    const gone = await world.install(spanishShop());
    expect(await send(world, gone, hint("33"))).toMatchObject({ status: 200 });
    for (const table of ["mark", "delivery"])
      await world.owner.query(`delete from ${table} where shop_id = $1`, [gone.shopId]);
    await world.owner.query("delete from shop where id = $1", [gone.shopId]);
    expect(await send(world, gone, hint("34"))).toMatchObject({ status: 200 });
    expect(await rows(world, "select 1 from mark where shop_id = $1", [gone.shopId])).toEqual([]);
    const strays = await rows(world, "select 1 from stray_delivery where domain = $1", [gone.shop.domain]);
    expect(strays).toHaveLength(1);
  });

  test("a shop that leaves while its token is long expired is answered with 200, and its lanes sleep", async () => {
    const leaving = await world.install(spanishShop());
    await world.owner.query("update shop_session set expires_at = '2001-01-01' where shop_id = $1", [leaving.shopId]);
    world.devshop.installer.uninstall(leaving.shop);
    await world.settle(leaving);
    expect(world.devshop.counters().webhooks.failed).toBe(0);
    const [shop] = await rows(world, "select uninstalled_at from shop where id = $1", [leaving.shopId]);
    expect(shop?.["uninstalled_at"]).toBeInstanceOf(Date);
    expect(await rows(world, "select 1 from shop_session where shop_id = $1", [leaving.shopId])).toEqual([]);
  });
});

describe("many at once", () => {
  test("the same delivery again is counted, and changes nothing", async () => {
    const webhookId = randomUUID();
    for (let time = 0; time < 3; time += 1) await send(world, installed, hint("41"), { webhookId });
    expect(await stored(webhookId)).toEqual([{ topic: "orders/updated", repeats: 2, known: true }]);
    expect(await marked("41")).toEqual([{ kind: 3 }]);
  });

  test("the same delivery twice in one batch is counted as well", async () => {
    const webhookId = randomUUID();
    const copies = 12;
    const answers = await Promise.all(
      Array.from({ length: copies }, () => send(world, installed, hint("42"), { webhookId })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: copies }, () => 200));
    expect(await stored(webhookId)).toMatchObject([{ repeats: copies - 1 }]);
  });

  test("one delivery the database cannot take harms only itself", async () => {
    // Nothing we know of passes the checks before the database, so this comes in behind them: a count of units beyond 32 bits.
    const { receive } = await import("../../app/features/intake/receive.server.ts");
    const poison = receive({
      headers: {
        topic: "inventory_levels/update",
        domain: installed.shop.domain,
        webhookId: randomUUID(),
        eventId: null,
        triggeredAt: null,
      },
      receivedAt: world.clock.now(),
      known: true,
      mayBeEcho: false,
      marks: [{ kind: "inventoryLevel", objectId: "51", part: "5", available: 3_000_000_000 }],
      fact: undefined,
    });
    const good = Array.from({ length: 100 }, (_, index) => String(5_100 + index));
    const [refused, answers] = await Promise.all([
      Promise.allSettled([poison]),
      Promise.all(good.map((id) => send(world, installed, hint(id)))),
    ]);
    expect(refused).toMatchObject([{ status: "rejected", reason: { code: "22003" } }]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const marks = await rows(
      world,
      "select count(*)::int as count from mark where shop_id = $1 and object_id between 5100 and 5199",
      [installed.shopId],
    );
    expect(marks).toEqual([{ count: 100 }]);
  });

  test("a storm of updates to one thing is one mark with the newest hint", async () => {
    const times = Array.from({ length: 60 }, (_, index) => `2026-11-02T09:00:${String(index).padStart(2, "0")}Z`);
    await Promise.all(times.toReversed().map((time) => send(world, installed, `{"id":61,"updated_at":"${time}"}`)));
    const marks = await rows(world, "select hinted_at from mark where shop_id = $1 and object_id = 61", [
      installed.shopId,
    ]);
    expect(marks).toEqual([{ hinted_at: new Date("2026-11-02T09:00:59Z") }]);
  });
});

test("a farewell sent on under another shop's name is refused, and that shop stays", async () => {
  const shop = await world.install(spanishShop());
  const others = JSON.stringify({ id: 1, myshopify_domain: installed.shop.domain });
  expect(await send(world, shop, others, { topic: "app/uninstalled" })).toMatchObject({ status: 400 });
  await world.settle(shop);
  expect(await rows(world, "select uninstalled_at from shop where id = $1", [shop.shopId])).toEqual([
    { uninstalled_at: null },
  ]);
});

test("marks of things that do not exist are worked off, and real orders with ids over 2^53 arrive exactly", async () => {
  const shop = await world.install(spanishShop());
  await send(world, shop, hint("71"));
  await send(world, shop, '{"fulfillment_order":{"id":"gid://shopify/FulfillmentOrder/72"}}', {
    topic: "fulfillment_orders/rescheduled",
  });
  await send(
    world,
    shop,
    '{"fulfillment_order":{"id":"gid://shopify/FulfillmentOrder/73"},"fulfillment_hold":{"id":"gid://shopify/FulfillmentHold/1","reason":"other"}}',
    { topic: "fulfillment_holds/added" },
  );
  const placed = await order(world, shop, { "CAM-1": 1 });
  // A body with a time is about something that was there: it is looked for 2, 10 and 60 seconds later.
  for (const seconds of [2, 10, 60]) await world.advance(shop, seconds * SECOND);
  expect(BigInt(placed.id)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
  expect(await timeline(world, shop, placed)).toContain("order.placed");
  for (const table of ["mark", "fact"])
    expect(await rows(world, `select * from ${table} where shop_id = $1`, [shop.shopId])).toEqual([]);
  await expectMirror(world, shop);
});
