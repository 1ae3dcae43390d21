/** One process of the app, started and watched by the demo and by the fault campaigns. */
import { spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

export interface Child {
  readonly name: string;
  /** Resolves once it works; rejects with its last lines when it ends instead. */
  readonly ready: Promise<void>;
  /** Rejects when the process ends before it was told to. Never resolves. */
  readonly failed: Promise<never>;
  /** SIGTERM, and SIGKILL for a process that has not ended after ten seconds. */
  stop(): Promise<void>;
  /** SIGKILL: it gets no chance to say goodbye. Resolves when it is gone. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  readonly name: string;
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Answers 200 once it works. */
  readonly readyUrl: string;
}

const STOP_WITHIN_MS = 10_000;
const READY_WITHIN_MS = 60_000;
const STOP_WITH_PARENT = pathToFileURL(fileURLToPath(new URL("stop-with-parent.ts", import.meta.url))).href;

/** Starts the process; it appends what it says to its log. */
export function startChild(options: ChildOptions): Child {
  const { name, entry, env, logFile, readyUrl } = options;
  const child = spawn(process.execPath, ["--import", STOP_WITH_PARENT, entry], {
    env: { ...process.env, ...env },
    // The fourth is the line whose end tells the child that we are gone.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const log = createWriteStream(logFile, { flags: "a" });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  let stopping = false;
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => {
      resolve(error.message);
    });
    child.once("close", (code, signal) => {
      log.end();
      resolve(signal ?? `exit ${String(code)}`);
    });
  });
  const failed = ended.then((how) => {
    if (stopping) return new Promise<never>(() => undefined);
    throw new Error(`The ${name} has ended (${how}). The end of ${logFile}:\n${lastLines(logFile)}`);
  });
  const ready = Promise.race([isReady(name, readyUrl, () => child.exitCode !== null), failed]);
  // Whoever waits is told; nobody may be waiting yet.
  for (const promise of [failed, ready]) promise.catch(() => undefined);

  return {
    name,
    failed,
    ready,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const force = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
      child.kill("SIGTERM");
      await ended;
      clearTimeout(force);
    },
    async kill() {
      stopping = true;
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function isReady(name: string, url: string, hasEnded: () => boolean): Promise<void> {
  for (let waited = 0; waited < READY_WITHIN_MS && !hasEnded(); waited += 50) {
    const answer = await fetch(url).catch(() => undefined); // not listening yet
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`The ${name} is not ready after ${READY_WITHIN_MS / 1000} s.`);
}

function lastLines(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-8).join("\n");
}

/** A port nobody listens on: `wanted` if it is free. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  const port = await new Promise<number | undefined>((resolve) => {
    server.once("error", () => {
      resolve(undefined);
    });
    server.listen(wanted, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
  if (port === undefined) return freePort();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
