/** `/storefront/:shop/…`: the shop window, checkout, thank-you and order status pages, and the extensions' tokens. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Order } from "../state/orders.ts";
import type { Placed } from "../state/place-order.ts";
import type { Shop } from "../state/shop.ts";
import { APP_PROXY, forwardToApp } from "./app-proxy.ts";
import { checkoutBody, checkOut, formToBody, SHIPPING, type Checkout, type ChosenShipping } from "./checkout.ts";
import { findShop, handleOf, type FacesContext } from "./context.ts";
import { readExtensions } from "./extensions.ts";
import { guarded, HttpProblem, readBody, redirect, sendHtml, sendJson, type Route } from "./http.ts";
import { orderStatusPage, thankYouPage, VISITORS, type OrderPage, type Visitor } from "./order-page.ts";
import { askCarrierServices } from "./shipping-rates.ts";
import { extensionToken } from "./session-token.ts";
import { storefrontPage } from "./storefront-page.ts";
import { fill, localeOf, textsOf, type Locale } from "./texts.ts";

export function storefrontRoutes(context: FacesContext): Route {
  return guarded(async (req, res, url) => {
    const [, part, rest = ""] = /^\/storefront\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
    if (part === undefined) return false;
    const shop = findShop(context.world, part);
    if (shop === undefined) throw new HttpProblem(404, "unknown_shop");
    const locale = localeOf(url, shop.primaryLocale);
    const now = context.world.clock.now();
    const method = req.method ?? "GET";

    if (rest === "" && method === "GET") sendHtml(res, 200, storefrontPage({ shop, locale, url, now }));
    else if (rest === "/orders" && method === "POST") await place(context, shop, locale, url, req, res);
    else if (rest === "/rates" && method === "POST") {
      const checkout = checkoutBody.safeParse(formToBody(new URLSearchParams(await readBody(req))));
      sendJson(res, 200, {
        rates: checkout.success ? await askCarrierServices(context.world, shop, checkout.data) : [],
      });
    } else if (rest === "/session-token" && method === "GET") sendSessionToken(context, shop, req, res);
    else if (rest === APP_PROXY)
      await forwardToApp(context.world, shop, `/storefront/${part}${APP_PROXY}`, url, req, res);
    else {
      const [, id = "", thanks] = /^\/orders\/(\d+)(\/thank-you)?$/.exec(rest) ?? [];
      const order = shop.orders.get(id);
      if (order === undefined || method !== "GET") throw new HttpProblem(404, "not_found");
      const visitor = visitorOf(url, order, thanks !== undefined);
      const page: OrderPage = {
        context,
        shop,
        locale,
        url,
        now,
        order,
        visitor,
        extensions: shop.installation === null ? [] : readExtensions(context.extensionsFolder),
        accountToken: accountToken(context, shop, order, visitor),
      };
      sendHtml(res, 200, thanks === undefined ? orderStatusPage(page) : thankYouPage(page));
    }
    return true;
  });
}

/** `?state=`, or else what the address proves: the order's key makes a pre-authenticated visitor, nothing a signed-in one. */
function visitorOf(url: URL, order: Order, thanks: boolean): Visitor {
  const state = url.searchParams.get("state");
  const wanted = VISITORS.find((each) => each === state);
  if (state !== null && wanted === undefined) throw new HttpProblem(400, "unknown_state", { known: VISITORS });
  const visitor = wanted ?? (thanks || url.searchParams.has("key") ? "pre_authenticated" : "signed_in");
  const key = url.searchParams.get("key");
  if (key !== null && key !== order.statusToken) throw new HttpProblem(404, "not_found");
  return visitor === "signed_in" && order.customerId === null ? "pre_authenticated" : visitor;
}

function accountToken(context: FacesContext, shop: Shop, order: Order, visitor: Visitor): string | null {
  if (visitor === "unauthenticated") return null;
  if (visitor === "signed_in" && order.customerId !== null) {
    return context.grants.seal({ kind: "signed_in", shop: shop.domain, customerId: order.customerId });
  }
  return context.grants.seal({ kind: "pre_authenticated", shop: shop.domain, orderId: order.id });
}

async function place(
  context: FacesContext,
  shop: Shop,
  locale: Locale,
  url: URL,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const texts = textsOf(locale).store;
  const isJson = (req.headers["content-type"] ?? "").startsWith("application/json");
  const text = await readBody(req);
  const form = new URLSearchParams(isJson ? "" : text);
  const body = checkoutBody.safeParse(isJson ? parsed(text) : formToBody(form));
  const refuse = (code: string, problem: string, details: Record<string, unknown>) => {
    if (isJson) throw new HttpProblem(422, code, details);
    const shown = new URL(`/storefront/${handleOf(shop)}?locale=${locale}`, url);
    sendHtml(res, 422, storefrontPage({ shop, locale, url: shown, now: context.world.clock.now(), problem, form }));
  };
  if (!body.success) {
    const fields = [...new Set(body.error.issues.map(({ path }) => path.join(".")))];
    refuse("invalid", fill(texts.INVALID, { fields: fields.join(", ") }), { fields });
    return;
  }
  const shipping = await chosenShipping(context, shop, body.data, texts[body.data.shipping]);
  if (shipping === undefined) {
    refuse("NO_RATE", texts.NO_RATE, {});
    return;
  }
  const placed: Placed = checkOut(context.world, shop, body.data, shipping);
  if (placed.kind === "refused") {
    const { code } = placed;
    refuse(code, texts[code], "short" in placed ? { short: placed.short } : { line: placed.line });
    return;
  }
  const { order } = placed;
  const statusUrl = `${context.publicUrl()}/storefront/${handleOf(shop)}/orders/${order.id}`;
  if (isJson) sendJson(res, 201, { orderId: order.id, name: order.name, statusUrl });
  else redirect(res, `/storefront/${handleOf(shop)}/orders/${order.id}?locale=${locale}`);
}

/** Undefined: the carrier service does not offer that rate for this cart. */
async function chosenShipping(
  { world }: FacesContext,
  shop: Shop,
  checkout: Checkout,
  title: string,
): Promise<ChosenShipping | undefined> {
  if (checkout.rate === undefined) return { line: { title, ...SHIPPING[checkout.shipping] } };
  const rates = await askCarrierServices(world, shop, checkout);
  const rate = rates?.find(({ service_code }) => service_code === checkout.rate);
  if (!rate) return undefined;
  const { service_name, service_code, total_price, min_delivery_date: from, max_delivery_date: to } = rate;
  const at = (text: string) => new Date(text.replace(/^(\S+) (\S+) ([+-]\d{2})(\d{2})$/, "$1T$2$3:$4"));
  return {
    line: { title: service_name, code: service_code, priceMinor: total_price },
    ...(from && to && { delivery: { minDeliveryDateTime: at(from), maxDeliveryDateTime: at(to) } }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new HttpProblem(400, "malformed_json");
  }
}

/** The visitor proves who they are with the Customer Account API's token; the extension gets one for the app's backend. */
function sendSessionToken(context: FacesContext, shop: Shop, req: IncomingMessage, res: ServerResponse): void {
  const grant = context.grants.open((req.headers.authorization ?? "").replace(/^Bearer /, ""));
  if (grant?.shop !== shop.domain) throw new HttpProblem(401, "unauthorized");
  const { apiKey, apiSecret } = context.world.app;
  const customerId = grant.kind === "signed_in" && shop.protectedDataApproved ? grant.customerId : null;
  const token = extensionToken({ apiKey, apiSecret, shopDomain: shop.domain, customerId, now: new Date() });
  sendJson(res, 200, { token }, { "cache-control": "no-store" });
}
