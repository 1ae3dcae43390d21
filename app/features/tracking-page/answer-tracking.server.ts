import { createHash } from "node:crypto";
import { callsPerMinute } from "../../core/calls-per-minute.ts";
import { Retryable } from "../../core/faults.ts";
import { log } from "../../platform/log.server.ts";
import { shopIdOf } from "../shops/public.server.ts";
import { formPage, statusPage } from "./page.ts";
import { localeFor, type OwnText, type ShopperLocale } from "./texts.ts";
import { findByName, findByToken, type Tracked } from "./find-order.server.ts";
import { proxiedShop } from "./verify-proxy.server.ts";

/**
 * Tries of one shop, one visitor and one order in a minute. Shopify's proxy names the visitor in `x-forwarded-for`; who forges it still meets the other
 * two. They keep somebody with an order's number from trying addresses.
 */
const ofShop = callsPerMinute(600);
const ofVisitor = callsPerMinute(20);
const ofOrder = callsPerMinute(6);

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'",
};

/**
 * The page behind the app proxy for shoppers who are not signed in. GET: the form, or with `t=` the order of a signed link; POST: the order with this
 * name and e-mail. 401 for what Shopify did not sign; the same page and status for an order that is not there and for one of somebody else; 429 when it is
 * tried too often; 503 when the database is away.
 */
export async function answerTracking(request: Request, now: Date): Promise<Response> {
  const url = new URL(request.url);
  const locale = localeFor(url.searchParams.get("locale"), request.headers.get("accept-language"));
  try {
    return await answer(request, url, locale, now);
  } catch (error) {
    if (error instanceof Retryable) return form(503, locale, "away");
    log.error({ event: "tracking.failed", message: error instanceof Error ? error.message : String(error) });
    return form(500, locale, "away");
  }
}

async function answer(request: Request, url: URL, locale: ShopperLocale, now: Date): Promise<Response> {
  const { method } = request;
  if (method !== "GET" && method !== "HEAD" && method !== "POST")
    return new Response(null, { status: 405, headers: { allow: "GET, POST" } });
  const domain = await proxiedShop(url.searchParams);
  const shopId = domain === undefined ? undefined : await shopIdOf(domain);
  if (domain === undefined || shopId === undefined) return new Response(null, { status: 401, headers: HEADERS });
  const token = url.searchParams.get("t");
  if (method !== "POST" && token === null) return form(200, locale, null);
  const asked = method === "POST" ? await readAsked(request) : null;
  if (asked === "unreadable") return form(400, locale, "notFound");
  const subject = asked === null ? (token ?? "").split(".")[0] : asked.order.replace(/^#/, "");
  if (!mayTry(domain, request.headers.get("x-forwarded-for"), subject ?? "")) return form(429, locale, "slow");
  const found =
    asked === null
      ? await findByToken(shopId, token ?? "", now)
      : await findByName(shopId, asked.order, asked.email, now);
  if (found === undefined) return form(404, locale, asked === null ? "expired" : "notFound");
  return page(200, shown(locale, found, url));
}

const shown = (locale: ShopperLocale, { view, addressee, ...of }: Tracked, url: URL): string =>
  statusPage(locale, view, addressee, {
    ...of,
    back: backOf(url),
    chooses: url.searchParams.has("choose"),
  });

/** The form's own address in the shop; nothing that Shopify signed goes into a link. */
function backOf(url: URL): string {
  const prefix = url.searchParams.get("path_prefix") ?? "";
  return /^\/[\w/-]+$/.test(prefix) ? prefix : "?";
}

function mayTry(domain: string, forwarded: string | null, subject: string): boolean {
  const at = Date.now();
  const visitor = forwarded?.split(",")[0]?.trim() ?? "";
  const hash = (text: string) => createHash("sha256").update(text).digest("base64").slice(0, 22);
  // Each is counted, also when another has had enough.
  const allowed = [
    ofShop(domain, at),
    ofVisitor(`${domain} ${hash(visitor)}`, at),
    ofOrder(`${domain} ${hash(subject)}`, at),
  ];
  return allowed.every(Boolean);
}

/** What was typed; a field that is missing, empty or longer than any is not readable. */
async function readAsked(request: Request): Promise<{ readonly order: string; readonly email: string } | "unreadable"> {
  const text = await request.text();
  if (text.length > 2_000) return "unreadable";
  const fields = new URLSearchParams(text);
  const order = (fields.get("order") ?? "").replaceAll("\0", "").trim();
  const email = (fields.get("email") ?? "").replaceAll("\0", "").trim();
  return order === "" || order.length > 60 || email === "" || email.length > 254 ? "unreadable" : { order, email };
}

const page = (status: number, html: string): Response => new Response(html, { status, headers: HEADERS });
const form = (status: number, locale: ShopperLocale, problem: OwnText | null): Response =>
  page(status, formPage(locale, problem));
