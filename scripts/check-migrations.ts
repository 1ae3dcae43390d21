/** Fails when a migration breaks the version before (migration-rules.ts) and prisma/breaking.ts does not say why that harms nobody. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BREAKING } from "../prisma/breaking.ts";
import { problemsOf } from "./migration-rules.ts";

const FOLDER = "prisma/migrations";
const names = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const migrations = new Map(names.map(({ name }) => [name, readFileSync(join(FOLDER, name, "migration.sql"), "utf8")]));
const problems = problemsOf(migrations, BREAKING);
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error("Do it in two steps, a version apart; or say in prisma/breaking.ts why it harms nobody.");
  process.exit(1);
}
console.log(`${migrations.size} migrations, none of which breaks the version before it`);
