import { config } from "../config.server.ts";

/**
 * Shopify's library lets only Shopify's own admin frame us. Beside the dev shop, its admin page must be able to, too; and there is
 * no App Bridge on the CDN to preload. Against the real Shopify the headers stay as they are.
 */
export function allowDevshopFrame(headers: Headers): Headers {
  const policy = headers.get("content-security-policy");
  if (config.devshopUrl !== undefined && policy?.startsWith("frame-ancestors ")) {
    headers.set("content-security-policy", policy.replace("frame-ancestors ", `frame-ancestors ${config.devshopUrl} `));
    headers.delete("link");
  }
  return headers;
}
