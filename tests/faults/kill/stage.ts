/** Where a campaign plays: a new database, a dev shop in this process, and the app as it runs in production: two web processes and a worker. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../../scripts/demo/child.ts";
import { merchantOf } from "../../../scripts/demo/merchant.ts";
import type { Carrier } from "../../devshop/carrier/carrier.ts";
import { pacedClock } from "../../devshop/clock.ts";
import type { DevShop } from "../../devshop/server.ts";
import type { ShopSeed } from "../../devshop/state/create-shop.ts";
import type { Shop } from "../../devshop/state/shop.ts";
import { startWholeDevShop } from "../../devshop/whole.ts";
import { spanishShop } from "../../factories/shops.ts";
import { appEnvironment } from "../../setup/app-environment.ts";
import { keepBooks, type Books } from "../audit/book.ts";
import type { Finding } from "../audit/finding.ts";
import { keepRunning, letLeasesPass, type AppProcess } from "./app-process.ts";
import { openBalancer } from "./balancer.ts";
import { ask, type DatabaseServer } from "./database-server.ts";
import { openProgress, type Progress } from "./progress.ts";

export interface Stage {
  readonly ownerUrl: string;
  readonly devshop: DevShop;
  readonly carrier: Carrier;
  readonly books: Books;
  readonly progress: Progress;
  readonly webs: readonly AppProcess[];
  readonly worker: AppProcess;
  /** When more than one was asked for. */
  readonly otherWorkers: readonly AppProcess[];
  /** Opens a shop whose merchant installs the app, connects the carrier and switches everything on; `change` is what is special about it. */
  openShop(index: number, change?: Partial<ShopSeed>): Promise<Shop>;
  /** The merchant has everything read again that was set aside. */
  readAgain(shop: Shop): Promise<void>;
  /** The longest time in which webhooks were on their way or waited for a retry and none was acknowledged. */
  longestSilenceMs(): number;
  /** Resolves when web processes and worker answer. */
  ready(): Promise<void>;
  /** Ends the workers in peace and the web processes at once: in the second they take to say goodbye they would acknowledge what nobody works on. */
  stop(): Promise<void>;
  /** Processes that ended by themselves, problems of the dev shop, bugs in the app's logs. */
  wentWrong(): Finding[];
  close(): Promise<void>;
}

/** A Monday before the carrier's van comes at 17:00, which is when the first parcels are scanned. */
const START = new Date("2026-11-23T15:30:00Z");
/** Ten minutes a second: a webhook's retries are over after 24 s, a lost answer is looked up after 0.1 s, reconcile comes every 1.5 s. */
const SPEED = 600;
const WEBS = 2;
/** What Node compiled is kept: a process is up in 0.6 s instead of 1.6 s. */
const COMPILED = "node_modules/.cache/compiled";
const CARRIER_KEY = "carrier-key";

export async function openStage(options: {
  seed: number;
  folder: string;
  server: DatabaseServer;
  /** How many seconds of the shop pass in one of ours; SPEED when not given. */
  speed?: number;
  /** One when not given. */
  workers?: number;
}): Promise<Stage> {
  const { seed, folder, server, speed = SPEED, workers = 1 } = options;
  const { ownerUrl, appUrl: databaseUrl } = await server.newDatabase();
  const webPorts = await Promise.all(Array.from({ length: WEBS }, () => freePort()));
  const balancer = await openBalancer(webPorts);
  const url = `http://localhost:${balancer.port}`;
  const environment = appEnvironment(databaseUrl);
  const clock = pacedClock(START);
  clock.pace(speed, Date.now());
  const { devshop, carrier } = await startWholeDevShop({
    port: 0,
    clock,
    seed,
    app: {
      url,
      apiKey: environment["SHOPIFY_API_KEY"] ?? "",
      apiSecret: environment["SHOPIFY_API_SECRET"] ?? "",
      tomlPath: "shopify.app.toml",
    },
    carrierKey: CARRIER_KEY,
    carrierSeed: String(seed),
  });
  const books = keepBooks(devshop);
  const progress = openProgress();
  books.onEffect(() => {
    progress.count("effect");
  });
  let heardAt = performance.now();
  let silenceMs = 0;
  devshop.webhooks.onAcknowledged(() => {
    heardAt = performance.now();
    progress.count("webhook");
  });
  const requests = setInterval(() => {
    while (progress.total.request < devshop.admin.counters.requests) progress.count("request");
    if (devshop.webhooks.pending() === 0) heardAt = performance.now();
    silenceMs = Math.max(silenceMs, performance.now() - heardAt);
  }, 1);

  const ended: string[] = [];
  const logs: string[] = [];
  const run = (name: string, entry: string, port: number): AppProcess => {
    const logFile = join(folder, `${name}.log`);
    rmSync(logFile, { force: true });
    logs.push(logFile);
    const own = { PORT: String(port), WORKER_PORT: String(port), LOG_LEVEL: "warn", NODE_COMPILE_CACHE: COMPILED };
    return keepRunning({
      name,
      entry,
      port,
      databaseUrl,
      logFile,
      env: { ...environment, ...own, SHOPIFY_APP_URL: url, DEVSHOP_URL: devshop.url, CLOCK: clock.env() },
      between: (session) => (name === "worker" ? letLeasesPass(ownerUrl, session) : Promise.resolve()),
      onEnded: (message) => void ended.push(message),
    });
  };
  const webs = webPorts.map((port, index) => run(`web${index}`, "app/entry.web.ts", port));
  const worker = run("worker", "app/entry.worker.ts", await freePort());
  const otherPorts = await Promise.all(Array.from({ length: workers - 1 }, () => freePort()));
  const otherWorkers = otherPorts.map((port, index) => run(`worker${index + 1}`, "app/entry.worker.ts", port));
  const everybody = [...webs, worker, ...otherWorkers];
  const merchantIn = ({ domain }: Shop) =>
    merchantOf(`${devshop.url}/store/${domain.replace(".myshopify.com", "")}`, url);
  const stage: Stage = {
    ownerUrl,
    devshop,
    carrier,
    books,
    progress,
    webs,
    worker,
    otherWorkers,
    async openShop(index, change = {}) {
      const shop = devshop.createShop({ ...busyShop(index), ...change });
      const merchant = merchantIn(shop);
      await merchant.install();
      await merchant.connectCarrier(CARRIER_KEY);
      await merchant.switchAllOn();
      return shop;
    },
    readAgain: (shop) => merchantIn(shop).readAgain(),
    longestSilenceMs: () => silenceMs,
    async ready() {
      await Promise.all(everybody.map((each) => each.ready()));
    },
    async stop() {
      await Promise.all([...webs.map((each) => each.end()), ...[worker, ...otherWorkers].map((each) => each.stop())]);
    },
    wentWrong: () => [
      ...ended.map((detail): Finding => ({ what: "process ended", detail })),
      ...devshop.problems.map((detail): Finding => ({ what: "dev shop problem", detail })),
      ...logs.flatMap(bugsIn),
    ],
    async close() {
      clearInterval(requests);
      await stage.stop();
      await devshop.close();
      await balancer.close();
    },
  };
  return stage;
}

/** Enough on the shelves for orders to stay, move, split and run out. */
function busyShop(index: number) {
  const variant = (sku: string, grams: number, stock: number[]) => ({
    title: sku,
    variants: [{ sku, priceMinor: 1990, grams, stock }],
  });
  const products = [
    variant("CAM-1", 250, [60, 40, 20]),
    variant("TAZ-1", 400, [0, 30, 30]),
    variant("POS-1", 120, [9, 0, 0]),
  ];
  return spanishShop({ handle: `tienda-${index}`, products });
}

/** What the app itself calls a bug: a lane that failed for no reason that was foreseen. */
function bugsIn(logFile: string): Finding[] {
  const lines = readFileSync(logFile, "utf8").split("\n");
  return lines.flatMap((line): Finding[] => {
    if (!line.startsWith("{")) return [];
    const entry = JSON.parse(line) as { level?: number; kind?: string; event?: string; message?: string };
    const bad =
      entry.event === "web.failed" ||
      (entry.event === "lane.failed" && entry.kind === "bug") ||
      entry.event === "intent.failed";
    return bad ? [{ what: "error nobody foresaw", detail: line.slice(0, 600) }] : [];
  });
}

/** Reconcile never comes to this shop: there nothing but webhooks tells what changed. Resolves when its import is done. */
export async function withoutReconcile(ownerUrl: string, { domain }: Shop): Promise<void> {
  for (let imported = false; !imported; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const lanes = await ask(
      ownerUrl,
      `update shop_lane l set ready_at = null from shop s
        where s.domain = $1 and l.shop_id = s.id and l.lane = 4 and l.ready_at is not null and l.lease_until < now()
          and not exists (select 1 from import_run i where i.shop_id = s.id and i.status <> 'done')
      returning 1`,
      [domain],
    );
    imported = lanes.length > 0;
  }
}
