/** A shop with rates at checkout, and checkout that asks for them. */
import { createHmac } from "node:crypto";
import type { RatesOutcome } from "../../app/features/checkout-rates/change.server.ts";
import { NEW_SERVICE, type ServiceTexts } from "../../app/features/checkout-rates/domain/offer-form.ts";
import type { ListTexts } from "../../app/features/settings/domain/price-list-form.ts";
import { spanishShop } from "../factories/shops.ts";
import type { InstalledShop, TestWorld } from "../setup/world.ts";
import { MINUTE, SECOND, variant } from "./steps.ts";

export const LISTED: ServiceTexts = {
  ...NEW_SERVICE,
  code: "standard",
  names: { en: "Standard", es: "Estándar" },
  price: "list:Post",
  daysFrom: "1",
  daysTo: "3",
};
export const CARRIED: ServiceTexts = {
  ...NEW_SERVICE,
  code: "express",
  names: { en: "Express" },
  price: "carrier:stand-in",
  service: "express",
  fallback: "Post",
};
const LISTS: readonly ListTexts[] = [
  {
    name: "Post",
    locationIds: [],
    zones: [{ name: "Spain", countries: "ES", provinces: "", postal: "", steps: "1 4.50\n5 6.00" }],
  },
];

export function does(
  world: TestWorld,
  { shop, shopId }: InstalledShop,
  form: Record<string, string>,
): Promise<RatesOutcome> {
  return import("../../app/features/checkout-rates/change.server.ts").then(({ changeRates }) =>
    changeRates({ shopId, domain: shop.domain, userId: "7", locale: "en" }, form, world.clock.now()),
  );
}

export const save = (world: TestWorld, installed: InstalledShop, services: readonly ServiceTexts[], name = "Entrega") =>
  does(world, installed, { do: "save", offer: JSON.stringify({ name, boxGrams: "100", keepHours: "24", services }) });

/** A shop that offers these, switched on and known to Shopify. */
export async function offering(world: TestWorld, services: readonly ServiceTexts[]): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  await world.connectCarrier(installed);
  world.devshop.installer.grant(installed.shop, ["write_shipping", "read_markets"]);
  await world.advance(installed, 16 * MINUTE);
  const { savePriceLists } = await import("../../app/features/settings/price-lists.server.ts");
  await savePriceLists(installed.shopId, JSON.stringify(LISTS), world.clock.now());
  await save(world, installed, services);
  await does(world, installed, { do: "turnOn" });
  await world.advance(installed, 2 * SECOND);
  return installed;
}

/** A cart of checkout, in Shopify's shape. */
export const cartOf = (
  installed: InstalledShop,
  change: { grams?: number; country?: string; postal?: string } = {},
) => ({
  rate: {
    origin: { country: "ES", postal_code: "28013" },
    destination: {
      country: change.country ?? "ES",
      postal_code: change.postal ?? "41001",
      city: "Sevilla",
      name: "Ana",
    },
    items: [
      {
        variant_id: Number(variant(installed, "CAM-1")),
        quantity: 1,
        grams: change.grams ?? 400,
        price: 1990,
        requires_shipping: true,
      },
    ],
    currency: "EUR",
    locale: "es",
    order_totals: { subtotal_price: "1990", total_price: "1990", discount_amount: "0" },
  },
});

/** The address that Shopify was given. */
export const addressOf = ({ shop }: InstalledShop): string =>
  [...shop.carrierServices.values()][0]?.callbackUrl ?? "no carrier service";

interface Rate {
  readonly service_code: string;
  readonly service_name: string;
  readonly total_price: string;
  readonly min_delivery_date?: string;
  readonly max_delivery_date?: string;
}

/** Asks as Shopify does; null leaves a header out. */
export async function ask(
  url: string,
  domain: string,
  cart: unknown,
  change: { secret?: string; signature?: string | null; domain?: string } = {},
): Promise<{ status: number; rates: readonly Rate[] }> {
  const body = typeof cart === "string" ? cart : JSON.stringify(cart);
  const secret = change.secret ?? process.env["SHOPIFY_API_SECRET"] ?? "";
  const signature =
    change.signature === undefined ? createHmac("sha256", secret).update(body).digest("base64") : change.signature;
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-shopify-shop-domain": change.domain ?? domain,
      ...(signature === null ? {} : { "x-shopify-hmac-sha256": signature }),
    },
    body,
  });
  const text = await answer.text();
  return { status: answer.status, rates: answer.ok ? (JSON.parse(text) as { rates: Rate[] }).rates : [] };
}
