import { shopifyLibraries } from "../../platform/shopify-libraries.server.ts";

/** What the token of a customer account extension says. */
export interface ShopperToken {
  readonly domain: string;
  /** Shopify's number of the signed-in customer; null for guests and pre-authenticated visitors. */
  readonly customerId: string | null;
}

const DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
const CUSTOMER = /^gid:\/\/shopify\/Customer\/([0-9]{1,19})$/;

/**
 * Reads an extension's session token (HS256, five minutes, 10 s tolerance). Undefined for anything not signed by Shopify for this very app:
 * the library's own check of extensions leaves `aud` out, this one does not. In these tokens `dest` is the bare domain.
 */
export async function readShopperToken(authorization: string | null): Promise<ShopperToken | undefined> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? "")?.[1];
  if (token === undefined) return undefined;
  for (const { session } of shopifyLibraries) {
    // The library's errors carry the token: they are not looked at.
    const payload = await session.decodeSessionToken(token, { checkAudience: true }).catch(() => undefined);
    if (payload === undefined) continue;
    if (!DOMAIN.test(payload.dest)) return undefined;
    // Guests have no `sub`, whatever the library's type says.
    const subject: unknown = payload.sub;
    const customerId = typeof subject === "string" ? (CUSTOMER.exec(subject)?.[1] ?? null) : null;
    return { domain: payload.dest, customerId };
  }
  return undefined;
}
