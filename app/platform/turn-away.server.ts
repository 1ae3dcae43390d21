import type { RequestHandler } from "express";
import { callsPerMinute } from "../core/calls-per-minute.ts";

const MINUTE_MS = 60_000;
/** Sent by Shopify's machines for everybody (shoppers behind its proxy have limits of their own), or asked by ours: one address speaks for many. */
const NEVER = /^\/(webhooks|carrier-service|flow|proxy|health|metrics)(\/|$)/;
const REFUSALS = new Set([400, 401, 403, 404, 405, 410, 411, 413, 429]);

/**
 * Who is refused more often than `limit` times in a minute is turned away (429) for the rest of it: somebody who tries keys, ids or addresses. People whose requests
 * are good are never counted, however many share an address. One process knows only its own.
 */
export function turnAwayKnockers(limit: number, nowMs: () => number = Date.now): RequestHandler {
  const mayBeRefused = callsPerMinute(limit);
  let minute = -1;
  const turnedAway = new Set<string>();
  return (request, response, next) => {
    const address = request.ip ?? "";
    const now = nowMs();
    if (Math.floor(now / MINUTE_MS) !== minute) turnedAway.clear();
    minute = Math.floor(now / MINUTE_MS);
    if (turnedAway.has(address) && !NEVER.test(request.path)) {
      response.status(429).set("retry-after", String(Math.ceil(((minute + 1) * MINUTE_MS - now) / 1000)));
      response.type("text/plain").send("Too many requests that had to be refused. Try again in a minute.");
      return;
    }
    response.once("finish", () => {
      const counts = REFUSALS.has(response.statusCode) && !NEVER.test(request.path);
      if (counts && !mayBeRefused(address, nowMs())) turnedAway.add(address);
    });
    next();
  };
}
