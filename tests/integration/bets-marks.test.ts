/** When a mark is read, for any order of own writes, their echoes and somebody else's news. */
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseId, type ShopId } from "../../app/core/ids.ts";
import { storeBatch } from "../../app/features/intake/store.server.ts";
import { clearMarks, takeMarks } from "../../app/features/refresh/store.server.ts";
import { inShop } from "../../app/platform/db/in-shop.server.ts";
import { ECHO_MS, markChanged, markOwnWrites } from "../../app/platform/marks.server.ts";
import { newShops, ownerPool } from "./bets-setup.ts";

let owner: pg.Pool;
let shopId: ShopId;
let domain: string;
beforeAll(async () => {
  owner = ownerPool();
  const [id] = await newShops(owner, 1);
  shopId = parseId<ShopId>(id ?? "");
  const { rows } = await owner.query<{ domain: string }>("select domain from shop where id = $1", [shopId]);
  domain = rows[0]?.domain ?? "";
});
afterAll(() => owner.end());

const START = Date.parse("2026-11-01T10:00:00Z");
let orders = 0;
let deliveries = 0;

type Kind = "write" | "echo" | "news" | "click" | "read";
interface Step {
  readonly kind: Kind;
  /** Seconds since the step before. */
  readonly wait: number;
}

async function happens(kind: Kind, objectId: string, now: Date): Promise<void> {
  if (kind === "write") await inShop(shopId, (tx) => markOwnWrites(tx, [{ kind: "order", objectId }], now));
  else if (kind === "click") await inShop(shopId, (tx) => markChanged(tx, [{ kind: "order", objectId }], now));
  else
    await storeBatch([
      {
        headers: { topic: "t", domain, webhookId: `m-${++deliveries}`, eventId: null, triggeredAt: now },
        receivedAt: now,
        known: true,
        mayBeEcho: kind === "echo",
        marks: [{ kind: "order", objectId, hintedAt: now }],
        fact: undefined,
      },
    ]);
}

/** Business time from which the order's mark may be read; undefined when there is no mark. */
async function dueAt(objectId: string): Promise<number | undefined> {
  const { rows } = await owner.query<{ due: string | null }>(
    `select case when not_before > '-infinity' then extract(epoch from not_before) * 1000 end as due
       from mark where shop_id = $1 and object_id = $2`,
    [shopId, objectId],
  );
  const [row] = rows;
  return row && (row.due === null ? -Infinity : Number(row.due));
}

test("news and clicks are due at once, echoes a minute after our write at the latest, and none is forgotten before its read", async () => {
  const step = fc.record({
    kind: fc.constantFrom<Kind>("write", "write", "echo", "echo", "news", "click", "read"),
    wait: fc.constantFrom(0, 1, 20, 45),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (steps: readonly Step[]) => {
      const objectId = String(++orders);
      let now = START;
      /** When the oldest unread webhook came; whether one of the unread must not wait; when our first unread write was. */
      let heardAt: number | undefined;
      let urgent = false;
      let restedAt: number | undefined;
      for (const { kind, wait } of steps) {
        now += wait * 1000;
        const before = await dueAt(objectId);
        if (kind === "read") {
          if (before === undefined || before > now) continue; // the lane leaves it alone
          await owner.query("delete from mark where shop_id = $1 and object_id = $2", [shopId, objectId]);
          [heardAt, urgent, restedAt] = [undefined, false, undefined];
          continue;
        }
        await happens(kind, objectId, new Date(now));
        const due = await dueAt(objectId);
        if (due === undefined) throw new Error("what was marked is not there");
        if (kind === "write") restedAt ??= now;
        if (kind === "news" || kind === "click") urgent = true;
        if (kind !== "write") heardAt ??= now;
        if (urgent) expect(due).toBeLessThanOrEqual(now);
        if (heardAt !== undefined) expect(due).toBeLessThanOrEqual((restedAt ?? heardAt) + ECHO_MS);
        if (!urgent && restedAt !== undefined) expect(due).toBe(restedAt + ECHO_MS);
      }
    }),
    { numRuns: 25 },
  );
});

test("a mark knows since when something of it is unread, however often it is told again", async () => {
  const objectId = String(++orders);
  const told: readonly Kind[] = ["news", "echo", "click", "write", "news"];
  for (const [minute, kind] of told.entries()) await happens(kind, objectId, new Date(START + minute * 60_000));
  const { rows } = await owner.query<{ at: Date }>(
    "select marked_at as at from mark where shop_id = $1 and object_id = $2",
    [shopId, objectId],
  );
  expect(rows).toEqual([{ at: new Date(START) }]);
});

test("what something else named with its time is read again until a read shows it as new as that", async () => {
  const now = new Date(START);
  const mark = { kind: "fulfillment", objectId: String(++orders) } as const;
  await inShop(shopId, (tx) => markChanged(tx, [{ ...mark, hintedAt: now }], now));
  const read = async (updatedAt: Date | null) => {
    await inShop(shopId, async (tx) => {
      const { marks } = await takeMarks(tx, mark.kind, 10, now);
      await clearMarks(tx, mark.kind, marks, () => updatedAt, now);
    });
    return dueAt(mark.objectId);
  };
  expect(await read(null)).toBe(START + 2_000);
  await inShop(shopId, (tx) => markChanged(tx, [mark], now));
  expect(await read(new Date(START - 1_000))).toBe(START + 2_000);
  await inShop(shopId, (tx) => markChanged(tx, [mark], now));
  expect(await read(now)).toBeUndefined();
});
