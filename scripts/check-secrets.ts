/** Fails when a file that git knows looks as if it held a secret (secret-rules.ts). */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { suspectsIn } from "./secret-rules.ts";

/** Files that are not text of ours: pictures, compressed schemas. */
const BINARY = /\.(png|jpe?g|gz|ico|woff2?|ttf|wasm|pdf|zip)$/;

const files = execFileSync("git", ["ls-files"], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 })
  .split("\n")
  .filter((file) => file !== "" && !BINARY.test(file) && existsSync(file));
const found = files.flatMap((file) =>
  suspectsIn(readFileSync(file, "utf8")).map(({ line, name }) => `${file}:${line}: looks like ${name}`),
);
for (const each of found) console.error(each);
if (found.length > 0) {
  console.error("A real one has to be rolled over, not only deleted: it stays in the history.");
  process.exit(1);
}
console.log(`${files.length} files without a secret`);
