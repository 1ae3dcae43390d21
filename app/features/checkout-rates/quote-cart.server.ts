import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { log } from "../../platform/log.server.ts";
import type { Carrier, RateRequest } from "../carriers/domain/carrier.ts";
import { leavesAt } from "../delivery/public.server.ts";
import type { Cart } from "./domain/cart.ts";
import { inLanguage, type OfferedService } from "./domain/offer.ts";
import { rankOrigins, type VariantStock } from "./domain/origins.ts";
import { windowAfter } from "./domain/promised-window.ts";
import { ratesFor, serves, type CheckoutRate, type Known, type Quote } from "./domain/rates-for.ts";
import { weightStep } from "./domain/weight-step.ts";
import type { Knowledge } from "./knowledge.server.ts";
import { ratesAnswered } from "./metrics.server.ts";
import { quoteOf, recallQuotes, type QuoteFor } from "./quotes.server.ts";

/** What a carrier may take of the shopper's time while there is a fallback … */
const WAIT_MS = 80;
/** … and where the service would not be offered at all otherwise. Shopify waits three seconds at its busiest. */
const LAST_CHANCE_MS = 2_000;
/** What the database may take: without its answer every location is taken to have everything. */
const STOCK_MS = 40;
/** More questions than these on their way to it only make each other late. */
const MOST_READING = 8;
let reading = 0;

/** The rates of a cart, with what is known of the shop. The same for checkout and for the merchant's preview. Never throws. */
export async function quoteCart(knowledge: Knowledge, cart: Cart, now: Date): Promise<CheckoutRate[]> {
  const { shopId, offer, lists, currency, origins } = knowledge;
  const offered = offer.services.filter((service) => serves(service, cart));
  if (offered.length === 0 || origins.length === 0) return [];
  const ask = carrierQuestions(knowledge, offered, cart);
  const stock = await readStock(knowledge, cart, ask.for(origins.map(({ id }) => id)));
  const ranked = rankOrigins(cart, origins, stock, lists);
  const first = ranked.slice(0, 1);
  const quotes = await Promise.all(
    ask.for(first).map(async (wanted) => {
      const question = ask.about(wanted);
      return question ? quoteOf(shopId, wanted, question, now) : undefined;
    }),
  );
  return ratesFor(cart, offer, {
    currency,
    lists,
    origins: ranked,
    quotes: quotes.flatMap((each) => each ?? []),
    windowOf: windowsOf(knowledge, cart, now),
  });
}

/** Carriers that services of this cart are priced by, and what they are asked. */
function carrierQuestions({ offer, carriers, origins }: Knowledge, offered: readonly OfferedService[], cart: Cart) {
  const { country, postalCode, city } = cart.destination;
  const grams = weightStep(cart.grams + offer.boxGrams);
  const services = offered.flatMap(({ price, fallback }) => (price.by === "carrier" ? [{ ...price, fallback }] : []));
  const needed = carriers.filter(({ code }) => services.some(({ carrier }) => carrier === code));
  return {
    for(locations: readonly string[]): QuoteFor[] {
      if (country === null) return [];
      return needed.flatMap(({ code }) =>
        origins
          .filter(({ id }) => locations.includes(id))
          .map(({ id }) => ({ carrier: code, locationId: id, country, postalCode: postalCode ?? "", grams })),
      );
    },
    about({ carrier: code, locationId }: QuoteFor) {
      const carrier: Carrier | undefined = needed.find((each) => each.code === code);
      const origin = origins.find(({ id }) => id === locationId);
      if (!carrier || !origin || country === null) return undefined;
      const party = { company: null, address2: null, phone: null, email: null };
      const request: RateRequest = {
        // The mirror keeps no streets, and an answer is for everybody with this postal code: neither needs one.
        sender: {
          ...party,
          name: origin.name,
          address1: origin.name,
          city: origin.city ?? "",
          zip: origin.zip,
          countryCode: origin.country ?? country,
        },
        recipient: { ...party, name: "-", address1: "-", city, zip: postalCode, countryCode: country },
        grams,
      };
      const lost = services.some(({ carrier: named, fallback }) => named === code && fallback === null);
      return { carrier, request, keepMs: offer.keepHours * 3_600_000, waitMs: lost ? LAST_CHANCE_MS : WAIT_MS };
    },
  };
}

/** Stock of the cart's variants; null when the database does not say in time. */
async function readStock(
  { shopId }: Knowledge,
  { lines }: Cart,
  wanted: readonly QuoteFor[],
): Promise<readonly VariantStock[] | null> {
  const variants = [...new Set(lines.flatMap(({ variantId }) => variantId ?? []))];
  if (reading >= MOST_READING) {
    ratesAnswered.inc({ result: "stock_unknown" });
    return null;
  }
  reading += 1;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), STOCK_MS);
  });
  const read = inShop(shopId, async (tx) => {
    const stock = await stockOf(tx, variants);
    await recallQuotes(tx, wanted);
    return stock;
  })
    .catch((error: unknown) => {
      log.warn({ event: "checkout_rates.no_stock", message: error instanceof Error ? error.message : String(error) });
      return null;
    })
    .finally(() => {
      reading -= 1;
    });
  const stock = await Promise.race([read, late]);
  clearTimeout(timer);
  if (stock === null) ratesAnswered.inc({ result: "stock_unknown" });
  return stock;
}

const stockOf = (tx: ShopTx, variants: readonly string[]): Promise<VariantStock[]> =>
  tx.rows<VariantStock & Record<string, unknown>>(
    `select i.variant_id as "variantId", (not i.tracked or i.inventory_policy = 'CONTINUE') as anyway,
            coalesce((select jsonb_agg(jsonb_build_object('locationId', l.location_id::text, 'available', l.available))
               from inventory_level l where l.shop_id = i.shop_id and l.item_id = i.item_id and l.active), '[]') as levels
       from inventory_item i where i.shop_id = $1 and i.variant_id = any($2::bigint[]) and i.deleted_at is null`,
    [tx.shopId, variants],
  );

/** When a service would arrive: by the location's calendar and what the shop's own parcels taught, else by working days that somebody says. */
function windowsOf({ places, predict }: Knowledge, cart: Cart, now: Date): Known["windowOf"] {
  const { country, province } = cart.destination;
  const units = cart.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (locationId, service, days: Quote["days"]) => {
    const place = places.get(locationId);
    if (!place) return null;
    const method = inLanguage(service.names, cart.locale);
    const journey = { method, country, province, destination: null, grams: cart.grams || null, units };
    const predicted = predict?.({ locationId, decidedAt: now, leftAt: null, journey })?.window;
    if (predicted) return { from: predicted.from, to: predicted.to };
    if (days === null) return null;
    const closed = country === place.country ? place.settings.holidays.dates : [];
    return windowAfter(leavesAt(place, now.getTime()), place.zone, days, closed);
  };
}
