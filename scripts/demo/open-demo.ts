/**
 * Everything on this machine: PostgreSQL in the data folder, the dev shop with its carrier in this process, the app's web server and
 * worker as processes of their own, on a clock that all of them share.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { startPostgres, type EmbeddedPostgres } from "../embedded-postgres.ts";
import { migrate } from "../migrate.ts";
import type { WebhookKnobs } from "../../tests/devshop/webhooks/sender.ts";
import type { Carrier } from "../../tests/devshop/carrier/carrier.ts";
import { demoShop } from "../../tests/devshop/seeds/demo-shop.ts";
import { placePast } from "../../tests/devshop/seeds/past-orders.ts";
import type { Sample } from "../../tests/devshop/seeds/sample.ts";
import type { DevShop } from "../../tests/devshop/server.ts";
import type { Shop } from "../../tests/devshop/state/shop.ts";
import { startWholeDevShop } from "../../tests/devshop/whole.ts";
import { freePort, startChild, type Child } from "./child.ts";
import { merchantOf, type Merchant } from "./merchant.ts";
import { pacedClock, type PacedClock } from "../../tests/devshop/clock.ts";
import { keptSecrets, type Secrets } from "./secrets.ts";

export interface Demo {
  readonly clock: PacedClock;
  readonly devshop: DevShop;
  readonly carrier: Carrier;
  readonly carrierKey: string;
  readonly shop: Shop;
  readonly merchant: Merchant;
  /** Pages of the shop in the dev shop's admin, and its storefront. */
  readonly storeUrl: string;
  readonly storefrontUrl: string;
  /** Where the mails of the dev shop's mail server can be read. */
  readonly inboxUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  /** The database as its owner, whom row-level security does not bind: for looking from outside. */
  readonly owner: pg.Pool;
  /** Rejects when a part of the demo has died. Never resolves. */
  readonly failed: Promise<never>;
  /** Gives the shop another pace. The app is told it at its start, so its processes are started anew. */
  pace(speed: number): Promise<void>;
  close(): Promise<void>;
}

export interface DemoOptions {
  /** Holds the database, the secrets and the logs. */
  readonly folder: string;
  readonly sample: Sample;
  readonly start: Date;
  /** How many times as fast as the machine's time. */
  readonly speed: number;
  /** Wished ports; any free ones where these are taken. */
  readonly ports: { readonly devshop: number; readonly web: number; readonly worker: number };
  readonly webhooks: Partial<WebhookKnobs>;
}

const HANDLE = "entrega-demo";
const DATABASE = "demo";
/** The processes are up after about two seconds; the clock waits for them. */
const START_MS = 3_000;

/** Starts it all with an empty database: the dev shop's memory is as short as its process, and the two must agree. */
export async function openDemo(options: DemoOptions): Promise<Demo> {
  const { folder } = options;
  const secrets = keptSecrets(join(folder, "demo-secrets.json"));
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of opened.splice(0).reverse()) await step();
  };
  try {
    const postgres = await startPostgres(folder, { synchronous_commit: "off" });
    opened.push(() => postgres.stop());
    for (const name of ["web", "worker"]) rmSync(logOf(folder, name), { force: true });
    const { ownerUrl, databaseUrl } = await emptyDatabase(postgres, secrets);
    const clock = pacedClock(options.start);
    const ports = {
      web: await freePort(options.ports.web),
      worker: await freePort(options.ports.worker),
      devshop: await freePort(options.ports.devshop),
    };
    const appUrl = `http://localhost:${ports.web}`;
    const { devshop, carrier } = await startWholeDevShop({
      port: ports.devshop,
      clock,
      app: { url: appUrl, apiKey: secrets.apiKey, apiSecret: secrets.apiSecret, tomlPath: "shopify.app.toml" },
      carrierKey: secrets.carrierKey,
      carrierSeed: "demo",
      extensionSettings: { "thank-you": { promise: "Dispatched within one working day." } },
      knobs: { webhooks: options.webhooks },
    });
    opened.push(() => devshop.close());
    const shop = devshop.createShop(demoShop(options.sample, HANDLE));
    placePast(devshop, shop, options.sample);
    const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
    owner.on("error", () => undefined); // an idle connection ends with its server; a query would be told
    opened.push(() => owner.end());

    const children: Child[] = [];
    let fail: (reason: unknown) => void = () => undefined;
    const failed = new Promise<never>((_, reject) => {
      fail = reject;
    });
    failed.catch(() => undefined);
    const stopChildren = async () => {
      await Promise.all(children.splice(0).map((child) => child.stop()));
    };
    opened.push(stopChildren);
    const startChildren = async () => {
      const env = {
        ...appEnvironment(secrets, databaseUrl, devshop.url, appUrl),
        PORT: String(ports.web),
        WORKER_PORT: String(ports.worker),
        CLOCK: clock.env(),
      };
      for (const { name, entry, port } of [
        { name: "web", entry: "app/entry.web.ts", port: ports.web },
        { name: "worker", entry: "app/entry.worker.ts", port: ports.worker },
      ]) {
        const logFile = logOf(folder, name);
        const child = startChild({ name, entry, env, logFile, readyUrl: `http://localhost:${port}/health/ready` });
        child.failed.catch(fail);
        children.push(child);
      }
      await Promise.all(children.map((child) => child.ready));
    };
    const storeUrl = `${devshop.url}/store/${HANDLE}`;
    const demo: Demo = {
      clock,
      devshop,
      carrier,
      carrierKey: secrets.carrierKey,
      shop,
      merchant: merchantOf(storeUrl, appUrl),
      storeUrl,
      storefrontUrl: `${devshop.url}/storefront/${HANDLE}`,
      inboxUrl: `${devshop.url}/mail`,
      appUrl,
      workerUrl: `http://localhost:${ports.worker}`,
      owner,
      failed,
      async pace(speed) {
        clock.pace(speed, Date.now() + START_MS);
        await stopChildren();
        await startChildren();
      },
      close,
    };
    await demo.pace(options.speed);
    return demo;
  } catch (error) {
    await close();
    throw error;
  }
}

const logOf = (folder: string, name: string) => join(folder, `demo-${name}.log`);

/** Drops what an earlier demo left, creates the database anew and applies the migrations. */
async function emptyDatabase(postgres: EmbeddedPostgres, secrets: Secrets) {
  const client = new pg.Client({ connectionString: postgres.ownerUrl });
  await client.connect();
  await client.query(`drop database if exists ${DATABASE} with (force)`);
  await client.query(`create database ${DATABASE}`);
  await client.end();
  const ownerUrl = postgres.ownerUrl.replace(/\/postgres$/, `/${DATABASE}`);
  return { ownerUrl, databaseUrl: await migrate(ownerUrl, secrets.databasePassword) };
}

function appEnvironment(
  secrets: Secrets,
  databaseUrl: string,
  devshopUrl: string,
  appUrl: string,
): Record<string, string> {
  return {
    NODE_ENV: "development",
    LOG_LEVEL: "info",
    SHOPIFY_APP_URL: appUrl,
    SHOPIFY_API_KEY: secrets.apiKey,
    SHOPIFY_API_SECRET: secrets.apiSecret,
    DATABASE_URL: databaseUrl,
    SEAL_KEYS: `demo:${secrets.sealKey}`,
    SEARCH_KEY: secrets.searchKey,
    DEVSHOP_URL: devshopUrl,
    APP_BRIDGE_URL: `${devshopUrl}/app-bridge.js`,
  };
}
