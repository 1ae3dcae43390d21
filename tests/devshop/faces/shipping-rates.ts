/**
 * What checkout asks the shop's carrier services, as Shopify does: signed, in time, and kept. Shopify's words: DeliveryCarrierService in the schema.
 */
import { createHmac } from "node:crypto";
import { z } from "zod";
import type { CarrierService } from "../state/carrier-services.ts";
import type { Shop } from "../state/shop.ts";
import type { World } from "../state/world.ts";
import type { Checkout } from "./checkout.ts";

/** Below 1,500 questions a minute. */
const ANSWER_WITHIN_MS = 10_000;
const KEPT_MS = { answer: 15 * 60_000, error: 30_000 };

/** "2013-04-12 14:48:45 -0400" */
const RATE_DATE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} [+-]\d{4}$/;

const answerSchema = z.object({
  rates: z.array(
    z.object({
      service_name: z.string().min(1),
      service_code: z.string().min(1),
      description: z.string(),
      total_price: z.union([z.string().regex(/^\d+$/), z.int().min(0)]).transform(Number),
      currency: z.string().regex(/^[A-Z]{3}$/),
      min_delivery_date: z.string().regex(RATE_DATE).optional(),
      max_delivery_date: z.string().regex(RATE_DATE).optional(),
    }),
  ),
});
export type OfferedRate = z.infer<typeof answerSchema>["rates"][number];

interface Kept {
  readonly until: number;
  readonly rates: readonly OfferedRate[] | null;
}
const kept = new WeakMap<Shop, Map<string, Kept>>();

/** The cart as Shopify tells it: an address without a name for more than the street, weights, and values in hundredths. */
function rateRequest(shop: Shop, { lines, shippingAddress: to, locale }: Checkout) {
  const items = lines.flatMap(({ variantId, quantity }) => {
    const variant = shop.variants.get(variantId);
    const item = variant && shop.items.get(variant.itemId);
    const product = variant && shop.products.get(variant.productId);
    if (!variant || !item || !product) return [];
    return {
      name: product.title,
      sku: variant.sku ?? "",
      quantity,
      grams: item.grams,
      price: variant.priceMinor,
      vendor: product.vendor,
      requires_shipping: item.requiresShipping,
      taxable: true,
      fulfillment_service: "manual",
      properties: null,
      // As numbers: JSON of Shopify's writes ids so.
      product_id: Number(product.id),
      variant_id: Number(variant.id),
    };
  });
  const subtotal = String(items.reduce((sum, { price, quantity }) => sum + price * quantity, 0));
  const from = [...shop.locations.values()].toSorted((a, b) => a.priority - b.priority)[0]?.address;
  return {
    rate: {
      origin: {
        country: from?.countryCode,
        postal_code: from?.zip,
        province: from?.provinceCode,
        city: from?.city,
        address1: from?.address1,
      },
      destination: {
        country: to.countryCode,
        postal_code: to.zip ?? null,
        province: to.province ?? null,
        city: to.city,
        name: to.name,
        address1: to.address1,
        address2: to.address2 ?? "",
      },
      items,
      currency: shop.currency,
      locale: locale ?? shop.primaryLocale,
      order_totals: { subtotal_price: subtotal, total_price: subtotal, discount_amount: "0" },
    },
  };
}

/** The rates of all active carrier services; null: one failed, and backup rates count. The same question is asked again only after a quarter of an hour. */
export async function askCarrierServices(world: World, shop: Shop, checkout: Checkout): Promise<OfferedRate[] | null> {
  const body = JSON.stringify(rateRequest(shop, checkout));
  const answers = await Promise.all(
    [...shop.carrierServices.values()]
      .filter(({ active }) => active)
      .map((service) => keptAnswer(world, shop, service, body)),
  );
  return answers.includes(null) ? null : answers.flatMap((rates) => rates ?? []);
}

async function keptAnswer(world: World, shop: Shop, service: CarrierService, body: string) {
  const answers = kept.get(shop) ?? new Map<string, Kept>();
  kept.set(shop, answers);
  const key = `${service.id} ${body}`;
  const now = world.clock.now().getTime();
  const known = answers.get(key);
  if (known && known.until > now) return known.rates;
  const rates = await ask(world, shop, service, body);
  answers.set(key, { rates, until: now + (rates === null ? KEPT_MS.error : KEPT_MS.answer) });
  return rates;
}

/** Null: an error, a redirect, too late, or an answer that cannot be read. */
async function ask(world: World, shop: Shop, service: CarrierService, body: string): Promise<OfferedRate[] | null> {
  try {
    const answer = await fetch(service.callbackUrl, {
      method: "POST",
      redirect: "error",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: {
        "content-type": "application/json",
        "x-shopify-shop-domain": shop.domain,
        "x-shopify-hmac-sha256": createHmac("sha256", world.app.apiSecret).update(body).digest("base64"),
      },
      body,
    });
    return answer.ok ? answerSchema.parse(await answer.json()).rates : null;
  } catch {
    return null;
  }
}
