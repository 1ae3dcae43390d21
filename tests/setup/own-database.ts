/** A database of its own for a test file that breaks it, or that runs the real worker (which takes the lanes of every shop it finds). */
import { randomBytes } from "node:crypto";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import pg from "pg";
import { CLEAN_DATABASE } from "./database.ts";

export interface OwnDatabase {
  /** The database is away for the app: open connections break, new ones are refused. */
  cut(): Promise<void>;
  /** The database accepts and does not answer, until the returned function is called. */
  stall(): () => void;
  /** It is back, on the same port. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Makes the database and points this process at it. Call before the world is opened: the app reads its configuration once. */
export async function openOwnDatabase(): Promise<OwnDatabase> {
  const ownerUrl = new URL(process.env["OWNER_URL"] ?? "");
  const line = await openLine(Number(ownerUrl.port), ownerUrl.hostname);
  await useOwnDatabase(line.port);
  return line;
}

/** The same without the line, which costs as much as the statements it carries: for tests that break the database in another way. */
export async function useOwnDatabase(port?: number): Promise<void> {
  const ownerUrl = new URL(process.env["OWNER_URL"] ?? "");
  const name = `own_${randomBytes(6).toString("hex")}`;
  const owner = new pg.Client({ connectionString: ownerUrl.href });
  await owner.connect();
  await owner.query(`create database ${name} template ${CLEAN_DATABASE}`);
  await owner.end();
  const appUrl = new URL(process.env["DATABASE_URL"] ?? "");
  if (port !== undefined) appUrl.port = String(port);
  for (const [key, url] of [
    ["OWNER_URL", ownerUrl],
    ["DATABASE_URL", appUrl],
  ] as const) {
    url.pathname = `/${name}`;
    process.env[key] = url.href;
  }
}

/** A line to the database's port that can be cut. */
async function openLine(port: number, host: string): Promise<OwnDatabase & { port: number }> {
  const sockets = new Set<Socket>();
  let stalled = false;
  const server = createServer((near) => {
    const far = connect(port, host);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      if (stalled) from.pause();
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, "127.0.0.1", () => resolve()));
  await listen(0);
  const own = (server.address() as AddressInfo).port;
  const cut = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const stall = () => {
    stalled = true;
    for (const socket of sockets) socket.pause();
    return () => {
      stalled = false;
      for (const socket of sockets) socket.resume();
    };
  };
  return { port: own, cut, stall, mend: () => listen(own), close: cut };
}
