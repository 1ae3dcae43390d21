/** A dev shop with one shop and an app that only listens, for the dev shop's own tests. Real HTTP on free ports. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { HOST_HEADER } from "./admin-api/http.ts";
import { API_VERSION } from "./admin-api/schema.ts";
import { steppableClock, type SteppableClock } from "./clock.ts";
import { readBody } from "./faces/http.ts";
import { startDevShop, type DevShop, type DevShopOptions } from "./server.ts";
import type { ShopSeed } from "./state/create-shop.ts";
import type { Order } from "./state/orders.ts";
import type { OrderInput } from "./state/place-order.ts";
import type { Shop } from "./state/shop.ts";

export const APP = { apiKey: "devshop-test-key", apiSecret: "devshop-test-secret" };
const TOML = fileURLToPath(new URL("../../shopify.app.toml", import.meta.url));

export interface Received {
  path: string;
  topic: string;
  headers: Record<string, string>;
  /** Raw, as it was signed. */
  body: string;
}

export interface Reply {
  status: number;
  /** undefined when the connection broke. */
  json: { data?: unknown; errors?: GraphqlError[] | string; extensions?: { cost: Cost } };
}

export interface GraphqlError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string } & Record<string, unknown>;
}

export interface Cost {
  requestedQueryCost: number;
  actualQueryCost: number | null;
  throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
}

export interface Harness extends AsyncDisposable {
  devshop: DevShop;
  shop: Shop;
  clock: SteppableClock;
  received: Received[];
  /** What the app answers from now on. */
  answerWith(status: number): void;
  /** One request to the Admin API with a good token. */
  graphql(query: string, variables?: Record<string, unknown>): Promise<Reply>;
  /** The data of a request that must succeed without errors. */
  data(query: string, variables?: Record<string, unknown>): Promise<unknown>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** Places an order that must be accepted and routes it. */
  order(input?: Partial<OrderInput>): Promise<Order>;
  /** Body of the only webhook of that topic. */
  only(topic: string): Received;
}

/** Three mugs and cups in Madrid, Sevilla and Bilbao; only Sevilla and Bilbao stock cups. */
const SEED: ShopSeed = {
  handle: "one",
  locations: [
    { name: "Madrid", address: { countryCode: "ES", city: "Madrid", zip: "28001", latitude: 40.4, longitude: -3.7 } },
    { name: "Sevilla", address: { countryCode: "ES", city: "Sevilla", zip: "41001", latitude: 37.4, longitude: -6 } },
    { name: "Bilbao", address: { countryCode: "ES", city: "Bilbao", zip: "48001", latitude: 43.3, longitude: -2.9 } },
  ],
  products: [
    { title: "Mug", variants: [{ sku: "MUG", priceMinor: 1250, grams: 300, stock: [10, 10, 0] }] },
    { title: "Cup", variants: [{ sku: "CUP", priceMinor: 500, grams: 200, stock: [null, 4, 10] }] },
  ],
  customers: [{ firstName: "Ana", lastName: "Ruiz", email: "ana@example.com", phone: "+34600000000" }],
};

export async function startHarness(
  options: Partial<Pick<DevShopOptions, "knobs" | "seed">> & { seedShop?: Partial<ShopSeed> } = {},
): Promise<Harness> {
  const received: Received[] = [];
  let status = 200;
  const app = createServer((req, res) => {
    void readBody(req).then((body) => {
      const headers = Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, String(value)]));
      received.push({ path: req.url ?? "", topic: headers["x-shopify-topic"] ?? "", headers, body });
      res.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => app.listen(0, resolve));
  const clock = steppableClock("2026-11-20T10:00:00.250Z");
  const devshop = await startDevShop({
    port: 0,
    clock,
    tokenClock: clock,
    app: { url: `http://localhost:${String((app.address() as AddressInfo).port)}`, ...APP, tomlPath: TOML },
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    knobs: { ...options.knobs, state: { routingDelayMs: 0, ...options.knobs?.state } },
  });
  const shop = devshop.createShop({ ...SEED, ...options.seedShop });
  devshop.installer.install(shop);
  const token = devshop.tokens.issueOffline(shop, false).accessToken;

  const harness: Harness = {
    devshop,
    shop,
    clock,
    received,
    answerWith(next) {
      status = next;
    },
    async post(path, body, headers = {}) {
      const response = await fetch(devshop.url + path, {
        method: "POST",
        headers: { "content-type": "application/json", [HOST_HEADER]: shop.domain, ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      return { status: response.status, json: (await response.json()) as Reply["json"] };
    },
    graphql: (query, variables = {}) =>
      harness.post(`/admin/api/${API_VERSION}/graphql.json`, { query, variables }, { "x-shopify-access-token": token }),
    async data(query, variables) {
      const { status: code, json } = await harness.graphql(query, variables);
      expect({ code, errors: json.errors }).toEqual({ code: 200, errors: undefined });
      return json.data;
    },
    async order(input = {}) {
      const [mug] = shop.variants.keys();
      const placed = devshop.placeOrder(shop, {
        lines: [{ variantId: mug ?? "", quantity: 1 }],
        shippingAddress: { countryCode: "ES", city: "Madrid", zip: "28002" },
        ...input,
      });
      if (placed.kind === "refused") throw new Error(`the order was refused: ${placed.code}`);
      await devshop.webhooks.drain();
      return placed.order;
    },
    only(topic) {
      const found = received.filter((each) => each.topic === topic);
      expect(found.map((each) => each.topic)).toEqual([topic]);
      const [first] = found;
      if (first === undefined) throw new Error(`no webhook of ${topic}`);
      return first;
    },
    async [Symbol.asyncDispose]() {
      await devshop.close();
      app.closeAllConnections();
      await new Promise((resolve) => app.close(resolve));
    },
  };
  return harness;
}
