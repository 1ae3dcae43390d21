/** A dev shop and the app's own code against it, in one process. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { realClock } from "../devshop/clock.ts";
import { startDevShop, type DevShop } from "../devshop/server.ts";
import type { ShopSeed } from "../devshop/state/create-shop.ts";
import type { Shop } from "../devshop/state/shop.ts";

const API_SECRET = "shpss_test";
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

const key = (fill: number): string => Buffer.alloc(32, fill).toString("base64");
/** Sealed with before the rotation of keys. */
export const OLD_KEY = Buffer.alloc(32, 2);

/**
 * Starts the dev shop and points this process's configuration at it. The app's modules read the configuration once, so they are imported after
 * this, with `await import(…)`. Webhooks are dropped: these tests hand facts and marks over themselves.
 */
export async function startShopify(): Promise<DevShop> {
  const devshop = await startDevShop({
    port: 0,
    clock: realClock(),
    app: {
      url: "http://127.0.0.1:9",
      apiKey: "test-key",
      apiSecret: API_SECRET,
      tomlPath: join(import.meta.dirname, "../../shopify.app.toml"),
    },
    knobs: { webhooks: { drop: 1 }, state: { routingDelayMs: 0, bulkSeconds: 0 } },
  });
  Object.assign(process.env, {
    LOG_LEVEL: "silent",
    SHOPIFY_APP_URL: "http://127.0.0.1:9",
    SHOPIFY_API_KEY: "test-key",
    SHOPIFY_API_SECRET: API_SECRET,
    SEAL_KEYS: `k2:${key(1)},k1:${key(2)}`,
    SEARCH_KEY: key(3),
    DEVSHOP_URL: devshop.url,
  });
  return devshop;
}

/** A shop nobody else uses: each test has its own. */
export function newShop(devshop: DevShop, seed: Partial<ShopSeed> = {}): Shop {
  return devshop.createShop({
    handle: `shop-${randomBytes(6).toString("hex")}`,
    locations: [
      { name: "Madrid", address: { countryCode: "ES", city: "Madrid", latitude: 40.4, longitude: -3.7 } },
      { name: "Sevilla", address: { countryCode: "ES", city: "Sevilla", latitude: 37.4, longitude: -6 } },
    ],
    products: [{ title: "Lamp", variants: [{ sku: "LAMP-1", priceMinor: 4_900, stock: [5, 7] }] }],
    ...seed,
  });
}

/** What App Bridge sends with a request of the embedded admin. */
export function adminRequest(devshop: DevShop, shop: Shop, userId = "70001"): Request {
  return new Request(`http://127.0.0.1:9/app?shop=${shop.domain}&embedded=1`, {
    headers: {
      authorization: `Bearer ${devshop.installer.idToken(shop, { userId })}`,
      "user-agent": USER_AGENT,
    },
  });
}
