import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { log } from "./log.server.ts";
import { requestSeconds } from "./metrics.server.ts";
import { safePath } from "./safe-path.ts";
import { traced } from "./trace.server.ts";

/** The first word of an address, of those that are ours: labels are never what a stranger typed. */
const DOORS = new Set([
  "app",
  "api",
  "assets",
  "auth",
  "carrier-hooks",
  "carrier-service",
  "flow",
  "health",
  "messages",
  "metrics",
  "proxy",
  "webhooks",
]);
/** Asked all the time by machines: told only when something is wrong. */
const QUIET = new Set(["assets", "health", "metrics"]);

/**
 * One wide line in the log for each request, with what the code noted on the way (trace.server.ts). Its id is made here or, when a proxy of ours made one, taken from
 * `x-request-id`; it is answered in the same header.
 */
export const oneLineEach: RequestHandler = (request, response, next) => {
  const began = performance.now();
  const given = request.get("x-request-id") ?? "";
  const id = /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  response.setHeader("x-request-id", id);
  const first = request.path.split("/", 2)[1] ?? "";
  const door = DOORS.has(first) ? first : "other";
  const closed = new Promise<void>((resolve) => response.once("close", resolve));
  traced(
    id,
    () => {
      next();
      return closed;
    },
    (notes) => {
      const ms = performance.now() - began;
      const status = response.writableFinished ? response.statusCode : 499;
      requestSeconds.observe({ door, status: `${Math.floor(status / 100)}xx` }, ms / 1000);
      if (QUIET.has(door) && status < 500) return;
      const { method, path } = request;
      log.info({ event: "request", request: id, method, path: safePath(path), status, ms: Math.round(ms), ...notes });
    },
  ).catch(next);
};
