import { describe, expect, test } from "vitest";
import { asText, checksOf, isReady, type Database, type Found } from "./readiness.ts";

const GOOD: Found = {
  stopping: false,
  database: { applied: ["1_a", "2_b"], broken: [], lagSeconds: 0.2 },
  shipped: ["1_a", "2_b"],
  sinceTurnMs: 80,
};
const database = (change: Partial<Database>): Found => ({
  ...GOOD,
  database: { applied: ["1_a", "2_b"], broken: [], lagSeconds: 0.2, ...change },
});

describe("a process is not ready", () => {
  test.each([
    ["that was told to end", { ...GOOD, stopping: true }, "shutdown"],
    ["whose database does not answer", { ...GOOD, database: { away: "did not answer" } }, "database"],
    ["with a migration missing", database({ applied: ["1_a"] }), "migrations"],
    ["with a migration that stopped half-way", database({ broken: ["2_b"] }), "migrations"],
    ["whose worker has not looked for work yet", { ...GOOD, sinceTurnMs: undefined }, "worker"],
    ["whose worker has not come round for six minutes", { ...GOOD, sinceTurnMs: 360_000 }, "worker"],
  ] as const)("%s", (_, found, reason) => {
    const checks = checksOf(found);
    expect(isReady(checks)).toBe(false);
    expect(checks.filter(({ state }) => state === "bad").map(({ name }) => name)).toEqual([reason]);
  });
});

describe("a process is ready, and says what is doubtful", () => {
  test.each([
    [
      "when the database is ahead of it, as in every deployment",
      database({ applied: ["1_a", "2_b", "3_c"] }),
      "migrations",
    ],
    ["when lanes wait, for a web process cannot help it", database({ lagSeconds: 121 }), "lanes"],
  ] as const)("%s", (_, found, doubt) => {
    const checks = checksOf(found);
    expect(isReady(checks)).toBe(true);
    expect(checks.filter(({ state }) => state === "doubtful").map(({ name }) => name)).toEqual([doubt]);
  });

  test("a web process is not asked about a worker's loop", () => {
    expect(checksOf({ ...GOOD, sinceTurnMs: null }).map(({ name }) => name)).not.toContain("worker");
  });
});

test("why the database cannot be asked is told as it was found", () => {
  const away = 'password authentication failed for user "entrega_app"';
  expect(checksOf({ ...GOOD, database: { away } })).toContainEqual({ name: "database", state: "bad", detail: away });
});

test("as text, one line a check", () => {
  expect(asText(checksOf(database({ applied: ["1_a"] }))).split("\n")).toContain(
    "bad       migrations  not applied: 2_b (npm run migrate)",
  );
});
