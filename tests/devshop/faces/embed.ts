/** The address at which Shopify's admin opens an embedded app. Pure. */
import { createHmac } from "node:crypto";

export interface Embedding {
  appUrl: string;
  appSecret: string;
  shopDomain: string;
  /** The app's own path and query. */
  path: string;
  locale: string;
  idToken: string;
  /** The machine's time: the app's library checks it against its own clock. */
  now: Date;
}

/** `host` of App Bridge: base64 of the admin's address of the shop, without padding. */
function hostParameter(shopDomain: string): string {
  const handle = shopDomain.replace(/\.myshopify\.com$/, "");
  return Buffer.from(`admin.shopify.com/store/${handle}`).toString("base64").replace(/=+$/, "");
}

/**
 * The frame's address: the app's path, what the admin adds (`embedded` always, or the library redirects to
 * admin.shopify.com), and `hmac`: HMAC-SHA256 in hex over the other parameters, sorted, as `key=value` joined by `&`.
 */
export function embeddedUrl(embedding: Embedding): URL {
  const url = new URL(embedding.path, embedding.appUrl);
  const added = {
    embedded: "1",
    host: hostParameter(embedding.shopDomain),
    id_token: embedding.idToken,
    locale: embedding.locale,
    session: createHmac("sha256", embedding.appSecret).update(embedding.shopDomain).digest("hex"),
    shop: embedding.shopDomain,
    timestamp: String(Math.floor(embedding.now.getTime() / 1000)),
  };
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value);
  const message = [...url.searchParams]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map((pair) => pair.join("="))
    .join("&");
  url.searchParams.set("hmac", createHmac("sha256", embedding.appSecret).update(message).digest("hex"));
  return url;
}
