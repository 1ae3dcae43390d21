/** Nobody is superuser on a managed PostgreSQL: what an operator runs must do with an owner who may make roles and nothing more. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startPostgres, type EmbeddedPostgres } from "../../scripts/embedded-postgres.ts";
import { migrate } from "../../scripts/migrate.ts";
import { readRedactions } from "../../scripts/redactions.ts";

let server: EmbeddedPostgres;
let folder: string;
let url: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "entrega-owner-"));
  server = await startPostgres(join(folder, "server"), { shared_buffers: "16MB" });
  await ask(server.ownerUrl, "create role plain login createrole password 'plain'");
  await ask(server.ownerUrl, "create database entrega owner plain");
  const its = new URL(server.ownerUrl);
  Object.assign(its, { username: "plain", password: "plain", pathname: "/entrega" });
  url = its.href;
});
afterAll(async () => {
  await server.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function ask<Row extends pg.QueryResultRow>(at: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test("an owner without further rights migrates, lists what was erased, and makes a restored database fit to serve", async () => {
  const appUrl = await migrate(url, "app");
  await ask(url, "insert into redaction (shop_no, order_ids, whole_shop, done_at) values (7, '{}', true, now())");
  const { lines, open } = await readRedactions(url);
  expect([lines.length, open]).toEqual([1, 0]);

  const list = join(folder, "redactions.jsonl");
  writeFileSync(list, lines.join("\n"));
  const held = new pg.Client({ connectionString: appUrl });
  const ended = new Promise((resolve) => held.on("error", resolve));
  await held.connect();
  const { stdout } = await promisify(execFile)(process.execPath, ["scripts/restored.ts", list], {
    env: { ...process.env, MIGRATE_URL: url, APP_PASSWORD: "app" },
  });
  expect(stdout).toContain("0 erasures repeated, 1 had nothing left to erase");
  // Whoever was in was put out first, and may come back.
  expect(await ended).toMatchObject({ code: "57P01" });
  expect(await ask(appUrl, "select current_user::text as me")).toEqual([{ me: "entrega_app" }]);
  // As before: the size of the database is among the numbers that are counted.
  const watched = "select has_database_privilege('entrega_watch', current_database(), 'connect') as may";
  expect(await ask(appUrl, watched)).toEqual([{ may: true }]);
}, 60_000);
