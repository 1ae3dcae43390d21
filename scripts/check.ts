/**
 * The gate without the tests: `npm run check`. Two checks at a time, because the machine it must be quick on has two
 * cores; the long ones first, so that none of them is left to run alone at the end.
 */
import { delimiter, join } from "node:path";
import { type Check, outcomeText, runChecks } from "./run-checks.ts";

/** Type-checks one project and remembers what it found: the second run takes seconds. */
function tsc(project: string, memory: string): Check["command"] {
  const file = `node_modules/.cache/${memory}.tsbuildinfo`;
  return ["tsc", "--noEmit", "--incremental", "--tsBuildInfoFile", file, "-p", project];
}

const CHECKS: readonly Check[] = [
  {
    name: "lint",
    // No cache: it knows a file's own text, not the types it gets from others, and both hides and invents findings.
    command: ["eslint", "--max-warnings", "0", "."],
  },
  { name: "types", command: tsc(".", "app") },
  { name: "extensions", command: tsc("extensions", "extensions") },
  { name: "bundles", command: ["node", "scripts/build-extensions.ts"], tells: true },
  { name: "build", command: ["remix", "vite:build", "--logLevel", "warn"] },
  { name: "format", command: ["prettier", "--check", "--log-level", "warn", "--cache", "."] },
  { name: "boundaries", command: ["depcruise", "app", "tests", "scripts", "extensions"] },
  {
    name: "fixtures",
    command: ["vitest", "run", "--project", "unit", "--reporter=dot", "tests/setup/boundaries.test.ts"],
  },
  { name: "unused", command: ["knip", "--config", "knip.jsonc", "--no-progress"] },
  { name: "operations", command: ["node", "scripts/generate-admin-types.ts", "--check"] },
  { name: "lock file", command: ["node", "scripts/complete-lock.ts", "--check"] },
];

// Also when started by hand and not by npm: the project's own Node and tools come first.
process.env["PATH"] = [join(import.meta.dirname, "../node_modules/.bin"), process.env["PATH"]].join(delimiter);
process.chdir(join(import.meta.dirname, ".."));

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? CHECKS : CHECKS.filter((check) => wanted.includes(check.name));
const started = performance.now();
const outcomes = await runChecks(chosen, 2, (outcome) => {
  console.log(outcomeText(outcome));
});
const failed = outcomes.filter((outcome) => outcome.code !== 0).map((outcome) => outcome.name);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  failed.length === 0
    ? `all ${String(outcomes.length)} checks passed in ${seconds} s`
    : `${String(failed.length)} of ${String(outcomes.length)} checks failed in ${seconds} s: ${failed.join(", ")}`,
);
process.exit(failed.length === 0 ? 0 : 1);
