import type { RequestHandler } from "express";
import { callsPerMinute } from "../core/calls-per-minute.ts";

const MINUTE_MS = 60_000;
/** Sent by Shopify's machines for everybody (shoppers behind its proxy have limits of their own), or asked by ours: one address speaks for many. */
const NEVER = /^\/(webhooks|carrier-service|proxy|health|metrics)(\/|$)/;
const REFUSALS = new Set([400, 401, 403, 404, 405, 410, 411, 413, 429]);

/**
 * Who is refused more often than `limit` times in a minute is turned away (429) for the rest of it: somebody who tries keys, ids or addresses. People whose requests
 * are good are never counted, however many share an address. One process knows only its own.
 */
export function turnAwayKnockers(limit: number, nowMs: () => number = Date.now): RequestHandler {
  const mayBeRefused = callsPerMinute(limit);
  const until = new Map<string, number>();
  return (request, response, next) => {
    const address = request.ip ?? "";
    const at = nowMs();
    if (NEVER.test(request.path)) {
      next();
      return;
    }
    const end = until.get(address);
    if (end !== undefined && end > at) {
      response.status(429).set("retry-after", String(Math.ceil((end - at) / 1000)));
      response.type("text/plain").send("Too many requests that had to be refused. Try again in a minute.");
      return;
    }
    if (end !== undefined) until.delete(address);
    response.once("finish", () => {
      const then = nowMs();
      if (REFUSALS.has(response.statusCode) && !mayBeRefused(address, then))
        until.set(address, (Math.floor(then / MINUTE_MS) + 1) * MINUTE_MS);
    });
    next();
  };
}
