import { z } from "zod";
import { isPostalPattern } from "../../locations/domain/public.ts";

const minor = z.int().min(0).max(100_000_000);
const grams = z.int().min(0).max(10_000_000);
const days = z.int().min(0).max(60);

const serviceSchema = z.strictObject({
  /** What Shopify keeps on the order; it never changes, whatever the service is called. */
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** By language ("en", "es"); the first stands in for those that are missing. */
  names: z.record(z.string().regex(/^[a-z]{2}$/), z.string().min(1).max(80)),
  /** Beneath the name at checkout. */
  descriptions: z.record(z.string().regex(/^[a-z]{2}$/), z.string().max(200)),
  price: z.discriminatedUnion("by", [
    z.strictObject({ by: z.literal("list"), list: z.string().min(1) }),
    z.strictObject({ by: z.literal("carrier"), carrier: z.string().min(1), service: z.string().min(1) }),
  ]),
  /** The price list that counts while the carrier's prices are not known; null: the service is not offered then. */
  fallback: z.string().min(1).nullable(),
  /** Added to the price; percent first. */
  markup: z.strictObject({ percent: z.int().min(0).max(500), minor }),
  /** From this value of the cart on it is free; null: never. */
  freeFromMinor: minor.nullable(),
  /** ISO 3166-1 alpha-2; empty: everywhere. */
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(250),
  /** "28001", "28*", "28000-28099"; empty: everywhere. */
  postal: z.array(z.string().max(40).refine(isPostalPattern)).max(500),
  /** What the cart weighs at least, and at most; null: no limit. */
  fromGrams: grams,
  upToGrams: grams.nullable(),
  /** Working days on the way where nobody's parcels say; null: no date is shown then. */
  days: z
    .strictObject({ from: days, to: days })
    .refine(({ from, to }) => from <= to)
    .nullable(),
  phoneRequired: z.boolean(),
});

export const offerSchema = z.strictObject({
  /** As merchants see it among Shopify's rates. */
  name: z.string().min(1).max(80),
  services: z.array(serviceSchema).max(20),
  /** The weight of the box. */
  boxGrams: grams,
  /** Hours for which a carrier's price counts while it cannot be asked. */
  keepHours: z.int().min(1).max(168),
});

/** What a shop offers at checkout. Plain JSON. */
export type Offer = z.infer<typeof offerSchema>;
export type OfferedService = Offer["services"][number];

export const NO_OFFER: Offer = { name: "Entrega", services: [], boxGrams: 0, keepHours: 24 };

/** Reads a stored offer; one of a form we no longer know offers nothing. */
export const readOffer = (stored: unknown): Offer => offerSchema.catch(NO_OFFER).parse(stored);

/** A text in the shopper's language, or in the first there is. `locale`: as Shopify names it, "es-ES". */
export function inLanguage(texts: Readonly<Record<string, string>>, locale: string): string {
  return texts[locale.slice(0, 2).toLowerCase()] ?? Object.values(texts)[0] ?? "";
}
