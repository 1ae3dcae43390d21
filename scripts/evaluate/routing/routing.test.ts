import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { readInstance } from "./instance.ts";
import { evaluateRouting } from "./routing.ts";
import { scoreOf } from "./score.ts";

const ROOT = join(import.meta.dirname, "../../..");
const FIXTURES = join(ROOT, "tests/fixtures/routing");
/** tests/fixtures/routing/README.md: the optimum, and what fewest splits in sequence cost. */
const KNOWN: Readonly<Record<string, readonly [optimum: number, fewestSplits: number]>> = {
  "small-01-slack1.3": [317.08, 344.03],
  "small-02-slack1.1": [466.98, 494.26],
  "small-07-slack1.0": [340.23, 390.1],
  "medium-02-slack1.1": [2084.02, 2173.73],
  "medium-03-slack1.0": [1532.07, 1633.1],
  "medium-04-slack0.9": [31059.27, 31210.64],
};
const NAMES = Object.keys(KNOWN).sort();

const resultSchema = z.strictObject({
  instances: z.array(z.strictObject({ name: z.string(), cost: z.number(), unfilled: z.int(), ms: z.int().min(0) })),
});
const plansSchema = z.record(
  z.string(),
  z.array(z.strictObject({ order: z.string(), location: z.string(), sku: z.string(), qty: z.int().min(1) })),
);

let folder = "";
let out = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evaluate-"));
  out = join(folder, "plans.out");
});
afterEach(() => rmSync(folder, { recursive: true }));

function evaluated(mode: string) {
  // A process of its own: the command itself, and code as fast as it is without the test's transformations.
  const args = [join(ROOT, "scripts/evaluate.ts"), "routing", FIXTURES, "--mode", mode, "--out", out];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  const { instances } = resultSchema.parse(JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? ""));
  const plans = plansSchema.parse(JSON.parse(readFileSync(out, "utf8")));
  expect(instances.map(({ name }) => name).sort()).toEqual(NAMES);
  expect(Object.keys(plans).sort()).toEqual(NAMES);
  for (const { name, cost, unfilled } of instances) {
    const instance = readInstance(name, readFileSync(join(FIXTURES, `${name}.json`), "utf8"));
    const score = scoreOf(instance, plans[name] ?? []);
    expect(cost).toBeCloseTo(score.cost, 3);
    expect(unfilled).toBe(score.unfilled);
  }
  return instances;
}

describe("npm run evaluate -- routing", () => {
  test("together, every instance is within 0.5 % of its proven optimum, and nothing is left out that could ship", () => {
    for (const { name, cost, unfilled } of evaluated("batch")) {
      const [optimum = 0] = KNOWN[name] ?? [];
      expect(cost).toBeLessThanOrEqual(optimum * 1.005);
      // A cost below the optimum would be a mistake of the scorer; the optima are rounded.
      expect(cost).toBeGreaterThan(optimum - 0.006);
      expect(unfilled).toBe(name === "medium-04-slack0.9" ? 30 : 0);
    }
  });

  test("in sequence it is better than fewest splits on average", () => {
    const ratios = evaluated("online").map(({ name, cost }) => cost / (KNOWN[name]?.[1] ?? NaN));
    expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).toBeLessThan(1);
  });

  test("an instance with a mistake is named with its field, and nothing is written", () => {
    cpSync(join(FIXTURES, "small-01-slack1.3.json"), join(folder, "good.json"));
    const text = readFileSync(join(folder, "good.json"), "utf8");
    writeFileSync(join(folder, "bad.json"), text.replace(/"qty": \d+/, '"qty": -1'));
    const evaluate = () => evaluateRouting([folder, "--mode", "batch", "--out", out]);
    expect(evaluate).toThrow(/^bad\.json: orders\.0\.lines\.0\.qty: /);
    expect(existsSync(out)).toBe(false);
  });

  test("says how it is used", () => {
    expect(() => evaluateRouting([FIXTURES, "--mode", "best", "--out", out])).toThrow("--mode batch|online");
    expect(() => evaluateRouting([folder, "--mode", "batch", "--out", out])).toThrow("no instances");
  });
});
