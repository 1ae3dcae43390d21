import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Received } from "../../app/features/intake/batch.ts";
import { receive } from "../../app/features/intake/receive.server.ts";
import { storeBatch } from "../../app/features/intake/store.server.ts";
import { newShops, ownerPool } from "./bets-setup.ts";

let owner: pg.Pool;
beforeAll(() => {
  owner = ownerPool();
});
afterAll(() => owner.end());

const AT = new Date("2026-11-01T10:00:00Z");

/** A delivery of this domain that marks these orders. */
const delivery = (domain: string, webhookId: string, orders: readonly number[]): Received => ({
  headers: { topic: "orders/updated", domain, webhookId, eventId: null, triggeredAt: AT },
  receivedAt: AT,
  known: true,
  mayBeEcho: false,
  marks: orders.map((id) => ({ kind: "order", objectId: String(id), hintedAt: AT })),
  fact: undefined,
});

async function newDomains(count: number): Promise<{ shops: string[]; domains: string[] }> {
  const shops = await newShops(owner, count);
  const { rows } = await owner.query<{ domain: string }>("select domain from shop where id = any($1) order by id", [
    shops,
  ]);
  return { shops, domains: rows.map(({ domain }) => domain) };
}

const one = async (sql: string, shops: readonly string[]): Promise<unknown> =>
  (await owner.query<Record<string, unknown>>(sql, [shops])).rows[0];

test("a thousand webhooks of fifty shops at once: each acknowledged one is stored, marked and wakes its shop once", async () => {
  const { shops, domains } = await newDomains(50);
  const sent = Array.from({ length: 1_000 }, (_, n) => delivery(domains[n % 50] ?? "", `w-${n}`, [n % 7]));
  await Promise.all(sent.map(receive));
  expect(await one("select count(*)::int as n from delivery where shop_id = any($1)", shops)).toEqual({ n: 1_000 });
  // Every delivery either made a mark or moved its version, or came in the same batch as another of the same order.
  expect(
    await one("select count(*)::int as n, max(version) > 1 as moved from mark where shop_id = any($1)", shops),
  ).toEqual({
    n: new Set(sent.map(({ headers, marks }) => `${headers.domain} ${marks[0]?.objectId ?? ""}`)).size,
    moved: true,
  });
  expect(
    await one(
      "select count(*)::int as n from shop_lane where shop_id = any($1) and lane = 1 and ready_at <= now()",
      shops,
    ),
  ).toEqual({ n: 50 });
});

test("receivers that store the same shops and orders in opposite orders do not wait for each other in a circle", async () => {
  const { shops, domains } = await newDomains(20);
  const orders = Array.from({ length: 10 }, (_, n) => n + 1);
  const batches = Array.from({ length: 12 }, (_, round) => {
    const batch = domains.map((domain) => delivery(domain, `r-${round}`, round % 2 ? orders : orders.toReversed()));
    return round % 2 ? batch : batch.toReversed();
  });
  await Promise.all(batches.map(storeBatch));
  expect(
    await one(
      "select count(*)::int as n, min(version)::int, max(version)::int from mark where shop_id = any($1)",
      shops,
    ),
  ).toEqual({
    n: 200,
    min: 12,
    max: 12,
  });
});

test("a batch of many shops is one transaction: what cannot be stored takes nothing of the others with it, and leaves nothing behind", async () => {
  const { shops, domains } = await newDomains(3);
  const bad = delivery(domains[1] ?? "", "bad\0", [1]);
  const good = [delivery(domains[0] ?? "", "good", [1]), delivery(domains[2] ?? "", "good", [1])];
  await expect(storeBatch([...good, bad])).rejects.toThrow(/invalid byte sequence/);
  expect(await one("select count(*)::int as n from delivery where shop_id = any($1)", shops)).toEqual({ n: 0 });
  const results = await Promise.allSettled([...good, bad].map(receive));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
  expect(await one("select count(*)::int as n from delivery where shop_id = any($1)", shops)).toEqual({ n: 2 });
});
