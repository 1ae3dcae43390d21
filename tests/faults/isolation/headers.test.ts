/** What every answer of the whole web process carries, and where it may lead: over HTTP, with the pages that `npm start` serves. */
import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { spanishShop } from "../../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../../setup/world.ts";
import { BROWSER, openPages, type Pages } from "../pages.ts";
import { staffToken } from "./tokens.ts";

let world: TestWorld;
let pages: Pages;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
  pages = await openPages();
  installed = await world.install(spanishShop());
});
afterAll(() => pages.close());

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(pages.url + path, { headers: { "user-agent": BROWSER, ...headers }, redirect: "manual" });

/** The address at which Shopify's admin opens a page of ours. */
function framedAddress(path: string, domain: string): string {
  const host = Buffer.from(`admin.shopify.com/store/${domain.replace(".myshopify.com", "")}`).toString("base64url");
  const query = new URLSearchParams({ embedded: "1", shop: domain, host, id_token: staffToken(domain), locale: "en" });
  return `${path}?${query.toString()}`;
}

test("a document may be framed by the admin of its shop and by nobody else", async () => {
  const { domain } = installed.shop;
  const response = await ask(framedAddress("/app/orders", domain));
  expect(response.status).toBe(200);
  const policies = response.headers.get("content-security-policy") ?? "";
  // One policy: a second one would count as well.
  expect(policies).not.toContain(",");
  expect(policies).toMatch(/^base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors /);
  const ancestors = /frame-ancestors ([^;]+)/.exec(policies)?.[1]?.split(" ") ?? [];
  expect(ancestors).toContain(`https://${domain}`);
  expect(ancestors).toContain("https://admin.shopify.com");
  expect(ancestors).not.toContain("*");
});

test.each([
  "evil.example",
  "evil.example;script-src *",
  "x.myshopify.com.evil.example",
  "'self' *",
  "",
  "%0d%0aset-cookie:x",
])("no shop named %j gets into the policy of who may frame", async (shop) => {
  const response = await ask(`/?shop=${encodeURIComponent(shop)}`);
  const page = await ask(`/auth/login?shop=${encodeURIComponent(shop)}`);
  for (const { headers } of [response, page]) {
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("frame-ancestors ");
    expect(policy).not.toMatch(/evil|script-src|\*(?!\.)/);
    expect(headers.get("set-cookie")).toBeNull();
  }
});

test("every route answers with the headers that browsers go by, whatever it answers", async () => {
  const paths = [...new Set(pages.routes.map(({ path }) => path.replaceAll(/:\w+/g, "1").replaceAll("*", "x")))];
  expect(paths.length).toBeGreaterThan(50);
  for (const path of [...paths, "/assets/none.js", "/health/live", "/metrics", "/operations"]) {
    const response = await ask(path);
    await response.arrayBuffer();
    // A page of the admin is kept nowhere.
    if (path.startsWith("/app")) expect(response.headers.get("cache-control"), path).toMatch(/no-store/);
    const names = ["x-content-type-options", "referrer-policy", "permissions-policy", "content-security-policy"];
    expect(
      names.filter((name) => response.headers.get(name) === null),
      path,
    ).toEqual([]);
    // Every 500 would be a page of ours that fell over a stranger.
    expect(response.status, path).toBeLessThan(500);
  }
});

test("no address leads to a place of a stranger's choice", async () => {
  const evil = [
    "https://evil.example/x",
    "//evil.example/x",
    "/\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
  ];
  const parameters = ["shop", "host", "exitIframe", "redirectUri", "redirect_uri", "return_to", "url", "next"];
  const paths = [
    "/",
    "/app",
    "/app/orders",
    "/auth",
    "/auth/callback",
    "/auth/exit-iframe",
    "/auth/session-token",
    "/auth/login",
    "/auth/shopify",
  ];
  const led: string[] = [];
  for (const path of paths)
    for (const parameter of parameters)
      for (const place of evil) {
        const address = `${path}?${parameter}=${encodeURIComponent(place)}&shop=${installed.shop.domain}&embedded=1`;
        const response = await ask(address);
        await response.arrayBuffer();
        const location = response.headers.get("location");
        if (location !== null && /(^|\.)evil\.example$/.test(new URL(location, pages.url).hostname))
          led.push(`${address} → ${location}`);
        if (location?.startsWith("javascript:")) led.push(`${address} → ${location}`);
      }
  for (const path of ["//evil.example/app", "/\\evil.example", "/app//evil.example"]) {
    const response = await ask(path);
    await response.arrayBuffer();
    const location = response.headers.get("location");
    if (location !== null && !/^\/[a-z]/.test(location)) led.push(`${path} → ${location}`);
  }
  expect(led).toEqual([]);
});

test("TRACE is not answered", async () => {
  const { port } = new URL(pages.url);
  const status = await new Promise((resolve, reject) => {
    request({ port, method: "TRACE", path: "/app" }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
  expect(status).toBe(405);
});
