/** A PostgreSQL of its own for measurements: durable as in production (fsync on), migrated, thrown away afterwards. */
import pg from "pg";
import { startPostgres } from "../../scripts/embedded-postgres.ts";
import { migrate } from "../../scripts/migrate.ts";
import { appEnvironment } from "../setup/app-environment.ts";

export interface BenchDatabase {
  /** Connections of the database's owner, a superuser: row-level security does not bind it. */
  readonly owner: pg.Pool;
  /** URL for the role entrega_app. */
  readonly appUrl: string;
  close(): Promise<void>;
}

/** Starts the server and points this process's configuration at it; modules of the app are imported after this, with `await import(…)`. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const folder = `.data/bench-${process.pid}`;
  const server = await startPostgres(folder);
  const appUrl = await migrate(server.ownerUrl, "app");
  Object.assign(process.env, appEnvironment(appUrl), { DATABASE_POOL: "20", OWNER_URL: server.ownerUrl });
  const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 8 });
  return {
    owner,
    appUrl,
    async close() {
      await owner.end();
      await server.remove();
    },
  };
}

/** Makes shops `prefix-1.myshopify.com` … and returns their ids in that order. */
export async function makeShops(owner: pg.Pool, prefix: string, count: number): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `with made as (
       insert into shop (domain) select $1 || '-' || n || '.myshopify.com' from generate_series(1, $2::int) n returning id)
     select id from made order by id`,
    [prefix, count],
  );
  return rows.map(({ id }) => id);
}
