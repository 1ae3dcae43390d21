import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { placeOrder } from "../state/place-order.ts";
import { openBrowser, seriousFindings, USER_AGENT } from "./fixture/open-browser.ts";
import { openFaces, type OpenFaces } from "./fixture/open-faces.ts";
import { openTinyApp, type TinyApp } from "./fixture/tiny-app.ts";

let browser: Browser;
let context: BrowserContext;
let page: Page;
let faces: OpenFaces;
let app: TinyApp;
const faults: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());
beforeEach(async () => {
  app = await openTinyApp(() => `${faces.url}/app-bridge.js`);
  faces = await openFaces({ appUrl: app.url });
  context = await browser.newContext({ userAgent: USER_AGENT, viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  faults.length = 0;
  page.on("pageerror", (error) => faults.push(error.message));
});
afterEach(async () => {
  await context.close();
  await faces.close();
  await app.close();
});

const inApp = () => page.frameLocator("#app");
function appFrame(): Frame {
  const frame = page.frame({ name: "app-iframe" });
  if (frame === null) throw new Error("no app");
  return frame;
}
async function openApp(path = "", query = ""): Promise<void> {
  await page.goto(`${faces.url}/store/dev-one/apps/entrega${path}${query}`);
  await inApp()
    .getByText(`Loaded ${path || "/app"}`)
    .waitFor();
}

describe("the admin page", () => {
  test("lists the app's pages and follows the app's router, in both address bars", async () => {
    await openApp();
    await page.getByRole("link", { name: "Orders" }).click();
    await inApp().getByText("Routed to /app/orders").waitFor();
    expect(new URL(page.url()).pathname).toBe("/store/dev-one/apps/entrega/app/orders");
    expect(await page.locator("[aria-current=page]").allTextContents()).toEqual(["Orders"]);
    expect(app.documents).toHaveLength(1);
  });

  test("opens the same page again on reload, with a token", async () => {
    await openApp("/app/settings", "?tab=2");
    await page.reload();
    await inApp().getByText("Loaded /app/settings").waitFor();
    expect(page.url()).toContain("/app/settings?tab=2");
    expect(app.documents).toEqual(
      [1, 2].map(() => ({ path: "/app/settings", token: "id-token-of-dev-one.myshopify.com" })),
    );
  });

  test("shows the title bar's buttons and presses the app's", async () => {
    await openApp();
    await page.getByRole("heading", { name: /Tiny page/ }).waitFor();
    await page.getByRole("button", { name: "Create" }).click();
    await inApp().getByText("created").waitFor();
  });

  test("asks before unsaved changes are left", async () => {
    await openApp();
    await appFrame().evaluate("shopify.saveBar.show('bar')");
    await page.getByRole("region", { name: "Unsaved changes" }).waitFor();
    await page.getByRole("link", { name: "Orders" }).click();
    await page.getByRole("button", { name: "Stay" }).click();
    expect(await inApp().locator("h1").textContent()).toBe("Loaded /app");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("region", { name: "Unsaved changes" }).waitFor({ state: "hidden" });
    await page.getByRole("link", { name: "Orders" }).click();
    await inApp().getByText("Routed to /app/orders").waitFor();
  });

  test("shows toasts and modals", async () => {
    await openApp();
    await appFrame().evaluate("shopify.toast.show('Order routed'); shopify.modal.show('modal')");
    await page.getByRole("status").getByText("Order routed").waitFor();
    const dialog = inApp().getByRole("dialog", { name: "Really?" });
    await dialog.getByRole("button", { name: "Yes" }).click();
    await dialog.waitFor({ state: "hidden" });
  });

  test("folds its navigation away in a narrow window", async () => {
    await page.setViewportSize({ width: 390, height: 780 });
    await openApp();
    const link = page.getByRole("link", { name: "Settings" });
    expect(await link.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Menu" }).click();
    await link.click();
    await inApp().getByText("Routed to /app/settings").waitFor();
    await link.waitFor({ state: "hidden" });
  });

  test("installs the app and shows it", async () => {
    faces.context.installer.uninstall(faces.shop);
    await page.goto(`${faces.url}/store/dev-one/apps/entrega/app/orders?locale=es`);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Instalar" }).click();
    await inApp().getByText("Loaded /app/orders").waitFor();
  });

  test("has nothing serious for axe to find", async () => {
    await openApp();
    await page.getByRole("link", { name: "Orders" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });
});

describe("App Bridge in the app", () => {
  test("puts the session token on requests to the app's own server, once more when it was refused", async () => {
    await openApp();
    const answer = await appFrame().evaluate("fetch('/api').then((response) => response.json())");
    expect(answer).toEqual({ authorization: "Bearer id-token-of-dev-one.myshopify.com" });
  });

  test("scans through the admin's dialog, and rejects when it is closed", async () => {
    await openApp();
    const scanned = appFrame().evaluate("shopify.scanner.capture()");
    await page.getByLabel("Barcode", { exact: true }).fill("841000");
    await page.getByRole("button", { name: "Use" }).click();
    expect(await scanned).toEqual({ data: "841000" });
    const closed = appFrame().evaluate("shopify.scanner.capture().catch((error) => error.message)");
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await closed).toBe("the scanner was closed");
  });

  test("asks the merchant for scopes, and takes no for an answer", async () => {
    await openApp();
    const declined = appFrame().evaluate("shopify.scopes.request(['write_products'])");
    await page.getByRole("button", { name: "Decline" }).click();
    expect(await declined).toMatchObject({ result: "declined-all", detail: { granted: ["read_orders"] } });
    const granted = appFrame().evaluate("shopify.scopes.request(['write_products'])");
    await page.getByRole("button", { name: "Allow" }).click();
    expect(await granted).toMatchObject({
      result: "granted-all",
      detail: { granted: ["read_orders", "write_products"] },
    });
    expect(await appFrame().evaluate("shopify.scopes.revoke(['write_products'])")).toMatchObject({
      detail: { granted: ["read_orders"] },
    });
  });

  test("throws for what it does not model", async () => {
    await openApp();
    await expect(appFrame().evaluate("shopify.resourcePicker({ type: 'product' })")).rejects.toThrow(
      "the dev shop does not model shopify.resourcePicker",
    );
  });
});

describe("the storefront", () => {
  test("keeps the cart while people search, and a ready-made address fills the form", async () => {
    await page.goto(`${faces.url}/storefront/dev-one`);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel("Quantity of Blue mug").fill("3");
    await page.getByLabel("Search products").last().fill("lamp");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByLabel("Quantity of Lamp").first().fill("1");
    await page.getByLabel("Ready-made address").selectOption({ label: "Ana Pérez, Sevilla" });
    await page.getByRole("button", { name: "Place order" }).click();
    await page.getByRole("heading", { name: "Order #1001" }).waitFor();
    const [order] = faces.shop.orders.values();
    expect(order?.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ["LAMP", 1],
      ["MUG-B", 3],
    ]);
    expect(order?.shippingAddress).toMatchObject({ city: "Sevilla", latitude: 37.39 });
    await page.getByRole("link", { name: "Back to the shop" }).click();
    await page.getByText("Choose a quantity to begin.").waitFor();
  });
});

describe("the order pages", () => {
  function orderPath(): string {
    const [variantId = ""] = faces.shop.variants.keys();
    const placed = placeOrder(faces.world, faces.shop, {
      lines: [{ variantId, quantity: 1 }],
      shippingAddress: { firstName: "Ana", countryCode: "ES" },
    });
    if (placed.kind === "refused") throw new Error(placed.code);
    return `/storefront/dev-one/orders/${placed.order.id}`;
  }
  const block = () => page.frameLocator(".extension iframe");

  test.each([
    ["en", "Hola 2 shoppers"],
    ["es", "Hola 2 clientes"],
  ])("run the bundle with the order, the settings and the texts (%s)", async (locale, heading) => {
    await page.goto(`${faces.url}${orderPath()}?locale=${locale}`);
    await block().getByRole("heading", { name: heading }).waitFor();
    await block().getByText("#1001").waitFor();
    await page.locator(".extension[data-ready]").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test("the thank-you page runs its own target, without an order", async () => {
    await page.goto(`${faces.url}${orderPath()}/thank-you`);
    await block().getByRole("heading", { name: "Hola 2 shoppers" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("inside a bundle it is the shop's time", async () => {
    await page.goto(`${faces.url}${orderPath()}`);
    await page.locator(".extension[data-ready]").waitFor();
    const frame = page.frames()[1];
    expect(await frame?.evaluate("new Date().toISOString()")).toBe("2026-11-23T09:00:00.000Z");
    expect(await frame?.evaluate("Date.now()")).toBe(Date.parse("2026-11-23T09:00:00Z"));
    expect(await frame?.evaluate("new Date(0).toISOString()")).toBe("1970-01-01T00:00:00.000Z");
  });

  test("a bundle reaches the Customer Account API as its visitor, and nothing else without network_access", async () => {
    await page.goto(`${faces.url}${orderPath()}`);
    await page.locator(".extension[data-ready]").waitFor();
    const frame = page.frames()[1];
    const ask = (url: string) =>
      frame?.evaluate(
        `fetch("${url}", { method: "POST", body: JSON.stringify({ query: "{ shop { name } }" }) }).then((r) => r.json(), (e) => e.message)`,
      );
    expect(await ask("shopify://customer-account/api/2026-10/graphql.json")).toEqual({
      data: { shop: { name: "Casa <Uno>" } },
    });
    expect(await ask(`${app.url}/api`)).toBe("the extension did not ask for network_access");
  });

  test("an element without a stand-in shows itself", async () => {
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await page.goto(`${faces.url}${orderPath()}`);
    await page.locator(".extension[data-ready]").waitFor();
    await page.frames()[1]?.evaluate("document.body.append(document.createElement('s-map'))");
    await block().locator("s-map.not-modelled").waitFor();
    expect(said).toContain("the dev shop has no stand-in for <s-map>");
  });
});
