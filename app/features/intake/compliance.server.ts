import type { RequestHandler } from "express";
import { Retryable } from "../../core/faults.ts";
import { webhooksReceived } from "../../platform/metrics.server.ts";
import { note } from "../../platform/trace.server.ts";
import { isComplianceTopic, receiveCompliance, shopNamedIn } from "../shops/public.server.ts";
import { MalformedBody, parseBody } from "./domain/parse-body.ts";
import { verified } from "./webhooks.server.ts";

/**
 * `POST /webhooks/compliance`: the three privacy topics. Their bodies name people, so they do not go through the ordinary intake: they are
 * stored sealed, one transaction each, and carried out by the shop's long lane.
 * https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance
 */
export const compliance: RequestHandler = (request, response, next) => {
  const checked = verified(request);
  const send = (status: number, result: string, text: string) => {
    webhooksReceived.inc({ result });
    note("result", result);
    response.status(status).type("text/plain").send(text);
  };
  if (!checked.ok) {
    send(checked.answer.status, checked.answer.result, checked.answer.text);
    return;
  }
  const { topic, domain, webhookId } = checked.headers;
  if (!isComplianceTopic(topic)) {
    send(400, "malformed", `${topic} is not a compliance topic.`);
    return;
  }
  store().catch((error: unknown) => {
    if (error instanceof MalformedBody) send(400, "malformed", error.message);
    else if (error instanceof Retryable) send(503, "unavailable", "Not stored; send it again.");
    else next(error);
  });

  async function store(): Promise<void> {
    if (!checked.ok || !isComplianceTopic(topic)) return;
    const body = parseBody(checked.body);
    // The signature covers the body alone: sent on under another shop's name, it would erase somebody else's customer.
    if (shopNamedIn(body) !== domain) throw new MalformedBody("the body is about another shop than the header");
    const result = await receiveCompliance({ domain, topic, webhookId, body, receivedAt: new Date() });
    send(200, result, "");
  }
};
