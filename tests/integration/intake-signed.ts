/** Webhooks as Shopify would send them, and as nobody should: signed by hand. */
import { createHmac, randomUUID } from "node:crypto";
import type { InstalledShop, TestWorld } from "../setup/world.ts";

export interface SentHeaders {
  readonly topic?: string | null;
  readonly domain?: string | null;
  readonly webhookId?: string | null;
  readonly signature?: string | null;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Sends a body to `/webhooks`. Headers default to a good delivery of this shop; null leaves one out. */
export async function send(
  world: TestWorld,
  { shop }: InstalledShop,
  body: string | Uint8Array,
  change: SentHeaders & { secret?: string; path?: string; method?: string } = {},
): Promise<Answered> {
  const secret = change.secret ?? process.env["SHOPIFY_API_SECRET"] ?? "";
  const headers: Record<string, string | null> = {
    "x-shopify-topic": "orders/updated",
    "x-shopify-shop-domain": shop.domain,
    "x-shopify-webhook-id": randomUUID(),
    "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
    ...given("x-shopify-topic", change.topic),
    ...given("x-shopify-shop-domain", change.domain),
    ...given("x-shopify-webhook-id", change.webhookId),
    ...given("x-shopify-hmac-sha256", change.signature),
  };
  const sent = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== null);
  const response = await fetch(`${world.appUrl}${change.path ?? "/webhooks"}`, {
    method: change.method ?? "POST",
    headers: { "content-type": "application/json", ...Object.fromEntries(sent) },
    ...(change.method !== "GET" && { body: Buffer.from(body) }),
  });
  return { status: response.status, text: await response.text() };
}

const given = (name: string, value: string | null | undefined) => (value === undefined ? {} : { [name]: value });
