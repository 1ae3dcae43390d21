import { createServer, type RequestListener, type Server } from "node:http";
import { Server as NetServer } from "node:net";
import type { Request, RequestHandler } from "express";

/**
 * How long a stranger may take. Node's own limits are 60 s for the headers and five minutes for all: ten thousand connections that send a byte now
 * and then would be ours for that long. Shopify gives us five seconds for everything.
 */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 1_000 };

/** The server of the web process. Whoever is too slow gets 408 and loses the connection. */
export function openDoor(listener: RequestListener, patience = PATIENCE): Server {
  return createServer(patience, listener);
}

/** Whoever sends more often than this on a connection is told that it ends, before it ends. */
const LAST_WORDS_MS = 1_000;

/**
 * Stops taking connections and answers what still comes on those that are open, each for the last time. Resolves when all have ended. Server.close of
 * `http` breaks idle connections at once, and with them every request that is on its way there: 10 of 5,018 in eight restarts under load
 * (docs/measurements/faults.md).
 */
export function leave(server: Server): Promise<void> {
  server.prependListener("request", (_request, response) => response.setHeader("connection", "close"));
  const end = setTimeout(() => {
    server.closeIdleConnections();
  }, LAST_WORDS_MS);
  return new Promise((resolve) => {
    NetServer.prototype.close.call(server, () => {
      clearTimeout(end);
      resolve();
    });
  });
}

/** The longest form of ours, costs and keys, is about 1 kB. */
const FORM_BYTES = 256 * 1024;
const METHODS = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);

type Refusal = readonly [status: 400 | 405 | 411 | 413, text: string];

/** Refuses in words what Remix's adapter would fall over (its URL and its Request throw: 500) or read into memory without end. */
export const asPage: RequestHandler = (request, response, next) => {
  const refusal = refusalOf(request);
  if (!refusal) next();
  else response.status(refusal[0]).type("text/plain").send(refusal[1]);
};

function refusalOf(request: Request): Refusal | undefined {
  if (!METHODS.has(request.method)) return [405, "This method is not answered."];
  if (!hasAddress(request)) return [400, "The address of the request could not be read."];
  if (request.get("transfer-encoding") !== undefined) return [411, "The request does not say how long it is."];
  return Number(request.get("content-length") ?? 0) > FORM_BYTES ? [413, "The body is too large."] : undefined;
}

/** Behind proxies a host may be a list; the adapter takes the name from its first and the port from whichever has one. */
function hasAddress(request: Request): boolean {
  const hosts = [request.get("x-forwarded-host"), request.get("host")].flatMap((list) => list?.split(",") ?? []);
  return (
    request.originalUrl.startsWith("/") &&
    /^https?$/.test(request.protocol) &&
    hosts.length > 0 &&
    hosts.every((host) => /^[\w.:[\]-]+$/.test(host.trim()) && URL.canParse(`http://${host.trim()}/`))
  );
}
