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

const LOCK = "package-lock.json";

/** Only what is read here; the file itself is written back untouched, key for key. */
const Packages = z.record(
  z.string(),
  z.object({ dev: z.boolean().optional(), optionalDependencies: z.record(z.string(), z.string()).optional() }),
);
type Packages = z.infer<typeof Packages>;

const Lock = z.record(z.string(), z.json());

/** What is written for one platform package. */
interface PlatformEntry {
  version: string;
  dev?: true;
  optional: true;
  cpu: string[];
  os: string[];
  libc?: string[];
}

/** "@rollup/rollup-linux-x64-musl" → the `os`, `cpu` and `libc` fields that npm compares with the machine. */
function platformOf(name: string): Pick<PlatformEntry, "cpu" | "os" | "libc"> {
  const parts = name.split(/[-/]/);
  const os = parts.find((part) => /^(android|darwin|freebsd|linux|openbsd|openharmony|win32)$/.test(part));
  const cpu = parts.find((part) => /^(arm|arm64|ia32|loong64|ppc64|riscv64|s390x|x64)$/.test(part));
  if (os === undefined || cpu === undefined) throw new Error(`no platform in the name ${name}`);
  if (os !== "linux") return { cpu: [cpu], os: [os] };
  return { cpu: [cpu], os: [os], libc: [parts.some((part) => part.startsWith("musl")) ? "musl" : "glibc"] };
}

/** Looks where Node would: in the package's own node_modules, then in each one above it. */
function isLocked(packages: Packages, from: string, name: string): boolean {
  if (`${from === "" ? "" : `${from}/`}node_modules/${name}` in packages) return true;
  if (from === "") return false;
  return isLocked(packages, from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))), name);
}

function missing(packages: Packages): Record<string, PlatformEntry> {
  const found: Record<string, PlatformEntry> = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(packages, path, name)) continue;
      if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${path} asks for ${name} ${version}: not an exact version`);
      found[`node_modules/${name}`] = {
        version,
        ...(entry.dev === true ? { dev: true } : {}),
        optional: true,
        ...platformOf(name),
      };
    }
  }
  return found;
}

const lock = Lock.parse(JSON.parse(readFileSync(LOCK, "utf8")));
const added = missing(Packages.parse(lock["packages"]));
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
