import { afterAll, beforeAll, expect, test } from "vitest";
import { spanishShop } from "../factories/shops.ts";
import { openOwnDatabase, type OwnDatabase } from "../setup/own-database.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { send } from "./intake-signed.ts";
import { expectMirror, order, place, rows, SECOND, timeline } from "./steps.ts";

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

test("while the database is away every delivery is answered 503, and once it is back nothing is lost", async () => {
  const installed = await world.install(spanishShop());
  const before = await order(world, installed, { "CAM-1": 1 });
  const { counters } = world.devshop.webhooks;
  const delivered = counters.delivered;

  await database.cut();
  const placed = [place(world, installed, { "CAM-1": 1 }), place(world, installed, { "TAZ-1": 2 })];
  await world.clock.advance(5 * SECOND);
  await world.devshop.webhooks.flush();
  const answer = await send(world, installed, `{"id":${before.id}}`);
  expect(answer).toEqual({ status: 503, text: "Not stored; send it again." });
  expect(
    await send(world, installed, JSON.stringify({ shop_domain: installed.shop.domain }), {
      path: "/webhooks/compliance",
      topic: "shop/redact",
    }),
  ).toMatchObject({
    status: 503,
  });
  expect(counters.delivered).toBe(delivered);
  expect(counters.failed).toBeGreaterThan(0);
  expect((await fetch(`${world.appUrl}/health/ready`)).status).toBe(503);
  expect((await fetch(`${world.appUrl}/health/live`)).status).toBe(200);

  await database.mend();
  await world.advance(installed, 20 * SECOND); // Shopify sends them again
  for (const each of placed) expect(await timeline(world, installed, each)).toContain("order.placed");
  expect(counters.lost).toBe(0);
  expect(await rows(world, "select 1 from mark where shop_id = $1", [installed.shopId])).toEqual([]);
  await expectMirror(world, installed);
});

test("a database that accepts and does not answer is answered for: 503, and what it stored after all comes again", async () => {
  const installed = await world.install(spanishShop());
  const before = await order(world, installed, { "CAM-1": 1 });
  const again = database.stall();
  const body = `{"id":${before.id}}`;
  const answers = await Promise.all([send(world, installed, body), send(world, installed, body)]);
  expect(answers.map(({ status }) => status)).toEqual([503, 503]);
  again();
  expect(await send(world, installed, body)).toMatchObject({ status: 200 });
  await world.settle(installed);
  await expectMirror(world, installed);
});

test("what somebody holds locked of one shop keeps nobody else; it is stored once he lets go, or refused before Shopify gives up", async () => {
  const [held, other] = [await world.install(spanishShop()), await world.install(spanishShop())];
  const sendTo = (installed: InstalledShop) => send(world, installed, `{"id":9007199254740993}`);
  const somebody = await world.owner.connect();
  try {
    await somebody.query("begin");
    await somebody.query("select 1 from shop_lane where shop_id = $1 for update", [held.shopId]);
    const early = sendTo(held);
    const others = [other, other, other].map(sendTo);
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await early).toEqual({ status: 503, text: "Not stored; send it again." });
    const late = [sendTo(held), sendTo(held)];
    expect(await sendTo(other)).toMatchObject({ status: 200 });
    await somebody.query("rollback");
    expect((await Promise.all(late)).map(({ status }) => status)).toEqual([200, 200]);
  } finally {
    somebody.release();
  }
});

test("a line that breaks in the middle of transactions, more often than there are connections, leaves the pool whole", async () => {
  const installed = await world.install(spanishShop());
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { config } = await import("../../app/config.server.ts");
  for (let time = 0; time < config.databasePool + 2; time += 1) {
    const broken = inShop(installed.shopId, () => database.cut());
    await expect(broken).rejects.toMatchObject({ name: "Retryable" });
    await database.mend();
  }
  await order(world, installed, { "CAM-1": 1 });
  await expectMirror(world, installed);
});
