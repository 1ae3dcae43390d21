import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { databaseClockReads } from "./sql-text.ts";

const root = join(import.meta.dirname, "../..");

describe("the database's clock in SQL text", () => {
  it.each([
    ["a plain string", 'sql("update a set at = now()")', ["update a set at = now()"]],
    ["a template around a value", "sql(`select ${id} where at < NOW () - ${age}`)", [" where at < NOW () - "]],
    ["SQL's own word", "sql(`insert into a values (current_timestamp)`)", ["insert into a values (current_timestamp)"]],
    ["a call of ours by that name", "const at = clock.now();", []],
    ["a comment", "// never now()\nsql(`select $1::timestamptz`)", []],
    ["words that contain it", 'sql("select known, snow_depth from current_dates")', []],
  ])("is judged in %s", (_where, source, expected) => {
    expect(databaseClockReads(source)).toEqual(expected);
  });

  it("is not read by any feature: business time is a parameter", () => {
    const files = globSync("app/features/**/*.server.ts", { cwd: root });
    expect(files.length).toBeGreaterThan(0);
    const reads = files.flatMap((file) =>
      databaseClockReads(readFileSync(join(root, file), "utf8")).map((text) => `${file}: ${text}`),
    );
    expect(reads).toEqual([]);
  });
});
