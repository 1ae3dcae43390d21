import { createHmac } from "node:crypto";
import { Script } from "node:vm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { placeOrder } from "../state/place-order.ts";
import { API_SECRET, openFaces, type OpenFaces } from "./fixture/open-faces.ts";

let faces: OpenFaces;
beforeEach(async () => {
  faces = await openFaces();
});
afterEach(() => faces.close());

const get = (path: string) => fetch(faces.url + path, { redirect: "manual" });
const post = (path: string, body: string, type: string) =>
  fetch(faces.url + path, { method: "POST", body, headers: { "content-type": type }, redirect: "manual" });
async function frameOf(path: string): Promise<URL> {
  const src = /<iframe[^>]* data-src="([^"]+)"/.exec(await (await get(path)).text())?.[1];
  if (src === undefined) throw new Error("no frame");
  return new URL(src.replaceAll("&amp;", "&"));
}

describe("the page around the app", () => {
  test("opens the app's home with everything Shopify adds", async () => {
    const src = await frameOf("/store/dev-one/apps/entrega");
    expect(src.origin + src.pathname).toBe("http://localhost:3999/app");
    expect(Object.fromEntries(src.searchParams)).toMatchObject({
      embedded: "1",
      shop: "dev-one.myshopify.com",
      id_token: "id-token-of-dev-one.myshopify.com",
      locale: "en",
    });
    expect(Buffer.from(src.searchParams.get("host") ?? "", "base64").toString()).toBe(
      "admin.shopify.com/store/dev-one",
    );
  });

  test("signs the address as Shopify does", async () => {
    const src = await frameOf("/store/dev-one/apps/entrega/app/orders?tag=a%20b");
    const given = src.searchParams.get("hmac");
    src.searchParams.delete("hmac");
    const message = [...src.searchParams.keys()].sort().map((key) => `${key}=${src.searchParams.get(key) ?? ""}`);
    expect(given).toBe(createHmac("sha256", API_SECRET).update(message.join("&")).digest("hex"));
  });

  test("keeps the app's path and query, and speaks the language asked for", async () => {
    const src = await frameOf("/store/dev-one/apps/entrega/app/orders?status=open&locale=es");
    expect(src.pathname).toBe("/app/orders");
    expect(src.searchParams.get("status")).toBe("open");
    expect(src.searchParams.get("locale")).toBe("es");
    const page = await (await get("/store/dev-one/apps/entrega?locale=es")).text();
    expect(page).toContain(`<html lang="es">`);
    expect(page).toContain("Tienda online");
  });

  test("is not kept by the browser, because of the token in it", async () => {
    expect((await get("/store/dev-one/apps/entrega")).headers.get("cache-control")).toBe("no-store");
  });

  test("writes a shop's name as text, not as HTML", async () => {
    const page = await (await get("/store/dev-one")).text();
    expect(page).toContain("Casa &lt;Uno&gt;");
    expect(page).not.toContain("<Uno>");
  });
});

describe("installing", () => {
  test("comes before the app: the scopes are shown, and nothing is installed by looking", async () => {
    faces.context.installer.uninstall(faces.shop);
    const page = await (await get("/store/dev-one/apps/entrega/app/orders")).text();
    expect(page).not.toContain("<iframe");
    expect(page).toContain("read_orders");
    expect(faces.shop.installation).toBeNull();
    expect((await get("/store/dev-one/id-token")).status).toBe(403);
  });

  test("installs and goes on to where the merchant wanted to go", async () => {
    faces.context.installer.uninstall(faces.shop);
    const form = "application/x-www-form-urlencoded";
    const response = await post("/store/dev-one/install", "back=/store/dev-one/apps/entrega/app/orders", form);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/store/dev-one/apps/entrega/app/orders");
    expect([...(faces.shop.installation?.scopes ?? [])]).toEqual(["read_orders"]);
  });

  test("never goes to another site", async () => {
    const response = await post(
      "/store/dev-one/install",
      "back=https://evil.example/",
      "application/x-www-form-urlencoded",
    );
    expect(response.headers.get("location")).toBe("/store/dev-one/apps/entrega");
  });

  test("uninstalling ends it", async () => {
    await post("/store/dev-one/uninstall", "", "application/x-www-form-urlencoded");
    expect(faces.shop.installation).toBeNull();
  });
});

describe("what App Bridge asks the admin for", () => {
  test("a session token", async () => {
    expect(await (await get("/store/dev-one/id-token")).json()).toEqual({ token: "id-token-of-dev-one.myshopify.com" });
  });

  test("the scopes, granting and revoking optional ones", async () => {
    expect(await (await get("/store/dev-one/scopes")).json()).toEqual({
      granted: ["read_orders"],
      required: ["read_orders"],
      optional: ["write_products"],
    });
    const change = (body: object) => post("/store/dev-one/scopes", JSON.stringify(body), "application/json");
    expect(await (await change({ grant: ["write_products"] })).json()).toMatchObject({
      granted: ["read_orders", "write_products"],
    });
    expect(await (await change({ revoke: ["write_products"] })).json()).toMatchObject({ granted: ["read_orders"] });
  });

  test("an undeclared scope cannot be granted, a required one not be revoked", async () => {
    const change = (body: object) => post("/store/dev-one/scopes", JSON.stringify(body), "application/json");
    expect((await change({ grant: ["write_orders"] })).status).toBe(422);
    expect((await change({ revoke: ["read_orders"] })).status).toBe(422);
    expect((await change({ revoke: [] })).status).toBe(400);
  });
});

test("unknown shops and pages of Shopify's admin are 404", async () => {
  expect((await get("/store/nobody/apps/entrega")).status).toBe(404);
  expect((await get("/store/dev-one/orders/1")).status).toBe(404);
});

test("an order has a page in the admin, and a staff member's way to the Admin API beside it", async () => {
  const [variantId = ""] = faces.shop.variants.keys();
  const placed = placeOrder(faces.world, faces.shop, {
    lines: [{ variantId, quantity: 2 }],
    shippingAddress: { firstName: "Ana", countryCode: "ES" },
  });
  if (placed.kind === "refused") throw new Error(placed.code);
  const page = await (await get(`/store/dev-one/orders/${placed.order.id}?locale=es`)).text();
  expect(page).toContain("Pedido #1001");
  expect(page).toContain("2 × Blue mug");
  expect(page).toContain(`"selected":[{"id":"gid://shopify/Order/${placed.order.id}"}]`);
  expect(await (await post("/store/dev-one/graphql.json", "{}", "application/json")).json()).toEqual({
    data: { shop: { name: "of the Admin API" } },
  });
  faces.context.installer.uninstall(faces.shop);
  expect((await post("/store/dev-one/graphql.json", "{}", "application/json")).status).toBe(403);
});

test("the front page lists the shops", async () => {
  expect(await (await get("/")).text()).toContain(`href="/store/dev-one?locale=en"`);
});

describe("the browser's scripts", () => {
  test("App Bridge is served as a classic script without types", async () => {
    const response = await get("/app-bridge.js");
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    const text = await response.text();
    expect(text).not.toMatch(/^\s*(?:import|export)\b/m);
    expect(() => new Script(text)).not.toThrow();
  });

  test("modules import each other by the names they are served under", async () => {
    const text = await (await get("/_faces/admin.js")).text();
    const imported = [...text.matchAll(/from "\.\/([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(imported).toEqual(["menu.js"]);
    for (const name of imported) expect((await get(`/_faces/${name}`)).status).toBe(200);
    expect((await get("/_faces/nothing.js")).status).toBe(404);
  });
});
