import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../../app/config.server.ts";

const key = Buffer.alloc(32, 7).toString("base64");
const GOOD = {
  SHOPIFY_APP_URL: "https://entrega.example/",
  SHOPIFY_API_KEY: "client-id",
  SHOPIFY_API_SECRET: "secret",
  DATABASE_URL: "postgresql://entrega_app:app@db.example/entrega",
  SEAL_KEYS: `k2:${key},k1:${key}`,
  SEARCH_KEY: key,
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("the configuration", () => {
  test("is read with its defaults", () => {
    expect(readConfig(GOOD)).toMatchObject({
      production: false,
      port: 3000,
      workerPort: 3001,
      workerConcurrency: 8,
      databasePool: 20,
      operatorToken: undefined,
      proxyHops: 1,
      appUrl: "https://entrega.example",
      sealKeys: [{ id: "k2" }, { id: "k1" }],
      devshopUrl: undefined,
      clock: undefined,
    });
  });

  test("cannot be changed afterwards", () => {
    expect(Object.isFrozen(readConfig(GOOD))).toBe(true);
  });

  test("tells every key that is missing, at once", () => {
    expect(problemsOf({})).toEqual(Object.keys(GOOD).map((name) => `${name} is not set`));
  });

  test("tells every key that is wrong, at once, together with what production may not have", () => {
    const problems = problemsOf({
      ...GOOD,
      NODE_ENV: "production",
      DEVSHOP_URL: "http://localhost:4000",
      PORT: "80000",
      DATABASE_POOL: "1",
      DATABASE_URL: "mysql://db",
      SEAL_KEYS: "k1:short",
      SEARCH_KEY: "c2hvcnQ=",
      CLOCK: "yesterday",
    });
    const named = [
      "PORT",
      "DATABASE_URL",
      "DATABASE_POOL",
      "SEAL_KEYS",
      "SEARCH_KEY",
      "CLOCK",
      "DEVSHOP_URL and CLOCK",
    ];
    expect(problems.map((problem) => named.find((name) => problem.startsWith(`${name} `)))).toEqual(named);
  });

  test("does not repeat a secret in what it tells", () => {
    const problems = problemsOf({ ...GOOD, SEAL_KEYS: "k1:c2VjcmV0", DATABASE_URL: "mysql://me:password@db" });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toMatch(/c2VjcmV0|password/);
  });

  test("takes an empty variable for one that is not set", () => {
    expect(readConfig({ ...GOOD, PORT: "", DEVSHOP_URL: "", CLOCK: "" })).toMatchObject({
      port: 3000,
      clock: undefined,
    });
    expect(problemsOf({ ...GOOD, SHOPIFY_API_SECRET: "" })).toEqual(["SHOPIFY_API_SECRET is not set"]);
  });

  test.each([{ DEVSHOP_URL: "http://localhost:4000" }, { CLOCK: "1,2,60" }])(
    "refuses %o in production, and only there",
    (given) => {
      expect(problemsOf({ ...GOOD, ...given, NODE_ENV: "production" })).toEqual([
        "DEVSHOP_URL and CLOCK stand in for Shopify and for time; production has neither",
      ]);
      expect(problemsOf({ ...GOOD, ...given })).toEqual([]);
    },
  );
});

describe("a process with a wrong configuration", () => {
  test.each(["app/entry.web.ts", "app/entry.worker.ts"])(
    "%s names every bad key and ends with 1",
    { timeout: 30_000 },
    async (entry) => {
      const { DATABASE_URL: _missing, ...rest } = GOOD;
      const { code, text } = await run(entry, { ...rest, PORT: "door", WORKER_CONCURRENCY: "0" });
      expect(code).toBe(1);
      expect(text).toContain("The configuration is not complete:");
      for (const name of ["DATABASE_URL is not set", "PORT ", "WORKER_CONCURRENCY "])
        expect(text).toContain(`  - ${name}`);
    },
  );
});

/** Runs an entry with this environment and nothing else of ours. */
function run(entry: string, env: Record<string, string>): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [entry], {
    env: { NODE_ENV: "development", PATH: process.env["PATH"] ?? "", ...env },
  });
  let text = "";
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, text })));
}
