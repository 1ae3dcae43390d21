/** Runs commands a few at a time and tells in one line each how they went. */
import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/** One part of the gate. */
export interface Check {
  /** What it proves, in a word or two. */
  name: string;
  /** Program and arguments; programs are found in node_modules/.bin first. */
  command: readonly [string, ...string[]];
  /** Its figures are worth reading although it passed: print everything it said. */
  tells?: true;
}

/** How one check ended. */
export interface Outcome {
  name: string;
  /** Exit code; null when the program could not be started or was killed by a signal. */
  code: number | null;
  seconds: number;
  tells?: true;
  /** Everything it printed, standard output and error together. */
  output: string;
}

/** Runs all checks, at most `atOnce` side by side, and reports each as it ends. A failed check does not stop the others. */
export async function runChecks(
  checks: readonly Check[],
  atOnce: number,
  report: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const waiting = [...checks];
  const outcomes: Outcome[] = [];
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const outcome = await run(check);
      outcomes.push(outcome);
      report(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return outcomes;
}

/** `ok   types          4.2 s`, and below it what a failing check printed. */
export function outcomeText(outcome: Outcome): string {
  const verdict = outcome.code === 0 ? "ok  " : "FAIL";
  const line = `${verdict} ${outcome.name.padEnd(14)}${outcome.seconds.toFixed(1).padStart(6)} s`;
  if (outcome.code !== 0) return `${line}\n${outcome.output.trimEnd()}\n`;
  if (outcome.tells === true) return `${line}\n${outcome.output.trimEnd().replaceAll(/^/gm, "       ")}`;
  const note = lastLine(outcome.output);
  return note === "" ? line : `${line}  ${note}`;
}

/** A check's own summary ("22 documents, 137.5 KB") is worth its place even when all is well. */
function lastLine(output: string): string {
  const line = stripVTControlCharacters(output).trimEnd().split("\n").at(-1)?.trim() ?? "";
  return line.length <= 120 ? line : "";
}

async function run(check: Check): Promise<Outcome> {
  const [program, ...args] = check.command;
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    const end = (code: number | null, fault = ""): void => {
      const output = Buffer.concat(chunks).toString() + fault;
      const seconds = (performance.now() - started) / 1000;
      resolve({ name: check.name, code, seconds, output, ...(check.tells ? { tells: true } : {}) });
    };
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", (error) => {
      end(null, error.message);
    });
    child.on("close", (code) => {
      end(code);
    });
  });
}
