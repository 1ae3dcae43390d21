/** `/` and `/store/:shop/…`: the stand-in for Shopify's admin. */
import { z } from "zod";
import { choosePlan } from "../state/app-subscriptions.ts";
import type { Shop } from "../state/shop.ts";
import { adminOrderPage } from "./admin-order-page.ts";
import { appPage, installPage, missingPage, shopPage, shopsPage } from "./admin-page.ts";
import { findShop, handleOf, type FacesContext } from "./context.ts";
import { embeddedUrl } from "./embed.ts";
import { readExtensions } from "./extensions.ts";
import { guarded, HttpProblem, readBody, readJson, redirect, sendHtml, sendJson, type Route } from "./http.ts";
import { pricingPage } from "./pricing-page.ts";
import { localeOf } from "./texts.ts";

const scopesChange = z.union([
  z.strictObject({ grant: z.array(z.string()).min(1) }),
  z.strictObject({ revoke: z.array(z.string()).min(1) }),
]);

export function adminRoutes(context: FacesContext): Route {
  return guarded(async (req, res, url) => {
    const method = req.method ?? "GET";
    const locale = localeOf(url);
    if (url.pathname === "/" && method === "GET") {
      sendHtml(res, 200, shopsPage([...context.world.shops.values()], locale, url));
      return true;
    }
    const [, part, rest = ""] = /^\/store\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
    if (part === undefined) return false;
    const shop = findShop(context.world, part);
    if (shop === undefined) throw new HttpProblem(404, "unknown_shop");
    const home = `/store/${handleOf(shop)}`;
    const page = { shop, locale, url };

    if (method === "POST" && rest === "/install") {
      const back = new URLSearchParams(await readBody(req)).get("back") ?? "";
      context.installer.install(shop);
      redirect(res, back.startsWith(`${home}/`) ? back : `${home}/apps/entrega`);
      return true;
    }
    if (method === "POST" && rest === "/uninstall") {
      context.installer.uninstall(shop);
      redirect(res, home);
      return true;
    }
    if (rest === "/charges/entrega/pricing_plans") {
      requireInstalled(shop);
      // The app's link to it names no language: it is in the reader's own, as all of Shopify's admin.
      const pageLocale = localeOf(url, req.headers["accept-language"]?.split(",")[0]);
      if (method === "POST") {
        const plan = choosePlan(context.world, shop, new URLSearchParams(await readBody(req)).get("plan") ?? "");
        if (plan === undefined) throw new HttpProblem(404, "unknown_plan");
        // The redirection URL of the listing, with what Shopify appends to it.
        redirect(res, `${home}/apps/entrega/app/plan?plan_handle=${plan.handle}&locale=${pageLocale}`);
      } else sendHtml(res, 200, pricingPage({ ...page, locale: pageLocale }));
      return true;
    }
    if (rest === "/id-token" && method === "GET") {
      requireInstalled(shop);
      sendJson(res, 200, { token: context.installer.idToken(shop) }, { "cache-control": "no-store" });
      return true;
    }
    if (rest === "/scopes") {
      requireInstalled(shop);
      if (method === "POST") changeScopes(context, shop, await readJson(req));
      sendJson(res, 200, context.installer.scopes(shop));
      return true;
    }
    if (rest === "/graphql.json" && method === "POST") {
      requireInstalled(shop);
      sendJson(res, 200, await context.askAdminApi(shop, await readBody(req)));
      return true;
    }
    if (method !== "GET") throw new HttpProblem(405, "method_not_allowed");
    const order = shop.orders.get(/^\/orders\/(\d+)$/.exec(rest)?.[1] ?? "");
    if (rest === "" || rest === "/") sendHtml(res, 200, shopPage(page));
    else if (order !== undefined)
      sendHtml(
        res,
        200,
        adminOrderPage({ ...page, context, order, extensions: readExtensions(context.extensionsFolder) }),
      );
    else if (/^\/apps\/entrega(\/|$)/.test(rest)) sendApp(context, page, rest.slice("/apps/entrega".length), res);
    else sendHtml(res, 404, missingPage(page));
    return true;
  });
}

function sendApp(
  context: FacesContext,
  page: { shop: Shop; locale: ReturnType<typeof localeOf>; url: URL },
  appPath: string,
  res: Parameters<typeof sendHtml>[0],
): void {
  const { shop, locale, url } = page;
  if (shop.installation === null) {
    const back = url.pathname + url.search;
    sendHtml(res, 200, installPage({ ...page, scopes: context.installer.scopes(shop), back }));
    return;
  }
  const query = new URLSearchParams(url.searchParams);
  query.delete("locale");
  const path = appPath === "" || appPath === "/" ? context.appHome : appPath;
  const app = embeddedUrl({
    appUrl: context.world.app.url,
    appSecret: context.world.app.apiSecret,
    shopDomain: shop.domain,
    path: path + (query.size === 0 ? "" : `?${query.toString()}`),
    locale,
    idToken: context.installer.idToken(shop),
    now: new Date(), // the machine's time, see Embedding
  });
  sendHtml(res, 200, appPage({ ...page, app, clientId: context.world.app.apiKey }));
}

function requireInstalled(shop: Shop): void {
  if (shop.installation === null) throw new HttpProblem(403, "not_installed");
}

function changeScopes(context: FacesContext, shop: Shop, body: unknown): void {
  const change = scopesChange.safeParse(body);
  if (!change.success) throw new HttpProblem(400, "bad_request");
  try {
    if ("grant" in change.data) context.installer.grant(shop, change.data.grant);
    else context.installer.revoke(shop, change.data.revoke);
  } catch (thrown) {
    throw new HttpProblem(422, "refused", { detail: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}
