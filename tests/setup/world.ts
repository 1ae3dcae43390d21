/**
 * A whole world in one process: dev shop, stand-in carrier, the app's web edge over real HTTP, and its worker run by hand. Time stands still
 * until it is stepped. Nothing of the app is replaced.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { steppableClock, type SteppableClock } from "../devshop/clock.ts";
import type { Carrier } from "../devshop/carrier/carrier.ts";
import type { FakeEasyPost } from "../devshop/carrier/easypost.ts";
import type { FakeShippo } from "../devshop/carrier/shippo.ts";
import type { Mailbox } from "../devshop/mail/mailbox.ts";
import type { DevShop, DevShopKnobs } from "../devshop/server.ts";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { startWholeDevShop } from "../devshop/whole.ts";
import type { ShopSeed } from "../devshop/state/create-shop.ts";
import type { Shop } from "../devshop/state/shop.ts";
import type { ShopId } from "../../app/core/ids.ts";

export interface InstalledShop {
  readonly shop: Shop;
  readonly shopId: ShopId;
}

export interface TestWorld {
  readonly clock: SteppableClock;
  readonly devshop: DevShop;
  readonly carrier: Carrier;
  readonly easypost: FakeEasyPost;
  readonly shippo: FakeShippo;
  readonly mailbox: Mailbox;
  /** Where the app's web edge listens. */
  readonly appUrl: string;
  /** Connection of the database's owner, which row-level security does not bind: for looking from outside. */
  readonly owner: pg.Pool;
  /** Opens a shop, installs the app as its first visitor would, and imports. Its handle is made unique. */
  install(seed: ShopSeed): Promise<InstalledShop>;
  /** Somebody of the shop's staff opens the app. */
  visit(installed: InstalledShop): Promise<void>;
  /** Gives the shop an account with the stand-in carrier, as its settings page does. */
  connectCarrier(installed: InstalledShop): Promise<void>;
  /** Lets webhooks arrive and workers run until nothing is left to do at this time. */
  settle(installed: InstalledShop): Promise<void>;
  /** Steps the clock; what becomes due runs. */
  advance(installed: InstalledShop, ms: number): Promise<void>;
}

/** The stand-in carrier's API key in tests. */
export const CARRIER_KEY = "carrier-key";

let count = 0;
let only: Promise<{ world: TestWorld; quiet: DevShopKnobs }> | undefined;

/**
 * The one world of this process, at `start` and with quiet knobs. Test files of a worker follow each other in it, each with shops of its own:
 * opening one costs 2 s of CPU, and the app reads its configuration once.
 */
export async function openWorld({ start = "2026-11-02T09:00:00Z" }: { start?: string } = {}): Promise<TestWorld> {
  only ??= startWorld();
  const { world, quiet } = await only;
  world.clock.restart(start);
  world.carrier.turn(DEFAULT_KNOBS);
  for (const { trouble } of [world.easypost, world.shippo])
    Object.assign(trouble, { status: undefined, lost: undefined });
  for (const part of ["webhooks", "edge", "state"] as const) Object.assign(world.devshop.knobs[part], quiet[part]);
  world.mailbox.empty();
  world.devshop.problems.length = 0;
  return world;
}

async function startWorld(): Promise<{ world: TestWorld; quiet: DevShopKnobs }> {
  const clock = steppableClock("2026-11-02T09:00:00Z");
  const edge = createServer();
  edge.listen(0);
  await new Promise((resolve) => edge.once("listening", resolve));
  const appUrl = `http://localhost:${(edge.address() as AddressInfo).port}`;
  const { devshop, carrier, easypost, shippo, mailbox } = await startWholeDevShop({
    port: 0,
    clock,
    app: {
      url: appUrl,
      apiKey: process.env["SHOPIFY_API_KEY"] ?? "",
      apiSecret: process.env["SHOPIFY_API_SECRET"] ?? "",
      tomlPath: "shopify.app.toml",
    },
    carrierKey: CARRIER_KEY,
    carrierSeed: "tests",
  });
  Object.assign(process.env, { DEVSHOP_URL: devshop.url, SHOPIFY_APP_URL: appUrl });
  // From here on, because the configuration is read when a module of the app is first imported.
  const app = await loadApp();
  app.useClock({ now: () => clock.now(), realMs: (businessMs) => businessMs });
  edge.on("request", app.createApp());
  const owner = new pg.Pool({ connectionString: process.env["OWNER_URL"], max: 2 });
  owner.on("error", () => undefined); // the server is stopped at the end, perhaps before the last line is closed

  const world: TestWorld = {
    clock,
    devshop,
    carrier,
    easypost,
    shippo,
    mailbox,
    appUrl,
    owner,
    async install(seed) {
      const shop = devshop.createShop({
        ...seed,
        handle: `${seed.handle}-${process.pid}-${++count}-${Date.now().toString(36)}`,
      });
      devshop.installer.install(shop);
      const shopId = await app.visit(shop.domain, devshop.installer.idToken(shop));
      const installed = { shop, shopId };
      await world.settle(installed);
      return installed;
    },
    async visit({ shop }) {
      await app.visit(shop.domain, devshop.installer.idToken(shop));
    },
    async connectCarrier({ shopId }) {
      await app.connectCarrier(shopId, clock.now());
    },
    async settle({ shopId }) {
      for (;;) {
        // Not `drain`: webhooks that are held back wait for the clock, which stands still here.
        await devshop.webhooks.flush();
        if ((await readyLanes(owner, shopId)) === 0) return;
        await app.workOff(shopId);
      }
    },
    async advance(installed, ms) {
      await clock.advance(ms);
      await owner.query(
        "update shop_lane set ready_at = ready_at - $2 * interval '1 millisecond', lease_until = lease_until - $2 * interval '1 millisecond' where shop_id = $1",
        [installed.shopId, ms],
      );
      await world.settle(installed);
    },
  };
  return { world, quiet: structuredClone(devshop.knobs) };
}

async function loadApp() {
  const { createApp } = await import("../../app/web.server.ts");
  const { LANE_RUNNERS } = await import("../../app/jobs.server.ts");
  const worker = await import("../../app/platform/worker.server.ts");
  const clock = await import("../../app/platform/clock.server.ts");
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { shopify } = await import("../../app/shopify.server.ts");
  const shops = await import("../../app/features/shops/public.server.ts");
  const carriers = await import("../../app/features/carriers/public.server.ts");
  return {
    createApp,
    useClock: clock.useClock,
    workOff: (shopId: ShopId) => worker.workOff(LANE_RUNNERS, shopId),
    /** What a page of the admin does first: exchange the token; the first time also install and begin the import. */
    async visit(domain: string, idToken: string): Promise<ShopId> {
      const url = new URL("/app", process.env["SHOPIFY_APP_URL"]);
      url.search = new URLSearchParams({
        embedded: "1",
        shop: domain,
        host: hostOf(domain),
        id_token: idToken,
      }).toString();
      await shopify.authenticate.admin(new Request(url, { headers: { "user-agent": BROWSER } }));
      const shopId = await shops.shopIdOf(domain);
      if (!shopId) throw new Error(`${domain} was not installed`);
      return shopId;
    },
    async connectCarrier(shopId: ShopId, now: Date) {
      const account = { carrier: "stand-in", credentials: { apiKey: CARRIER_KEY }, enabled: true };
      const { status } = await inShop(shopId, (tx) => carriers.saveCarrierAccount(tx, account, now));
      if (status !== "saved") throw new Error(`the carrier account was not saved: ${status}`);
    },
  };
}

/** Shopify's library answers 410 to anything that does not look like a browser. */
const BROWSER = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

function hostOf(domain: string): string {
  return Buffer.from(`admin.shopify.com/store/${domain.replace(".myshopify.com", "")}`)
    .toString("base64")
    .replace(/=+$/, "");
}

async function readyLanes(owner: pg.Pool, shopId: ShopId): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    "select count(*)::int as count from shop_lane where shop_id = $1 and ready_at <= now() and lease_until <= now()",
    [shopId],
  );
  return rows[0]?.count ?? 0;
}
