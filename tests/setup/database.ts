/** One PostgreSQL for the integration tests: migrated once; each test has its own shop in it. */
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
    await server.remove();
  };
}
