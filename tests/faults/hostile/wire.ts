/** Requests as no browser would send them: headers twice, bodies that never end, bytes that are no HTTP. */
import { Agent, request, type ClientRequest } from "node:http";
import { connect } from "node:net";
import { createHmac, randomUUID } from "node:crypto";

export interface Said {
  readonly method?: string;
  readonly path: string;
  /** Names and values in turn, so that a name may come twice. */
  readonly headers?: readonly string[];
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>;
}

export interface Heard {
  /** 0: the connection was closed without an answer. */
  readonly status: number;
  readonly text: string;
}

/** Nothing of ours may take longer than Shopify waits for a webhook. */
const HANG_MS = 5_000;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends a request. Throws when there is no answer in five seconds: a hang is never right. */
export function say(url: string, { method = "POST", path, headers = [], body }: Said): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const { hostname, port, host } = new URL(url);
    const chunked = typeof body === "object" && Symbol.asyncIterator in body;
    const length = body === undefined || chunked ? [] : ["content-length", String(Buffer.byteLength(body))];
    const sent = request({
      agent,
      hostname,
      port,
      path,
      method,
      headers: ["host", host, ...length, ...(chunked ? ["transfer-encoding", "chunked"] : []), ...headers],
      signal: AbortSignal.timeout(HANG_MS),
    });
    sent.on("response", (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() });
      });
      response.on("error", reject);
    });
    // A server that has said no may close before it has read everything.
    sent.on("error", (error: NodeJS.ErrnoException) => {
      if (error.name === "AbortError" || error.name === "TimeoutError")
        reject(new Error(`no answer: ${method} ${path}`));
      // It had been idle for longer than the server keeps one: not an answer to this request, which is sent again.
      else if (error.code === "ECONNRESET" && sent.reusedSocket && !chunked)
        resolve(say(url, { method, path, headers, ...(body !== undefined && { body }) }));
      else resolve({ status: 0, text: error.code ?? error.message });
    });
    if (chunked) void pour(body, sent);
    else sent.end(body);
  });
}

async function pour(body: AsyncIterable<Uint8Array>, into: ClientRequest): Promise<void> {
  const closed = new Promise((resolve) => into.once("close", resolve));
  for await (const part of body) {
    if (into.destroyed) return;
    if (!into.write(part)) await Promise.race([closed, new Promise((resolve) => into.once("drain", resolve))]);
  }
  into.end();
}

/** Sends bytes that need not be HTTP; resolves with the first line of the answer once the server has closed or answered. */
export function shout(url: string, bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    let text = "";
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    socket.setTimeout(HANG_MS, () => {
      reject(new Error(`no answer to ${Buffer.from(bytes).toString("latin1").slice(0, 80)}`));
      socket.destroy();
    });
    socket.on("data", (part) => {
      text += part.toString("latin1");
      if (text.includes("\r\n\r\n")) socket.destroy();
    });
    socket.on("error", () => undefined); // reset by the server: an answer too, told by close
    socket.on("close", () => {
      resolve(text.split("\r\n")[0] ?? "");
    });
  });
}

export const sign = (body: string | Uint8Array, secret = process.env["SHOPIFY_API_SECRET"] ?? "") =>
  createHmac("sha256", secret).update(body).digest("base64");

/** The two families of header names of webhooks: classic, and Shopify's newer events. */
export const FAMILIES = ["x-shopify-", "shopify-"] as const;
export type Family = (typeof FAMILIES)[number];

/** A webhook as Shopify sends it, in either family; `more` comes after. */
export function webhook(
  of: {
    readonly topic: string;
    readonly domain: string;
    readonly id?: string;
    readonly family?: Family;
    readonly signature?: string;
  },
  body: string | Uint8Array,
  more: readonly string[] = [],
): Said {
  const { topic, domain, id = randomUUID(), family = "x-shopify-", signature = sign(body) } = of;
  return {
    path: "/webhooks",
    body,
    headers: [
      "content-type",
      "application/json",
      `${family}topic`,
      topic,
      `${family}shop-domain`,
      domain,
      `${family}api-version`,
      "2026-10",
      `${family}webhook-id`,
      id,
      `${family}hmac-sha256`,
      signature,
      ...more,
    ],
  };
}
