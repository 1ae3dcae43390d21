/** Reading requests and writing answers, for everything in the dev shop that people or carriers talk to. */
import type { IncomingMessage, ServerResponse } from "node:http";

/** Answers the request and resolves to true, or leaves it alone and resolves to false: then the next route is asked. */
export type Route = (req: IncomingMessage, res: ServerResponse, url: URL) => Promise<boolean>;

/** An answer that ends the request early: thrown anywhere in a route wrapped by `guarded`. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";
  readonly status: number;
  readonly body: Record<string, unknown>;
  constructor(status: number, code: string, details: Record<string, unknown> = {}) {
    super(`${String(status)} ${code}`);
    this.status = status;
    this.body = { error: code, ...details };
  }
}

const LARGEST_BODY = 1_000_000;

/** The request's body as text. Throws HttpProblem 413 above 1 MB. */
export async function readBody(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_BODY) throw new HttpProblem(413, "body_too_large");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** The request's body as JSON. Throws HttpProblem 400 when it is none. */
export async function readJson(req: IncomingMessage): Promise<unknown> {
  const text = await readBody(req);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new HttpProblem(400, "malformed_json", { detail: cause instanceof Error ? cause.message : "" });
  }
}

export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  res.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  res.end(JSON.stringify(body));
}

export function sendHtml(res: ServerResponse, status: number, html: string): void {
  res.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  res.end(html);
}

export function redirect(res: ServerResponse, location: string): void {
  res.writeHead(303, { location });
  res.end();
}

/** The same route, with a thrown HttpProblem answered as JSON. Other errors pass through. */
export function guarded(route: Route): Route {
  return async (req, res, url) => {
    try {
      return await route(req, res, url);
    } catch (thrown) {
      if (!(thrown instanceof HttpProblem)) throw thrown;
      sendJson(res, thrown.status, thrown.body);
      return true;
    }
  };
}
