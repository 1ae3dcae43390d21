import { config } from "../config.server.ts";

/** Who may frame a document for which Shopify's library named no shop: any admin of Shopify's, and nobody else. */
const ADMINS = "https://admin.shopify.com https://*.myshopify.com";
/** What no document of ours needs, and what is injected would: another base, plugins, forms that send elsewhere. */
const NEVER = "base-uri 'none'; object-src 'none'; form-action 'self'";

/**
 * The policy of a document: framed by the admin of the shop that Shopify's library named (`frame-ancestors` with that one shop), and by nobody else. Beside the dev shop,
 * its admin page must be able to frame us, too, and there is no App Bridge on the CDN to preload.
 */
export function framed(headers: Headers): Headers {
  const named = /frame-ancestors ([^;]+)/.exec(headers.get("content-security-policy") ?? "")?.[1];
  const ancestors = [config.devshopUrl, named ?? ADMINS].filter((each) => each !== undefined).join(" ");
  headers.set("content-security-policy", `${NEVER}; frame-ancestors ${ancestors}`);
  if (config.devshopUrl !== undefined) headers.delete("link");
  return headers;
}
