import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseId, type OrderId } from "../../app/core/ids.ts";
import { createFulfillment } from "../devshop/state/fulfil.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { DAY, happen, MINUTE, openParts, order, place } from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
let placed: Order;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
  placed = await order(world, installed, { "CAM-1": 1 });
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const SECRET = process.env["SHOPIFY_API_SECRET"] ?? "";
let visitor = 0;

/** A query as Shopify's app proxy signs it. */
function signed(parameters: Record<string, string> = {}, secret = SECRET): string {
  const all: Record<string, string> = {
    shop: installed.shop.domain,
    path_prefix: "/apps/entrega",
    timestamp: String(Math.floor(Date.now() / 1_000)),
    logged_in_customer_id: "",
    ...parameters,
  };
  const text = Object.entries(all)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => `${name}=${value}`)
    .join("");
  const signature = createHmac("sha256", secret).update(text).digest("hex");
  return new URLSearchParams({ ...all, signature }).toString();
}

interface Asked {
  readonly query?: string;
  readonly form?: Record<string, string>;
  readonly language?: string;
  readonly from?: string;
}

async function ask({ query = signed(), form, language = "en", from }: Asked) {
  // From here on, because the configuration is read when a module of the app is first imported.
  const { answerTracking } = await import("../../app/features/tracking-page/answer-tracking.server.ts");
  visitor += 1;
  const headers = { "accept-language": language, "x-forwarded-for": from ?? `10.0.0.${String(visitor)}` };
  const request = new Request(`${world.appUrl}/proxy?${query}`, {
    method: form ? "POST" : "GET",
    headers: form ? { ...headers, "content-type": "application/x-www-form-urlencoded" } : headers,
    ...(form && { body: new URLSearchParams(form).toString() }),
  });
  const response = await answerTracking(request, world.clock.now());
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** A link as messages have it; its query. */
async function link(of: Order): Promise<string> {
  const { trackingLink } = await import("../../app/features/tracking-page/public.server.ts");
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const made = await inShop(installed.shopId, (tx) => trackingLink(tx, parseId<OrderId>(of.id), world.clock.now()));
  return new URL(made ?? "").searchParams.get("t") ?? "";
}

describe("an order is shown", () => {
  test("to who knows its name and e-mail, with nothing personal but first name and town", async () => {
    const { status, text, headers } = await ask({ form: { order: placed.name, email: " ANA@example.com " } });
    expect(status).toBe(200);
    expect(text).toContain(`Order ${placed.name}`);
    expect(text).toContain("Order received");
    for (const private_ of ["ana@example.com", "Sierpes", "41004", "Ruiz"]) expect(text).not.toContain(private_);
    expect(headers.get("x-robots-tag")).toContain("noindex");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(text).not.toContain("<script");
  });

  test("also when the name is typed without its sign", async () => {
    const { status } = await ask({ form: { order: placed.name.replace("#", ""), email: "ana@example.com" } });
    expect(status).toBe(200);
  });

  test("also when somebody shipped it before we saw it, so that nothing was promised", async () => {
    const early = place(world, installed, { "CAM-1": 1 }, { placedAt: world.clock.now() });
    const parts = [{ fulfillmentOrderId: openParts(installed, early)[0]?.id ?? "", lines: null }];
    await happen(world, installed, createFulfillment(world.devshop.world, installed.shop, { parts, tracking: null }));
    const { status, text } = await ask({ form: { order: early.name, email: "ana@example.com" } });
    expect(status).toBe(200);
    expect(text).toContain("Shipped");
  });

  test("as collected, without parcel or date, when it was handed over at the counter", async () => {
    const pickup = await order(world, installed, { "CAM-1": 1 }, { delivery: { methodType: "PICK_UP" } });
    const form = { order: pickup.name, email: "ana@example.com" };
    expect((await ask({ form })).text).not.toContain("Collected");
    const parts = [{ fulfillmentOrderId: openParts(installed, pickup)[0]?.id ?? "", lines: null }];
    await happen(world, installed, createFulfillment(world.devshop.world, installed.shop, { parts, tracking: null }));
    await world.advance(installed, MINUTE);
    const { text } = await ask({ form });
    expect(text).toContain("<h1>Collected</h1>");
    expect(text).not.toContain("<section>");
    expect(text).not.toContain("delivery date");
  });

  test("to who has a signed link, until it is over", async () => {
    const t = await link(placed);
    expect((await ask({ query: signed({ t }) })).text).toContain(`Order ${placed.name}`);
    await world.advance(installed, 61 * DAY);
    expect(await ask({ query: signed({ t }) })).toMatchObject({ status: 404 });
  });

  test.each([
    ["es", "Pedido recibido"],
    ["pt-BR,pt;q=0.9", "Pedido recebido"],
    ["fr-FR", "Commande reçue"],
    ["de", "Bestellung eingegangen"],
    ["ja", "Order received"],
  ])("in the visitor's language: %s", async (language, words) => {
    const { text } = await ask({ form: { order: placed.name, email: "ana@example.com" }, language });
    expect(text).toContain(words);
  });
});

test("who comes from a message that offers a choice is told where they sign in for it, and the promise was seen on this page", async () => {
  const token = await link(placed);
  expect((await ask({ query: signed({ t: token }) })).text).not.toContain("/account");
  const { text } = await ask({ query: signed({ t: token, choose: "wait" }) });
  expect(text).toContain('<a href="/account">Sign in</a>');
  const { rows } = await world.owner.query<{ surface: string }>(
    "select distinct surface from promise_shown where shop_id = $1 and surface in ('trackingPage', 'orderStatus')",
    [installed.shopId],
  );
  expect(rows).toEqual([{ surface: "trackingPage" }]);
});

describe("nothing is shown", () => {
  test("of whether an order is there: another e-mail and another name give the same page", async () => {
    const wrong = await ask({ form: { order: placed.name, email: "eva@example.com" } });
    const none = await ask({ form: { order: "#99999", email: "ana@example.com" } });
    expect(wrong.status).toBe(404);
    expect({ status: wrong.status, text: wrong.text }).toEqual({ status: none.status, text: none.text });
  });

  test("of another shop's order, with its name and e-mail or with its link", async () => {
    const t = await link(placed);
    const { name } = placed;
    const other = await world.install(spanishShop());
    const shop = other.shop.domain;
    expect(await ask({ query: signed({ shop, t }) })).toMatchObject({ status: 404 });
    expect(await ask({ query: signed({ shop }), form: { order: name, email: "ana@example.com" } })).toMatchObject({
      status: 404,
    });
  });

  test("with a link of another order, or one that somebody changed", async () => {
    const t = await link(placed);
    const second = await order(world, installed, { "CAM-1": 1 });
    const [, until = "", mac = ""] = t.split(".");
    for (const forged of [
      `${second.id}.${until}.${mac}`,
      `${placed.id}.${String(Number(until) + 1)}.${mac}`,
      `${placed.id}.${until}.${"A".repeat(22)}`,
      "nonsense",
    ])
      expect(await ask({ query: signed({ t: forged }) })).toMatchObject({ status: 404 });
  });

  test("of what Shopify did not sign, or signed long ago", async () => {
    const stale = String(Math.floor((Date.now() - 5 * MINUTE) / 1_000));
    for (const query of ["", signed({}, "wrong"), signed({ timestamp: stale }), `${signed()}&shop=other.myshopify.com`])
      expect(await ask({ query })).toMatchObject({ status: 401, text: "" });
  });

  test("to who tries too often", async () => {
    const tries = [];
    for (let count = 0; count < 8; count += 1)
      tries.push((await ask({ form: { order: placed.name, email: `try${String(count)}@example.com` } })).status);
    expect(tries.slice(0, 6)).toEqual([404, 404, 404, 404, 404, 404]);
    expect(tries.slice(6)).toEqual([429, 429]);
  });
});

test("what a shopper or carrier wrote is text on the page, and never markup", async () => {
  const { text } = await ask({ form: { order: '"><script>alert(1)</script>', email: "a@b.c" } });
  expect(text).not.toContain("<script>");
});
