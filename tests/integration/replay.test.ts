import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Rule } from "../../app/features/automation/domain/rule.ts";
import { MADRID } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import {
  always,
  contents,
  draft,
  goLive,
  redraft,
  replayed,
  replayModules,
  runLong,
  started,
  stored,
  WHO,
  type ReplayModules,
} from "./replay-steps.ts";
import { DAY, HOUR, intents, location, order, place, SECOND, shrink, switchOn } from "./steps.ts";

let world: TestWorld;
let app: ReplayModules;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
  app = await replayModules();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const now = () => world.clock.now();
const notFrom = (...names: string[]): Rule =>
  always("r-1", {
    do: "excludeLocations",
    where: {
      field: "location.location",
      op: "isOneOf",
      value: names.map((name) => location(installed, name)),
    },
  });
const held: Rule = always("r-hold", {
  do: "hold",
  reason: "HIGH_RISK_OF_FRAUD",
  note: "",
  release: { until: "person" },
});
const placesOf = ({ parcels }: { readonly parcels: readonly { locationId: string; units: number }[] }) =>
  Object.fromEntries(
    parcels.map(({ locationId, units }) => [installed.shop.locations.get(locationId)?.name ?? "", units]),
  );

test("has no effect: Shopify hears nothing, and no table but replay's own is another", async () => {
  await switchOn(world, installed, "route", "hold");
  await order(world, installed, { "CAM-1": 4 });
  await order(world, installed, { "TAZ-1": 2 }, { shippingAddress: MADRID });
  await order(world, installed, { "POS-1": 3 });
  const drafted = await draft(app, installed, [notFrom("Sevilla"), held], now());
  const before = { tables: await contents(world, installed), intents: await intents(world, installed) };
  const asked = structuredClone(world.devshop.counters());

  const { replay, rows } = await replayed(app, world, installed, drafted);

  expect(replay).toMatchObject({ status: "done", done: 3, total: 3 });
  expect(rows.map(({ change }) => change)).toEqual(["held", "held", "wishes"]);
  expect(world.devshop.counters()).toEqual(asked);
  expect(await intents(world, installed)).toEqual(before.intents);
  const tables = await contents(world, installed);
  const others = Object.keys(tables).filter((name) => tables[name] !== before.tables[name]);
  // Who started it stands in the log of what people do; the lane that ran it is the list of work.
  expect(others.sort()).toEqual(["audit_entry", "replay", "replay_order", "shop_lane"]);
});

describe("a draft that is tried on the past", () => {
  test("with the rules that are live changes nothing, and every decision comes out as it was", async () => {
    await switchOn(world, installed, "route");
    const live = await draft(app, installed, [notFrom("Sevilla")], now());
    await goLive(app, installed, live, now());
    await order(world, installed, { "CAM-1": 4 });
    await order(world, installed, { "CAM-1": 3, "TAZ-1": 1 });
    const same = await redraft(app, installed, live, [notFrom("Sevilla")], now());
    const { replay, rows } = await replayed(app, world, installed, same);
    expect(rows.map(({ change, after }) => [change, after.rules])).toEqual([
      ["same", ["r-1"]],
      ["same", ["r-1"]],
    ]);
    expect(replay.totals).toMatchObject({
      orders: 2,
      doubts: { notReproduced: 0, notReproducedShown: 0, unasked: 0, unreadable: 0 },
      coverage: { orders: 2, missing: 0, missingUntil: null },
    });
    expect(replay.totals?.after).toEqual(replay.totals?.before);
  });

  test("costs what shipping costs: a preference that could not be met is no money", async () => {
    await switchOn(world, installed, "route");
    await order(world, installed, { "CAM-1": 4 });
    const prefer = always("r-1", {
      do: "preferLocations",
      where: { field: "location.location", op: "isOneOf", value: [location(installed, "Barcelona")] },
      by: { minor: 5_000, currency: "EUR" },
    });
    const drafted = await draft(app, installed, [prefer], now());
    const { replay, rows } = await replayed(app, world, installed, drafted);
    expect(rows.map(({ change, cost_minor, after }) => [change, Number(cost_minor), placesOf(after)])).toEqual([
      ["same", 0, { "Tienda Sevilla": 4 }],
    ]);
    expect(replay.totals?.after.cost).toEqual(replay.totals?.before.cost);
  });

  test("gives the units it does not take to the orders after it", async () => {
    await switchOn(world, installed, "route");
    // Five units in Seville, where both shoppers live: the first order gets four of them, the second stays in Madrid.
    await order(world, installed, { "CAM-1": 4 }, { tags: ["first"] });
    await order(world, installed, { "CAM-1": 4 });
    const isFirst = { field: "order.tags", op: "hasAnyOf", value: ["first"] } as const;
    const drafted = await draft(app, installed, [{ ...notFrom("Sevilla"), when: isFirst }], now());
    const { replay, rows } = await replayed(app, world, installed, drafted);
    expect(rows.map(({ before, after }) => [placesOf(before), placesOf(after)])).toEqual([
      [{ "Tienda Sevilla": 4 }, { "Almacén Madrid": 4 }],
      [{ "Almacén Madrid": 4 }, { "Tienda Sevilla": 4 }],
    ]);
    expect(replay.totals).toMatchObject({
      changes: { moved: 2, same: 0 },
      rules: [{ ruleId: "r-1", name: "Rule r-1", before: 0, after: 1 }],
      doubts: { notReproduced: 0 },
    });
    expect(rows.map(({ cost_minor }) => Number(cost_minor)).reduce((sum, each) => sum + each, 0)).toBe(
      (replay.totals?.after.cost["totalMinor"] ?? 0) - (replay.totals?.before.cost["totalMinor"] ?? 0),
    );
  });

  test("takes units one after the other also where decisions were only shown, and says so", async () => {
    // Nobody carried anything out: both orders were told to come from Seville, where five units stayed.
    await order(world, installed, { "CAM-1": 4 });
    await order(world, installed, { "CAM-1": 4 });
    const drafted = await draft(app, installed, [], now());
    const { replay, rows } = await replayed(app, world, installed, drafted);
    expect(rows.map(({ before }) => placesOf(before))).toEqual([{ "Tienda Sevilla": 4 }, { "Almacén Madrid": 4 }]);
    expect(replay.totals?.doubts).toMatchObject({ notReproduced: 0, notReproducedShown: 1 });
  });

  test("is compared with what was live at the time of each order", async () => {
    const variants = [{ sku: "CAM-1", priceMinor: 1990, grams: 250, stock: [50, 50, 0] }];
    installed = await world.install(spanishShop({ products: [{ title: "Camiseta", variants }] }));
    await order(world, installed, { "CAM-1": 4 });
    const live = await draft(app, installed, [notFrom("Sevilla")], now());
    await world.advance(installed, SECOND);
    await goLive(app, installed, live, now());
    await order(world, installed, { "CAM-1": 4 });
    const drafted = await redraft(app, installed, live, [notFrom("Madrid")], now());
    await world.advance(installed, SECOND);
    await goLive(app, installed, drafted, now());
    await order(world, installed, { "CAM-1": 4 });
    const { rows } = await replayed(app, world, installed, live);
    expect(rows.map(({ before, after }) => [placesOf(before), placesOf(after)])).toEqual([
      [{ "Tienda Sevilla": 4 }, { "Almacén Madrid": 4 }],
      [{ "Almacén Madrid": 4 }, { "Almacén Madrid": 4 }],
      [{ "Tienda Sevilla": 4 }, { "Almacén Madrid": 4 }],
    ]);
  });

  test("may ask for the postal code, which is not in a snapshot", async () => {
    await order(world, installed, { "CAM-1": 1 });
    await order(world, installed, { "CAM-1": 1 }, { shippingAddress: MADRID });
    const inMadrid = { field: "destination.postalCode", op: "fitsAnyOf", value: ["28*"] } as const;
    const drafted = await draft(app, installed, [{ ...held, when: inMadrid }], now());
    const { rows } = await replayed(app, world, installed, drafted);
    expect(rows.map(({ change }) => change)).toEqual(["same", "held"]);
  });

  test("of a trigger that does not route is asked for what it does, and moves nothing", async () => {
    await order(world, installed, { "CAM-1": 4 });
    const rule = always("r-tag", { do: "addTag", tag: "Sur" });
    const drafted = await draft(app, installed, [rule], now(), "order.placed");
    const { rows } = await replayed(app, world, installed, drafted);
    expect(rows).toMatchObject([
      { change: "wishes", before: { wishes: [] }, after: { wishes: [{ what: "addTag", value: "Sur" }] } },
    ]);
    expect(rows[0]?.before.parcels).toEqual(rows[0]?.after.parcels);
  });

  test("counts a fulfillment order once, however often it was decided", async () => {
    await switchOn(world, installed, "route", "hold");
    const placed = await order(world, installed, { "POS-1": 3 });
    shrink(world, installed, "POS-1", "Madrid", -20);
    await world.advance(installed, 10 * SECOND);
    await world.advance(installed, 7 * HOUR);
    const drafted = await draft(app, installed, [], now());
    const { replay, rows } = await replayed(app, world, installed, drafted);
    expect(replay.total).toBe(2);
    expect(rows).toMatchObject([{ order_id: placed.id, change: "same", after: { waited: true, outcome: "stay" } }]);
    expect(replay.totals).toMatchObject({ orders: 1, before: { held: 1, parcels: 1 }, after: { held: 1, parcels: 1 } });
  });

  test("tells how many orders cannot be replayed because nothing was kept of them", async () => {
    await order(world, installed, { "CAM-1": 1 });
    await world.owner.query("delete from decision_snapshot where shop_id = $1", [installed.shopId]);
    const last = now();
    await order(world, installed, { "CAM-1": 1 });
    const drafted = await draft(app, installed, [], now());
    const { replay } = await replayed(app, world, installed, drafted);
    expect(replay.totals).toMatchObject({ orders: 1, coverage: { orders: 2, missing: 1 } });
    expect(new Date(replay.totals?.coverage.missingUntil ?? 0).getTime()).toBeLessThanOrEqual(last.getTime());
  });
});

describe("running", () => {
  const drafted = () => draft(app, installed, [notFrom("Sevilla")], now());

  test("begins anew after it was killed, and has each row once", async () => {
    await order(world, installed, { "CAM-1": 4 });
    const replayId = await started(app, world, installed, await drafted());
    // Half a result of a worker that is no more.
    await world.owner.query(
      `insert into replay_order (shop_id, replay_id, position, order_id, fulfillment_order_id, change, before, after)
       select $1, $2, n, 1, 1, 'same', '{}', '{}' from generate_series(1, 7) n`,
      [installed.shopId, replayId],
    );
    await world.owner.query("update replay set status = 'running', done = 7 where shop_id = $1", [installed.shopId]);
    await runLong(app, installed);
    const { replay, rows } = await stored(app, world, installed, replayId);
    expect(replay).toMatchObject({ status: "done", done: 1, total: 1 });
    expect(rows).toMatchObject([{ position: 1, change: "moved" }]);
  });

  test("one at a time, until it is done or cancelled", async () => {
    await order(world, installed, { "CAM-1": 4 });
    const tried = await drafted();
    const start = () => app.startReplay(installed.shopId, { ...tried, what: { days: 7 } }, WHO, now());
    const replayId = await started(app, world, installed, tried);
    expect(await start()).toEqual({ kind: "busy", replayId });
    expect(await app.cancelReplay(installed.shopId, replayId, now())).toBe(true);
    expect(await app.cancelReplay(installed.shopId, replayId, now())).toBe(false);
    // What still runs of it is told to stop with its next page.
    expect(await app.inShop(installed.shopId, (tx) => app.setProgress(tx, replayId, 1, 1))).toBe(false);
    expect(await start()).toMatchObject({ kind: "started" });
    await runLong(app, installed);
    expect(await stored(app, world, installed, replayId)).toMatchObject({ replay: { status: "cancelled" }, rows: [] });
    expect(await start()).toMatchObject({ kind: "started" });
  });

  test("not for rules that cannot be asked, nor for orders of which nothing is kept", async () => {
    const { shopId } = installed;
    const unfinished = await draft(app, installed, [{ id: "r-1" }], now());
    const what = { days: 7 } as const;
    expect(await app.startReplay(shopId, { ...unfinished, what }, WHO, now())).toEqual({ kind: "noRules" });
    const tried = await drafted();
    const other = { ...tried, setId: unfinished.setId };
    expect(await app.startReplay(shopId, { ...other, what }, WHO, now())).toEqual({ kind: "noRules" });
    expect(await app.startReplay(shopId, { ...tried, what }, WHO, now())).toEqual({ kind: "nothing" });
    await order(world, installed, { "CAM-1": 1 });
    await world.advance(installed, 8 * DAY);
    expect(await app.startReplay(shopId, { ...tried, what }, WHO, now())).toEqual({ kind: "nothing" });
    const days = () => app.startReplay(shopId, { ...tried, what: { days: 61 } }, WHO, now());
    await expect(days).rejects.toThrow(RangeError);
  });

  test("fails when the draft is another one by then, and says so", async () => {
    await order(world, installed, { "CAM-1": 1 });
    const tried = await drafted();
    const replayId = await started(app, world, installed, tried);
    await redraft(app, installed, tried, [notFrom("Madrid")], now());
    await runLong(app, installed);
    const { replay, rows } = await stored(app, world, installed, replayId);
    expect(replay).toMatchObject({ status: "failed", failure: "changed", totals: null });
    expect(rows).toEqual([]);
  });

  test("leaves out what it cannot read, and counts it", async () => {
    await order(world, installed, { "CAM-1": 1 });
    await order(world, installed, { "CAM-1": 1 });
    await world.owner.query(
      "update decision_snapshot set format = 99 where shop_id = $1 and decision_id = (select min(decision_id) from decision_snapshot where shop_id = $1)",
      [installed.shopId],
    );
    const { replay, rows } = await replayed(app, world, installed, await drafted());
    expect(rows).toHaveLength(1);
    expect(replay.totals).toMatchObject({ orders: 1, doubts: { unreadable: 1 } });
  });

  test("of named orders only", async () => {
    place(world, installed, { "CAM-1": 1 });
    const wanted = await order(world, installed, { "CAM-1": 1 });
    const { setId, versionId } = await drafted();
    const form = { do: "start", version: versionId, days: "orders" };
    const act = (orders: string) => app.actOnReplays(installed.shopId, setId, { ...form, orders }, WHO, now());
    expect(await act("#no #none")).toEqual({ kind: "unknownOrders", names: ["#no", "#none"] });
    const answer = await act(wanted.name.replace("#", ""));
    if (answer?.kind !== "started") throw new Error(answer?.kind);
    await runLong(app, installed);
    const { rows } = await stored(app, world, installed, answer.replayId);
    expect(rows.map(({ order_id }) => order_id)).toEqual([wanted.id]);
  });
});

describe("pruning", () => {
  const count = async (table: string) => {
    const { rows } = await world.owner.query<{ count: number }>(
      `select count(*)::int as count from ${table} where shop_id = $1`,
      [installed.shopId],
    );
    return rows[0]?.count;
  };

  test("lets go of snapshots after 90 days", async () => {
    await order(world, installed, { "CAM-1": 1 });
    const decided = now();
    await app.pruneReplays(installed.shopId, new Date(decided.getTime() + 89 * DAY));
    expect(await count("decision_snapshot")).toBe(1);
    await app.pruneReplays(installed.shopId, new Date(decided.getTime() + 91 * DAY));
    expect(await count("decision_snapshot")).toBe(0);
  });

  test("keeps the twenty newest replays of a set, and no rows of what was cancelled", async () => {
    await order(world, installed, { "CAM-1": 1 });
    const tried = await draft(app, installed, [], now());
    const { replay } = await replayed(app, world, installed, tried);
    await world.owner.query(
      `insert into replay (shop_id, set_id, version_id, digest, since, until, order_ids, status, started_by, started_at)
       select $1, $2, $3, '', now(), now(), '{}', case when n = 21 then 'running' else 'cancelled' end, '', now()
         from generate_series(1, 21) n`,
      [installed.shopId, tried.setId, tried.versionId],
    );
    expect(await count("replay")).toBe(22);
    expect(await count("replay_order")).toBe(1);
    await app.pruneReplays(installed.shopId, now());
    expect(await count("replay")).toBe(20);
    expect(await count("replay_order")).toBe(0);
    expect(await app.inShop(installed.shopId, (tx) => app.readReplay(tx, replay.replayId))).toBeUndefined();
  });
});
