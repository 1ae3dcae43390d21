import { startChild, type Child } from "../../../scripts/demo/child.ts";
import { ask } from "./database-server.ts";

export interface AppProcess {
  /** Resolves once the process that runs now answers. */
  ready(): Promise<void>;
  /** Kills it and starts the next one; resolves when that one is on its way. */
  kill(): Promise<void>;
  /** Told to end as a deployment tells it, and started again when it has. Resolves when the next one answers. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Kills it, for good. */
  end(): Promise<void>;
}

export interface AppProcessOptions {
  readonly name: string;
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  readonly databaseUrl: string;
  readonly logFile: string;
  /** Called between the end of one and the start of the next; `session`: the name under which the dead one was known to the database. */
  readonly between: (session: string) => Promise<void>;
  /** It ended although nobody killed it; the next one is started. */
  readonly onEnded: (message: string) => void;
}

/** A process of the app with somebody who starts it again. Each one has a name of its own in pg_stat_activity. */
export function keepRunning(options: AppProcessOptions): AppProcess {
  const { name, entry, env, port, logFile } = options;
  let count = 0;
  let session = "";
  let stopped = false;
  let child = start();

  function start(): Child {
    session = `${name}-${++count}`;
    const databaseUrl = new URL(options.databaseUrl);
    databaseUrl.searchParams.set("application_name", session);
    const started = startChild({
      name: session,
      entry,
      env: { ...env, DATABASE_URL: databaseUrl.href },
      logFile,
      readyUrl: `http://localhost:${port}/health/ready`,
    });
    started.failed.catch((error: unknown) => {
      options.onEnded(error instanceof Error ? error.message : String(error));
      if (!stopped && child === started) child = start();
    });
    return started;
  }

  return {
    ready: () => child.ready,
    async kill() {
      const dead = session;
      await child.kill();
      await options.between(dead);
      child = start();
    },
    async restart() {
      await child.stop();
      child = start();
      await child.ready;
    },
    end() {
      stopped = true;
      return child.kill();
    },
    stop() {
      stopped = true;
      return child.stop();
    },
  };
}

/** Ten milliseconds between two looks. */
const LOOK_MS = 10;

/**
 * A dead worker's leases hold for 30 s of the database's time. Here they pass at once, as soon as PostgreSQL has ended everything the dead one had
 * begun, which is the same thing sooner: there is only one worker, and the next one has not started yet.
 */
export async function letLeasesPass(ownerUrl: string, session: string): Promise<void> {
  await eventually(async () => {
    const open = await ask(ownerUrl, "select 1 from pg_stat_activity where application_name = $1", [session]);
    if (open.length > 0) return false;
    await ask(
      ownerUrl,
      `update shop_lane set ready_at = ready_at - interval '30 seconds', lease_until = lease_until - interval '30 seconds'
        where lease_until > now()`,
    );
    return true;
  });
}

/** Looks until it is so; a look that fails (the database has just been killed) is repeated. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}
