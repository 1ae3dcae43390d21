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

test("an order that nobody picks is a risk from its cut-off on, and no longer once it is sent", async () => {
  const installed = await openShop(world);
  await placeOrder(world, installed);
  await world.advance(installed, 2 * HOUR);
  expect(await risks(installed)).toEqual([]);
  await world.advance(installed, 5 * HOUR);
  expect(await risks(installed)).toMatchObject([{ kind: "unpicked", open: true }]);
});
