import "@shopify/shopify-app-remix/adapters/node";
import "@shopify/shopify-app-remix/server";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { config } from "../config.server.ts";

/**
 * fetch for addresses of shops (`https://name.myshopify.com/…`). With a dev shop configured they lead there, and an address of anybody else is
 * refused, so that nothing leaves the machine by accident; production has no dev shop (app/config.server.ts).
 */
export async function shopifyFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  if (!config.devshopUrl) return fetch(input, init);
  const url = new URL(input instanceof Request ? input.url : input);
  if (!url.hostname.endsWith(".myshopify.com")) throw new TypeError(`with a dev shop there is no ${url.origin}`);
  const headers = new Headers(init?.headers);
  headers.set("x-devshop-host", url.hostname);
  return fetch(new URL(url.pathname + url.search, config.devshopUrl), { ...init, headers });
}

// Shopify's library writes https://{shop} into its code; this is its one way out. It sets its own fetch again when its server half is loaded,
// so that is loaded above, before.
if (config.devshopUrl) setAbstractFetchFunc(shopifyFetch);
