import type { Request, RequestHandler } from "express";
import { readJson } from "../../core/read-json.ts";
import { config } from "../../config.server.ts";
import { now } from "../../platform/clock.server.ts";
import { log } from "../../platform/log.server.ts";
import { isSameText } from "../../platform/same-text.server.ts";
import { isSigned } from "../intake/public.server.ts";
import { answerOf } from "./domain/answer.ts";
import { readCart } from "./domain/cart.ts";
import { knowledgeOf } from "./knowledge.server.ts";
import { ratesAnswered, ratesSeconds } from "./metrics.server.ts";
import { quoteCart } from "./quote-cart.server.ts";
import { domainOf } from "./setting.server.ts";

/** Largest body that is read: a cart of a thousand lines is some 300 kB. */
export const RATES_BODY = "512kb";

type Answer = { readonly result: string; readonly rates: ReturnType<typeof answerOf> } | { readonly result: "forged" };

const nothing = (result: string) => ({ result, rates: { rates: [] } });

/**
 * `POST /carrier-service/:handle/:key`: what a cart may be shipped by. Answered before Remix, because a shopper waits. Shopify's signature is over the body
 * alone, so the shop is that of the address, and its key makes it true. Whoever is signed is answered 200, whatever is wrong with us: an empty list is
 * no error at checkout. Shopify's words: DeliveryCarrierService in the schema.
 */
export const checkoutRates: RequestHandler = (request, response) => {
  const observe = ratesSeconds.startTimer();
  answer(request)
    .catch((error: unknown) => {
      log.error({ event: "checkout_rates.failed", message: error instanceof Error ? error.message : String(error) });
      return nothing("failed");
    })
    .then((answered) => {
      ratesAnswered.inc({ result: answered.result });
      observe();
      if ("rates" in answered) response.status(200).json(answered.rates);
      else response.status(401).type("text/plain").send("The signature does not fit the body.");
    })
    .catch((error: unknown) => log.error({ event: "checkout_rates.not_sent", message: String(error) }));
};

async function answer(request: Request): Promise<Answer> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const secrets = [config.apiSecret, ...(config.previousApiSecret ? [config.previousApiSecret] : [])];
  if (!isSigned(body, request.get("x-shopify-hmac-sha256"), secrets)) return { result: "forged" };
  const domain = domainOf(String(request.params["handle"]));
  const named = request.get("x-shopify-shop-domain");
  if (named !== undefined && named.toLowerCase() !== domain) return { result: "forged" };
  const at = now();
  const knowledge = await knowledgeOf(domain, at).catch((error: unknown) => {
    log.error({ event: "checkout_rates.unknown", message: error instanceof Error ? error.message : String(error) });
    return null;
  });
  if (knowledge === null) return nothing("not_known");
  if (!knowledge?.key || !isSameText(knowledge.key, String(request.params["key"]))) return { result: "forged" };
  if (!knowledge.on) return nothing("off");
  const cart = readCart(readJson(body.toString("utf8")));
  if (!cart) return nothing("malformed");
  const rates = await quoteCart(knowledge, cart, at);
  return { result: rates.length > 0 ? "rates" : "no_rates", rates: answerOf(rates, knowledge.timezone) };
}
