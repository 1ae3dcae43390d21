import { z } from "zod";

/** What is read of the lock's `packages`: path in node_modules → what the package asks for. */
export const Packages = z.record(
  z.string(),
  z.object({ dev: z.boolean().optional(), optionalDependencies: z.record(z.string(), z.string()).optional() }),
);
export type Packages = z.infer<typeof Packages>;

/** What is written for one platform package. */
export interface PlatformEntry {
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

/**
 * The platform packages that some locked package names and the lock does not hold, as entries to add. Throws when one is
 * not asked for by an exact version, or its name does not tell the platform: then a person must look.
 */
export function missingPlatforms(packages: Packages): Record<string, PlatformEntry> {
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
