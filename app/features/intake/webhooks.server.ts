import type { Request, RequestHandler } from "express";
import { Retryable } from "../../core/faults.ts";
import { config } from "../../config.server.ts";
import { log } from "../../platform/log.server.ts";
import { webhooksReceived } from "../../platform/metrics.server.ts";
import { note } from "../../platform/trace.server.ts";
import { OPTIONAL_TOPICS } from "../../optional-topics.ts";
import { TOPICS } from "../../topics.ts";
import { familyOf, readHeaders, type DeliveryHeaders } from "./domain/delivery-headers.ts";
import { MalformedBody, parseBody } from "./domain/parse-body.ts";
import { receive } from "./receive.server.ts";
import { isSigned } from "./verify.server.ts";

const topics = new Map([...TOPICS, ...OPTIONAL_TOPICS].map((row) => [row.topic, row]));

type Answer = { readonly status: 200 | 400 | 401 | 503; readonly result: string; readonly text: string };

/**
 * `POST /webhooks`: raw body → signature → one durable write → 200. No session, no token, no call to Shopify on this path: the library's
 * authenticate.webhook answers 500 for an uninstalled shop (shopify-app-js #3360), and Shopify waits only five seconds.
 * A failed write answers 503, and Shopify sends the delivery again.
 */
export const webhooks: RequestHandler = (request, response, next) => {
  answer(request)
    .then(({ status, result, text }) => {
      webhooksReceived.inc({ result });
      note("result", result);
      response.status(status).type("text/plain").send(text);
    })
    .catch(next);
};

/** Checks signature and headers of any webhook request; the first problem is the answer. */
export function verified(
  request: Request,
): { ok: true; headers: DeliveryHeaders; body: Buffer } | { ok: false; answer: Answer } {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const secrets = [config.apiSecret, ...(config.previousApiSecret ? [config.previousApiSecret] : [])];
  const get = (name: string) => request.get(name);
  const family = familyOf(get);
  if (!isSigned(body, get(`${family}hmac-sha256`), secrets)) {
    return { ok: false, answer: { status: 401, result: "unsigned", text: "The signature does not fit the body." } };
  }
  const reading = readHeaders(get, family);
  if (!reading.ok) {
    return {
      ok: false,
      answer: { status: 400, result: "malformed", text: `Missing or malformed header: ${reading.problem}` },
    };
  }
  note("webhook", reading.headers.webhookId);
  note("topic", reading.headers.topic);
  return { ok: true, headers: reading.headers, body };
}

async function answer(request: Request): Promise<Answer> {
  const checked = verified(request);
  if (!checked.ok) return checked.answer;
  const { headers, body } = checked;
  try {
    const parsed = parseBody(body);
    const topic = topics.get(headers.topic);
    const marks = topic?.marks(parsed) ?? [];
    if (isOfAnother(headers.domain, topic?.shop?.(parsed)))
      throw new MalformedBody("the body is about another shop than the header");
    await receive({
      headers,
      receivedAt: new Date(),
      known: topic !== undefined,
      marks,
      mayBeEcho: topic?.echo ?? false,
      fact: topic?.fact?.(parsed),
    });
    note("marks", ...marks.map(({ kind, objectId }) => `${kind} ${objectId}`));
    if (topic) return { status: 200, result: "stored", text: "" };
    log.warn({ event: "intake.unknown_topic", topic: headers.topic });
    return { status: 200, result: "unknown_topic", text: "" };
  } catch (error) {
    if (error instanceof MalformedBody) return { status: 400, result: "malformed", text: error.message };
    if (error instanceof Retryable) return { status: 503, result: "unavailable", text: "Not stored; send it again." };
    throw error;
  }
}

/** Sent on under another shop's name, a farewell would switch that shop off. */
function isOfAnother(domain: string, named: string | undefined): boolean {
  return named !== undefined && named !== domain;
}
