import { z } from "zod";
import { callsPerMinute } from "../../core/calls-per-minute.ts";
import { Retryable } from "../../core/faults.ts";
import { readId, type FulfillmentId, type LineItemId, type OrderId, type VariantId } from "../../core/ids.ts";
import { readJson } from "../../core/read-json.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { log } from "../../platform/log.server.ts";
import { readShopperToken } from "../delivery/public.server.ts";
import { lockOrders } from "../orders/public.server.ts";
import { shopIdOf } from "../shops/public.server.ts";
import { choicesOf, lateness } from "./domain/choices.ts";
import { reportableOf } from "./domain/reportable.ts";
import { LOOKED_PLACES, REPORT_KINDS, type ShopperAct, type ShopperView } from "./domain/shopper-view.ts";
import { makeChoice } from "./make-choice.server.ts";
import { makeReport } from "./make-report.server.ts";
import { readShopperFacts, type ShopperFacts } from "./shopper-facts.server.ts";

/** On every answer, errors too: without them a browser hides what went wrong from the extension. */
const HEADERS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "cache-control": "no-store",
};

/** Reading is what a page does when it opens; nobody chooses or reports more often than a few times. */
const mayRead = callsPerMinute(60);
const mayAct = callsPerMinute(10);
/** The longest body there is has 300 bytes. */
const MOST_BYTES = 4_096;

const key = z.string().regex(/^[0-9a-f]{32}$/);
const idOf = <Id extends string>() => z.string().refine((text): text is Id => readId(text) !== undefined);
const actSchema = z.union([
  z.strictObject({ key, act: z.literal("choose"), kind: z.enum(["wait", "split", "cancel"]) }),
  z.strictObject({
    key,
    act: z.literal("choose"),
    kind: z.literal("swap"),
    lineId: idOf<LineItemId>(),
    variantId: idOf<VariantId>(),
  }),
  z.strictObject({
    key,
    act: z.literal("report"),
    kind: z.enum(REPORT_KINDS),
    fulfillmentId: idOf<FulfillmentId>(),
    looked: z.array(z.enum(LOOKED_PLACES)).max(LOOKED_PLACES.length),
  }),
]) satisfies z.ZodType<ShopperAct>;

/**
 * `GET` and `POST /api/order-status/actions?order=<id>`: what the signed-in shopper may do about their order, and their doing it. 200 with what is so
 * now; 401 without a valid token, 403 `login` with a token of somebody who is not signed in; the same 404 for an order of somebody else and one that is not
 * there; 409 when it is not offered any more (with what is so now); 400, 405, 413, 429 and 503 as usual. Nothing personal in any.
 */
export async function answerShopper(request: Request, now: Date): Promise<Response> {
  try {
    return await answer(request, now);
  } catch (error) {
    if (error instanceof Retryable) return problem(503, "unavailable", { "retry-after": "5" });
    log.error({ event: "order_actions.failed", message: error instanceof Error ? error.message : String(error) });
    return problem(500, "failed");
  }
}

async function answer(request: Request, now: Date): Promise<Response> {
  const { method } = request;
  if (method === "OPTIONS") {
    return new Response(null, { status: 204, headers: { ...HEADERS, "access-control-max-age": "7200" } });
  }
  if (method !== "GET" && method !== "POST") return problem(405, "method", { allow: "GET, POST, OPTIONS" });
  const shopper = await readShopperToken(request.headers.get("authorization"));
  if (!shopper) return problem(401, "token");
  const { domain, customerId } = shopper;
  if (customerId === null) return problem(403, "login");
  const orderId = readId<OrderId>(new URL(request.url).searchParams.get("order"));
  if (orderId === undefined) return problem(400, "order");
  const caller = `${domain} ${customerId}`;
  if (!(method === "GET" ? mayRead : mayAct)(caller, Date.now())) {
    return problem(429, "slow_down", { "retry-after": "60" });
  }
  const act = method === "POST" ? await readAct(request) : null;
  if (typeof act === "string") return problem(act === "too_large" ? 413 : 400, act);
  const shopId = await shopIdOf(domain);
  if (shopId === undefined) return problem(404, "order");
  return inShop(shopId, async (tx) => {
    const facts = await readShopperFacts(tx, orderId, customerId, now);
    if (facts === undefined) return problem(404, "order");
    if (act === null) return Response.json(viewOf(facts, now), { headers: HEADERS });
    // One at a time for each order: two clicks are not two choices.
    await lockOrders(tx, [orderId]);
    const [known] = await tx.rows(
      `select 1 from shopper_choice where shop_id = $1 and order_id = $2 and request_key = $3
        union all select 1 from delivery_report where shop_id = $1 and order_id = $2 and request_key = $3`,
      [tx.shopId, orderId, act.key],
    );
    const current = (await readShopperFacts(tx, orderId, customerId, now)) ?? facts;
    const taken =
      known !== undefined ||
      (act.act === "choose"
        ? await makeChoice(tx, orderId, act, current, now)
        : await makeReport(tx, orderId, act, current, now));
    const after = (await readShopperFacts(tx, orderId, customerId, now)) ?? current;
    return Response.json(viewOf(after, now), { status: taken ? 200 : 409, headers: HEADERS });
  });
}

async function readAct(request: Request): Promise<ShopperAct | "too_large" | "body"> {
  const text = await request.text();
  if (text.length > MOST_BYTES) return "too_large";
  const parsed = actSchema.safeParse(readJson(text));
  return parsed.success ? parsed.data : "body";
}

function viewOf(facts: ShopperFacts, now: Date): ShopperView {
  const { lastChoice, reports } = facts;
  return {
    v: 1,
    late: lateness(facts),
    offered: choicesOf(facts),
    chosen: lastChoice && { kind: lastChoice.kind, state: lastChoice.state, at: lastChoice.at.toISOString() },
    reportable: facts.cancelled ? [] : reportableOf(facts, now),
    reports: reports.map(({ at, ...report }) => ({ ...report, at: at.toISOString() })),
  };
}

function problem(status: number, error: string, more: Record<string, string> = {}): Response {
  return Response.json({ error }, { status, headers: { ...HEADERS, ...more } });
}
