/**
 * Makes the demo's sample of real orders: tests/devshop/seeds/online-retail.json.gz. Run it again only to change the choice.
 *
 *   node scripts/demo-sample.ts <online_retail.csv.gz> <postal_centroids.csv.gz>
 *
 * The first: UCI Online Retail as CSV (InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country).
 * The second: GeoNames postal codes as CSV (country, postal_code, lat, lng, admin1, place). See ATTRIBUTION.md beside the sample.
 */
import { createReadStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip, gzipSync } from "node:zlib";
import { draw } from "../tests/devshop/carrier/seeded-draw.ts";
import { assumedGrams } from "../tests/devshop/seeds/assumed-grams.ts";
import type { Sample } from "../tests/devshop/seeds/sample.ts";

/** No single day of the set has 500 invoices: these, among its busiest, are played as one day, the first of them as the past. */
const FIRST_DAY = "2010-12-01";
const LAST_DAY = "2010-12-15";
/** Wholesale invoices of hundreds of lines are not parcels; a parcel has a weight limit too. */
const MOST_LINES = 20;
const MOST_GRAMS = 20_000;
/** Countries the demo ships to; the set writes them out. */
const COUNTRIES: Readonly<Record<string, string>> = {
  "United Kingdom": "GB",
  EIRE: "IE",
  Germany: "DE",
  France: "FR",
  Netherlands: "NL",
  Belgium: "BE",
  Spain: "ES",
  Portugal: "PT",
  Switzerland: "CH",
  Italy: "IT",
};
/** Where no parcel van goes from the mainland: islands, and post boxes of companies. */
const APART: Readonly<Record<string, RegExp>> = { GB: /^(IM|JE|GY)/, ES: /^(07|35|38)/, PT: /^9/, FR: /CEDEX/ };
/** Letters after five digits are variants; all other codes are postage, fees and manual entries. */
const PRODUCT = /^\d{5}[A-Za-z]{0,2}$/;

interface Invoice {
  readonly number: string;
  readonly at: string;
  readonly country: string;
  readonly customer: string;
  readonly units: Map<string, number>;
}

const [retail, postal] = process.argv.slice(2);
if (retail === undefined || postal === undefined) {
  console.error(
    "Say where the two sources are: node scripts/demo-sample.ts <online_retail.csv.gz> <postal_centroids.csv.gz>",
  );
  process.exit(1);
}

const invoices = new Map<string, Invoice>();
const titles = new Map<string, string>();
const prices = new Map<string, Map<number, number>>();
for await (const row of rowsOf(retail)) {
  const [number = "", code = "", title = "", quantity = "", at = "", price = "", customer = "", land = ""] = row;
  const country = COUNTRIES[land];
  const day = at.slice(0, 10);
  const units = Number(quantity);
  const minor = Math.round(Number(price) * 100);
  if (country === undefined || day < FIRST_DAY || day > LAST_DAY || !PRODUCT.test(code)) continue;
  if (!/^\d+$/.test(number) || !(units > 0) || !(minor > 0)) continue;
  const sku = code.toUpperCase();
  if (title.trim() !== "" && !titles.has(sku)) titles.set(sku, title.replaceAll(/\s+/g, " ").trim());
  const seen = prices.get(sku) ?? new Map<number, number>();
  prices.set(sku, seen.set(minor, (seen.get(minor) ?? 0) + 1));
  const invoice = invoices.get(number) ?? { number, at, country, customer, units: new Map<string, number>() };
  invoice.units.set(sku, (invoice.units.get(sku) ?? 0) + units);
  invoices.set(number, invoice);
}

/** The price most invoices show: a shop has one. */
function priceOf(sku: string): number {
  const [first] = [...(prices.get(sku) ?? [])].sort(([a, often], [b, oftenB]) => oftenB - often || a - b);
  if (first === undefined) throw new Error(`no price of ${sku}`);
  return first[0];
}

const chosen = [...invoices.values()].filter(({ units }) => {
  const grams = [...units].reduce((sum, [sku, count]) => sum + count * assumedGrams(priceOf(sku)), 0);
  return units.size <= MOST_LINES && grams <= MOST_GRAMS && [...units.keys()].every((sku) => titles.has(sku));
});
const timeOfDay = (invoice: Invoice) => invoice.at.slice(11, 16);
chosen.sort((a, b) => (timeOfDay(a) + a.number < timeOfDay(b) + b.number ? -1 : 1));

const placesOf = await readPlaces(postal, new Set(chosen.map(({ country }) => country)));
const skus = [...new Set(chosen.flatMap(({ units }) => [...units.keys()]))].sort();
const people = [...new Set(chosen.map(personOf))];
const places: Sample["places"] = [];
const placeIndex = new Map<string, number>();
const days = [...new Set(chosen.map(({ at }) => at.slice(0, 10)))].sort();
const sample: Sample = {
  days,
  products: skus.map((sku) => ({ sku, title: titles.get(sku) ?? sku, priceMinor: priceOf(sku) })),
  places,
  orders: chosen.map((invoice) => ({
    invoice: invoice.number,
    day: days.indexOf(invoice.at.slice(0, 10)),
    at: timeOfDay(invoice),
    person: people.indexOf(personOf(invoice)),
    place: placeOf(invoice),
    lines: [...invoice.units].map(([sku, units]) => [skus.indexOf(sku), units]),
  })),
};
const packed = gzipSync(JSON.stringify(sample), { level: 9 });
writeFileSync(join(import.meta.dirname, "../tests/devshop/seeds/online-retail.json.gz"), packed);
const lines = sample.orders.reduce((sum, order) => sum + order.lines.length, 0);
console.log(
  `${sample.orders.length} orders of ${days.length} days, ${lines} lines, ${skus.length} products, ${places.length} places: ${(packed.length / 1024).toFixed(0)} KB`,
);

/** The set knows customers by number, and some not at all. */
function personOf({ customer, number }: Invoice): string {
  return customer === "" ? `guest ${number}` : customer;
}

/** Everybody lives in one real place of the invoice's country, drawn by who they are. */
function placeOf(invoice: Invoice): number {
  const known = placesOf.get(invoice.country) ?? [];
  const place = known[Math.floor(draw("place", personOf(invoice)) * known.length)];
  if (place === undefined) throw new Error(`no place in ${invoice.country}`);
  const key = `${place.country} ${place.zip} ${place.town}`;
  const index = placeIndex.get(key) ?? places.push(place) - 1;
  placeIndex.set(key, index);
  return index;
}

async function readPlaces(file: string, countries: ReadonlySet<string>): Promise<Map<string, Sample["places"]>> {
  const found = new Map<string, Sample["places"]>();
  for await (const [country = "", zip = "", latitude = "", longitude = "", , town = ""] of rowsOf(file)) {
    if (!countries.has(country) || (APART[country]?.test(zip) ?? false) || town === "") continue;
    const places = found.get(country) ?? [];
    places.push({ country, zip, town, latitude: Number(latitude), longitude: Number(longitude) });
    found.set(country, places);
  }
  return found;
}

/** Rows of a gzipped CSV without its head. A quoted cell may hold commas and doubled quotes; no cell of these files has a line break. */
async function* rowsOf(file: string): AsyncGenerator<string[]> {
  let head = true;
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    if (!head) {
      const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
      yield [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
    }
    head = false;
  }
}
