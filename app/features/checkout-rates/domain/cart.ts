import { z } from "zod";
import type { Destination } from "../../locations/domain/public.ts";

/** Amounts come as numbers and as texts, in hundredths. */
const hundredths = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const text = z
  .string()
  .max(255)
  .nullish()
  .transform((value) => value?.trim() ?? "");
const id = z
  .union([z.string().regex(/^\d{1,20}$/), z.int().min(0).transform(String)])
  .nullish()
  .transform((value) => value ?? null);

const addressSchema = z.object({
  country: text,
  postal_code: text,
  zip: text,
  province: text,
  city: text,
  address1: text,
});

const bodySchema = z.object({
  rate: z.object({
    origin: addressSchema.optional(),
    destination: addressSchema,
    items: z
      .array(
        z.object({
          variant_id: id,
          quantity: z.int().min(0).max(1_000_000),
          grams: z.number().min(0).max(10_000_000).nullish(),
          price: hundredths.nullish(),
          requires_shipping: z.boolean().nullish(),
        }),
      )
      .max(1_000),
    currency: z.string().regex(/^[A-Z]{3}$/),
    locale: text,
    order_totals: z.object({ subtotal_price: hundredths.nullish() }).nullish(),
  }),
});

export interface CartLine {
  readonly variantId: string | null;
  readonly quantity: number;
}

/** A cart on its way to an address, as checkout asks about it. Without the shopper's name and street: nothing here needs them. */
export interface Cart {
  readonly lines: readonly CartLine[];
  /** Without the box. */
  readonly grams: number;
  /** Hundredths of its currency. */
  readonly value: number;
  /** ISO 4217, what the shopper sees. */
  readonly currency: string;
  /** As Shopify names it: "en", "es-ES". */
  readonly locale: string;
  readonly destination: Destination & { readonly city: string };
  /** Postal code of the place that Shopify expects to ship from. */
  readonly from: string;
}

/**
 * Reads the body of a carrier service callback. Undefined: it is none that we understand. Only what has to be shipped counts.
 * The shape: DeliveryCarrierService in Shopify's schema, 2026-10.
 */
export function readCart(body: unknown): Cart | undefined {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { rate } = parsed.data;
  const shipped = rate.items.filter(({ requires_shipping, quantity }) => requires_shipping !== false && quantity > 0);
  const { destination } = rate;
  return {
    lines: shipped.map(({ variant_id, quantity }) => ({ variantId: variant_id, quantity })),
    grams: Math.ceil(shipped.reduce((sum, { grams, quantity }) => sum + (grams ?? 0) * quantity, 0)),
    value:
      rate.order_totals?.subtotal_price ??
      rate.items.reduce((sum, { price, quantity }) => sum + (price ?? 0) * quantity, 0),
    currency: rate.currency,
    locale: rate.locale,
    destination: {
      country: destination.country.toUpperCase() || null,
      province: destination.province.toUpperCase() || null,
      postalCode: destination.postal_code || destination.zip || null,
      city: destination.city,
      coordinates: null,
    },
    from: rate.origin?.postal_code || rate.origin?.zip || "",
  };
}
