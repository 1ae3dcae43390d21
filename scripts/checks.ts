import { delimiter, join } from "node:path";
import type { Check } from "./run-checks.ts";

/** Type-checks one project and remembers what it found: the second run takes seconds. */
function tsc(project: string, memory: string): Check["command"] {
  const file = `node_modules/.cache/${memory}.tsbuildinfo`;
  return ["tsc", "--noEmit", "--incremental", "--tsBuildInfoFile", file, "-p", project];
}

/** What the tests open in a browser is made by these. */
export const BUILDS: readonly Check[] = [
  { name: "build", command: ["remix", "vite:build", "--logLevel", "warn"] },
  { name: "bundles", command: ["node", "scripts/build-extensions.ts"], tells: true },
];

const ESLINT = ["eslint", "--max-warnings", "0"] as const;

/** All that is not a test; the long ones first, so that none of them is left to run alone at the end. */
export const CHECKS: readonly Check[] = [
  // No cache: it knows a file's own text, not the types it gets from others, and both hides and invents findings. In two, because the types that all
  // files ask for at once do not fit into the 4 GB that Node takes.
  { name: "lint app", command: [...ESLINT, "app"] },
  { name: "lint rest", command: [...ESLINT, "--ignore-pattern", "app/", "."] },
  { name: "types", command: tsc(".", "app") },
  { name: "extensions", command: tsc("extensions", "extensions") },
  { name: "order block", command: tsc("extensions/order-block", "order-block") },
  { name: "format", command: ["prettier", "--check", "--log-level", "warn", "--cache", "."] },
  { name: "boundaries", command: ["depcruise", "app", "tests", "scripts", "extensions"] },
  { name: "unused", command: ["knip", "--config", "knip.jsonc", "--no-progress"] },
  { name: "operations", command: ["node", "scripts/generate-admin-types.ts", "--check"] },
  { name: "lock file", command: ["node", "scripts/complete-lock.ts", "--check"] },
  { name: "migrations", command: ["node", "scripts/check-migrations.ts"] },
  { name: "licences", command: ["node", "scripts/check-licences.ts"] },
  { name: "secrets", command: ["node", "scripts/check-secrets.ts"] },
];

/** One test, which `npm test` runs among the others: each rule of the boundaries has a fixture that breaks it. */
export const FIXTURES: Check = {
  name: "fixtures",
  command: ["vitest", "run", "--project", "unit", "--reporter=dot", "tests/setup/boundaries.test.ts"],
};

/** Also when started by hand and not by npm: the project's own Node and tools come first. Call before anything is run. */
export function useOwnTools(): void {
  process.env["PATH"] = [join(import.meta.dirname, "../node_modules/.bin"), process.env["PATH"]].join(delimiter);
  process.chdir(join(import.meta.dirname, ".."));
}
