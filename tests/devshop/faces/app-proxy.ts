/** Plays Shopify's app proxy: `/storefront/:shop/apps/entrega` is handed on to the app, signed with its secret. */
import { createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Shop } from "../state/shop.ts";
import type { World } from "../state/world.ts";
import { readBody } from "./http.ts";

/** Where the shop's own address of the app begins, below the shop. */
export const APP_PROXY = "/apps/entrega";

/**
 * Hands a visitor's request on to `{app}/proxy`: what they wrote into the address, with the shop, the moment and a signature over all of it. Cookies stay
 * behind, as they do with Shopify.
 */
export async function forwardToApp(
  world: World,
  shop: Shop,
  prefix: string,
  url: URL,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { url: appUrl, apiSecret } = world.app;
  const query: Record<string, string> = {
    ...Object.fromEntries(url.searchParams),
    shop: shop.domain,
    path_prefix: prefix,
    logged_in_customer_id: "",
    // The library that checks it looks at the machine's clock.
    timestamp: String(Math.floor(Date.now() / 1_000)),
  };
  delete query["signature"];
  const text = Object.entries(query)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => `${name}=${value}`)
    .join("");
  const signature = createHmac("sha256", apiSecret).update(text).digest("hex");
  const method = req.method ?? "GET";
  const answer = await fetch(`${appUrl}/proxy?${new URLSearchParams({ ...query, signature }).toString()}`, {
    method,
    headers: {
      "accept-language": req.headers["accept-language"] ?? "",
      "user-agent": req.headers["user-agent"] ?? "",
      "x-forwarded-for": req.socket.remoteAddress ?? "",
      ...(method === "POST" && { "content-type": "application/x-www-form-urlencoded" }),
    },
    ...(method === "POST" && { body: await readBody(req) }),
  });
  res.writeHead(
    answer.status,
    Object.fromEntries(
      ["content-type", "cache-control", "x-robots-tag", "content-security-policy"].flatMap((name) => {
        const value = answer.headers.get(name);
        return value === null ? [] : [[name, value]];
      }),
    ),
  );
  res.end(await answer.text());
}
