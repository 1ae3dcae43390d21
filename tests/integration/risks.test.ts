import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { DAY, HOUR, openShop, placeOrder, rowsOf } from "./shipping-steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ start: "2026-11-23T09:00:00Z" }); // a Monday
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});
const CALM = { ...DEFAULT_KNOBS, attempted: 0, undocumented: 0 };
beforeEach(() => {
  world.clock.restart("2026-11-23T09:00:00Z");
  world.carrier.turn(CALM);
});

const risks = (installed: InstalledShop) =>
  rowsOf<{ kind: string; open: boolean; times: number; cost: number }>(
    world,
    installed,
    `select kind, resolved_at is null as open, times, cost_minor::int as cost from risk where shop_id = $1 order by risk_id`,
  );
const ledger = (installed: InstalledShop) =>
  rowsOf<{ code: string; kind: string }>(
    world,
    installed,
    `select code, data ->> 'kind' as kind from order_event where shop_id = $1 and code like 'risk.%' order by seq`,
  );

test("a parcel that goes silent is a risk until it is scanned again", async () => {
  const installed = await openShop(world, "ship");
  world.carrier.turn({ ...CALM, silent: 1 });
  await placeOrder(world, installed);
  expect(await risks(installed)).toEqual([]);
  // Collected on Monday evening; by Wednesday it should have been seen.
  for (let day = 0; day < 3; day += 1) await world.advance(installed, DAY);
  expect(await risks(installed)).toMatchObject([{ kind: "unscanned", open: true, times: 1 }]);
  for (let day = 0; day < 4; day += 1) await world.advance(installed, DAY);
  const [parcel] = await rowsOf<{ stage: string }>(world, installed, "select stage from parcel where shop_id = $1");
  expect(parcel?.stage).toBe("delivered");
  expect((await risks(installed)).map(({ open }) => open)).toEqual((await risks(installed)).map(() => false));
  expect(await ledger(installed)).toEqual(
    expect.arrayContaining([
      { code: "risk.raised", kind: "unscanned" },
      { code: "risk.resolved", kind: "unscanned" },
    ]),
  );
});

test("a parcel that vanishes is silent, late for what its shopper saw, and then lost; who took it is asked again when something happens", async () => {
  const installed = await openShop(world, "ship", "events");
  world.carrier.turn({ ...CALM, lost: 1 });
  await placeOrder(world, installed);
  for (let day = 0; day < 5; day += 1) await world.advance(installed, DAY);
  const open = async () => (await risks(installed)).filter((risk) => risk.open).map(({ kind }) => kind);
  expect(await open()).toContain("silent");
  const { changeRisks } = await import("../../app/features/risks/change.server.ts");
  const { risksPage } = await import("../../app/features/risks/page.server.ts");
  const { readFilter } = await import("../../app/features/risks/domain/list-filter.ts");
  const page = async (view: string) =>
    (await risksPage(installed.shopId, readFilter(new URLSearchParams({ view })), null, world.clock.now())).page.risks;
  const all = (await page("open")).map(({ riskId }) => riskId).join(" ");
  expect(
    await changeRisks(installed.shopId, { do: "snooze", until: "fact", risks: all }, "7", world.clock.now()),
  ).toEqual({
    status: "snoozed",
    count: all.split(" ").length,
  });
  await world.advance(installed, DAY);
  expect((await page("open")).map(({ kind }) => kind)).not.toContain("silent");
  for (let day = 0; day < 14; day += 1) await world.advance(installed, DAY);
  // Lost is a fact: the carrier said so, and nobody need listen for a parcel that will not come.
  expect(await open()).toEqual(expect.arrayContaining(["pastPromise", "exception"]));
  expect(await open()).not.toContain("silent");
  expect((await page("open")).map(({ kind }) => kind)).toEqual(expect.arrayContaining(["pastPromise", "exception"]));
});

test("what arrived late stands against what its shopper saw, with whose the days are", async () => {
  const installed = await openShop(world, "ship", "events");
  world.carrier.turn({ ...CALM, delayed: 1 });
  await placeOrder(world, installed);
  for (let day = 0; day < 9; day += 1) await world.advance(installed, DAY);
  const [outcome] = await rowsOf<{ late: number; last: number; blame: { segment: string; days: number }[] }>(
    world,
    installed,
    "select late_bought as late, late_last as last, blame from delivery_outcome where shop_id = $1",
  );
  expect(outcome?.late).toBeGreaterThan(0);
  expect(outcome?.last).toBeLessThanOrEqual(0);
  const lost = outcome?.blame.reduce((sum, { days }) => sum + days, 0);
  expect(lost).toBe(outcome?.late);
  expect(outcome?.blame.map(({ segment }) => segment)).toContain("linehaul");
});

test("an order that nobody picks is a risk from its cut-off on, and no longer once it is sent", async () => {
  const installed = await openShop(world);
  await placeOrder(world, installed);
  await world.advance(installed, 2 * HOUR);
  expect(await risks(installed)).toEqual([]);
  await world.advance(installed, 5 * HOUR);
  expect(await risks(installed)).toMatchObject([{ kind: "unpicked", open: true }]);
});

test("a pickup that is not ready when it was promised is overdue", async () => {
  const installed = await openShop(world);
  await placeOrder(world, installed, { delivery: { methodType: "PICK_UP" } });
  expect((await risks(installed)).map(({ kind }) => kind)).toEqual([]);
  await world.advance(installed, 2 * DAY);
  expect(await risks(installed)).toMatchObject([{ kind: "pickupOverdue", open: true }]);
});
