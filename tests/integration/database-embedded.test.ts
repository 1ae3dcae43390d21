import { fork, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { startPostgres, type EmbeddedPostgres } from "../../scripts/embedded-postgres.ts";

const OWNER = join(import.meta.dirname, "database-embedded-owner.ts");
const isRoot = process.getuid?.() === 0;

const folders: string[] = [];
const servers: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];
const orphans: number[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const pid of orphans.splice(0)) killed(pid);
  for (const server of servers.splice(0)) await server.remove();
  for (const folder of folders.splice(0))
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});

/** A folder of this mode; `nobody`'s, when it is for him. */
function newFolder(mode: number, uid?: number): string {
  const folder = mkdtempSync(join(tmpdir(), "entrega-embedded-"));
  folders.push(folder);
  chmodSync(folder, mode);
  if (uid !== undefined) chownSync(folder, uid, uid);
  return folder;
}

function killed(pid: number): void {
  try {
    process.kill(pid, "SIGQUIT");
  } catch {
    // it is gone already
  }
}

interface Told {
  readonly ownerUrl?: string;
  readonly pid?: number;
  readonly refused?: string;
}

/** Starts the server in another process, as another user if one is given. */
async function startElsewhere(folder: string, uid?: number): Promise<Told & { child: ChildProcess }> {
  const child = fork(OWNER, [folder], uid === undefined ? {} : { uid, gid: uid });
  children.push(child);
  const told = await new Promise<Told>((resolve, reject) => {
    child.once("message", (message) => resolve(message as Told));
    child.once("exit", (code) => reject(new Error(`ended with ${code ?? "a signal"}`)));
  });
  if (told.pid !== undefined) orphans.push(told.pid);
  return { ...told, child };
}

async function start(folder: string): Promise<EmbeddedPostgres> {
  const server = await startPostgres(folder);
  servers.push(server);
  return server;
}

async function ask(url: string | undefined, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

const gone = (child: ChildProcess) =>
  new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill("SIGKILL");
  });

test(
  "keeps what was committed when its process, and then the server itself, is killed",
  { timeout: 60_000 },
  async () => {
    const folder = newFolder(0o755);
    const { ownerUrl, pid, child } = await startElsewhere(folder);
    await ask(ownerUrl, "create table kept as select 1 as n");

    // Somebody else's folder is left alone, and told whose it is.
    await expect(startPostgres(folder)).rejects.toThrow(`is in use by process ${child.pid ?? ""}`);
    expect(await ask(ownerUrl, "insert into kept values (2) returning n")).toEqual([{ n: 2 }]);

    await gone(child);
    const second = await start(folder); // the server went on running without its owner
    expect(second.pid).not.toBe(pid);
    expect(await ask(second.ownerUrl, "insert into kept values (3) returning n")).toEqual([{ n: 3 }]);

    process.kill(second.pid, "SIGKILL");
    await second.stop();
    const third = await start(folder);
    expect(await ask(third.ownerUrl, "select n from kept order by n")).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  },
);

test("refuses a second start in the same process too", { timeout: 60_000 }, async () => {
  const folder = newFolder(0o755);
  await start(folder);
  await expect(startPostgres(folder)).rejects.toThrow(`in use by process ${process.pid}`);
});

test(
  "runs as root in a folder that only root may enter, and forgets it with the folder",
  { timeout: 60_000 },
  async (context) => {
    if (!isRoot) context.skip("this machine's user is not root: what root meets is not tried");
    const folder = newFolder(0o700);
    const server = await start(folder);
    await ask(server.ownerUrl, "create table kept as select 1 as n");
    await server.stop();
    const again = await start(folder);
    expect(await ask(again.ownerUrl, "select n from kept")).toEqual([{ n: 1 }]);
    const [row] = (await ask(again.ownerUrl, "show data_directory")) as { data_directory: string }[];
    expect(statSync(row?.data_directory ?? "").mode & 0o077).toBe(0);

    // Deleted and made anew: another database, not the old one with a password that nobody knows.
    await again.stop();
    rmSync(folder, { recursive: true });
    const fresh = await start(folder);
    expect(await ask(fresh.ownerUrl, "select to_regclass('kept') as kept")).toEqual([{ kept: null }]);
    rmSync(dirname(row?.data_directory ?? ""), { recursive: true });
    const place = (await ask(fresh.ownerUrl, "show data_directory")) as { data_directory: string }[];
    await fresh.remove();
    expect(existsSync(place[0]?.data_directory ?? "")).toBe(false);
  },
);

test("runs as an ordinary user", { timeout: 60_000 }, async (context) => {
  const nobody = /^nobody:[^:]*:(\d+)/m.exec(readFileSync("/etc/passwd", "utf8"))?.[1];
  if (!isRoot || nobody === undefined)
    context.skip("only root can become another user: this run shows its own user only");
  if (!enterable(import.meta.dirname)) context.skip("nobody may not enter this checkout");
  const uid = Number(nobody);
  const { ownerUrl, refused } = await startElsewhere(newFolder(0o700, uid), uid);
  expect(refused).toBeUndefined();
  expect(await ask(ownerUrl, "select 1 as n")).toEqual([{ n: 1 }]);
});

function enterable(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
