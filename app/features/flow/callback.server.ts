import type { Request, RequestHandler } from "express";
import { config } from "../../config.server.ts";
import { Retryable } from "../../core/faults.ts";
import { now } from "../../platform/clock.server.ts";
import { log } from "../../platform/log.server.ts";
import { note } from "../../platform/trace.server.ts";
import { isSigned, MalformedBody, parseBody } from "../intake/public.server.ts";
import { shopIdOf } from "../shops/public.server.ts";
import { answerOf, turnedAway, type FlowAnswer } from "./domain/answer.ts";
import { readAction, readUse } from "./domain/read-request.ts";
import { takeAction } from "./take-action.server.ts";
import { takeUse } from "./use.server.ts";

/** Largest body that is read: Flow's own limit of what a step may carry is far below. */
export const FLOW_BODY = "100kb";

/**
 * `POST /flow/action`: what a workflow's action asks. Shopify's signature is over the raw body and names the shop in it. Answered at once, within Flow's ten
 * seconds: what takes time is stored, and Flow asks again with the same run.
 * https://shopify.dev/docs/apps/build/flow/actions/endpoints
 */
export const flowAction: RequestHandler = door(async (body) => {
  const read = readAction(body);
  if (read.status !== "read") return turnedAway(read.status);
  note("flow", read.asked.action, read.asked.runId);
  const shopId = await shopIdOf(read.asked.domain);
  return shopId === undefined ? turnedAway("notInstalled") : answerOf(await takeAction(shopId, read.asked, now()));
});

/**
 * `POST /flow/lifecycle`: whether a shop uses one of our triggers. A merchant cannot enable the workflow unless this is answered 2xx.
 * https://shopify.dev/docs/apps/build/flow/track-lifecycle-events
 */
export const flowLifecycle: RequestHandler = door(async (body) => {
  const told = readUse(body);
  if (told === undefined) return turnedAway("malformed");
  const shopId = await shopIdOf(told.domain);
  if (shopId === undefined) return turnedAway("notInstalled");
  if (told.trigger === undefined) log.warn({ event: "flow.unknown_trigger", shopId });
  else await takeUse(shopId, told.trigger, told.inUse, told.at, now());
  return answerOf({ status: "done" });
});

/** What both have in common: the signature, the shop's own words as JSON, and an answer in words when the database is away. */
function door(answer: (body: unknown) => Promise<FlowAnswer>): RequestHandler {
  return (request, response, next) => {
    const body = signedBody(request);
    (body === undefined ? Promise.resolve(turnedAway("forged")) : Promise.resolve(body).then(parseBody).then(answer))
      .catch((error: unknown) => {
        if (error instanceof MalformedBody) return turnedAway("malformed");
        if (error instanceof Retryable) return turnedAway("away");
        throw error;
      })
      .then(({ status, body: words }) => response.status(status).json(words))
      .catch(next);
  };
}

function signedBody(request: Request): Buffer | undefined {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const secrets = [config.apiSecret, ...(config.previousApiSecret ? [config.previousApiSecret] : [])];
  return isSigned(body, request.get("x-shopify-hmac-sha256"), secrets) ? body : undefined;
}
