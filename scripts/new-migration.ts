/**
 * npm run migration <name>: writes prisma/migrations/<time>_<name>/migration.sql with what changed in prisma/schema since
 * the last commit. Policies, grants and special indexes are then added by hand: Prisma does not know them.
 *
 * Compares two sets of files. Prisma's engine still wants a PostgreSQL to talk to, so it is given an empty one of its own:
 * `prisma migrate dev`, which works on a real one, has been seen to run on the wrong database.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { startPostgres } from "./embedded-postgres.ts";

const SCHEMA = "prisma/schema";

const git = (...args: string[]): string => execFileSync("git", args, { encoding: "utf8" });

/** The schema of the last commit, copied into `folder`; false when that commit has none. */
function copyCommittedSchema(folder: string): boolean {
  const files = git("ls-tree", "--name-only", "HEAD", `${SCHEMA}/`).split("\n").filter(Boolean);
  for (const file of files) writeFileSync(join(folder, basename(file)), git("show", `HEAD:${file}`));
  return files.length > 0;
}

async function difference(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "entrega-schema-"));
  const postgres = await startPostgres(".data/migration");
  try {
    const committed = join(folder, "committed");
    mkdirSync(committed);
    const before = copyCommittedSchema(committed) ? ["--from-schema-datamodel", committed] : ["--from-empty"];
    const output = join(folder, "migration.sql");
    const diff = ["migrate", "diff", ...before, "--to-schema-datamodel", SCHEMA, "--script", "--output", output];
    const env = { ...process.env, DATABASE_URL: postgres.ownerUrl };
    execFileSync("prisma", diff, { stdio: ["ignore", "ignore", "inherit"], env });
    return readFileSync(output, "utf8");
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true });
  }
}

/** 2026-11-21T20:15:07.123Z → 20261121201507: Prisma applies migrations in the order of their names. */
const stamp = (now: Date): string => now.toISOString().replaceAll(/\D/g, "").slice(0, 14);

const [name] = process.argv.slice(2);
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  console.error("usage: npm run migration <name>   (small letters, digits, _)");
  process.exit(2);
}
const sql = await difference();
if (sql.includes("This is an empty migration")) {
  console.log(`${SCHEMA} is as it was in the last commit: nothing to migrate`);
} else {
  const folder = join("prisma/migrations", `${stamp(new Date())}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), sql);
  console.log(`${folder}/migration.sql: now add policies, grants and indexes by hand`);
}
