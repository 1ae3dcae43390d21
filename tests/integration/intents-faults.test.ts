import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Retryable } from "../../app/core/faults.ts";
import { parseId, type OrderId } from "../../app/core/ids.ts";
import type { EffectHandler } from "../../app/features/intents/public.server.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import {
  attention,
  claims,
  decisions,
  expectMirror,
  intents,
  MINUTE,
  order,
  place,
  places,
  ran,
  rows,
  SECOND,
  switchOn,
  timeline,
} from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** What the worker says when it is stopped by a fault; it would wait and claim the lane again. */
async function stopped(running: Promise<unknown>): Promise<string> {
  return running.then(
    () => "nothing",
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : "?"),
  );
}

/** An order that is decided and whose move waits, because the shop is frozen from the moment it is decided. */
async function frozenOrder(installed: InstalledShop): Promise<Order> {
  const { shop } = installed;
  world.devshop.admin.interferences.add("CheckMove", {
    kind: "meanwhile",
    act: () => {
      shop.status = "frozen";
    },
  });
  const placed = place(world, installed, { "CAM-1": 4 });
  expect(await stopped(world.advance(installed, 10 * SECOND))).toMatch(/402/);
  expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "waiting" }]);
  return placed;
}

async function turn({ shopId }: InstalledShop, effect: "route" | "ship", on: boolean): Promise<void> {
  const [{ inShop }, { setSwitch }] = await Promise.all([
    import("../../app/platform/db/in-shop.server.ts"),
    import("../../app/features/intents/public.server.ts"),
  ]);
  await inShop(shopId, (tx) => setSwitch(tx, effect, on, "test", world.clock.now()));
}

describe("a worker that only looked dead", () => {
  test("does not settle what it sent; the next holder of the lane looks it up and does it once", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    const before = ran(world, "MoveFulfillmentOrder");
    world.devshop.admin.interferences.add("MoveFulfillmentOrder", {
      kind: "meanwhile",
      async act() {
        await world.owner.query("update shop_lane set fence = fence + 1 where shop_id = $1 and lane = 2", [
          installed.shopId,
        ]);
      },
    });
    const placed = place(world, installed, { "CAM-1": 4 });
    expect(await stopped(world.advance(installed, 10 * SECOND))).toMatch(/LostLease/);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "sending" }]);
    for (let time = 0; time < 4; time += 1) await world.advance(installed, 31 * SECOND);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "done" }]);
    expect(ran(world, "MoveFulfillmentOrder") - before).toBe(1);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    expect(await timeline(world, installed, placed)).not.toContain("routing.pinned");
    await expectMirror(world, installed);
  });

  test("writes nothing of what it read, and the next one reads it again", async () => {
    const installed = await world.install(spanishShop());
    world.devshop.admin.interferences.add("RefreshOrders", {
      kind: "meanwhile",
      async act() {
        await world.owner.query("update shop_lane set fence = fence + 1 where shop_id = $1 and lane = 1", [
          installed.shopId,
        ]);
      },
    });
    const placed = place(world, installed, { "CAM-1": 1 });
    expect(await stopped(world.settle(installed))).toMatch(/LostLease/);
    expect(await attention(world, installed, placed)).toBe("not in the mirror");
    await world.advance(installed, MINUTE);
    expect(await attention(world, installed, placed)).toBe("");
    await expectMirror(world, installed);
  });
});

describe("a shop that may not be touched", () => {
  test("that is frozen loses nothing: the order is moved when it is back", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    const placed = await frozenOrder(installed);
    for (let time = 0; time < 15; time += 1) expect(await stopped(world.advance(installed, 5 * MINUTE))).toMatch(/402/);
    expect(await attention(world, installed, placed)).toBe("");
    installed.shop.status = "active";
    await world.advance(installed, 5 * MINUTE);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "done" }]);
    await expectMirror(world, installed);
  });

  test("whose access token was withdrawn gets a new one, once, and the effect is done", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    const { oauth } = world.devshop.counters();
    const before = oauth.refreshes;
    world.devshop.admin.interferences.add("CheckMove", {
      kind: "meanwhile",
      act: () => {
        world.devshop.tokens.expireAccessTokens(installed.shop);
      },
    });
    const placed = await order(world, installed, { "CAM-1": 4 });
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    expect(oauth.refreshes - before).toBe(1);
    await expectMirror(world, installed);
  });

  test("whose tokens are all dead is left alone; no order asks for a person because of it", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    const { oauth } = world.devshop.counters();
    const before = oauth.refused;
    world.devshop.admin.interferences.add("CheckMove", {
      kind: "meanwhile",
      act: () => {
        world.devshop.tokens.revokeAll(installed.shop);
      },
    });
    const placed = place(world, installed, { "CAM-1": 4 });
    expect(await stopped(world.advance(installed, 10 * SECOND))).toMatch(/Terminal/);
    expect(oauth.refused - before).toBe(1);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "waiting" }]);
    expect(await attention(world, installed, placed)).toBe("");
  });
});

describe("a budget that is spent", () => {
  test("makes an effect wait for it, however long, and not ask for a person", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    const bucket = world.devshop.admin.bucketOf(installed.shop);
    const drain = () => void bucket.take(bucket.status().currentlyAvailable);
    const { adminApi } = world.devshop.counters();
    const throttled = adminApi.throttled;
    world.devshop.admin.interferences.add("MoveFulfillmentOrder", { kind: "meanwhile", act: drain });
    const placed = place(world, installed, { "CAM-1": 4 });
    await world.clock.advance(5 * SECOND);
    await world.settle(installed);
    expect(adminApi.throttled).toBeGreaterThan(throttled);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "waiting" }]);
    const [intent] = await rows<{ tries: number }>(world, "select tries from intent where shop_id = $1", [
      installed.shopId,
    ]);
    expect(intent).toEqual({ tries: 0 });
    await world.advance(installed, 10 * SECOND);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    await expectMirror(world, installed);
  });
});

describe("a switch", () => {
  test("that is turned off withdraws what waits, and the units it claimed are free again", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    const placed = await frozenOrder(installed);
    expect(await claims(world, installed)).toBe(4);
    await turn(installed, "route", false);
    installed.shop.status = "active";
    await world.advance(installed, 5 * MINUTE);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "cancelled" }]);
    expect(places(installed, placed)).toEqual({ "Almacén Madrid": 4 });

    await turn(installed, "route", true);
    const next = await order(world, installed, { "CAM-1": 5 });
    expect(places(installed, next)).toEqual({ "Tienda Sevilla": 5 });
    expect(await claims(world, installed)).toBe(0);
    await expectMirror(world, installed);
  });
});

describe("an answer that came", () => {
  test("and cannot be settled at first is looked up later, and the effect is not carried out again", async () => {
    const installed = await world.install(spanishShop());
    const placed = await order(world, installed, { "CAM-1": 1 });
    const [{ recordIntents, runEffects }, { claimLane, finishLane }, { inShop }, { adminFor }] = await Promise.all([
      import("../../app/features/intents/public.server.ts"),
      import("../../app/platform/lanes.server.ts"),
      import("../../app/platform/db/in-shop.server.ts"),
      import("../../app/features/shops/public.server.ts"),
    ]);
    const { shopId } = installed;
    const orderId = parseId<OrderId>(placed.id);
    await inShop(shopId, (tx) =>
      recordIntents(tx, [{ kind: "order.promise", orderId, subject: "x", input: { orderId } }], world.clock.now(), {
        clicked: true,
      }),
    );
    const calls: string[] = [];
    let broken = true;
    const handler: EffectHandler = {
      kind: "order.promise",
      act: () => Promise.resolve({ status: "done", outcome: String(calls.push("act")) }),
      lookUp: () => Promise.resolve({ status: "done", outcome: String(calls.push("look up")) }),
      settled: () => {
        calls.push("settle");
        return broken ? Promise.reject(new Retryable("deadlock")) : Promise.resolve();
      },
      refused: () => Promise.reject(new Error("not refused")),
    };
    const run = async () => {
      const lease = await claimLane(shopId, "effects");
      if (!lease) throw new Error("somebody else has the lane");
      const tools = {
        handlers: new Map([["order.promise" as const, handler]]),
        adminFor,
        now: () => world.clock.now(),
      };
      return runEffects(lease, tools).finally(() => finishLane(lease));
    };
    await expect(run()).rejects.toThrow("deadlock");
    expect(calls).toEqual(["act", "settle", "settle"]);
    broken = false;
    await run();
    expect(await intents(world, installed)).toEqual([{ kind: "order.promise", status: "unsure" }]);
    await world.clock.advance(MINUTE);
    await run();
    expect(await intents(world, installed)).toEqual([{ kind: "order.promise", status: "done" }]);
    expect(calls.slice(3)).toEqual(["look up", "settle"]);
  });
});

describe("a worker that stood still until its lease may have run out", () => {
  test("sends nothing any more; whoever comes next finds that it was not done, and does it", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    const [{ EFFECT_HANDLERS }, { runEffects }, { claimLane, finishLane, LostLease }, { adminFor }] = await Promise.all(
      [
        import("../../app/jobs.server.ts"),
        import("../../app/features/intents/public.server.ts"),
        import("../../app/platform/lanes.server.ts"),
        import("../../app/features/shops/public.server.ts"),
      ],
    );
    const before = ran(world, "MoveFulfillmentOrder");
    const placed = place(world, installed, { "CAM-1": 4 });
    await world.clock.advance(SECOND);
    await world.devshop.webhooks.flush();
    const lease = await claimLane(installed.shopId, "effects");
    if (!lease) throw new Error("somebody else has the lane");
    await world.settle(installed); // the refresh lane decides; this one is ours
    const run = runEffects(lease, {
      handlers: EFFECT_HANDLERS,
      // A copy was never confirmed by the database: as old as a lease can be.
      adminFor: (shopId, { ...copy }) => adminFor(shopId, copy),
      now: () => world.clock.now(),
    });
    await expect(run).rejects.toThrow(LostLease);
    expect(ran(world, "MoveFulfillmentOrder")).toBe(before);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "sending" }]);
    await finishLane(lease, 0);
    await world.advance(installed, 2 * MINUTE);
    expect(ran(world, "MoveFulfillmentOrder")).toBe(before + 1);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    await expectMirror(world, installed);
  });
});

describe("our own mistake", () => {
  test("asks a person, on the order and in its timeline, and holds up nobody else", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    const broken = await order(world, installed, { "TAZ-1": 1 });
    await world.owner.query(
      `insert into intent (shop_id, kind, order_id, subject, input, idempotency_key, status, share, created_at, not_before)
       values ($1, 'fulfillmentOrder.move', $2, 'broken', '{}', gen_random_uuid(), 'waiting', 1, $3, $3)`,
      [installed.shopId, broken.id, world.clock.now()],
    );
    const placed = await order(world, installed, { "CAM-1": 4 });
    expect(await intents(world, installed, broken)).toContainEqual({ kind: "fulfillmentOrder.move", status: "asks" });
    expect(await attention(world, installed, broken)).toBe("asks");
    expect(await timeline(world, installed, broken)).toContain("intent.asks");
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    expect(await decisions(world, installed, placed)).toHaveLength(1);
  });
});
