import { createHmac } from "node:crypto";
import type { RequestHandler } from "express";
import type { ShopId } from "../../core/ids.ts";
import { now } from "../../platform/clock.server.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { isSameText } from "../../platform/same-text.server.ts";
import { pollNow } from "../delivery/public.server.ts";
import { numberOf, signatureOf } from "./domain/hook-signature.ts";
import { shopOfToken } from "./hook-token.server.ts";
import { readCredentials } from "./store.server.ts";

/** Largest body that is read: a tracker with all of its scans has some tens of kilobytes. */
export const HOOK_BODY = "500kb";
/** A secret address alone opens it where the carrier offers to sign only on request, and nothing was agreed. */
const MAY_BE_UNSIGNED = new Set(["shippo"]);

/**
 * A carrier tells that a parcel moved. The shop comes from the secret address, never from what is said; the signature is checked with the
 * account's own secret over the raw body. It is a hint: the parcel becomes due, and the carrier is asked. 401 for what is forged, whatever of it
 * is wrong.
 */
export const takeHook: RequestHandler<{ carrier: string; token: string }> = (request, response, next) => {
  const { carrier, token } = request.params;
  const shopId = shopOfToken(carrier, token);
  const body = Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "";
  const told = { carrier, body, header: (name: string) => request.header(name) ?? null };
  (shopId === undefined ? Promise.resolve(401) : take(shopId, told, now()))
    .then((status) => response.status(status).end())
    .catch(next);
};

interface Told {
  readonly carrier: string;
  readonly body: string;
  readonly header: (name: string) => string | null;
}

async function take(shopId: ShopId, { carrier, body, header }: Told, at: Date): Promise<200 | 401> {
  return inShop(shopId, async (tx) => {
    const { webhookSecret: secret, ...others } = await readCredentials(tx, carrier);
    if (Object.keys(others).length === 0) return 401;
    if (typeof secret === "string" && secret !== "") {
      const signature = signatureOf(carrier, header, body, at);
      if (!signature || !isOf(signature.given, secret, signature.signed)) return 401;
    } else if (!MAY_BE_UNSIGNED.has(carrier)) return 401;
    const number = numberOf(body);
    if (number !== undefined) await pollNow(tx, carrier, number, at);
    return 200;
  });
}

/** EasyPost normalises its secret so before it signs. */
function isOf(given: string, secret: string, signed: string): boolean {
  const wanted = createHmac("sha256", Buffer.from(secret.normalize("NFKD"), "utf8"))
    .update(signed, "utf8")
    .digest("hex");
  return isSameText(wanted, given);
}
