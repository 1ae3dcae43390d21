/** Builds what the demo needs and is not there or older than its sources: the database client, the pages, the extensions. */
import { spawn } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";

const STEPS = [
  {
    name: "database client",
    made: "app/platform/db/generated/client.ts",
    from: "prisma/schema/*.prisma",
    command: ["node_modules/prisma/build/index.js", "generate"],
  },
  {
    name: "pages",
    made: "build/server/index.js",
    from: "{app/**/*.{ts,tsx,css,json},vite.config.ts,package-lock.json}",
    command: ["node_modules/@remix-run/dev/dist/cli.js", "vite:build", "--logLevel", "warn"],
  },
] as const;

/** Each step says so before it begins. Throws with the tool's own words when one fails. */
export async function buildMissing(say: (line: string) => void): Promise<void> {
  for (const { name, made, from, command } of STEPS) {
    if (isFresh(made, from)) continue;
    say(`building the ${name} …`);
    await run(name, command);
  }
  // Knows by itself whether there is anything to do.
  await run("extensions", ["scripts/build-extensions.ts"]);
}

function isFresh(made: string, from: string): boolean {
  if (!existsSync(made)) return false;
  const madeAt = statSync(made).mtimeMs;
  return globSync(from, { exclude: (path) => /(^|\/)generated$|\.test\.tsx?$/.test(path) }).every(
    (source) => statSync(source).mtimeMs <= madeAt,
  );
}

async function run(name: string, command: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
  const said: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`Building the ${name} failed:\n${Buffer.concat(said).toString().trimEnd()}`);
}
