import { createHmac } from "node:crypto";
import { readId, type OrderId } from "../../core/ids.ts";
import { isSameText } from "../../platform/same-text.server.ts";

/** 128 bits are more than anybody can try. */
const MAC_BYTES = 16;
/** The longest there can be: an order's number, a second, and the mark, with two dots. */
const TOKEN = /^(\d{1,19})\.(\d{1,12})\.([\w-]{22})$/;

/** A link to one order's page until a moment: whoever has it may read what the page shows, and nothing else. `key`: the order's own. */
export function signedToken(orderId: OrderId, until: Date, key: string): string {
  const claim = `${orderId}.${String(Math.floor(until.getTime() / 1_000))}`;
  return `${claim}.${macOf(claim, key)}`;
}

/** Which order a token names; whether it is good says `isGood`, with that order's key. Undefined: it is none of ours, or over. */
export function readToken(
  token: string,
  now: Date,
): { readonly orderId: OrderId; isGood(key: string): boolean } | undefined {
  const [, id, until, mac] = TOKEN.exec(token) ?? [];
  const orderId = readId<OrderId>(id);
  if (orderId === undefined || until === undefined || mac === undefined) return undefined;
  if (Number(until) * 1_000 <= now.getTime()) return undefined;
  return { orderId, isGood: (key) => isSameText(macOf(`${orderId}.${until}`, key), mac) };
}

const macOf = (claim: string, key: string): string =>
  createHmac("sha256", key).update(`tracking\n${claim}`).digest().subarray(0, MAC_BYTES).toString("base64url");
