/** `npm run faults -- --part fuzz --minutes 30`: strange requests to the web process as it runs in production, then crowds that take their time. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../bench/report.ts";
import { freePort, startChild, type Child } from "../../../scripts/demo/child.ts";
import { realClock } from "../../devshop/clock.ts";
import { seededRandom } from "../../devshop/state/random.ts";
import { startWholeDevShop } from "../../devshop/whole.ts";
import { spanishShop } from "../../factories/shops.ts";
import { appEnvironment } from "../../setup/app-environment.ts";
import { staffToken } from "../isolation/tokens.ts";
import { openDatabaseServer } from "../kill/database-server.ts";
import { BROWSER } from "../pages.ts";
import { crowd } from "./connections.ts";
import { fuzz, type Target } from "./fuzz.ts";
import { say, webhook } from "./wire.ts";

/** A line of the report is so long. */
const SLICE_MS = 60_000;
const IDLE = 10_000;
/** What the process may grow after its first slice, in which it loads and compiles. */
const GROWTH_MB = 100;

export async function fuzzPart(options: {
  seed: number;
  minutes: number;
  say: (line: string) => void;
}): Promise<Report> {
  const folder = mkdtempSync(join(".data", "fuzz-"));
  const server = await openDatabaseServer(folder);
  try {
    const { appUrl } = await server.newDatabase();
    return await aimAt(await openTarget(folder, appUrl), options);
  } finally {
    await server.remove();
  }
}

/** The campaign against one web process, which it ends. */
async function aimAt(
  { target, web, log, close }: Awaited<ReturnType<typeof openTarget>>,
  { seed, minutes, say: tell }: Parameters<typeof fuzzPart>[0],
): Promise<Report> {
  const random = seededRandom(seed);
  const rows: (string | number)[][] = [];
  const faults: string[] = [];
  web.failed.catch((error: unknown) => faults.push(String(error)));
  try {
    const end = Date.now() + minutes * 60_000;
    for (let slice = 1; Date.now() < end && faults.length < 20; slice += 1) {
      const until = Math.min(end, Date.now() + SLICE_MS);
      const { sent, answers, findings } = await fuzz(target, random, () => Date.now() >= until);
      const told = findings.map(({ what, request, answer }) => `${what}: ${answer}\n    ${request}`);
      faults.push(...told);
      const worst = Math.max(...answers.keys());
      rows.push([`minute ${String(slice)}`, sent, megabytes(), String(worst), findings.length]);
      tell(
        `seed ${String(seed)}, minute ${String(slice)}: ${String(sent)} requests, ${String(findings.length)} findings, ${megabytes().toFixed(0)} MB`,
      );
      told.forEach(tell);
    }
    const grown = Number(rows.at(-1)?.[2] ?? 0) - Number(rows[0]?.[2] ?? 0);
    if (grown > GROWTH_MB) faults.push(`the process grew by ${grown.toFixed(0)} MB after its first minute`);
    const told = await crowds(target);
    rows.push([`${String(IDLE)} idle`, IDLE, megabytes(), told, 0]);
    if (told !== "408") faults.push(`idle connections were told ${told}`);
    const failures = readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => line.includes('"level":50'));
    faults.push(...failures.slice(0, 10));
  } finally {
    await close();
  }
  return {
    title: `Strange requests for ${String(minutes)} minutes, seed ${String(seed)}`,
    columns: ["", "sent", "MB of the process", "worst status", "findings"],
    rows,
    notes: ["a finding: a status of 500 or more, no answer in five seconds, or a stack in an answer"],
    faults,
  };
}

/** Idle connections, all at once; a good webhook is answered while they are there. What they were told, as a status. */
async function crowds({ url, domain }: Target): Promise<string> {
  const idle = crowd(url, IDLE, "");
  const { status } = await say(url, webhook({ topic: "orders/updated", domain }, '{"id":1}'));
  const lines = Object.keys(await idle).map((line) => line.split(" ")[1] ?? "nothing");
  return status === 200 ? lines.join(" ") : `nothing, and a webhook beside them got ${String(status)}`;
}

/** The web process with a shop in it, and Shopify beside it. */
async function openTarget(
  folder: string,
  databaseUrl: string,
): Promise<{ target: Target; web: Child; log: string; close: () => Promise<void> }> {
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  const environment = appEnvironment(databaseUrl);
  // Tokens and signatures are made in this process.
  Object.assign(process.env, environment);
  const { devshop } = await startWholeDevShop({
    port: 0,
    clock: realClock(),
    app: {
      url,
      apiKey: environment["SHOPIFY_API_KEY"] ?? "",
      apiSecret: environment["SHOPIFY_API_SECRET"] ?? "",
      tomlPath: "shopify.app.toml",
    },
    carrierKey: "carrier-key",
    carrierSeed: "fuzz",
  });
  const log = join(folder, "web.log");
  const own = {
    NODE_ENV: "development",
    // A heap that may not grow lazily: what leaks ends the process, and what is left of growth is a leak.
    NODE_OPTIONS: "--max-old-space-size=160",
    PORT: String(port),
    LOG_LEVEL: "error",
    SHOPIFY_APP_URL: url,
    DEVSHOP_URL: devshop.url,
  };
  const web = startChild({
    name: "web",
    entry: "app/entry.web.ts",
    env: { ...environment, ...own },
    logFile: log,
    readyUrl: `${url}/health/ready`,
  });
  await web.ready;
  const shop = devshop.createShop(spanishShop());
  devshop.installer.install(shop);
  const headers = ["authorization", `Bearer ${staffToken(shop.domain)}`, "user-agent", BROWSER];
  const { status, text } = await say(url, { method: "GET", path: "/app?_data=shell%2Froutes%2Fframe", headers });
  if (status !== 200) throw new Error(`the first visit was answered ${String(status)} ${text}`);
  return {
    target: { url, domain: shop.domain, orderId: "1", customerId: "1" },
    web,
    log,
    async close() {
      await web.stop();
      await devshop.close();
    },
  };
}

/** What the web process holds of memory. */
function megabytes(): number {
  const table = execFileSync("ps", ["-A", "-o", "ppid=,rss=,args="], { encoding: "utf8" });
  const [line] = table
    .split("\n")
    .filter((row) => row.includes("entry.web.ts") && Number(row.trim().split(/\s+/)[0]) === process.pid);
  return Number(line?.trim().split(/\s+/)[1] ?? 0) / 1024;
}
