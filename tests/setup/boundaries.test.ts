import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type ICruiseResult, type IForbiddenRuleType, type ICruiseOptions, cruise } from "dependency-cruiser";
import { describe, expect, it } from "vitest";

interface Configuration {
  forbidden: IForbiddenRuleType[];
  options: ICruiseOptions;
}

const require = createRequire(import.meta.url);
const configuration = require("../../.dependency-cruiser.cjs") as Configuration;
const rules = configuration.forbidden.map((rule) => rule.name ?? "a rule without a name").sort();
const fixtures = join(import.meta.dirname, "boundaries");

/** Files of a fixture that must be reported: they say so in their first line. */
function offenders(rule: string): string[] {
  const files = globSync("**/*.{ts,tsx}", { cwd: join(fixtures, rule) });
  return files.filter((file) => readFileSync(join(fixtures, rule, file), "utf8").startsWith("// reported\n")).sort();
}

async function violations(rule: string): Promise<{ rule: string; from: string }[]> {
  const { exclude: _fixturesAreTheInputHere, ...options } = configuration.options;
  const folders = globSync("*", { cwd: join(fixtures, rule), exclude: (name) => name.endsWith(".json") });
  const result = await cruise(folders, {
    ...options,
    ruleSet: { forbidden: configuration.forbidden },
    validate: true,
    baseDir: join(fixtures, rule),
  });
  const { summary } = result.output as ICruiseResult;
  return summary.violations.map((violation) => ({ rule: violation.rule.name, from: violation.from }));
}

describe("the boundaries between the parts of the app", () => {
  it("have one fixture for each rule, and none left over", () => {
    expect(globSync("*", { cwd: fixtures }).sort()).toEqual(rules);
  });

  it.each(rules)("%s is reported where it is broken and nowhere else", async (rule) => {
    const expected = offenders(rule);
    expect(expected).not.toEqual([]);
    // A tiny tree is full of files that nothing uses; that is only news in the fixture about them.
    const found = (await violations(rule)).filter((one) => rule === "no-orphans" || one.rule !== "no-orphans");
    expect([...new Set(found.map((violation) => violation.from))].sort()).toEqual(expected);
    expect([...new Set(found.map((violation) => violation.rule))]).toEqual([rule]);
  });
});
