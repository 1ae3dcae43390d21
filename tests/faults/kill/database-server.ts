/** A PostgreSQL that keeps its promises (fsync on) and is killed like everything else. */
import { execFileSync } from "node:child_process";
import pg from "pg";
import { freePort } from "../../../scripts/demo/child.ts";
import { startPostgres, type EmbeddedPostgres } from "../../../scripts/embedded-postgres.ts";
import { migrate } from "../../../scripts/migrate.ts";

export interface DatabaseServer {
  /** A new, migrated database: its owner's URL and the app's. */
  newDatabase(): Promise<{ ownerUrl: string; appUrl: string }>;
  /** SIGKILL for every process of the server, then it is started again. Resolves when it answers. */
  kill(): Promise<void>;
  /** Shut down as an administrator does, and started again when `meanwhile` has ended. Resolves when it answers. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** Every process of the server stands still while `meanwhile` runs: it accepts, and does not answer. */
  freeze(meanwhile: () => Promise<void>): Promise<void>;
  remove(): Promise<void>;
}

const APP_PASSWORD = "app";
const CLEAN = "clean";
const START_TRIES = 50;

/** `settings`: to see what a weaker promise would cost (synchronous_commit = off). */
export async function openDatabaseServer(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<DatabaseServer> {
  const all = { ...settings, port: String(await freePort()) };
  let server = await startPostgres(folder, all);
  const serverUrl = server.ownerUrl;
  const at = (database: string) => serverUrl.replace(/\/postgres$/, `/${database}`);
  await ask(serverUrl, `create database ${CLEAN}`);
  const cleanUrl = new URL(await migrate(at(CLEAN), APP_PASSWORD));
  let count = 0;
  return {
    async newDatabase() {
      const name = `campaign_${++count}`;
      await ask(serverUrl, `create database ${name} template ${CLEAN}`);
      const appUrl = new URL(cleanUrl);
      appUrl.pathname = `/${name}`;
      return { ownerUrl: at(name), appUrl: appUrl.href };
    },
    async kill() {
      process.kill(server.pid, "SIGSTOP"); // or it would go on making children while they are counted
      for (const pid of [server.pid, ...childrenOf(server.pid)]) endNow(pid);
      await server.stop();
      server = await startAgain(() => startPostgres(folder, all));
    },
    async restart(meanwhile) {
      await server.stop();
      await meanwhile?.();
      server = await startPostgres(folder, all);
    },
    async freeze(meanwhile) {
      const everybody = [server.pid, ...childrenOf(server.pid)];
      for (const pid of everybody) process.kill(pid, "SIGSTOP");
      try {
        await meanwhile();
      } finally {
        for (const pid of everybody) process.kill(pid, "SIGCONT");
      }
    },
    remove: () => server.remove(),
  };
}

/** PostgreSQL does not start while a child of the dead one is still being taken down by the system. */
async function startAgain(start: () => Promise<EmbeddedPostgres>): Promise<EmbeddedPostgres> {
  for (let time = 1; ; time += 1) {
    try {
      return await start();
    } catch (error) {
      if (time === START_TRIES || !String(error).includes("is still in use")) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Runs one statement on a connection of its own. */
export async function ask(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, application_name: "campaign" });
  client.on("error", () => undefined); // the server was killed; the query says so too
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql, values);
    return rows;
  } finally {
    await client.end();
  }
}

/** SIGKILL; a process that has just ended by itself is as dead. */
export function endNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function childrenOf(parent: number): number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const [pid, above] = line.trim().split(/\s+/).map(Number);
    return above === parent && pid !== undefined ? [pid] : [];
  });
}
