/** Fails when something that is deployed has a licence that nobody has looked at (licence-rules.ts). */
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { licenceProblems } from "./licence-rules.ts";

const Lock = z.object({
  packages: z.record(z.string(), z.object({ license: z.unknown().optional(), dev: z.boolean().optional() })),
});
const Manifest = z.object({ license: z.string().optional() });

const { packages } = Lock.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
const problems = licenceProblems(packages, (path) => {
  const file = `${path}/package.json`;
  return existsSync(file) ? Manifest.safeParse(JSON.parse(readFileSync(file, "utf8"))).data?.license : undefined;
});
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${Object.keys(packages).length} packages, of licences that were looked at`);
