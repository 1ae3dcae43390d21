/**
 * All checks and all tests: `npm test`. The checks run beside the tests, for each of the two leaves the cores idle for a part of its time; the kill
 * campaign runs last, beside nothing.
 */
import { spawn } from "node:child_process";
import { BUILDS, CHECKS, useOwnTools } from "./checks.ts";
import { outcomeText, runChecks, type Check, type Outcome } from "./run-checks.ts";

/** Exit code of the tests of some projects, whose output goes to the terminal as it comes. */
function runTests(projects: string): Promise<number | null> {
  const child = spawn("vitest", ["run", "--project", projects], { stdio: "inherit" });
  return new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(error.message);
      resolve(null);
    });
    child.on("close", resolve);
  });
}

async function check(checks: readonly Check[], atOnce: number): Promise<Outcome[]> {
  const outcomes = await runChecks(checks, atOnce, (outcome) => {
    console.log(outcomeText(outcome));
  });
  return outcomes.filter((outcome) => outcome.code !== 0);
}

useOwnTools();
const started = performance.now();
const failed = (await check(BUILDS, BUILDS.length)).map(({ name }) => name);
if (failed.length === 0) {
  const [failedChecks, tests] = await Promise.all([check(CHECKS, 1), runTests("!kill")]);
  const kills = await runTests("kill");
  failed.push(
    ...failedChecks.map(({ name }) => name),
    ...(tests === 0 ? [] : ["tests"]),
    ...(kills === 0 ? [] : ["kill campaign"]),
  );
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(failed.length === 0 ? `all passed in ${seconds} s` : `failed in ${seconds} s: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);
