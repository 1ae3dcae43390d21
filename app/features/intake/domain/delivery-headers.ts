import { readMoment } from "../../../core/moment.ts";

/** What the headers of a delivery say. Header names: https://shopify.dev/docs/apps/build/webhooks */
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

/** `orders/create`; a few of Shopify's have a dot instead: `customer.tags_added`. */
const TOPIC = /^[a-z_]{1,60}[/.][a-z_]{1,60}$/;
const DOMAIN = /^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/;
const TOKEN = /^[\x21-\x7e]{1,100}$/;

/** Classic webhooks write X-Shopify-Topic, Shopify's newer events Shopify-Topic; names and meanings are the same otherwise. */
export type HeaderFamily = "x-shopify-" | "shopify-";

/** Which family a delivery is of: the one that signs. A header of the other family counts for nothing. */
export function familyOf(get: (name: string) => string | undefined): HeaderFamily {
  return get("shopify-hmac-sha256") === undefined ? "x-shopify-" : "shopify-";
}

/** Reads and checks the headers of a family; a header that is missing or malformed is named. */
export function readHeaders(get: (name: string) => string | undefined, family: HeaderFamily): HeaderReading {
  const topic = get(`${family}topic`) ?? "";
  const domain = (get(`${family}shop-domain`) ?? "").toLowerCase();
  const webhookId = get(`${family}webhook-id`) ?? "";
  if (!TOPIC.test(topic)) return { ok: false, problem: `${family}topic` };
  if (!DOMAIN.test(domain)) return { ok: false, problem: `${family}shop-domain` };
  if (!TOKEN.test(webhookId)) return { ok: false, problem: `${family}webhook-id` };
  const eventId = get(`${family}event-id`);
  if (eventId !== undefined && !TOKEN.test(eventId)) return { ok: false, problem: `${family}event-id` };
  return {
    ok: true,
    headers: {
      topic,
      domain,
      webhookId,
      eventId: eventId ?? null,
      // Nanoseconds in the header, milliseconds in a Date; an unreadable time is no time.
      triggeredAt: readMoment(get(`${family}triggered-at`)) ?? null,
    },
  };
}
