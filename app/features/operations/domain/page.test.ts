import { expect, test } from "vitest";
import { ageText, operationsPage } from "./page.ts";

const facts = {
  process: "worker",
  at: new Date("2026-11-23T08:00:00Z"),
  checks: [{ name: "database", state: "good", detail: "answers" }],
  work: [{ title: "Lanes", columns: ["lane", "ready"], rows: [["refresh", 12_000]] }],
  own: [],
} as const;

test("says at the top whether the process can work", () => {
  expect(operationsPage(facts)).toContain("<title>Entrega: this worker process is ready</title>");
  const bad = { ...facts, checks: [{ name: "database", state: "bad", detail: "does not answer" }] } as const;
  expect(operationsPage(bad)).toContain("<h1>Entrega: this worker process is not ready</h1>");
  expect(operationsPage(bad)).toContain('<td class="bad">bad</td><td>does not answer</td>');
});

test("shows numbers as people read them", () => {
  expect(operationsPage(facts)).toContain('<td>refresh</td><td class="number">12,000</td>');
});

test("says so when the database could not be counted", () => {
  expect(operationsPage({ ...facts, work: [] })).toContain("The database could not be counted.");
});

test("what comes from elsewhere is text and never markup", () => {
  const own = [{ title: "<b>", columns: ["<i>"], rows: [["<script>alert(1)</script>"]], note: "<u>" }] as const;
  expect(operationsPage({ ...facts, own })).not.toMatch(/<(script|b|i|u)>/);
});

test.each([
  [0, "0 s"],
  [119, "119 s"],
  [120, "2 min"],
  [7_199, "120 min"],
  [7_200, "2 h"],
  [172_800, "2 d"],
])("%i seconds are %s", (seconds, text) => {
  expect(ageText(seconds)).toBe(text);
});
