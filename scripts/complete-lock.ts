/**
 * Puts into package-lock.json what `npm install` left out of it: packages built for other platforms.
 *
 *   node scripts/complete-lock.ts            adds them
 *   node scripts/complete-lock.ts --check    fails when one is missing
 *
 * A native package (rollup, oxc-parser) names one optional package per platform. When the registry in use does not
 * serve some of them, `npm install` writes a lock without them, and `npm ci` then refuses that lock on every machine:
 * "Missing: @rollup/rollup-darwin-arm64@ from lock file". An entry with version and platform is all that `npm ci`
 * needs; it downloads only the entry of its own platform.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { Packages, missingPlatforms } from "./locked-platforms.ts";

const LOCK = "package-lock.json";

/** The file is written back untouched, key for key. */
const Lock = z.record(z.string(), z.json());

const lock = Lock.parse(JSON.parse(readFileSync(LOCK, "utf8")));
const added = missingPlatforms(Packages.parse(lock["packages"]));
const names = Object.keys(added);
if (process.argv.includes("--check")) {
  if (names.length > 0) {
    console.error(`npm ci would refuse ${LOCK}; run \`node scripts/complete-lock.ts\`. Missing:\n${names.join("\n")}`);
    process.exit(1);
  }
} else if (names.length > 0) {
  const all = Object.entries({ ...Lock.parse(lock["packages"]), ...added });
  const packages = Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b, "en")));
  writeFileSync(LOCK, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
}
console.log(`${String(names.length)} platform packages ${process.argv.includes("--check") ? "missing" : "added"}`);
