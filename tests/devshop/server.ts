/** The dev shop: a stand-in for Shopify on one port. See README.md for what it covers and what not. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { appEvents, type AppEvents } from "./app-events/routes.ts";
import { adminApi, QUIET_EDGE, type AdminApi, type EdgeKnobs } from "./admin-api/http.ts";
import { bulkOperations, type BulkOperations } from "./bulk/run.ts";
import { realClock, type Clock } from "./clock.ts";
import { controlRoutes } from "./control.ts";
import { createInstaller, type Installer } from "./oauth/installer.ts";
import { oauthRoutes } from "./oauth/routes.ts";
import { TokenStore } from "./oauth/tokens.ts";
import { createShop, type ShopSeed } from "./state/create-shop.ts";
import { placeOrder, type OrderInput, type Placed } from "./state/place-order.ts";
import { seededRandom } from "./state/random.ts";
import type { Shop } from "./state/shop.ts";
import { createWorld, type StateKnobs, type World } from "./state/world.ts";
import { startWebhooks, type WebhookKnobs, type WebhookSender } from "./webhooks/sender.ts";
import { readAppToml } from "./webhooks/subscriptions.ts";

/** More routes (the faces). The first that answers true wins; the dev shop's own come first. */
export type DevShopRoute = (req: IncomingMessage, res: ServerResponse, url: URL, devshop: DevShop) => Promise<boolean>;

export interface DevShopOptions {
  /** 0: any free port. */
  port: number;
  clock: Clock;
  app: { url: string; apiKey: string; apiSecret: string; tomlPath: string };
  /**
   * Time of session tokens and access tokens. Libraries check those with the machine's time, so that is the default whatever
   * the shop's clock shows.
   */
  tokenClock?: Clock;
  /** Where others reach this server, if not under http://localhost:port. */
  publicUrl?: string;
  /** Chance in webhooks and faults is drawn from this seed. */
  seed?: number;
  knobs?: { webhooks?: Partial<WebhookKnobs>; edge?: Partial<EdgeKnobs>; state?: Partial<StateKnobs> };
  /** Built with the running dev shop, so that they can use its world, installer and address. */
  routes?: (devshop: DevShop) => readonly DevShopRoute[];
}

export interface DevShopKnobs {
  readonly webhooks: WebhookKnobs;
  readonly edge: EdgeKnobs;
  readonly state: StateKnobs;
}

export interface DevShopCounters {
  webhooks: WebhookSender["counters"];
  adminApi: AdminApi["counters"];
  oauth: { exchanges: number; refreshes: number; refused: number };
  problems: string[];
}

export interface DevShop {
  /** Without a slash at the end. */
  readonly url: string;
  readonly world: World;
  readonly knobs: DevShopKnobs;
  readonly webhooks: WebhookSender;
  readonly admin: AdminApi;
  readonly bulk: BulkOperations;
  readonly appEvents: AppEvents;
  readonly tokens: TokenStore;
  readonly installer: Installer;
  /** What went wrong inside and the app could not be told in so many words. Empty, or a test should fail. */
  readonly problems: string[];
  /** Throws when there is no such shop. */
  shop(domain: string): Shop;
  createShop(seed: ShopSeed): Shop;
  placeOrder(shop: Shop, input: OrderInput): Placed;
  counters(): DevShopCounters;
  close(): Promise<void>;
}

/** Starts a dev shop without shops. Rejects when the app's TOML is not what Shopify would accept. */
export async function startDevShop(options: DevShopOptions): Promise<DevShop> {
  const configuration = readAppToml(readFileSync(options.app.tomlPath, "utf8"));
  const tokenClock = options.tokenClock ?? realClock();
  const { url: appUrl, apiKey, apiSecret } = options.app;
  const world = createWorld({
    clock: options.clock,
    app: { id: "580111", apiKey, apiSecret, url: appUrl },
    knobs: options.knobs?.state ?? {},
  });
  const random = seededRandom(options.seed ?? 1);
  const problems: string[] = [];
  const tokens = new TokenStore(tokenClock);
  const oauth = { exchanges: 0, refreshes: 0, refused: 0 };
  const edge: EdgeKnobs = { ...QUIET_EDGE, ...options.knobs?.edge };
  const webhooks = startWebhooks({
    world,
    appSubscriptions: configuration.subscriptions,
    knobs: options.knobs?.webhooks ?? {},
    random,
  });
  const bulk = bulkOperations({ world, devShopUrl: () => devshop.url, onFailure: (each) => problems.push(each) });
  const events = appEvents(world);
  const admin = adminApi({ world, tokens, knobs: edge, bulk, random, devShopUrl: () => devshop.url });

  const server = createServer((req, res) => {
    void answer(req, res);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, resolve);
  });
  const { port } = server.address() as AddressInfo;

  const devshop: DevShop = {
    url: options.publicUrl ?? `http://localhost:${String(port)}`,
    world,
    knobs: { webhooks: webhooks.knobs, edge, state: world.knobs },
    webhooks,
    admin,
    bulk,
    appEvents: events,
    tokens,
    installer: createInstaller({ world, tokens, configuration, clock: tokenClock }),
    problems,
    shop(domain) {
      const shop = world.shops.get(domain);
      if (shop === undefined) throw new Error(`no such shop: ${domain}`);
      return shop;
    },
    createShop: (seed) => createShop(world, seed),
    placeOrder: (shop, input) => placeOrder(world, shop, input),
    counters: () => ({ webhooks: webhooks.counters, adminApi: admin.counters, oauth, problems }),
    async close() {
      webhooks.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  const routes: readonly DevShopRoute[] = [
    admin.handle,
    oauthRoutes({ world, tokens, clock: tokenClock, counters: oauth }),
    bulk.route,
    events.route,
    controlRoutes(() => devshop),
    ...(options.routes?.(devshop) ?? []),
  ];

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    try {
      const url = new URL(req.url ?? "/", devshop.url);
      for (const route of routes) if (await route(req, res, url, devshop)) return;
      res.writeHead(404, { "content-type": "text/plain" }).end("The dev shop has no such page.\n");
    } catch (thrown) {
      problems.push(
        `${req.method ?? ""} ${req.url ?? ""}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`,
      );
      if (!res.headersSent) res.writeHead(500, { "content-type": "text/plain" });
      res.end("The dev shop failed; see its problems.\n");
    }
  }

  return devshop;
}
