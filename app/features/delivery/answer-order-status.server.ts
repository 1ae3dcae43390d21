import { callsPerMinute } from "../../core/calls-per-minute.ts";
import { readId, type OrderId } from "../../core/ids.ts";
import { Retryable } from "../../core/faults.ts";
import { log } from "../../platform/log.server.ts";
import { shopIdOf } from "../shops/public.server.ts";
import { readOrderStatus } from "./order-status.server.ts";
import { readShopperToken } from "./session-token.server.ts";

/** On every answer, errors too: without them a browser shows the extension "network error" instead of the status. */
const HEADERS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, x-order-key, content-type",
  "access-control-allow-methods": "GET, OPTIONS",
  "cache-control": "no-store",
};

/** A page asks once when it opens; reloading every second for a minute is more than anybody does. */
const allowed = callsPerMinute(60);

/**
 * `GET /api/order-status?order=<id>[&at=thankYou]`: the status of one order for its shopper; `at`: where it will be shown. 200 with the view; 401 without a valid token of Shopify for
 * this app; 404 for an order that is not theirs or not there; 400, 405, 429 and 503 as usual. Nothing personal in any of them.
 */
export async function answerOrderStatus(request: Request, now: Date): Promise<Response> {
  try {
    return await answer(request, now);
  } catch (error) {
    if (error instanceof Retryable) return problem(503, "unavailable", { "retry-after": "5" });
    log.error({ event: "order_status.failed", message: error instanceof Error ? error.message : String(error) });
    return problem(500, "failed");
  }
}

async function answer(request: Request, now: Date): Promise<Response> {
  if (request.method === "OPTIONS") {
    return new Response(null, { status: 204, headers: { ...HEADERS, "access-control-max-age": "7200" } });
  }
  if (request.method !== "GET") return problem(405, "method", { allow: "GET, OPTIONS" });
  const shopper = await readShopperToken(request.headers.get("authorization"));
  if (!shopper) return problem(401, "token");
  const { searchParams } = new URL(request.url);
  const orderId = readId<OrderId>(searchParams.get("order"));
  const surface = searchParams.get("at") === "thankYou" ? "thankYou" : "orderStatus";
  if (orderId === undefined) return problem(400, "order");
  const { domain, customerId } = shopper;
  if (!allowed(`${domain} ${customerId ?? orderId}`, Date.now()))
    return problem(429, "slow_down", { "retry-after": "60" });
  const shopId = await shopIdOf(domain);
  const key = request.headers.get("x-order-key");
  const view = shopId && (await readOrderStatus(shopId, orderId, { customerId, key }, now, surface));
  return view ? Response.json(view, { headers: HEADERS }) : problem(404, "order");
}

function problem(status: number, error: string, more: Record<string, string> = {}): Response {
  return Response.json({ error }, { status, headers: { ...HEADERS, ...more } });
}
