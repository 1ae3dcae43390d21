/** Ways in which PostgreSQL breaks, each done to a server that works, and undone again. */
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { ask, type DatabaseServer } from "../kill/database-server.ts";

export interface Broken {
  readonly server: DatabaseServer;
  readonly ownerUrl: string;
  /** Where the server keeps its data. */
  readonly folder: string;
  /** The shop of which somebody holds what the receiver needs. */
  readonly heldShop: string;
}

type Fault = (scene: Broken) => Promise<void>;

const SECOND = 1_000;
/** A receiver that waits so long for a lock looks whether it is a deadlock; it gives up waiting after 350 ms (features/intake). */
export const DEADLOCK_SETTING = { deadlock_timeout: "150ms" };
export const DEADLOCKS = "deadlocks with one shop's lane";
/** Of resources, the administrator, the disk and a failover: what PostgreSQL says when it cannot store what it could store before. */
const STATES = {
  "53100": "disk full",
  "53200": "out of memory",
  "58030": "I/O error",
  "25006": "read only after a failover",
  "57P01": "ended by the administrator",
  "40001": "could not serialize",
};

/** What is done to the database, in words. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  "nothing, for comparison": () => sleep(2 * SECOND),
  "restarted by an administrator": ({ server }) => server.restart(),
  "killed with all its processes": ({ server }) => server.kill(),
  "every connection ended, ten times": endConnections,
  "refused for 60 s": ({ server }) => server.restart(() => sleep(60 * SECOND)),
  ...Object.fromEntries(
    Object.entries(STATES).map(([state, words]): [string, Fault] => [
      `${state} at commit: ${words}`,
      ({ ownerUrl }) => failingCommits(ownerUrl, state),
    ]),
  ),
  [DEADLOCKS]: deadlocks,
  "stands still for 3 s": ({ server }) => server.freeze(() => sleep(3 * SECOND)),
};

/** For a server on a small disk of its own. */
export const DISK_FAULTS: Readonly<Record<string, Fault>> = {
  "disk really full for 10 s": ({ ownerUrl, folder }) =>
    onFullDisk(ownerUrl, folder, async () => {
      await sleep(10 * SECOND);
    }),
  "full for its log too: it gives up": async ({ server, ownerUrl, folder }) => {
    // The next segment of the log cannot be made: PostgreSQL panics and ends. Whoever watches it starts it again once there is room.
    await onFullDisk(ownerUrl, folder, async () => {
      await ask(ownerUrl, "select pg_switch_wal()").catch(() => undefined);
      await sleep(5 * SECOND);
    });
    await server.restart();
  },
};

async function endConnections({ ownerUrl }: Broken): Promise<void> {
  for (let time = 0; time < 10; time += 1) {
    await ask(
      ownerUrl,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    await sleep(SECOND / 5);
  }
}

/** For two seconds every commit that brings a delivery fails with this SQLSTATE: a constraint trigger that is deferred runs at the commit. */
async function failingCommits(ownerUrl: string, state: string): Promise<void> {
  await ask(
    ownerUrl,
    `create function fail_commit() returns trigger language plpgsql as $$ begin
       raise exception using errcode = '${state}', message = 'planted'; end $$;
     create constraint trigger fail_commit after insert or update on delivery deferrable initially deferred
       for each row execute function fail_commit()`,
  );
  await sleep(2 * SECOND);
  await ask(ownerUrl, "drop trigger fail_commit on delivery; drop function fail_commit()");
}

/**
 * Somebody takes the lane of a shop first and its marks second, ten times; the receiver takes them the other way round. He waits longer than
 * PostgreSQL looks for, so that the receiver is the one who is thrown out.
 */
async function deadlocks({ ownerUrl, heldShop }: Broken): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query("set deadlock_timeout = '10s'");
  for (let time = 0; time < 10; time += 1) {
    await client.query("begin");
    await client.query(
      "select 1 from shop_lane l join shop s on s.id = l.shop_id where s.domain = $1 and l.lane = 1 for update of l",
      [heldShop],
    );
    await sleep(SECOND / 20);
    await client.query("select 1 from mark m join shop s on s.id = m.shop_id where s.domain = $1 for update of m", [
      heldShop,
    ]);
    await client.query("rollback");
    await sleep(SECOND / 10);
  }
  await client.end();
}

/** A file takes what is left of the disk. The log begins a new segment before, whose 16 MB are there: first the tables have no room. */
async function onFullDisk(ownerUrl: string, folder: string, meanwhile: () => Promise<void>): Promise<void> {
  await ask(ownerUrl, "checkpoint");
  await ask(ownerUrl, "select pg_switch_wal()");
  await sleep(SECOND);
  const ballast = join(folder, "ballast");
  const file = openSync(ballast, "w");
  try {
    for (const size of [1_048_576, 4_096]) fill(file, Buffer.alloc(size, 1));
    await meanwhile();
  } finally {
    closeSync(file);
    rmSync(ballast);
  }
}

function fill(file: number, block: Buffer): void {
  try {
    for (;;) if (writeSync(file, block) < block.length) return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}
