/** The token that checkout and customer-account extensions send to the app's backend. */
import { createHmac, randomUUID } from "node:crypto";

const LIFETIME_SECONDS = 300;

export interface ExtensionTokenInput {
  apiKey: string;
  apiSecret: string;
  shopDomain: string;
  /** Set only for a signed-in shopper of a shop whose app has protected customer data access. */
  customerId: string | null;
  /** The machine's time: the app's library checks it against its own clock. */
  now: Date;
}

/** HS256 with the app's secret. Unlike the admin's tokens `dest` is the bare domain; `sub` is a customer's gid or absent. */
export function extensionToken({ apiKey, apiSecret, shopDomain, customerId, now }: ExtensionTokenInput): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = {
    dest: shopDomain,
    aud: apiKey,
    exp: seconds + LIFETIME_SECONDS,
    nbf: seconds,
    iat: seconds,
    jti: randomUUID(),
    ...(customerId === null ? {} : { sub: `gid://shopify/Customer/${customerId}` }),
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${createHmac("sha256", apiSecret).update(signed).digest("base64url")}`;
}
