/** Processes of a measurement, and what processor time they and PostgreSQL take. */
import { fork, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Part {
  readonly process: ChildProcess;
  readonly pid: number;
  /** What it told first: its port, if it has one. */
  readonly port: number;
}

/** Starts a file of this folder's parent in a process of its own; resolves when it says that it is ready. */
export async function startPart(
  file: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Part> {
  const child = fork(join(import.meta.dirname, "..", file), [...args], { env: { ...process.env, ...env } });
  const port = await told(child);
  return { process: child, pid: child.pid ?? 0, port: Number(port) };
}

/** The next thing a process tells. */
export function told(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => {
      reject(new Error(`a process of the bench ended with ${code ?? "a signal"}`));
    };
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message);
    });
  });
}

/** Ends a process and waits until it is gone. */
export async function endPart({ process: child }: Part, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await gone;
}

/** Linux counts processor time in hundredths of a second. */
const TICK_SECONDS = 0.01;

/** Seconds of processor time a process has used; NaN where there is no /proc. */
function secondsOf(pid: number, withChildren = false): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop()?.split(" ") ?? [];
    const wanted = withChildren ? fields.slice(11, 15) : fields.slice(11, 13);
    return wanted.reduce((sum, each) => sum + Number(each), 0) * TICK_SECONDS;
  } catch {
    return Number.NaN;
  }
}

/** The processes a process has started. */
export function childrenOf(parent: number): number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => {
        try {
          return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop()?.split(" ")[1]) === parent;
        } catch {
          return false;
        }
      });
  } catch {
    return [];
  }
}

/** Processor seconds by name, so far. PostgreSQL is its postmaster with all children, past ones included. */
export function processorSeconds(parts: Readonly<Record<string, Part>>, postmaster: number): Record<string, number> {
  const database = [secondsOf(postmaster, true), ...childrenOf(postmaster).map((pid) => secondsOf(pid))];
  return {
    ...Object.fromEntries(Object.entries(parts).map(([name, { pid }]) => [name, secondsOf(pid)])),
    PostgreSQL: database.filter((each) => !Number.isNaN(each)).reduce((sum, each) => sum + each, 0),
  };
}

/** "web 61 %, PostgreSQL 88 %" of one core, between two readings. */
export function processorText(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
  seconds: number,
): string {
  return Object.entries(after)
    .map(([name, used]) => `${name} ${Math.round(((used - (before[name] ?? 0)) / seconds) * 100)} %`)
    .join(", ");
}

/** "web 0.12, PostgreSQL 0.31": milliseconds of processor time of each of `count` things, between two readings. */
export function processorPerThing(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
  count: number,
): string {
  return Object.entries(after)
    .map(([name, used]) => `${name} ${(((used - (before[name] ?? 0)) / count) * 1000).toFixed(2)}`)
    .join(", ");
}
