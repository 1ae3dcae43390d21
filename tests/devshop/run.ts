/**
 * The dev shop as a program: `node tests/devshop/run.ts --app http://localhost:3000 --key … --secret … [--port 4000]
 * [--speed 60] [--seed shops.json] [--carrier-key …]`. The seed is a list of shops as `ShopSeed` describes them; without one
 * there is a small shop to look at. Stops on SIGTERM and SIGINT.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { fastClock, realClock } from "./clock.ts";
import type { ShopSeed } from "./state/create-shop.ts";
import { startWholeDevShop } from "./whole.ts";

const { values } = parseArgs({
  options: {
    app: { type: "string", default: "http://localhost:3000" },
    key: { type: "string", default: "devshop-key" },
    secret: { type: "string", default: "devshop-secret" },
    toml: { type: "string", default: "shopify.app.toml" },
    port: { type: "string", default: "4000" },
    speed: { type: "string", default: "1" },
    seed: { type: "string" },
    "carrier-key": { type: "string", default: "carrier-key" },
  },
});

const SMALL: ShopSeed[] = [
  {
    handle: "dev-one",
    name: "Dev One",
    locations: [
      {
        name: "Madrid",
        address: {
          countryCode: "ES",
          address1: "Calle de Alcalá 20",
          city: "Madrid",
          zip: "28001",
          latitude: 40.42,
          longitude: -3.7,
        },
      },
      {
        name: "Porto",
        address: {
          countryCode: "PT",
          address1: "Rua das Flores 12",
          city: "Porto",
          zip: "4000",
          latitude: 41.15,
          longitude: -8.61,
        },
      },
    ],
    products: [
      { title: "Enamel mug", variants: [{ sku: "MUG-1", priceMinor: 1_250, grams: 320, stock: [40, 15] }] },
      { title: "Linen towel", variants: [{ sku: "TOWEL-1", priceMinor: 1_890, grams: 210, stock: [null, 25] }] },
    ],
    customers: [{ firstName: "Ana", lastName: "Ruiz", email: "ana@shop.example", locale: "es" }],
  },
];

const speed = Number(values.speed);
const { devshop } = await startWholeDevShop({
  port: Number(values.port),
  clock: speed === 1 ? realClock() : fastClock(new Date(), speed),
  app: { url: values.app, apiKey: values.key, apiSecret: values.secret, tomlPath: values.toml },
  carrierKey: values["carrier-key"],
});
const seeds = values.seed === undefined ? SMALL : (JSON.parse(readFileSync(values.seed, "utf8")) as ShopSeed[]);
for (const seed of seeds) devshop.createShop(seed);
console.log(`dev shop at ${devshop.url}`);
for (const each of devshop.world.shops.values()) {
  const handle = each.domain.replace(".myshopify.com", "");
  console.log(`  ${each.domain}: admin ${devshop.url}/store/${handle}, storefront ${devshop.url}/storefront/${handle}`);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void devshop.close());
