/**
 * All checks and all tests: `npm test`. The checks run beside the builds and the tests, for each leaves the cores idle for a part of its time; the
 * kill campaign runs last, beside nothing.
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

/** Without the builds there is nothing to open in a browser: then no test runs. Returns what failed. */
async function buildAndTest(): Promise<string[]> {
  const failedBuilds = await check(BUILDS, BUILDS.length);
  if (failedBuilds.length > 0) return failedBuilds.map(({ name }) => name);
  return (await runTests("!kill")) === 0 ? [] : ["tests"];
}

useOwnTools();
const started = performance.now();
const [failedChecks, failedTests] = await Promise.all([check(CHECKS, 1), buildAndTest()]);
const failed = [...failedChecks.map(({ name }) => name), ...failedTests];
if ((await runTests("kill")) !== 0) failed.push("kill campaign");
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(failed.length === 0 ? `all passed in ${seconds} s` : `failed in ${seconds} s: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);
