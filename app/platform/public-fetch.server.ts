import { lookup } from "node:dns/promises";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.server.ts";

/** Why a file could not be had; each code has a text for people. */
export type FetchProblem =
  | "url_not_https"
  | "url_credentials"
  | "not_public"
  | "no_address"
  | "too_many_redirects"
  | "status"
  | "encoded"
  | "too_large"
  | "too_slow"
  | "connection"
  | "no_network";

export class FetchFailed extends Error {
  override readonly name = "FetchFailed";
  readonly problem: FetchProblem;
  constructor(problem: FetchProblem, detail = "", options?: ErrorOptions) {
    super(`${problem}${detail && `: ${detail}`}`, options);
    this.problem = problem;
  }
}

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly encoding: string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the connection, whatever is left of the body. */
  close(): void;
}

/** What fetching needs of the world. */
export interface FetchTools {
  /** All addresses of a host name. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  /** Asks `url` at this very address, with the host's name for TLS. */
  readonly ask: (url: URL, address: string, signal: AbortSignal) => Promise<Answer>;
  /** Aborts after so many milliseconds. */
  readonly timeout: (ms: number) => AbortSignal;
}

/** Where nothing may leave the machine (a dev shop is configured). */
export function fetchNothing(): never {
  throw new FetchFailed("no_network");
}

const MOST_REDIRECTS = 5;
const MOST_BYTES = 50_000_000;
const MOST_MS = 60_000;

/**
 * The body of a public https address, piece by piece: at most 50 MB, 60 seconds in all and 5 redirects. Each host is resolved once, refused when one
 * of its addresses is not public, and connected to at the address that was checked: a name that resolves to something else a moment later leads nowhere.
 * Throws FetchFailed.
 */
export async function* fetchPublic(address: string, tools: FetchTools = TOOLS): AsyncGenerator<Uint8Array> {
  const signal = tools.timeout(MOST_MS);
  try {
    const answer = await follow(address, tools, signal);
    try {
      let bytes = 0;
      for await (const piece of answer.body) {
        signal.throwIfAborted();
        bytes += piece.length;
        if (bytes > MOST_BYTES) throw new FetchFailed("too_large");
        yield piece;
      }
    } finally {
      answer.close();
    }
  } catch (error) {
    if (error instanceof FetchFailed) throw error;
    throw new FetchFailed(signal.aborted ? "too_slow" : "connection", String(error), { cause: error });
  }
}

async function follow(address: string, tools: FetchTools, signal: AbortSignal): Promise<Answer> {
  let url = checkedUrl(address);
  for (let redirects = 0; ; redirects += 1) {
    const answer = await tools.ask(url, await checkedAddress(url, tools), signal);
    if (answer.status === 200) {
      if (answer.encoding === undefined || answer.encoding === "identity") return answer;
      answer.close();
      throw new FetchFailed("encoded", answer.encoding);
    }
    answer.close();
    if (![301, 302, 303, 307, 308].includes(answer.status) || answer.location === undefined)
      throw new FetchFailed("status", String(answer.status));
    if (redirects === MOST_REDIRECTS) throw new FetchFailed("too_many_redirects");
    url = checkedUrl(answer.location, url);
  }
}

/** An https address without a name and password in it. Throws FetchFailed. */
export function checkedUrl(address: string, base?: URL): URL {
  const url = URL.parse(address, base);
  if (url?.protocol !== "https:") throw new FetchFailed("url_not_https");
  if (url.username !== "" || url.password !== "") throw new FetchFailed("url_credentials");
  return url;
}

async function checkedAddress(url: URL, { resolve }: FetchTools): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host) > 0 ? [host] : await resolve(host).catch(() => []);
  const [first] = addresses;
  if (first === undefined) throw new FetchFailed("no_address", host);
  if (!addresses.every(isPublicAddress)) throw new FetchFailed("not_public", host);
  return first;
}

const TOOLS: FetchTools = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  ask: askPinned,
  timeout: (ms) => AbortSignal.timeout(ms),
};

/** One request over a connection of its own to the given address; the name is only for TLS and the Host header. */
export function askPinned(url: URL, address: string, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      url,
      {
        signal,
        agent: false,
        // Node asks for all addresses or for one, by `all`.
        lookup: (_host, options, callback) => {
          const family = isIP(address);
          if (options.all) callback(null, [{ address, family }]);
          else callback(null, address, family);
        },
        headers: {
          accept: "text/csv, text/plain, */*",
          "accept-encoding": "identity",
          "user-agent": "Entrega stock feeds",
        },
      },
      (response) => {
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location,
          encoding: response.headers["content-encoding"],
          body: response,
          close: () => response.destroy(),
        });
      },
    );
    request.on("error", reject);
    request.end();
  });
}
