import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { DAY, openShop, placeOrder, rowsOf } from "./shipping-steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ start: "2026-11-23T09:00:00Z" }); // a Monday
  world.carrier.turn({ ...DEFAULT_KNOBS, attempted: 0, undocumented: 0 });
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** Parcels that left from every location of the shop on each of some days before now, and took so many days. */
async function arrived(installed: InstalledShop, first: number, days: readonly number[], took: number) {
  const values = [installed.shopId, world.clock.now(), days, took, first];
  await world.owner.query(
    `insert into shop_order (shop_id, order_id, name, placed_at, updated_at, is_test, channel, financial_status, fulfillment_status, risk, currency,
                             total_minor, units, shipping_title, dest_country, stage, read_no)
     select $1, $5::bigint + row_number() over (), 'old ' || row_number() over (), $2::timestamptz - d * interval '1 day', $2, false, 'web', 'PAID', 'FULFILLED',
            'ACCEPT', 'EUR', 1000, 1, 'Standard', 'ES', 'delivered', 1
       from unnest($3::int[]) d where $4::int > 0`,
    values,
  );
  await world.owner.query(
    `insert into parcel (shop_id, parcel_id, order_id, fulfillment_order_id, location_id, carrier, service, stage, units, created_at, delivered_at)
     select $1, o.order_id, o.order_id, o.order_id, l.location_id, 'stand-in', 'standard', 'delivered', 1, o.placed_at, o.placed_at + $3 * interval '1 day'
       from shop_order o cross join lateral (select location_id from location where shop_id = $1 order by (location_id + o.order_id) % 2, location_id limit 1) l
      where o.shop_id = $1 and o.order_id > $2 and o.order_id <= $2::bigint + $4`,
    [installed.shopId, first, took, days.length],
  );
  await world.owner.query(
    `insert into parcel_scan (shop_id, parcel_id, scan_key, code, stage, occurred_at, recorded_at)
     select shop_id, parcel_id, 'left', 'X', 'in_transit', created_at + interval '6 hours', created_at from parcel
      where shop_id = $1 and order_id > $2::bigint and order_id <= $2::bigint + $3`,
    [installed.shopId, first, days.length],
  );
}

const lastPromise = async (installed: InstalledShop) =>
  (
    await rowsOf<{ from: string; to: string; source: string; basis: string; confidence: string; p50: string | null }>(
      world,
      installed,
      `select to_char(from_date, 'YYYY-MM-DD') as from, to_char(to_date, 'YYYY-MM-DD') as to, source, basis, confidence,
              to_char(p50, 'YYYY-MM-DD') as p50 from delivery_promise where shop_id = $1 order by promise_id desc limit 1`,
    )
  )[0];

const daysAgo = (from: number, to: number, each: number) =>
  Array.from({ length: (from - to) * each }, (_, index) => to + 1 + Math.floor(index / each));

test("a shop whose parcels arrived promises by them, another by an assumption, and slower parcels move what is promised next", async () => {
  const [taught, fresh] = [await openShop(world), await openShop(world)];
  await arrived(taught, 1_000, daysAgo(60, 2, 3), 2);
  for (const installed of [taught, fresh]) await world.advance(installed, DAY);
  await world.advance(fresh, 0);
  await placeOrder(world, taught);
  await placeOrder(world, fresh);
  const [byParcels, byAssumption] = [await lastPromise(taught), await lastPromise(fresh)];
  expect(byAssumption).toMatchObject({ source: "estimate", basis: "assumption", confidence: "low", p50: null });
  expect(byParcels).toMatchObject({ source: "estimate" });
  expect(["lane", "destination", "service", "shop"]).toContain(byParcels?.basis);
  expect(byParcels?.p50).toBe(byParcels?.from);
  expect((byParcels?.to ?? "") < (byAssumption?.to ?? "")).toBe(true);

  // The carrier is slow now: a fortnight of parcels that took a week.
  await arrived(taught, 5_000, daysAgo(22, 8, 12), 7);
  await world.advance(taught, DAY + 3_600_000);
  const placedOn = world.clock.now();
  await placeOrder(world, taught);
  const after = await lastPromise(taught);
  const days = (promise: { to: string } | undefined, at: Date) =>
    Math.round((Date.parse(promise?.to ?? "") - at.getTime()) / DAY);
  expect(days(after, placedOn)).toBeGreaterThan(days(byParcels, new Date(placedOn.getTime() - DAY)));
  const [model] = await rowsOf<{ version: number; parcels: number }>(
    world,
    taught,
    "select version, parcels from shop_eta where shop_id = $1",
  );
  expect(model?.version).toBeGreaterThan(1);
  expect(model?.parcels).toBeGreaterThan(300);
});
