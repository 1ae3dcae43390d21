/** One PostgreSQL for all tests that need one: migrated once; each test has its own shop in it. */
import pg from "pg";
import { startPostgres } from "../../scripts/embedded-postgres.ts";
import { migrate } from "../../scripts/migrate.ts";
import { appEnvironment } from "./app-environment.ts";

/** The migrated database once more, for tests that need one of their own (tests/setup/own-database.ts). */
export const CLEAN_DATABASE = "entrega_clean";

async function keepClean(serverUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: serverUrl });
  await owner.connect();
  await owner.query(`create database ${CLEAN_DATABASE} template entrega`);
  await owner.end();
}

/** For the projects integration and e2e. Run together they share one server, which the first of them stops at the very end. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env["OWNER_URL"] !== undefined) return undefined;
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
    await server.remove();
  };
}
