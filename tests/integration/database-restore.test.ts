import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRedactions } from "../../scripts/redactions.ts";
import { useOwnDatabase } from "../setup/own-database.ts";
import type { Installed, Known, openPrivacy as open } from "./shops-privacy-setup.ts";

let its: Awaited<ReturnType<typeof open>>;
let folder: string;
beforeAll(async () => {
  await useOwnDatabase();
  const { openPrivacy } = await import("./shops-privacy-setup.ts");
  its = await openPrivacy();
  folder = mkdtempSync(join(tmpdir(), "entrega-restore-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await its.close();
});

const ownerUrl = () => process.env["OWNER_URL"] ?? "";
function at(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
async function ask<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** A backup: the whole database as it is now, under another name. */
async function backUp(name: string): Promise<string> {
  const own = new URL(ownerUrl()).pathname.slice(1);
  const server = at(ownerUrl(), "postgres");
  await ask(server, "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [own]);
  await ask(server, `create database ${name} template ${own}`);
  return at(ownerUrl(), name);
}

/** `npm run restored` on that database. */
function restored(url: string, lines: readonly string[]): Promise<{ stdout: string }> {
  const file = join(folder, "redactions.jsonl");
  writeFileSync(file, lines.join("\n"));
  return promisify(execFile)(process.execPath, ["scripts/restored.ts", file], {
    env: { ...process.env, MIGRATE_URL: url, APP_PASSWORD: "app" },
  });
}

/** What of a customer is found that a redaction takes away. */
const personal = (url: string, { shopId }: Installed, { orderId }: Known) =>
  ask<{ persons: number; words: number; keys: number; tracked: number; customers: number }>(
    url,
    `select (select count(*) from order_person where shop_id = $1 and order_id = $2)::int as persons,
            (select count(*) from order_word where shop_id = $1 and order_id = $2)::int as words,
            (select count(*) from order_key where shop_id = $1 and order_id = $2)::int as keys,
            (select count(*) from parcel where shop_id = $1 and order_id = $2 and tracking_number is not null)::int as tracked,
            (select count(*) from shop_order where shop_id = $1 and order_id = $2 and customer_id is not null)::int as customers`,
    [shopId, orderId],
  );
const NOTHING = [{ persons: 0, words: 0, keys: 0, tracked: 0, customers: 0 }];

test("a restored backup forgets again who was erased since, before the app may connect to it", async () => {
  const [here, leaving] = [await its.opened(), await its.opened()];
  const [ana, bob] = [await its.customerIn(here, "ana"), await its.customerIn(here, "bob")];
  await its.customerIn(leaving, "cleo");
  const waits = "select status, sent_at = created_at as since from intent where subject = 'waits'";
  await ask(
    ownerUrl(),
    `insert into intent (shop_id, kind, subject, input, idempotency_key, status, share, created_at, not_before)
     values ($1, 'order.tags', 'waits', '{}', gen_random_uuid(), 'waiting', 4, now(), now())`,
    [here.shopId],
  );
  const backup = await backUp("before_redaction");
  const appUrl = at(process.env["DATABASE_URL"] ?? "", "before_redaction");
  expect(await personal(backup, here, ana)).not.toEqual(NOTHING);

  await its.receive(here, "customers/redact", {
    customer: { id: ana.customerId, email: ana.email },
    orders_to_redact: [],
  });
  await its.work(here);
  await its.uninstalled(leaving);
  await its.receive(leaving, "shop/redact", { shop_domain: leaving.shop.domain });
  await its.work(leaving);
  const { lines, open: undone } = await readRedactions(ownerUrl());
  expect(undone).toBe(0);
  expect(lines.join()).not.toMatch(/ana|example\.com/);

  // A list that is cut off: nothing is done, and the door stays shut.
  await expect(restored(backup, [...lines, '{"shop":"1","cust'])).rejects.toThrow();
  await expect(ask(appUrl, "select 1")).rejects.toThrow(/permission denied for database/);
  expect(await personal(backup, here, ana)).not.toEqual(NOTHING);

  const { stdout } = await restored(backup, lines);
  expect(stdout).toContain("2 erasures repeated, 0 had nothing left to erase, 1 effects are looked up first");
  expect(await ask(backup, waits)).toEqual([{ status: "unsure", since: true }]);
  expect(await ask(appUrl, "select 1 as open")).toEqual([{ open: 1 }]);
  expect(await personal(backup, here, ana)).toEqual(NOTHING);
  expect(await personal(backup, here, bob)).not.toEqual(NOTHING);
  expect(await ask(backup, "select id from shop where id = $1", [leaving.shopId])).toEqual([]);
  expect(await ask(backup, "select 1 from shop_order where shop_id = $1", [leaving.shopId])).toEqual([]);

  // Twice is once, and what was replayed is remembered in its turn.
  expect((await restored(backup, lines)).stdout).toContain("1 erasures repeated, 1 had nothing left to erase");
  expect((await readRedactions(backup)).lines.length).toBeGreaterThanOrEqual(lines.length);
});

test("the list forgets what no backup knows any more", async () => {
  const here = await its.opened();
  const ana = await its.customerIn(here, "ana");
  await ask(
    ownerUrl(),
    "insert into redaction (shop_no, order_ids, whole_shop, done_at) values (1, '{}', true, '2026-10-01')",
  );
  await its.receive(here, "customers/redact", { customer: { id: ana.customerId }, orders_to_redact: [] });
  await its.work(here);
  expect((await readRedactions(ownerUrl())).lines.filter((line) => line.includes("2026-10-01"))).toEqual([]);
});

test("the app may add to the list and not read it: it names what was erased in every shop", async () => {
  await expect(ask(process.env["DATABASE_URL"] ?? "", "select order_ids from redaction")).rejects.toThrow(
    /permission denied/,
  );
});
