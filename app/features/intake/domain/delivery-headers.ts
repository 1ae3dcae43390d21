/** What the headers of a delivery say. Header names: https://shopify.dev/docs/apps/build/webhooks (classic webhooks). */
export interface DeliveryHeaders {
  readonly topic: string;
  readonly domain: string;
  /** The same over retries of one delivery. */
  readonly webhookId: string;
  readonly eventId: string | null;
  readonly triggeredAt: Date | null;
}

export type HeaderReading =
  { readonly ok: true; readonly headers: DeliveryHeaders } | { readonly ok: false; readonly problem: string };

const TOPIC = /^[a-z_]{1,60}\/[a-z_]{1,60}$/;
const DOMAIN = /^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/;
const TOKEN = /^[\x21-\x7e]{1,100}$/;

/** Reads and checks the headers; a header that is missing or malformed is named. */
export function readHeaders(get: (name: string) => string | undefined): HeaderReading {
  const topic = get("x-shopify-topic") ?? "";
  const domain = (get("x-shopify-shop-domain") ?? "").toLowerCase();
  const webhookId = get("x-shopify-webhook-id") ?? "";
  if (!TOPIC.test(topic)) return { ok: false, problem: "X-Shopify-Topic" };
  if (!DOMAIN.test(domain)) return { ok: false, problem: "X-Shopify-Shop-Domain" };
  if (!TOKEN.test(webhookId)) return { ok: false, problem: "X-Shopify-Webhook-Id" };
  const eventId = get("x-shopify-event-id");
  if (eventId !== undefined && !TOKEN.test(eventId)) return { ok: false, problem: "X-Shopify-Event-Id" };
  return {
    ok: true,
    headers: {
      topic,
      domain,
      webhookId,
      eventId: eventId ?? null,
      triggeredAt: readTime(get("x-shopify-triggered-at")),
    },
  };
}

/** Nanoseconds in the header, milliseconds in a Date; an unreadable time is no time. */
function readTime(text: string | undefined): Date | null {
  const milliseconds = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds);
}
