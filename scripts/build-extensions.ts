/**
 * Builds the extensions with Shopify's own CLI (offline, no login) and prints how large each bundle is. Fails when
 * the build fails or a bundle is over Shopify's limit. Nothing is built again while neither the sources nor the bundled
 * packages have changed.
 *
 *   node scripts/build-extensions.ts
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { deflateSync } from "node:zlib";

/** Per extension, compressed with deflate; Shopify refuses to deploy a larger one. */
const LIMIT_BYTES = 64 * 1024;
/** What we aim for: a shopper on a phone waits for this script before seeing anything of ours. */
const AIM_BYTES = 16 * 1024;
const STAMP = "node_modules/.cache/extensions-build.txt";
const CLI = "node_modules/@shopify/cli";
/** Packages whose code is in the bundles or makes them: their versions belong to the fingerprint. */
const PACKAGES = ["preact", "@preact/signals", "@shopify/ui-extensions", "@shopify/cli"];

process.chdir(join(import.meta.dirname, ".."));

/** Those of Shopify Flow have no script. */
const folders = globSync("extensions/*/src").map(dirname).sort();
if (folders.length === 0) fail("no extensions found");

const fingerprint = fingerprintOf();
if (folders.every((folder) => bundleOf(folder) !== null) && readStamp() === fingerprint) {
  console.log("extensions unchanged since the last build");
} else {
  build();
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, fingerprint);
}

const tooLarge = folders.filter((folder) => {
  const bundle = bundleOf(folder);
  if (bundle === null) return fail(`${folder}: the build left no bundle`);
  const compressed = deflateSync(bundle).length;
  const note = compressed > LIMIT_BYTES ? "OVER THE LIMIT" : compressed > AIM_BYTES ? "over our aim" : "";
  console.log(
    `${basename(folder).padEnd(20)} ${kilobytes(bundle.length)} raw ${kilobytes(compressed)} compressed ${note}`,
  );
  return compressed > LIMIT_BYTES;
});
if (tooLarge.length > 0) fail(`over ${kilobytes(LIMIT_BYTES).trim()} compressed: ${tooLarge.join(", ")}`);

/** The one script of a built extension; null when it has not been built. */
function bundleOf(folder: string): Buffer | null {
  const [script] = globSync(`${folder}/dist/*.js`);
  return script === undefined ? null : readFileSync(script);
}

function readStamp(): string | null {
  return existsSync(STAMP) ? readFileSync(STAMP, "utf8") : null;
}

/** Hash over everything the bundles are made from. Tests and built files do not count. */
function fingerprintOf(): string {
  const hash = createHash("sha256");
  const sources = globSync("extensions/**/*.{ts,tsx,json,toml}", {
    exclude: (path) => /^(dist|testing|manifest\.json|shopify\.d\.ts|.*\.test\.tsx?)$/.test(basename(path)),
  });
  for (const path of [...sources.sort(), "shopify.app.toml"]) hash.update(`${path}\0`).update(readFileSync(path));
  for (const name of PACKAGES) hash.update(readFileSync(`node_modules/${name}/package.json`));
  return hash.digest("hex");
}

/** Without the flag the CLI runs `npm install` first, which needs the network and may change the lock file. */
function build(): void {
  const started = performance.now();
  rmSync(STAMP, { force: true }); // a build that fails half-way leaves bundles no stamp may vouch for
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`${CLI}/bin/run.js`, "app", "build", "--skip-dependencies-installation", "--no-color", "--path", "."],
    { encoding: "utf8", env: { ...process.env, SHOPIFY_CLI_NO_ANALYTICS: "1", CI: "1" } },
  );
  if (status !== 0) fail(`shopify app build failed (exit ${String(status)})\n${stdout}\n${stderr}`);
  console.log(`extensions built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1).padStart(5)} KB`;
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
