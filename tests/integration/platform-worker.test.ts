import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Bug, Retryable, Terminal } from "../../app/core/faults.ts";
import type { ShopId } from "../../app/core/ids.ts";
import type { LaneRunner } from "../../app/platform/worker.server.ts";
import { openOwnDatabase, type OwnDatabase } from "../setup/own-database.ts";
import { newShop, newShops, ownerPool } from "./bets-setup.ts";

let database: OwnDatabase;
let owner: pg.Pool;
let lanes: typeof import("../../app/platform/lanes.server.ts");
let worker: typeof import("../../app/platform/worker.server.ts");
beforeAll(async () => {
  database = await openOwnDatabase(); // a worker takes the lanes of every shop it finds
  owner = ownerPool();
  lanes = await import("../../app/platform/lanes.server.ts");
  worker = await import("../../app/platform/worker.server.ts");
});
beforeEach(() => owner.query("delete from shop_lane"));
afterAll(async () => {
  await owner.end();
  await database.close();
});

const ready = (shops: readonly ShopId[]) =>
  owner.query("insert into shop_lane (shop_id, lane, ready_at) select id, 1, now() from unnest($1::bigint[]) id", [
    shops,
  ]);

interface Row {
  /** Seconds until the lane may run again; null when nothing is planned. */
  readonly in: number | null;
  readonly failures: number;
}

async function row(shopId: ShopId): Promise<Row | undefined> {
  const { rows } = await owner.query<Row>(
    `select case when ready_at is not null then extract(epoch from greatest(ready_at, lease_until) - now())::float end as in, failures
       from shop_lane where shop_id = $1 and lane = 1`,
    [shopId],
  );
  return rows[0];
}

/** Runs the worker with this work in the refresh lane until `calls` runs have begun; then stops it and lets them end. */
async function runUntil(calls: number, run: LaneRunner, concurrency = 4): Promise<void> {
  const stop = new AbortController();
  let begun = 0;
  const refresh: LaneRunner = (lease) => {
    begun += 1;
    if (begun === calls) stop.abort();
    return run(lease);
  };
  await worker.work({ refresh }, concurrency, stop.signal);
}

describe("the worker", () => {
  test("runs each lane that is ready, once, and lets it sleep", async () => {
    const shops = await newShops(owner, 20);
    const [first = await newShop(owner)] = shops;
    await ready(shops);
    const ran: ShopId[] = [];
    await runUntil(20, async ({ shopId }) => {
      ran.push(shopId);
      return {};
    });
    expect(ran.toSorted()).toEqual(shops.toSorted());
    expect(await row(first)).toEqual({ in: null, failures: 0 });
  });

  test("runs as many side by side as it is told, and no more", async () => {
    await ready(await newShops(owner, 9));
    let running = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    await runUntil(
      9,
      async () => {
        running += 1;
        most = Math.max(most, running);
        if (running < 3 && waiting.length < 2) await new Promise<void>((resolve) => waiting.push(resolve));
        else for (const go of waiting.splice(0)) go();
        running -= 1;
        return {};
      },
      3,
    );
    for (const go of waiting) go();
    expect(most).toBe(3);
  });

  test("comes back when the lane asked for it", async () => {
    const shopId = await newShop(owner);
    await ready([shopId]);
    await runUntil(1, async () => ({ nextInMs: 60_000 }));
    expect((await row(shopId))?.in).toBeCloseTo(60, -1);
  });

  test.each([
    ["a fault that may pass: soon", () => new Retryable("x"), [0.5, 2]],
    ["one that tells when: not before that", () => new Retryable("x", { afterMs: 30_000 }), [25, 31]],
    ["one that somebody must mend: after five minutes", () => new Terminal("frozen", "x"), [290, 301]],
    ["a bug: soon, with the data kept", () => new Bug("x"), [0.4, 2]],
    ["an error nobody expected: the same", () => new TypeError("x"), [0.4, 2]],
  ])("tries again after %s", async (_name, fault, [from = 0, to = 0]) => {
    const shopId = await newShop(owner);
    await ready([shopId]);
    await runUntil(1, () => Promise.reject(fault()));
    const after = await row(shopId);
    expect(after?.failures).toBe(1);
    expect(after?.in).toBeGreaterThan(from - 0.5);
    expect(after?.in).toBeLessThan(to);
  });

  test("waits longer each time, up to ten minutes", async () => {
    const shopId = await newShop(owner);
    await ready([shopId]);
    await owner.query("update shop_lane set failures = 5");
    await runUntil(1, () => Promise.reject(new Retryable("x")));
    expect((await row(shopId))?.in).toBeCloseTo(16, -1);
    await owner.query("update shop_lane set failures = 30, ready_at = now(), lease_until = '-infinity'");
    await runUntil(1, () => Promise.reject(new Retryable("x")));
    expect((await row(shopId))?.in).toBeCloseTo(600, -1);
  });

  test("leaves the lane of a shop that left us asleep", async () => {
    const shopId = await newShop(owner);
    await ready([shopId]);
    await runUntil(1, () => Promise.reject(new Terminal("not_connected", "x")));
    expect(await row(shopId)).toEqual({ in: null, failures: 0 });
  });

  test("leaves a lane alone that somebody else has taken over meanwhile", async () => {
    const shopId = await newShop(owner);
    await ready([shopId]);
    await runUntil(1, async (lease) => {
      await owner.query("update shop_lane set lease_until = now(), ready_at = now() where shop_id = $1", [shopId]);
      const [successor] = await lanes.claimLanes(1, shopId);
      expect(BigInt(successor?.fence ?? 0)).toBe(BigInt(lease.fence) + 1n);
      await lanes.keepLease(lease);
      return {};
    });
    const after = await row(shopId);
    expect(after?.failures).toBe(0);
    expect(after?.in).toBeCloseTo(30, -1); // the successor's lease
  });

  test("told to stop lets what runs end, and claims nothing more", async () => {
    const [first, second] = await newShops(owner, 2);
    await ready([first, second].filter((shopId) => shopId !== undefined));
    let ended = 0;
    await runUntil(
      1,
      async (lease) => {
        await lanes.keepLease(lease);
        ended += 1;
        return {};
      },
      1,
    );
    expect(ended).toBe(1);
    const { rows } = await owner.query("select 1 from shop_lane where ready_at is not null");
    expect(rows).toHaveLength(1);
  });

  test("survives a database that is away, and goes on when it is back", async () => {
    const shopId = await newShop(owner);
    await ready([shopId]);
    await database.cut();
    let ran = 0;
    const work = runUntil(1, async () => {
      ran += 1;
      return {};
    });
    await expect(lanes.claimLanes(1)).rejects.toThrow(Retryable);
    expect(ran).toBe(0);
    await database.mend();
    await work;
    expect(ran).toBe(1);
  });

  // The test's own time, 20 s, is shorter than a lease.
  test("gives a lane back that failed while the database was away, once it is back and not when its lease ends", async () => {
    const shopId = await newShop(owner);
    await ready([shopId]);
    const away = Promise.withResolvers<unknown>();
    let runs = 0;
    const work = runUntil(2, async () => {
      runs += 1;
      if (runs > 1) return {};
      await database.cut();
      away.resolve("away");
      throw new Retryable("the database did not answer");
    });
    await away.promise;
    await expect(lanes.claimLanes(1)).rejects.toThrow(Retryable);
    await database.mend();
    await work;
    expect(await row(shopId)).toEqual({ in: null, failures: 0 });
  }, 20_000);

  test("told to stop while the database is away does not wait for it", async () => {
    await ready([await newShop(owner)]);
    await runUntil(1, async () => {
      await database.cut();
      throw new Retryable("the database did not answer");
    });
    await database.mend();
  });
});
