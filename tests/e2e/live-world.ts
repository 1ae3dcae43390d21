/**
 * Everything that runs in production, in one process and on a fast clock: the web server with the Remix build, the worker's loop, and the dev
 * shop with its faces for a browser to walk through.
 */
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import pg from "pg";
import { fastClock } from "../devshop/clock.ts";
import type { Mailbox } from "../devshop/mail/mailbox.ts";
import type { DevShop } from "../devshop/server.ts";
import { startWholeDevShop, type WholeDevShop } from "../devshop/whole.ts";
import { openOwnDatabase } from "../setup/own-database.ts";

export interface LiveWorld {
  readonly devshop: DevShop;
  readonly mailbox: Mailbox;
  readonly carrier: WholeDevShop["carrier"];
  readonly appUrl: string;
  /** Connection of the database's owner, for looking from outside. */
  readonly owner: pg.Pool;
  close(): Promise<void>;
}

export const CARRIER_KEY = "carrier-key";

/** Opens it in the morning of the second of November 2026. `secondsADay`: how many real seconds a day in the shop takes. */
export async function openLiveWorld(secondsADay: number): Promise<LiveWorld> {
  const database = await openOwnDatabase();
  const port = await freePort();
  const appUrl = `http://localhost:${port}`;
  const clock = fastClock(new Date("2026-11-02T08:00:00Z"), 86_400 / secondsADay);
  const { devshop, mailbox, carrier } = await startWholeDevShop({
    port: 0,
    clock,
    app: {
      url: appUrl,
      apiKey: process.env["SHOPIFY_API_KEY"] ?? "",
      apiSecret: process.env["SHOPIFY_API_SECRET"] ?? "",
      tomlPath: "shopify.app.toml",
    },
    carrierKey: CARRIER_KEY,
    carrierSeed: "e2e",
    extensionSettings: { "thank-you": { handling_days_min: 0, handling_days_max: 1 } },
  });
  Object.assign(process.env, {
    DEVSHOP_URL: devshop.url,
    APP_BRIDGE_URL: `${devshop.url}/app-bridge.js`,
    SHOPIFY_APP_URL: appUrl,
    PORT: String(port),
    CLOCK: clock.env(),
  });
  // From here on, because the configuration is read when a module of the app is first imported.
  const { serve } = await import("../../app/web.server.ts");
  const { LANE_RUNNERS } = await import("../../app/jobs.server.ts");
  const { work } = await import("../../app/platform/worker.server.ts");
  const build = (await import(
    /* @vite-ignore */ new URL("../../build/server/index.js", import.meta.url).href
  )) as ServerBuild;
  const web = await serve(build);
  const stop = new AbortController();
  const worker = work(LANE_RUNNERS, 4, stop.signal);
  const owner = new pg.Pool({ connectionString: process.env["OWNER_URL"], max: 2 });
  return {
    devshop,
    mailbox,
    carrier,
    appUrl,
    owner,
    async close() {
      stop.abort();
      await worker;
      await devshop.close();
      await web.close();
      await owner.end();
      await database.close();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
