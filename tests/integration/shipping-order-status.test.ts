import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerOrderStatus } from "../../app/features/delivery/answer-order-status.server.ts";
import { parcelsByOthers } from "../../app/features/delivery/public.server.ts";
import type { OrderId, ShopId } from "../../app/core/ids.ts";
import { prisma } from "../../app/platform/db/client.server.ts";
import { inShop } from "../../app/platform/db/in-shop.server.ts";
import { sqlPool } from "../../app/platform/db/pool.server.ts";
import { extensionToken } from "../devshop/faces/session-token.ts";
import { insertFulfillment, insertFulfillmentOrder, insertKey, insertOrder, newShop } from "./shipping-rows.ts";

const NOW = new Date("2026-11-23T12:00:00Z");
const KEY = "0123456789abcdef0123456789abcdef";
const API_KEY = process.env["SHOPIFY_API_KEY"] ?? "";
const API_SECRET = process.env["SHOPIFY_API_SECRET"] ?? "";

let shopId: ShopId;
let domain = "";
let otherDomain = "";
beforeAll(async () => {
  const [shop, other] = [await newShop(), await newShop()];
  ({ domain, shopId } = shop);
  otherDomain = other.domain;
  await insertOrder(shop.shopId, "9007199254741993", { name: "#1001", customer_id: 7 });
  await insertFulfillmentOrder(shop.shopId, "11", "9007199254741993");
  await insertKey(shop.shopId, "9007199254741993", KEY);
  await insertOrder(shop.shopId, "2", { name: "#1002", customer_id: 8 });
  await insertOrder(shop.shopId, "3", { name: "#1003" }); // a guest's, without a key
});
afterAll(async () => {
  await prisma.$disconnect();
  await sqlPool.end();
});

const token = (change: Partial<Parameters<typeof extensionToken>[0]> = {}) =>
  extensionToken({
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    shopDomain: domain,
    customerId: null,
    now: new Date(),
    ...change,
  });

function ask(order: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
  const request = new Request(`https://app.example/api/order-status?order=${order}`, { method, headers });
  return answerOrderStatus(request, NOW);
}
const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
const ORDER = "9007199254741993";

describe("the order's status is answered", () => {
  test("to the signed-in customer whose order it is", async () => {
    const response = await ask(ORDER, bearer(token({ customerId: "7" })));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      v: 1,
      order: { name: "#1001" },
      stage: "received",
      promise: null,
      parcels: [],
      timeline: [],
    });
  });

  test("to a guest who carries the order's key", async () => {
    const response = await ask(ORDER, { ...bearer(token()), "x-order-key": KEY });
    expect(response.status).toBe(200);
  });

  test("to another customer who was given the key", async () => {
    const response = await ask(ORDER, { ...bearer(token({ customerId: "8" })), "x-order-key": KEY });
    expect(response.status).toBe(200);
  });
});

describe("parcels that others sent", () => {
  beforeAll(async () => {
    await insertOrder(shopId, "4", { name: "#1004", customer_id: 9 });
    await insertFulfillment(shopId, "41", "4", [
      { company: null, number: "1Z 5R8 939 03 5756 7127", url: null },
      { company: "Correos", number: "PQ1", url: "https://correos.example/PQ1" },
    ]);
    await insertFulfillment(shopId, "42", "4", [{ company: null, number: "81000000000011", url: null }]);
    await insertFulfillment(shopId, "43", "4", [{ company: "UPS", number: "V1", url: null }], { status: "CANCELLED" });
  });

  test("with a number alone: the shopper sees whose it is and where to follow it", async () => {
    const response = await ask("4", bearer(token({ customerId: "9" })));
    const { parcels } = (await response.json()) as { parcels: { carrier: string | null; url: string | null }[] };
    expect(parcels.map(({ carrier, url }) => [carrier, url])).toEqual([
      ["UPS", expect.stringContaining("1Z5R89390357567127")],
      [null, null],
    ]);
  });

  test("staff see every number, and where the carrier was read from it", async () => {
    const shown = await inShop(shopId, (tx) => parcelsByOthers(tx, "4" as OrderId));
    expect(
      shown.map(({ fulfillmentId, carrier, carrierFromNumber }) => [fulfillmentId, carrier, carrierFromNumber]),
    ).toEqual([
      ["41", "UPS", true],
      ["41", "Correos", false],
      ["42", null, false],
    ]);
  });
});

/** Any three parts, signed or not. */
function jwt(claims: object, secret = API_SECRET, alg = "HS256"): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg, typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

describe("is refused", () => {
  const claims = () => {
    const seconds = Math.floor(Date.now() / 1000);
    return { dest: domain, aud: API_KEY, exp: seconds + 300, nbf: seconds, iat: seconds, jti: "1", sub: customer(7) };
  };
  const customer = (id: number) => `gid://shopify/Customer/${String(id)}`;

  test.each<[string, () => Record<string, string>]>([
    ["no token", () => ({})],
    ["no token but the right key", () => ({ "x-order-key": KEY })],
    ["a token for another app", () => bearer(token({ customerId: "7", apiKey: "another-app" }))],
    ["a token signed by somebody else", () => bearer(token({ customerId: "7", apiSecret: "guessed" }))],
    ["an expired token", () => bearer(token({ customerId: "7", now: new Date(Date.now() - 600_000) }))],
    ["a token from the future", () => bearer(token({ customerId: "7", now: new Date(Date.now() + 600_000) }))],
    ["an unsigned token", () => bearer(jwt(claims(), API_SECRET, "none"))],
    ["a token of the admin (its dest is a URL)", () => bearer(jwt({ ...claims(), dest: `https://${domain}` }))],
    ["a token for no shop", () => bearer(jwt({ ...claims(), dest: "evil.example" }))],
    ["no bearer", () => ({ authorization: token({ customerId: "7" }) })],
  ])("with 401: %s", async (_, headers) => {
    const response = await ask(ORDER, headers());
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: "token" });
  });

  test.each<[string, string, () => Record<string, string>]>([
    ["another customer's order", ORDER, () => bearer(token({ customerId: "8" }))],
    ["a guest without the key", ORDER, () => bearer(token())],
    ["a wrong key", ORDER, () => ({ ...bearer(token()), "x-order-key": KEY.replace("0", "f") })],
    ["a shortened key", ORDER, () => ({ ...bearer(token()), "x-order-key": KEY.slice(1) })],
    ["an order without a key, and an empty key", "3", () => ({ ...bearer(token()), "x-order-key": "" })],
    ["the key of another order", "2", () => ({ ...bearer(token()), "x-order-key": KEY })],
    ["an order of another shop", ORDER, () => bearer(token({ customerId: "7", shopDomain: otherDomain }))],
    [
      "an order of another shop with the right key",
      ORDER,
      () => ({
        ...bearer(token({ shopDomain: otherDomain })),
        "x-order-key": KEY,
      }),
    ],
    ["an order that is not there", "4", () => bearer(token({ customerId: "7" }))],
    ["a shop that is not ours", ORDER, () => bearer(token({ customerId: "7", shopDomain: "x.myshopify.com" }))],
    ["a sub that is not a customer", ORDER, () => bearer(jwt({ ...claims(), sub: "7" }))],
  ])("with the same 404: %s", async (_, order, headers) => {
    const response = await ask(order, headers());
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: "order" });
  });

  test.each(["", "abc", "1;drop", "-1", "99999999999999999999"])("with 400: %j is no order id", async (order) => {
    expect((await ask(encodeURIComponent(order), bearer(token()))).status).toBe(400);
  });

  test("with 405: anything but GET and OPTIONS", async () => {
    expect((await ask(ORDER, bearer(token()), "POST")).status).toBe(405);
  });

  test("with 429: a caller who asks more than sixty times in a minute; others are answered", async () => {
    const headers = bearer(token({ customerId: "99" }));
    const statuses = new Set<number>();
    for (let call = 0; call < 121; call += 1) statuses.add((await ask(ORDER, headers)).status);
    expect(statuses).toEqual(new Set([404, 429]));
    expect((await ask(ORDER, bearer(token({ customerId: "7" })))).status).toBe(200);
  });
});

test("every answer lets a page of another origin read it, and is kept nowhere", async () => {
  const answers = [
    await ask(ORDER, {}, "OPTIONS"),
    await ask(ORDER),
    await ask(ORDER, bearer(token())),
    await ask("x", bearer(token())),
    await ask(ORDER, bearer(token()), "DELETE"),
    await ask(ORDER, bearer(token({ customerId: "7" }))),
  ];
  expect(answers.map(({ status }) => status)).toEqual([204, 401, 404, 400, 405, 200]);
  for (const { headers } of answers) {
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-headers")).toContain("x-order-key");
    expect(headers.get("cache-control")).toBe("no-store");
  }
});
