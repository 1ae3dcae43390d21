/** The real worker's loop, in a database of its own: it takes the lanes of every shop it finds, and here the database breaks under it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { spanishShop } from "../factories/shops.ts";
import { openOwnDatabase, type OwnDatabase } from "../setup/own-database.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { attention, expectMirror, intents, place, places, ran, rows, SECOND, switchOn } from "./steps.ts";

let database: OwnDatabase;
let world: TestWorld;
beforeAll(async () => {
  database = await openOwnDatabase();
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
  await database.close();
});

/** Runs the worker until `until` holds, and lets what runs come to its end. `laterMs`: so much time has passed since it last ran. */
async function working(installed: InstalledShop, until: () => Promise<boolean>, laterMs = 0): Promise<void> {
  const [{ work }, { LANE_RUNNERS }] = await Promise.all([
    import("../../app/platform/worker.server.ts"),
    import("../../app/jobs.server.ts"),
  ]);
  await world.owner.query(
    `update shop_lane set ready_at = ready_at - $2 * interval '1 millisecond', lease_until = lease_until - $2 * interval '1 millisecond'
      where shop_id = $1`,
    [installed.shopId, laterMs],
  );
  const stop = new AbortController();
  const running = work(LANE_RUNNERS, 4, stop.signal);
  try {
    await expect.poll(until, { timeout: 15_000, interval: 50 }).toBe(true);
  } finally {
    stop.abort();
    await running;
  }
}

const lane = async ({ shopId }: InstalledShop, number: number) => {
  const [row] = await rows<{ failures: number; waits: number | null }>(
    world,
    "select failures, extract(epoch from ready_at - now())::float8 as waits from shop_lane where shop_id = $1 and lane = $2",
    [shopId, number],
  );
  return row ?? { failures: 0, waits: null };
};
const settled = (installed: InstalledShop) => async () => {
  const all = await intents(world, installed);
  return all.length > 0 && all.every(({ status }) => status === "done");
};
const EFFECTS = 2;

test("a shop that is frozen is left alone for minutes, other shops go on, and nothing is lost", async () => {
  const [frozen, other] = [await world.install(spanishShop()), await world.install(spanishShop())];
  for (const each of [frozen, other]) await switchOn(world, each, "route");
  world.devshop.admin.interferences.add("CheckMove", {
    kind: "meanwhile",
    act: () => {
      frozen.shop.status = "frozen";
    },
  });
  const waiting = place(world, frozen, { "CAM-1": 4 });
  await world.clock.advance(5 * SECOND);
  await working(frozen, async () => (await lane(frozen, EFFECTS)).failures > 0);
  expect((await lane(frozen, EFFECTS)).waits).toBeGreaterThan(240);
  const moved = place(world, other, { "CAM-1": 4 });
  await world.clock.advance(5 * SECOND);
  await working(other, settled(other));
  expect(places(other, moved)).toEqual({ "Tienda Sevilla": 4 });
  expect(await attention(world, frozen, waiting)).toBe("");

  frozen.shop.status = "active";
  await world.clock.advance(300 * SECOND);
  await working(frozen, settled(frozen), 300 * SECOND);
  expect(places(frozen, waiting)).toEqual({ "Tienda Sevilla": 4 });
  expect((await lane(frozen, EFFECTS)).failures).toBe(0);
});

test("a database that breaks between an effect and its settling does not make it happen twice", async () => {
  const installed = await world.install(spanishShop());
  await switchOn(world, installed, "ship");
  await world.connectCarrier(installed);
  const before = ran(world, "CreateFulfillment");
  world.devshop.admin.interferences.add("CreateFulfillment", { kind: "meanwhile", act: () => database.cut() });
  const placed = place(world, installed, { "CAM-1": 2 });
  await world.clock.advance(5 * SECOND);
  await working(installed, () => Promise.resolve(ran(world, "CreateFulfillment") > before));
  await database.mend();
  expect(placed.fulfillmentIds).toHaveLength(1);
  await world.clock.advance(70 * SECOND);
  await working(installed, settled(installed), 70 * SECOND);
  expect(ran(world, "CreateFulfillment") - before).toBe(1);
  expect(placed.fulfillmentIds).toHaveLength(1);
  expect(await intents(world, installed)).toEqual([
    { kind: "label.buy", status: "done" },
    { kind: "fulfillment.create", status: "done" },
  ]);
  await world.settle(installed);
  await expectMirror(world, installed);
});

test("receiver and worker write to the same rows at the same time without a deadlock, and every delivery is taken", async () => {
  const installed = await world.install(spanishShop({ products: [MANY] }));
  await switchOn(world, installed, "route", "hold");
  const { counters, knobs } = world.devshop.webhooks;
  const [failed, deadlocks] = [counters.failed, await deadlocksSoFar()];
  knobs.storm = 4;
  let rounds = 0;
  await working(installed, async () => {
    rounds += 1;
    for (let each = 0; each < 6; each += 1) place(world, installed, { "MANY-1": 1 + (each % 3) });
    await world.clock.advance(SECOND);
    await world.devshop.webhooks.flush();
    return rounds === 15;
  });
  knobs.storm = 1;
  await world.settle(installed);
  expect(counters.failed - failed).toBe(0);
  expect((await deadlocksSoFar()) - deadlocks).toBe(0);
  await expectMirror(world, installed);
}, 60_000);

const MANY = { title: "Vela", variants: [{ sku: "MANY-1", priceMinor: 990, grams: 250, stock: [900, 900, 900] }] };

async function deadlocksSoFar(): Promise<number> {
  await world.owner.query("select pg_stat_force_next_flush(), pg_stat_clear_snapshot()");
  const [row] = await rows<{ deadlocks: number }>(
    world,
    "select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()",
    [],
  );
  return row?.deadlocks ?? 0;
}
