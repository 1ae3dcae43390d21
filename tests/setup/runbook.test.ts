import { existsSync, globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { namedTests } from "./named-tests.ts";

const runbook = readFileSync("docs/runbook.md", "utf8");
const chapters = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((chapter) => [chapter.split("\n", 1)[0] ?? "", chapter] as const),
);
const Rules = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          for: z.string().regex(/^\d+[mh]$/),
          labels: z.object({ severity: z.enum(["page", "ticket"]) }),
          annotations: z.object({ runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const alerts = Rules.parse(parse(readFileSync("deploy/alerts.yaml", "utf8"))).groups.flatMap(({ rules }) => rules);

test("every alarm has its chapter, every chapter its alarm, and the link leads there", () => {
  expect([...chapters.keys()].toSorted()).toEqual(alerts.map(({ alert }) => alert).toSorted());
  expect(chapters.size).toBe(10);
  for (const { alert, annotations } of alerts)
    expect(annotations.runbook).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
});

test("every alarm goes by numbers that the code has, with labels it gives them", () => {
  const code = globSync("app/**/*.server.ts")
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  for (const { expr } of alerts)
    for (const [metric = ""] of expr.matchAll(/\bentrega_\w+/g)) expect(code, metric).toContain(`name: "${metric}"`);
  for (const result of ["unavailable", "failed", "unsigned", "throttled"]) expect(code).toContain(`"${result}"`);
});

test("every chapter says where to look, what to do, and what rehearses it", () => {
  for (const [name, chapter] of chapters)
    for (const part of ["- Look: ", "- Do: ", "- Rehearsed by: "]) expect(chapter, name).toContain(part);
});

test("what rehearses it exists: the part of the campaign, and the test's sentence", () => {
  const parts = readFileSync("tests/faults/main.ts", "utf8");
  for (const [name, chapter] of chapters) {
    const named = [...chapter.matchAll(/--part (\w+)/g)].map(([, part]) => part);
    expect(named.length, name).toBeGreaterThan(0);
    for (const part of named) expect(parts, name).toMatch(new RegExp(`^ {2}${part}: \\w+Part,$`, "m"));
  }
  expect(namedTests(runbook).missing).toEqual([]);
  expect(namedTests(runbook).found).toBeGreaterThan(7);
});

test("every file that the operator's papers name is there", () => {
  for (const paper of ["docs/runbook.md", "docs/operations.md", "SECURITY.md"])
    for (const [, file = ""] of readFileSync(paper, "utf8").matchAll(
      /`((?:app|deploy|docs|prisma|scripts|tests)\/[\w./-]+\.\w+)`/g,
    ))
      expect(existsSync(file), `${paper}: ${file}`).toBe(true);
});
