/** The demo's shop: the catalogue and customers of the sample, five places, and stock that makes routing worth looking at. */
import { draw } from "../carrier/seeded-draw.ts";
import type { LocationSeed, ProductSeed, ShopSeed } from "../state/create-shop.ts";
import { assumedGrams } from "./assumed-grams.ts";
import { personOf } from "./people.ts";
import type { Sample, SampleOrder } from "./sample.ts";

interface Place extends LocationSeed {
  /** The share of the catalogue it keeps, and how much of what is ordered of a product, as a share. */
  readonly keeps: { readonly range: number; readonly depth: number };
}

/** The first is Shopify's first choice. */
const PLACES: readonly Place[] = [
  {
    name: "London warehouse",
    address: at("1 Thames Road", "London", "E16 2BG", "GB", 51.503, 0.03),
    keeps: { range: 0.98, depth: 1.2 },
  },
  {
    name: "Manchester warehouse",
    address: at("20 Trafford Way", "Manchester", "M17 1AB", "GB", 53.467, -2.31),
    keeps: { range: 0.7, depth: 0.8 },
  },
  {
    name: "Bristol store",
    address: at("8 Park Street", "Bristol", "BS1 5HX", "GB", 51.455, -2.602),
    keeps: { range: 0.35, depth: 0.4 },
  },
  {
    name: "Dublin store",
    address: at("41 Capel Street", "Dublin", "D01 F5P2", "IE", 53.348, -6.269),
    keeps: { range: 0.35, depth: 0.3 },
  },
  {
    name: "Rotterdam warehouse",
    address: at("5 Waalhaven", "Rotterdam", "3088 HH", "NL", 51.89, 4.44),
    keeps: { range: 0.5, depth: 0.6 },
  },
];
/** This share of the products is sold although too little of it is there: their last orders cannot be filled. */
const OVERSOLD = 0.01;

function at(
  address1: string,
  city: string,
  zip: string,
  countryCode: string,
  latitude: number,
  longitude: number,
): LocationSeed["address"] {
  return { address1, city, zip, countryCode, latitude, longitude };
}

/** The seed of the shop `<handle>.myshopify.com`. The same sample gives the same shop. */
export function demoShop(sample: Sample, handle: string): ShopSeed {
  const wanted = new Map<number, number>();
  for (const [product, units] of sample.orders.flatMap(({ lines }) => lines))
    wanted.set(product, (wanted.get(product) ?? 0) + units);
  return {
    handle,
    name: "Entrega Demo Gifts",
    email: "owner@example.com",
    currency: "GBP",
    ianaTimezone: "Europe/London",
    countryCode: "GB",
    primaryLocale: "en",
    protectedDataApproved: true,
    locations: PLACES.map(({ name, address }) => ({ name, address })),
    products: sample.products.map((product, index) => productSeed(product, wanted.get(index) ?? 0)),
  };
}

function productSeed({ sku, title, priceMinor }: Sample["products"][number], units: number): ProductSeed {
  const oversold = draw("oversold", sku) < OVERSOLD;
  const stock = PLACES.map(({ name, keeps }) => {
    if (draw("range", name, sku) >= keeps.range) return null;
    return Math.ceil(units * keeps.depth * (oversold ? 0.25 : 1));
  });
  // Together they keep twice what will be ordered, so that a shelf that was counted wrongly empties no storefront.
  const missing = oversold ? 0 : 2 * units - stock.reduce((sum: number, each) => sum + (each ?? 0), 0);
  const last = Math.max(
    0,
    stock.findLastIndex((each) => each !== null),
  );
  if (missing > 0 || stock[last] === null) stock[last] = (stock[last] ?? 0) + Math.max(1, missing);
  return {
    title: titleCase(title),
    variants: [
      { sku, priceMinor, grams: assumedGrams(priceMinor), inventoryPolicy: oversold ? "CONTINUE" : "DENY", stock },
    ],
  };
}

/** The set writes in capitals. */
function titleCase(text: string): string {
  return text.toLowerCase().replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}

/** Who ordered where to: what checkout asks for. */
export function shopperOf(sample: Sample, order: SampleOrder) {
  const place = sample.places[order.place];
  if (place === undefined) throw new RangeError(`no place ${String(order.place)} in the sample`);
  const { name, email, address1 } = personOf(order.person);
  const { town, zip, country, latitude, longitude } = place;
  return { email, shippingAddress: { name, address1, city: town, zip, countryCode: country, latitude, longitude } };
}

/** The variant of each product of the sample, in the order of its list. */
export function variantIds(shop: { readonly variants: ReadonlyMap<string, { readonly id: string }> }): string[] {
  return [...shop.variants.keys()];
}
