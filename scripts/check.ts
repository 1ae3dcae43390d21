/** The gate without the tests: `npm run check [-- NAME…]`. Two checks at a time, because the machine it must be quick on has two cores. */
import { BUILDS, CHECKS, FIXTURES, useOwnTools } from "./checks.ts";
import { outcomeText, runChecks } from "./run-checks.ts";

useOwnTools();
const all = [...CHECKS, ...BUILDS, FIXTURES];
const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? all : all.filter((check) => wanted.includes(check.name));
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
