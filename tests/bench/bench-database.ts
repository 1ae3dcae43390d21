/** A PostgreSQL of its own for measurements: durable as in production (fsync on), migrated, thrown away afterwards. */
import pg from "pg";
import { startPostgres } from "../../scripts/embedded-postgres.ts";
import { migrate } from "../../scripts/migrate.ts";
import { endNow } from "../faults/kill/database-server.ts";
import { childrenOf } from "./load/processes.ts";
import { appEnvironment } from "../setup/app-environment.ts";

export interface BenchDatabase {
  /** Connections of the database's owner, a superuser: row-level security does not bind it. */
  readonly owner: pg.Pool;
  /** URL for the role entrega_app. */
  readonly appUrl: string;
  /** Process id of the server. */
  readonly postmaster: () => number;
  /** kill -9 of the server, then it is started again and recovers. */
  readonly crash: () => Promise<void>;
  close(): Promise<void>;
}

/** What the command line said. */
export interface BenchOptions {
  /** How long what is sustained is sustained: 60 in the short form, more by `--minutes`. */
  readonly seconds: number;
  /** How many orders a simulated month has: 2,000 in the short form, more by `--orders`. */
  readonly orders: number;
  /** How many webhooks a soak has: 200,000 in the short form, 10 million by `--webhooks`. */
  readonly webhooks: number;
  /** With how many live rules the order pipeline is measured instead of over how many shops: `--rules 0,10,100`. */
  readonly rules: readonly number[];
}

/** Starts the server and points this process's configuration at it; modules of the app are imported after this, with `await import(…)`. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const folder = `.data/bench-${process.pid}`;
  let server = await startPostgres(folder);
  const appUrl = await migrate(server.ownerUrl, "app");
  Object.assign(process.env, appEnvironment(appUrl), { DATABASE_POOL: "20", OWNER_URL: server.ownerUrl });
  const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 8 });
  owner.on("error", () => undefined); // the server was killed; whoever asks next is told
  return {
    owner,
    appUrl,
    postmaster: () => server.pid,
    async crash() {
      const port = new URL(server.ownerUrl).port;
      for (const pid of [server.pid, ...childrenOf(server.pid)]) endNow(pid);
      await server.stop();
      server = await startPostgres(folder, { port });
    },
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
