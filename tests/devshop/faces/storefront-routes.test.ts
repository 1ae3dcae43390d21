import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { gid } from "../state/ids.ts";
import { openFaces, API_KEY, API_SECRET, type OpenFaces } from "./fixture/open-faces.ts";
import { createHmac } from "node:crypto";

let faces: OpenFaces;
beforeEach(async () => {
  faces = await openFaces();
});
afterEach(() => faces.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(faces.url + path, { redirect: "manual", headers });
const html = async (path: string) => (await get(path)).text();
const variant = (sku: string) => {
  const found = [...faces.shop.variants.values()].find((each) => each.sku === sku);
  if (found === undefined) throw new Error(`no ${sku}`);
  return found;
};
const BODY = {
  shippingAddress: {
    name: "Ana María Pérez",
    address1: "Calle Sierpes 9",
    city: "Sevilla",
    zip: "41004",
    countryCode: "ES",
  },
  email: "ana@example.com",
};
function order(change: object = {}) {
  const lines = [{ variantId: variant("MUG-B").id, quantity: 2 }];
  return fetch(`${faces.url}/storefront/dev-one/orders`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...BODY, lines, ...change }),
  });
}
const placed = z.object({ orderId: z.string(), name: z.string(), statusUrl: z.string() });
const place = async (change: object = {}) => placed.parse(await (await order(change)).json());
const hostData = async (path: string) => {
  const json = /<script type="application\/json" id="host-data">(.*?)<\/script>/s.exec(await html(path))?.[1];
  return JSON.parse(json ?? "null") as Record<string, unknown>;
};

describe("the shop window", () => {
  test("shows what can be sold online, not what lies in a place that ships nothing", async () => {
    const page = await html("/storefront/dev-one");
    expect(page).toContain("7 in stock");
    expect(page).toContain("Sold out, can be ordered");
    expect(/Tea pot.*?<input[^>]*disabled/s.test(page)).toBe(true);
  });

  test("finds by title, SKU and vendor, all words needed", async () => {
    expect(await html("/storefront/dev-one?q=mug")).toContain("Blue mug");
    expect(await html("/storefront/dev-one?q=barro+blue")).toContain("Blue mug");
    expect(await html("/storefront/dev-one?q=lamp+blue")).toContain("No product matches.");
    expect(await html(`/storefront/dev-one?q=${encodeURIComponent('"><b>')}`)).not.toContain("<b>");
  });

  test("speaks Spanish", async () => {
    const page = await html("/storefront/dev-one?locale=es");
    expect(page).toContain(`<html lang="es">`);
    expect(page).toContain("Hacer el pedido");
  });
});

describe("placing an order", () => {
  test("by JSON: the shop has it, with its customer and address", async () => {
    const response = await order({
      shipping: "express",
      shippingAddress: { ...BODY.shippingAddress, latitude: 37.39, longitude: -5.99 },
    });
    expect(response.status).toBe(201);
    const { orderId, name, statusUrl } = placed.parse(await response.json());
    expect(name).toBe("#1001");
    expect(statusUrl).toBe(`${faces.url}/storefront/dev-one/orders/${orderId}`);
    const made = faces.shop.orders.get(orderId);
    expect(made?.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([["MUG-B", 2]]);
    expect(made?.shippingAddress).toMatchObject({
      firstName: "Ana María",
      lastName: "Pérez",
      country: "Spain",
      latitude: 37.39,
    });
    expect(made?.shippingLines[0]).toMatchObject({ code: "express", priceMinor: 990 });
    expect(made?.financialStatus).toBe("PAID");
    expect(faces.shop.customers.get(made?.customerId ?? "")).toMatchObject({ email: "ana@example.com" });
  });

  test("the same e-mail is the same customer; none makes none", async () => {
    const first = faces.shop.orders.get((await place()).orderId);
    const second = faces.shop.orders.get((await place({ email: "ANA@example.com" })).orderId);
    expect(second?.customerId).toBe(first?.customerId);
    expect(faces.shop.orders.get((await place({ email: undefined })).orderId)?.customerId).toBeNull();
  });

  test("a gid names a variant as well; unpaid is pending", async () => {
    const { orderId } = await place({
      lines: [{ variantId: gid("ProductVariant", variant("LAMP").id), quantity: 1 }],
      paid: false,
    });
    expect(faces.shop.orders.get(orderId)?.financialStatus).toBe("PENDING");
  });

  test("by form: goes to the order status page", async () => {
    const response = await fetch(`${faces.url}/storefront/dev-one/orders?locale=es`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({
        [`quantity.${variant("MUG-B").id}`]: "1",
        [`quantity.${variant("LAMP").id}`]: "",
        name: "Ana",
        address1: "Calle Sierpes 9",
        city: "Sevilla",
        countryCode: "ES",
        email: "",
        latitude: "37.39",
        longitude: "-5.99",
        shipping: "standard",
        paid: "no",
        locale: "es",
      }),
    });
    const [made] = faces.shop.orders.values();
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`/storefront/dev-one/orders/${made?.id ?? ""}?locale=es`);
    expect(made).toMatchObject({
      financialStatus: "PENDING",
      locale: "es",
      shippingAddress: { firstName: "Ana", latitude: 37.39 },
    });
    expect(made?.lines).toHaveLength(1);
  });

  test("what checkout refuses is refused with its reason, and leaves no customer behind", async () => {
    const response = await order({ lines: [{ variantId: variant("POT").id, quantity: 1 }] });
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      error: "OUT_OF_STOCK",
      short: [{ variantId: variant("POT").id, available: 0 }],
    });
    expect((await order({ lines: [] })).status).toBe(422);
    expect((await order({ lines: [{ variantId: "1", quantity: 1 }] })).status).toBe(422);
    expect(faces.shop.customers.size).toBe(0);
    expect(faces.shop.orders.size).toBe(0);
  });

  test("a form that is refused comes back with the reason and what was typed", async () => {
    const response = await fetch(`${faces.url}/storefront/dev-one/orders?locale=es`, {
      method: "POST",
      body: new URLSearchParams({
        [`quantity.${variant("POT").id}`]: "1",
        name: "Ana",
        address1: "C",
        city: "S",
        countryCode: "ES",
      }),
    });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain("No queda suficiente stock.");
    expect(page).toContain(`value="Ana"`);
  });

  test.each([
    ["no name", { shippingAddress: { ...BODY.shippingAddress, name: " " } }, ["shippingAddress.name"]],
    ["half a unit", { lines: [{ variantId: "1", quantity: 0.5 }] }, ["lines.0.quantity"]],
    ["an id as a number", { lines: [{ variantId: 1, quantity: 1 }] }, ["lines.0.variantId"]],
    [
      "a wrong country",
      { shippingAddress: { ...BODY.shippingAddress, countryCode: "Spain" } },
      ["shippingAddress.countryCode"],
    ],
  ])("refuses %s", async (_, change, fields) => {
    const response = await order(change);
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({ error: "invalid", fields });
  });

  test("refuses what is not JSON", async () => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${faces.url}/storefront/dev-one/orders`, { method: "POST", headers, body: "{" });
    expect(response.status).toBe(400);
  });
});

describe("the order status page", () => {
  const path = async (query = "") => `/storefront/dev-one/orders/${(await place()).orderId}${query}`;

  test("shows the order's own state in the visitor's language", async () => {
    const page = await html(await path("?locale=es"));
    expect(page).toContain("Pedido #1001");
    expect(page).toContain("Confirmado");
    expect(page).toContain("2 × Blue mug");
  });

  test("shows a signed-in shopper where it goes; the order's link does not", async () => {
    const at = await path();
    expect(await html(at)).toContain("Calle Sierpes 9");
    const byLink = await html(`${at}?state=pre_authenticated`);
    expect(byLink).not.toContain("Calle Sierpes 9");
    expect(byLink).toContain(`data-extension="hello"`);
  });

  test("runs no extension for a visitor nobody knows", async () => {
    const page = await html(await path("?state=unauthenticated"));
    expect(page).not.toContain("data-extension");
    expect(page).toContain("Sign in to see the details");
  });

  test("an unknown state, order or key is refused", async () => {
    const at = await path();
    expect((await get(`${at}?state=admin`)).status).toBe(400);
    expect((await get(`${at}?key=wrong`)).status).toBe(404);
    expect((await get("/storefront/dev-one/orders/1")).status).toBe(404);
  });

  test("the address Shopify gives out makes a pre-authenticated visitor", async () => {
    const { orderId } = await place();
    const key = faces.shop.orders.get(orderId)?.statusToken ?? "";
    expect(await hostData(`/storefront/dev-one/orders/${orderId}?key=${key}`)).toMatchObject({
      visitor: "pre_authenticated",
    });
  });

  test("gives extensions the order and their settings, and nothing of the person", async () => {
    const data = await hostData(await path("?state=pre_authenticated"));
    expect(data).toMatchObject({
      order: { name: "#1001", id: expect.stringContaining("gid://shopify/Order/") as string },
      extensions: [{ handle: "hello", networkAccess: false, settings: { greeting: "Hola" }, appMetafields: [] }],
    });
    expect(JSON.stringify(data)).not.toContain("Sierpes");
  });

  test("without the app there are no extensions", async () => {
    const at = await path();
    faces.context.installer.uninstall(faces.shop);
    expect(await html(at)).not.toContain("data-extension");
  });
});

test("the thank-you page has its own extension target and links to the status page", async () => {
  const { orderId } = await place();
  const page = await html(`/storefront/dev-one/orders/${orderId}/thank-you`);
  expect(page).toContain("Thank you, Ana María!");
  expect(page).toContain(`data-target="purchase.thank-you.block.render"`);
  expect(page).not.toContain(`data-target="customer-account`);
  expect(page).toContain(`/storefront/dev-one/orders/${orderId}?locale=en`);
  expect(await hostData(`/storefront/dev-one/orders/${orderId}/thank-you`)).toMatchObject({
    deliveryGroups: [
      { deliveryOptions: [{ handle: "standard", deliveryEstimate: { timeInTransit: { lower: 172_800 } } }] },
    ],
  });
});

describe("an extension's session token", () => {
  async function claimsFor(state: string): Promise<Record<string, unknown>> {
    const { orderId } = await place();
    const data = await hostData(`/storefront/dev-one/orders/${orderId}?state=${state}`);
    const response = await get("/storefront/dev-one/session-token", {
      authorization: `Bearer ${String(data["accountToken"])}`,
    });
    const { token } = z.object({ token: z.string() }).parse(await response.json());
    const [head = "", body = "", signature] = token.split(".");
    expect(signature).toBe(createHmac("sha256", API_SECRET).update(`${head}.${body}`).digest("base64url"));
    return JSON.parse(Buffer.from(body, "base64url").toString()) as Record<string, unknown>;
  }

  test("names the bare domain, the app, and the customer who signed in, for five minutes", async () => {
    const claims = await claimsFor("signed_in");
    const [customer] = faces.shop.customers.values();
    expect(claims).toMatchObject({
      dest: "dev-one.myshopify.com",
      aud: API_KEY,
      sub: gid("Customer", customer?.id ?? ""),
    });
    expect(Number(claims["exp"]) - Number(claims["iat"])).toBe(300);
  });

  test("names nobody for the order's link, nor when the app has no access to customer data", async () => {
    expect(await claimsFor("pre_authenticated")).not.toHaveProperty("sub");
    faces.shop.protectedDataApproved = false;
    expect(await claimsFor("signed_in")).not.toHaveProperty("sub");
  });

  test("is not given to strangers", async () => {
    expect((await get("/storefront/dev-one/session-token")).status).toBe(401);
  });
});

describe("extensions", () => {
  test("come with their texts, falling back to the default language", async () => {
    expect(await (await get("/extensions/hello/texts/es.json")).json()).toMatchObject({
      who: { other: "{{count}} clientes" },
      only: { english: "English" },
    });
    expect((await get("/extensions/hello/bundle.js")).headers.get("content-type")).toContain("text/javascript");
    expect((await get("/extensions/other/bundle.js")).status).toBe(404);
  });
});
