import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShopId } from "../../app/core/ids.ts";
import type { Lease } from "../../app/platform/lanes.server.ts";
import { openOwnDatabase, type OwnDatabase } from "../setup/own-database.ts";
import { newShop, newShops, ownerPool } from "./bets-setup.ts";
import { claimVerdict, newLane, type LaneModel } from "./bets-lanes-model.ts";

let database: OwnDatabase;
let owner: pg.Pool;
let lanes: typeof import("../../app/platform/lanes.server.ts");
let inShop: (typeof import("../../app/platform/db/in-shop.server.ts"))["inShop"];

beforeAll(async () => {
  database = await openOwnDatabase(); // claims here are over all shops
  owner = ownerPool();
  lanes = await import("../../app/platform/lanes.server.ts");
  ({ inShop } = await import("../../app/platform/db/in-shop.server.ts"));
});
afterAll(async () => {
  await owner.end();
  await database.close();
});

const wake = (shopId: ShopId, inMs = 0) => inShop(shopId, async (tx) => lanes.wakeLane(tx, "refresh", inMs));

/** Time passes for this shop's lanes: leases and schedules come nearer. */
const pass = (shopId: ShopId, ms: number) =>
  owner.query(
    `update shop_lane set ready_at = ready_at - $2 * interval '1 ms', lease_until = lease_until - $2 * interval '1 ms'
      where shop_id = $1`,
    [shopId, ms],
  );

const claim = async (shopId: ShopId): Promise<Lease | undefined> => (await lanes.claimLanes(1, shopId))[0];

async function claimed(shopId: ShopId): Promise<Lease> {
  const lease = await claim(shopId);
  if (!lease) throw new Error("the lane was not given");
  return lease;
}

const SECOND = 1_000;
type Step =
  | { readonly do: "wake"; readonly inMs: number }
  | { readonly do: "claim" }
  | { readonly do: "keep"; readonly who: number }
  | { readonly do: "finish"; readonly who: number; readonly nextInMs: number | undefined }
  | { readonly do: "postpone"; readonly retryInMs: number }
  | { readonly do: "pass"; readonly ms: number };

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant("wake" as const), inMs: fc.constantFrom(0, 10_000, 50_000) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("claim" as const) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant("keep" as const), who: fc.nat(2) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("finish" as const),
        who: fc.nat(2),
        nextInMs: fc.constantFrom(undefined, 0, 20_000),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("postpone" as const), retryInMs: fc.constantFrom(10_000, 60_000) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.constantFrom(10_000, 20_000, 40_000) }),
    },
  ),
  { minLength: 20, maxLength: 40, size: "max" },
);

describe("a lane", () => {
  test("is held by one at a time, comes back from the dead and loses no wake-up, in whatever order things happen", async () => {
    const seen = { claims: 0, refusals: 0, lost: 0, late: 0 };
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const shopId = await newShop(owner);
        const model = newLane();
        const given: Lease[] = [];
        for (const step of sequence) await take(step, shopId, model, given, seen);
        // Whatever is still owed comes, once enough time has gone by.
        await take({ do: "pass", ms: 600 * SECOND }, shopId, model, given, seen);
        await take({ do: "claim" }, shopId, model, given, seen);
      }),
      { numRuns: 40 },
    );
    // The interleavings did reach what they are about.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  test("runs again for a wake-up that came while it ran", async () => {
    const shopId = await newShop(owner);
    await wake(shopId);
    const first = await claimed(shopId);
    await wake(shopId);
    expect(await claim(shopId)).toBeUndefined();
    await lanes.finishLane(first);
    expect(await claim(shopId)).toBeDefined();
  });

  test("runs again for a wake-up that lies beyond the lease it came in", async () => {
    const shopId = await newShop(owner);
    await wake(shopId);
    const first = await claimed(shopId);
    await wake(shopId, 600 * SECOND);
    await lanes.finishLane(first);
    await pass(shopId, 600 * SECOND);
    expect(await claim(shopId)).toBeDefined();
  });

  test("that failed is not given to anybody before its time, however often it is woken", async () => {
    const shopId = await newShop(owner);
    await wake(shopId);
    await lanes.postponeLane(await claimed(shopId), 60 * SECOND);
    await wake(shopId);
    await pass(shopId, 50 * SECOND);
    expect(await claim(shopId)).toBeUndefined();
    await pass(shopId, 10 * SECOND);
    const again = await claimed(shopId);
    expect(await lanes.laneFailures(again)).toBe(1);
    await lanes.finishLane(again);
    expect(await lanes.laneFailures(again)).toBe(0);
  });

  test("refuses the write of a holder who was overtaken, and takes back what he had written in that transaction", async () => {
    const shopId = await newShop(owner);
    await wake(shopId);
    const late = await claimed(shopId);
    await pass(shopId, 31 * SECOND);
    const successor = await claimed(shopId);
    const write = inShop(shopId, async (tx) => {
      await tx.run("insert into routing_setting (shop_id, costs, updated_at) values ($1, '{}', now())", [shopId]);
      await lanes.assertLease(tx, late);
    });
    await expect(write).rejects.toThrow(lanes.LostLease);
    await lanes.finishLane(late, 0); // does nothing: it is not his any more
    expect((await owner.query("select 1 from routing_setting where shop_id = $1", [shopId])).rowCount).toBe(0);
    await inShop(shopId, (tx) => lanes.assertLease(tx, successor));
  });

  test("is known to be over before the database says so: nothing is changed outside by somebody who stood still", async () => {
    const shopId = await newShop(owner);
    await wake(shopId);
    const lease = await claimed(shopId);
    const now = performance.now();
    lanes.assertStillHeld(lease, now + 29 * SECOND);
    expect(() => {
      lanes.assertStillHeld(lease, now + 31 * SECOND);
    }).toThrow(lanes.LostLease);
    await lanes.keepLease(lease);
    lanes.assertStillHeld(lease, now + 29 * SECOND);
  });

  test("of the token is given by name only, to one", async () => {
    const shopId = await newShop(owner);
    const asked = await Promise.all(Array.from({ length: 8 }, () => lanes.claimLane(shopId, "token")));
    const got = asked.filter((lease) => lease !== undefined);
    expect(got).toHaveLength(1);
    await pass(shopId, 31 * SECOND);
    expect(await claim(shopId)).toBeUndefined();
    expect(await lanes.claimLane(shopId, "token")).toMatchObject({ fence: "2" });
  });

  test("stays claimable for the holder of a hot shop: wake-ups without a pause do not hide it", async () => {
    const shopId = await newShop(owner);
    let stop = false;
    const receivers = [1, 2].map(async () => {
      const client = await owner.connect();
      while (!stop) {
        await client.query("begin");
        await lanes.wakeLanesOf(client, "refresh", [shopId]);
        await client.query("commit");
      }
      client.release();
    });
    let runs = 0;
    let asked = 0;
    for (; runs < 20 && asked < 2_000; asked += 1) {
      const lease = await claim(shopId);
      if (!lease) continue;
      runs += 1;
      await lanes.finishLane(lease);
    }
    stop = true;
    await Promise.all(receivers);
    expect(runs).toBe(20);
  });
});

describe("many workers over many shops", () => {
  test.each([1, 8, 32])(
    "claiming %i at a time never hold the same lane twice, and leave nothing undone",
    async (count) => {
      await owner.query("delete from shop_lane");
      const shops = await newShops(owner, 200);
      await owner.query(
        "insert into shop_lane (shop_id, lane, ready_at) select id, lane, now() from unnest($1::bigint[]) id, unnest('{1,2}'::smallint[]) lane",
        [shops],
      );
      const held = new Set<string>();
      const runs = new Map<string, number>();
      const run = async (lease: Lease) => {
        const key = `${lease.shopId} ${lease.lane}`;
        expect(held.has(key)).toBe(false);
        held.add(key);
        runs.set(key, (runs.get(key) ?? 0) + 1);
        // Every tenth lane gets new work while it runs.
        if (lease.lane === "refresh" && runs.get(key) === 1 && Number(lease.shopId) % 10 === 0)
          await wake(lease.shopId);
        held.delete(key);
        await lanes.finishLane(lease);
      };
      const worker = async () => {
        for (let leases = await lanes.claimLanes(count); leases.length > 0; leases = await lanes.claimLanes(count)) {
          expect(leases.length).toBeLessThanOrEqual(count);
          for (const lease of leases) await run(lease);
        }
      };
      await Promise.all(Array.from({ length: 8 }, worker));
      await worker(); // what became ready after a worker had looked for the last time
      expect(runs.size).toBe(400);
      const again = shops.filter((shopId) => Number(shopId) % 10 === 0);
      expect(again.map((shopId) => runs.get(`${shopId} refresh`))).toEqual(again.map(() => 2));
      const { rowCount } = await owner.query(
        "select 1 from shop_lane where shop_id = any($1) and (ready_at is not null or lease_until > now())",
        [shops],
      );
      expect(rowCount).toBe(0);
    },
  );

  test("get as many lanes as they asked for and no more, also while the table is small and its statistics are old", async () => {
    await owner.query("delete from shop_lane");
    const shops = await newShops(owner, 5);
    for (const shopId of shops) await wake(shopId);
    expect(await lanes.claimLanes(2)).toHaveLength(2);
    expect(await lanes.claimLanes(10)).toHaveLength(3);
  });
});

/** Does one step in the database and in the model, and compares. */
async function take(
  step: Step,
  shopId: ShopId,
  model: LaneModel,
  given: Lease[],
  seen: { claims: number; refusals: number; lost: number; late: number },
): Promise<void> {
  switch (step.do) {
    case "wake":
      if (model.now + step.inMs >= model.takenUntil && model.takenUntil > model.now) seen.late += 1;
      model.wake(step.inMs);
      await wake(shopId, step.inMs);
      return;
    case "claim": {
      const lease = await claim(shopId);
      const verdict = claimVerdict(model);
      if (verdict !== "may")
        expect({ now: model.now, claimed: lease !== undefined }).toEqual({
          now: model.now,
          claimed: verdict === "must",
        });
      if (!lease) {
        seen.refusals += 1;
        return;
      }
      seen.claims += 1;
      expect(BigInt(lease.fence)).toBeGreaterThan(BigInt(given.at(-1)?.fence ?? "0"));
      given.push(lease);
      model.claimed(lease.fence);
      return;
    }
    case "keep": {
      const lease = given.at(-1 - step.who);
      if (!lease) return;
      const kept = await lanes.keepLease(lease).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(lanes.LostLease);
          seen.lost += 1;
          return false;
        },
      );
      expect(kept).toBe(model.kept(lease.fence));
      return;
    }
    case "finish": {
      const lease = given.at(-1 - step.who);
      if (!lease) return;
      await lanes.finishLane(lease, step.nextInMs);
      model.finished(lease.fence, step.nextInMs);
      return;
    }
    case "postpone": {
      const lease = given.at(-1);
      if (!lease || lease.fence !== model.holder) return;
      await lanes.postponeLane(lease, step.retryInMs);
      model.postponed(step.retryInMs);
      return;
    }
    case "pass":
      await pass(shopId, step.ms);
      model.now += step.ms;
  }
}
