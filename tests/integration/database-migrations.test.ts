import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Compares prisma/migrations, applied to an empty database, with a schema; the exit code is 0 for equal and 2 for different. */
function compare(schema: string): Promise<{ code: number; text: string }> {
  const from = ["--from-migrations", "prisma/migrations"];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [
        "node_modules/prisma/build/index.js",
        "migrate",
        "diff",
        ...from,
        "--to-schema-datamodel",
        schema,
        "--exit-code",
      ],
      { env: { ...process.env, DATABASE_URL: process.env["OWNER_URL"] } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === "number" ? error.code : 0, text: stdout + stderr }),
    );
  });
}

test("the migrations make the database that the schema describes", async () => {
  const { code, text } = await compare("prisma/schema");
  expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining("No difference detected") });
});

test("a field without a migration is noticed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "entrega-schema-"));
  for (const file of readdirSync("prisma/schema")) {
    const text = readFileSync(join("prisma/schema", file), "utf8");
    writeFileSync(join(folder, file), text.replace("model Shop {", "model Shop {\n  nickname String?"));
  }
  const { code, text } = await compare(folder);
  expect({ code, text }).toEqual({ code: 2, text: expect.stringContaining("nickname") });
  rmSync(folder, { recursive: true });
});
