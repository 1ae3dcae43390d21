import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { steppableClock } from "../clock.ts";
import { startDevShop, type DevShop } from "../server.ts";
import { mountFaces } from "./mount.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
let devshop: DevShop;

beforeEach(async () => {
  devshop = await startDevShop({
    port: 0,
    clock: steppableClock("2026-11-23T09:00:00Z"),
    app: { url: "http://localhost:1", apiKey: "key", apiSecret: "secret", tomlPath: path("../../../shopify.app.toml") },
    routes: (running) =>
      mountFaces(running, { extensionsFolder: path("./fixture/extensions"), carrierKey: "carrier" }).routes,
  });
  devshop.createShop({ handle: "dev-one", locations: [], products: [] });
});
afterEach(() => devshop.close());

test("one server shows admin, storefront, App Bridge and the carrier", async () => {
  const get = async (url: string, headers = {}) => (await fetch(devshop.url + url, { headers })).status;
  expect(await get("/")).toBe(200);
  expect(await get("/store/dev-one/apps/entrega")).toBe(200);
  expect(await get("/storefront/dev-one")).toBe(200);
  expect(await get("/app-bridge.js")).toBe(200);
  expect(await get("/carrier/stats")).toBe(401);
  expect(await get("/carrier/stats", { authorization: "Bearer carrier" })).toBe(200);
  expect(devshop.problems).toEqual([]);
});

test("installing by the admin's button grants the scopes of shopify.app.toml, and a session token opens the app", async () => {
  await fetch(`${devshop.url}/store/dev-one/install`, { method: "POST", redirect: "manual" });
  const shop = devshop.shop("dev-one.myshopify.com");
  expect([...(shop.installation?.scopes ?? [])]).toContain("read_orders");
  const { token } = (await (await fetch(`${devshop.url}/store/dev-one/id-token`)).json()) as { token: string };
  const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  expect(claims).toMatchObject({ dest: "https://dev-one.myshopify.com", aud: "key" });
});
