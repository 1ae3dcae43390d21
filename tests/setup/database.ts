/** One PostgreSQL for the integration tests: migrated once; each test has its own shop in it. */
import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import pg from "pg";
import { startPostgres } from "../../scripts/embedded-postgres.ts";
import { migrate } from "../../scripts/migrate.ts";

/** The environment of the app in tests. Secrets are made up anew each time. */
function appEnvironment(databaseUrl: string): Record<string, string> {
  return {
    NODE_ENV: "test",
    LOG_LEVEL: "silent",
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: "10",
    SHOPIFY_APP_URL: "http://localhost:1",
    SHOPIFY_API_KEY: "test-client-id",
    SHOPIFY_API_SECRET: randomBytes(16).toString("hex"),
    SEAL_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    SEARCH_KEY: randomBytes(32).toString("base64"),
  };
}

/** The migrated database once more, for tests that need one of their own (tests/setup/own-database.ts). */
export const CLEAN_DATABASE = "entrega_clean";

async function keepClean(serverUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: serverUrl });
  await owner.connect();
  await owner.query(`create database ${CLEAN_DATABASE} template entrega`);
  await owner.end();
}

export async function setup(): Promise<() => Promise<void>> {
  const folder = `.data/test-${process.pid}`;
  // A test database need not survive a power cut.
  const server = await startPostgres(folder, { fsync: "off", synchronous_commit: "off", full_page_writes: "off" });
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  await owner.query("create database entrega");
  await owner.end();
  const ownerUrl = server.ownerUrl.replace(/\/postgres$/, "/entrega");
  const appUrl = await migrate(ownerUrl, "app");
  await keepClean(server.ownerUrl);
  Object.assign(process.env, appEnvironment(appUrl), { OWNER_URL: ownerUrl });
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
