import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readPromiseMetafield } from "../../extensions/shared/promise-metafield.ts";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import type { Order } from "../devshop/state/orders.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { ran } from "./steps.ts";
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
  world.carrier.turn(CALM);
});

const promises = (installed: InstalledShop) =>
  rowsOf<{ from: string; to: string; source: string; reason: { code: string } | null }>(
    world,
    installed,
    `select to_char(from_date, 'YYYY-MM-DD') as from, to_char(to_date, 'YYYY-MM-DD') as to, source, reason
       from delivery_promise where shop_id = $1 order by promise_id`,
  );
const shown = ({ metafields }: Order) => readPromiseMetafield(metafields.find(({ key }) => key === "promise")?.value);

const inDays = (days: number) => new Date(world.clock.now().getTime() + days * DAY);
const day = (date: Date) => date.toISOString().slice(0, 10);

describe("the promised date", () => {
  test("is first what checkout showed, and stands in the order's metafield with the order's key", async () => {
    const installed = await openShop(world, "events");
    const [from, to] = [inDays(2), inDays(3)];
    const order = await placeOrder(world, installed, {
      delivery: { minDeliveryDateTime: from, maxDeliveryDateTime: to },
    });
    const promise = { from: day(from), to: day(to), source: "checkout", reason: null };
    expect(await promises(installed)).toEqual([promise]);
    const [key] = await rowsOf<{ key: string }>(world, installed, "select key from order_key where shop_id = $1");
    expect(key?.key).toMatch(/^[0-9a-f]{32}$/);
    expect(shown(order)).toEqual({
      promise,
      pickup: null,
      access: { key: key?.key, api: `${world.appUrl}/api/order-status` },
    });
  });

  test("is written down but not shown while events are observed", async () => {
    const installed = await openShop(world);
    const order = await placeOrder(world, installed);
    expect(await promises(installed)).toMatchObject([{ source: "estimate" }]);
    expect(order.metafields).toEqual([]);
    const said = "select 1 from order_event where shop_id = $1 and code = 'promise.shown'";
    expect(await rowsOf(world, installed, said)).toEqual([]);
  });

  test("becomes the carrier's with the label, and moves with a reason when the carrier is late", async () => {
    const installed = await openShop(world, "ship", "events");
    world.carrier.turn({ ...CALM, delayed: 1 });
    const writes = ran(world, "SetPromise");
    const order = await placeOrder(world, installed);
    const first = await promises(installed);
    expect(first.at(-1)).toMatchObject({ source: "carrier" });
    // Decided twice, shown once: what moves goods goes first.
    expect([first.length, ran(world, "SetPromise") - writes]).toEqual([2, 1]);
    for (let half = 0; half < 2 * 9; half += 1) await world.advance(installed, 12 * HOUR);
    const all = await promises(installed);
    const last = all.at(-1);
    expect(last?.reason).toEqual({ code: "carrier_delay", params: { previous: first.at(-1)?.to } });
    expect((last?.to ?? "") > (first.at(-1)?.to ?? "")).toBe(true);
    expect(shown(order)?.promise).toEqual(last);
    // The date kept in the end is the one last shown.
    const [parcel] = await rowsOf<{ at: Date }>(
      world,
      installed,
      "select delivered_at as at from parcel where shop_id = $1",
    );
    expect(day(parcel?.at ?? new Date(0))).toBe(last?.to);
    const events = await rowsOf<{ to: string; previous: string | null }>(
      world,
      installed,
      `select data ->> 'to' as to, data ->> 'previousTo' as previous from order_event
        where shop_id = $1 and code = 'promise.shown' order by seq`,
    );
    expect(events.map(({ to }) => to)).toEqual(all.map(({ to }) => to));
    expect(events.map(({ previous }) => previous)).toEqual([null, ...all.slice(0, -1).map(({ to }) => to)]);
  });

  test("is not promised for an order to be picked up", async () => {
    const installed = await openShop(world, "events");
    await placeOrder(world, installed, { delivery: { methodType: "PICK_UP" } });
    expect(await promises(installed)).toEqual([]);
  });
});

describe("a promised date", () => {
  test("is seen on Shopify's own page once an event brings it there, and not before", async () => {
    const installed = await openShop(world, "ship", "events");
    await placeOrder(world, installed);
    const seen = () =>
      rowsOf<{ to: string; at: Date }>(
        world,
        installed,
        `select to_char(p.to_date, 'YYYY-MM-DD') as to, s.first_at as at
           from promise_shown s join delivery_promise p on p.shop_id = s.shop_id and p.promise_id = s.promise_id
          where s.shop_id = $1 and s.surface = 'shopifyPage' order by s.first_at`,
      );
    expect(await seen()).toEqual([]);
    for (let half = 0; half < 2 * 4; half += 1) await world.advance(installed, 12 * HOUR);
    const [fulfillment] = [...installed.shop.fulfillments.values()];
    const told = (fulfillment?.events ?? []).flatMap(({ estimatedDeliveryAt }) => estimatedDeliveryAt ?? []);
    expect(told.length).toBeGreaterThan(0);
    const ledger = await seen();
    expect(ledger.length).toBeGreaterThan(0);
    const written = await rowsOf<{ at: Date }>(
      world,
      installed,
      "select occurred_at as at from order_event where shop_id = $1 and code = 'event.written' order by seq",
    );
    expect(ledger[0]?.at).toEqual(written[0]?.at);
    // It is a date that was promised of this order, and that Shopify shows.
    const shownThere = new Set(told.map((at) => day(new Date(at))));
    expect(ledger.every(({ to }) => shownThere.has(to))).toBe(true);
  });
});
