import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Order } from "../devshop/state/orders.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { ANA, LUIS, openWarehouse, placeOrders, startBatch, tasks, worker } from "./picking-steps.ts";
import {
  attention,
  expectMirror,
  HOUR,
  MINUTE,
  onlyPart,
  order,
  places,
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

const opened = () => openWarehouse(world);
const orders = (installed: InstalledShop, ...lines: Record<string, number>[]) => placeOrders(world, installed, lines);
const started = (installed: InstalledShop, placed: readonly Order[], mode?: string) =>
  startBatch(world, installed, placed, mode);
const ana = (installed: InstalledShop) => worker(world, installed, ANA);
const luis = (installed: InstalledShop) => worker(world, installed, LUIS);

const batchStatus = async ({ shopId }: InstalledShop, batchId: string) => {
  const found = await rows<{ status: string }>(
    world,
    "select status from pick_batch where shop_id = $1 and batch_id = $2",
    [shopId, batchId],
  );
  return found[0]?.status;
};

describe("the work queue", () => {
  test("has what can be picked with the pickup it has to make, and says of the rest what it waits for", async () => {
    const installed = await opened();
    const [ready] = await orders(installed, { "CAM-1": 2, "TAZ-1": 1 });
    const unpaid = await order(world, installed, { "CAM-1": 1 }, { financialStatus: "PENDING" });
    const shown = await ana(installed).queue();
    expect(shown.counts).toEqual({ ready: 1, batched: 0, waiting: 1 });
    expect(shown.rows).toMatchObject([
      {
        orderName: ready?.name,
        location: "Almacén Madrid",
        units: 3,
        lines: 2,
        bin: "A-10",
        carrier: "Tramo",
        zone: expect.stringMatching(/^ES/),
        // Carriers come at three in the afternoon, Madrid time.
        dueAt: Date.parse("2026-11-02T14:00:00Z"),
        waitsFor: null,
      },
    ]);
    const waiting = await ana(installed).queue("view=waiting");
    expect(waiting.rows).toMatchObject([{ orderName: unpaid.name, waitsFor: "payment_pending" }]);
    expect(await ana(installed).csv("queueCsv")).toContain(ready?.name);
  });

  test("makes each order's batch once, whoever asks for it", async () => {
    const installed = await opened();
    const placed = await orders(installed, { "CAM-1": 1 }, { "CAM-1": 2 });
    const both = await Promise.all([
      ana(installed).make(installed, placed, "cluster"),
      luis(installed).make(installed, placed, "cluster"),
    ]);
    const made = both.filter(({ status }) => status === "made");
    const taken = made.reduce((sum, each) => sum + ("orders" in each ? each.orders : 0), 0);
    expect(taken).toBe(2);
    expect((await ana(installed).queue()).counts).toEqual({ ready: 0, batched: 2, waiting: 0 });
    expect(await ana(installed).csv("batchesCsv")).toContain("Almacén Madrid");
  });

  test("suggests batches: orders of one unit together, and no more in one than there is room for", async () => {
    const installed = await opened();
    await orders(installed, { "CAM-1": 1 }, { "TAZ-1": 1 }, { "CAM-1": 2 }, { "CAM-1": 1 });
    const { waves } = await ana(installed).suggestions("by=cutOff&orders=2&units=60");
    expect(waves.map(({ singles, ids }) => [singles, ids.length])).toEqual([
      [true, 2],
      [true, 1],
      [false, 1],
    ]);
  });
});

test("ten orders are picked by scanner and shipped, one of them with a unit missing, which ships from elsewhere", async () => {
  const installed = await opened();
  await switchOn(world, installed, "route", "hold", "stock");
  const placed = await orders(installed, ...Array.from({ length: 9 }, (): Record<string, number> => ({ "CAM-1": 1 })), {
    "CAM-1": 1,
    "TAZ-1": 2,
  });
  expect(placed.map((each) => places(installed, each))).toEqual(
    placed.map((_, n) => ({ "Almacén Madrid": n === 9 ? 3 : 1 })),
  );
  const batchId = await started(installed, placed);
  const walk = await ana(installed).walk(batchId);
  expect(walk.stops.map(({ line, left, totes }) => [line.bin, line.sku, left, totes.length])).toEqual([
    ["A-2", "TAZ-1", 2, 1],
    ["A-10", "CAM-1", 10, 10],
  ]);
  // One mug is there, the other is not; shirts are all there.
  expect(await ana(installed).scan(batchId, ["TAZ-1"])).toEqual(["taken"]);
  const [mug] = (await ana(installed).walk(batchId)).stops;
  const short = {
    do: "short",
    shortId: randomUUID(),
    taskId: mug?.last.taskId ?? "",
    orderLineId: mug?.last.orderLineId ?? "",
    units: "1",
    reason: "notFound",
  };
  expect(await ana(installed).act(batchId, short)).toEqual({ status: "short", stock: "written" });
  expect(await ana(installed).act(batchId, short)).toEqual({ status: "short", stock: "again" });
  expect(
    await ana(installed).scan(
      batchId,
      Array.from({ length: 10 }, () => "CAM-1"),
    ),
  ).toEqual(Array.from({ length: 10 }, () => "taken"));
  expect(await batchStatus(installed, batchId)).toBe("picked");
  for (let n = 0; n < 4; n += 1) await world.advance(installed, 10 * SECOND);

  const [last] = placed.slice(-1);
  if (!last) throw new Error("no order");
  expect(places(installed, last)).toEqual({ "Almacén Madrid": 2, "Tienda Sevilla": 1 });
  const [entry] = await rows(
    world,
    "select available, document_kind from stock_entry where shop_id = $1 and document_kind = 'ShortPick'",
    [installed.shopId],
  );
  expect(entry).toEqual({ available: -1, document_kind: "ShortPick" });

  for (const { id, status } of await tasks(world, installed, batchId)) {
    expect(status).toBe("picked");
    const { task } = await ana(installed).packing(id);
    const codes = task.lines.flatMap(({ sku, picked }) => Array.from({ length: picked }, () => sku ?? ""));
    expect(await ana(installed).check(id, codes)).toEqual(codes.map(() => "taken"));
    expect(await ana(installed).pack(id, { do: "ship", weight: "", sure: "no" })).toEqual({
      status: "did",
      did: "ship",
    });
  }
  await world.settle(installed);
  await world.advance(installed, MINUTE);
  expect(await batchStatus(installed, batchId)).toBe("done");
  const shipped = await rows(world, "select 1 from fulfillment where shop_id = $1 and status = 'SUCCESS'", [
    installed.shopId,
  ]);
  expect(shipped).toHaveLength(10);
  const told = await timeline(world, installed, last);
  expect(told.filter((code) => code.startsWith("pick."))).toEqual([
    "pick.started",
    "pick.short",
    "pick.done",
    "pick.packed",
  ]);
  const causes = await rows(
    world,
    "select cause from routing_decision where shop_id = $1 and order_id = $2 order by decision_id",
    [installed.shopId, last.id],
  );
  expect(causes.map(({ cause }) => cause)).toContain("shortPick");
  await expectMirror(world, installed);
});

describe("scanning", () => {
  test("refuses a wrong item, one too many and what nobody knows, and counts a scan that is sent again once", async () => {
    const installed = await opened();
    const placed = await orders(installed, { "CAM-1": 2 });
    const batchId = await started(installed, placed);
    expect(await ana(installed).scan(batchId, ["TAZ-1", "nobody knows", "CAM-1"])).toEqual([
      "wrong",
      "unknown",
      "taken",
    ]);
    const id = randomUUID();
    const again = { id, kind: "scan", code: "CAM-1", units: 1 } as const;
    expect(await ana(installed).send(batchId, [{ ...again, id: randomUUID(), units: 2 }])).toEqual(["tooMany"]);
    expect(await ana(installed).send(batchId, [again])).toEqual(["taken"]);
    expect(await ana(installed).send(batchId, [again])).toEqual(["taken"]);
    expect(await batchStatus(installed, batchId)).toBe("picked");
    const undo = { id: randomUUID(), kind: "undo", of: id } as const;
    expect(await ana(installed).send(batchId, [undo])).toEqual(["undone"]);
    expect(await ana(installed).send(batchId, [undo])).toEqual(["undone"]);
    expect((await ana(installed).walk(batchId)).stops).toMatchObject([{ left: 1, wanted: 2 }]);
    expect(await batchStatus(installed, batchId)).toBe("picking");
  });

  test("goes order by order where orders are picked one by one: another order's item is a wrong one", async () => {
    const installed = await opened();
    const placed = await orders(installed, { "CAM-1": 1 }, { "TAZ-1": 1 });
    const batchId = await started(installed, placed, "single");
    expect(await ana(installed).scan(batchId, ["TAZ-1", "CAM-1", "TAZ-1"])).toEqual(["wrong", "taken", "taken"]);
  });

  test("says into which tote each unit goes, the first orders first", async () => {
    const installed = await opened();
    const placed = await orders(installed, { "CAM-1": 1 }, { "CAM-1": 1 });
    const batchId = await started(installed, placed);
    await ana(installed).scan(batchId, ["CAM-1"]);
    expect((await ana(installed).walk(batchId)).stops).toMatchObject([{ left: 1, totes: [{ place: 2, units: 1 }] }]);
  });
});

describe("two people", () => {
  test("cannot pick the same batch: the second is told who has it, and may take over what was left lying", async () => {
    const installed = await opened();
    const batchId = await started(installed, await orders(installed, { "CAM-1": 2 }));
    expect(await luis(installed).act(batchId, { do: "start" })).toMatchObject({
      status: "held",
      name: "Demo Merchant",
      mayTakeOver: false,
    });
    expect(await luis(installed).scan(batchId, ["CAM-1"])).toEqual(["held"]);
    expect(await luis(installed).act(batchId, { do: "takeOver", why: "absent" })).toMatchObject({ status: "held" });
    await world.advance(installed, 15 * MINUTE);
    expect(await luis(installed).act(batchId, { do: "start" })).toMatchObject({ status: "held", mayTakeOver: true });
    expect(await luis(installed).act(batchId, { do: "takeOver", why: "absent" })).toEqual({
      status: "did",
      did: "takeOver",
    });
    expect(await ana(installed).scan(batchId, ["CAM-1"])).toEqual(["held"]);
    expect(await luis(installed).scan(batchId, ["CAM-1"])).toEqual(["taken"]);
  });

  test("leave a batch and go on with it, and the log of what people do has who", async () => {
    const installed = await opened();
    const batchId = await started(installed, await orders(installed, { "CAM-1": 2 }));
    for (const who of [ana(installed), luis(installed)])
      for (const what of ["start", "start", "pause"]) await who.act(batchId, { do: what });
    const acts = await rows<{ who: string; code: string }>(
      world,
      "select who, code from audit_entry where shop_id = $1 and subject = $2 order by seq",
      [installed.shopId, `batch:${batchId}`],
    );
    expect(acts.map(({ code }) => code)).toEqual(["batches.paused", "batches.resumed", "batches.paused"]);
    expect(new Set(acts.slice(1).map(({ who }) => who)).size).toBe(1);
    expect(acts[0]?.who).not.toBe(acts[1]?.who);
  });

  test("who pack the same order ship it once", async () => {
    const installed = await opened();
    const batchId = await started(installed, await orders(installed, { "CAM-1": 1 }));
    await ana(installed).scan(batchId, ["CAM-1"]);
    const [task] = await tasks(world, installed, batchId);
    const id = task?.id ?? "";
    await ana(installed).check(id, ["CAM-1"]);
    const ship = { do: "ship", weight: "350", sure: "no" };
    expect(await luis(installed).pack(id, ship)).toMatchObject({ status: "held", name: "Demo Merchant" });
    const all = await Promise.all([
      ana(installed).pack(id, ship),
      luis(installed).pack(id, ship),
      ana(installed).pack(id, ship),
    ]);
    expect(all.filter(({ status }) => status === "did")).toHaveLength(1);
    await world.settle(installed);
    expect(await rows(world, "select 1 from parcel where shop_id = $1", [installed.shopId])).toHaveLength(1);
  });
});

describe("a short pick", () => {
  test("asks for a count where stock is only watched, and holds what is missing so that the rest can ship", async () => {
    const installed = await opened();
    const [placed] = await orders(installed, { "CAM-1": 2 });
    if (!placed) throw new Error("no order");
    const batchId = await started(installed, [placed]);
    await ana(installed).scan(batchId, ["CAM-1"]);
    const [stop] = (await ana(installed).walk(batchId)).stops;
    const report = { ...stop?.last, do: "short", shortId: randomUUID(), units: "9", reason: "damaged" };
    expect(await ana(installed).act(batchId, report as Record<string, string>)).toEqual({
      status: "short",
      stock: "count",
    });
    const counts = await rows(
      world,
      "select c.name, n.status from stock_count c join stock_count_line n using (shop_id, count_id) where shop_id = $1",
      [installed.shopId],
    );
    expect(counts).toEqual([{ name: "Missing when picked", status: "open" }]);
    const [task] = await tasks(world, installed, batchId);
    const id = task?.id ?? "";
    await ana(installed).check(id, ["CAM-1"]);
    const ship = { do: "ship", weight: "", sure: "no" };
    expect(await ana(installed).pack(id, ship)).toEqual({ status: "refused", code: "splitting" });
    await world.settle(installed);
    expect(await ana(installed).pack(id, ship)).toEqual({ status: "did", did: "ship" });
    await world.settle(installed);
    const parts = [...installed.shop.fulfillmentOrders.values()].filter((each) => each.orderId === placed.id);
    expect(parts.map(({ status }) => status).toSorted()).toEqual(["CLOSED", "ON_HOLD"]);
    expect(await attention(world, installed, placed)).toBe("held");
  });

  test("of all units leaves nothing to pack: the order is void here", async () => {
    const installed = await opened();
    const [placed] = await orders(installed, { "CAM-1": 1 });
    if (!placed) throw new Error("no order");
    const batchId = await started(installed, [placed]);
    const [stop] = (await ana(installed).walk(batchId)).stops;
    const report = { ...stop?.last, do: "short", shortId: randomUUID(), units: "1", reason: "notFound" };
    await ana(installed).act(batchId, report);
    expect(await tasks(world, installed, batchId)).toMatchObject([{ status: "void", reason: "short" }]);
    expect(await batchStatus(installed, batchId)).toBe("done");
    await world.settle(installed);
    expect(onlyPart(installed, placed).status).toBe("ON_HOLD");
  });
});

describe("packing", () => {
  test("finds an order by its name, its tote or an item, and ships only what was verified and weighs what it should", async () => {
    const installed = await opened();
    const placed = await orders(installed, { "CAM-1": 2 });
    const batchId = await started(installed, placed);
    await ana(installed).scan(batchId, ["CAM-1", "CAM-1"]);
    const [task] = await tasks(world, installed, batchId);
    const id = task?.id ?? "";
    for (const code of [placed[0]?.name ?? "", (placed[0]?.name ?? "").slice(1), `${batchId}-1`, "CAM-1"])
      expect(await ana(installed).station(code)).toEqual({ status: "found", taskId: id });
    expect(await ana(installed).station("nothing")).toEqual({ status: "unknown" });
    expect(await ana(installed).toPack()).toMatchObject({
      count: 1,
      next: null,
      waiting: [{ orderName: placed[0]?.name, place: 1, units: 2 }],
    });
    const ship = (weight: string, sure = "no") => ana(installed).pack(id, { do: "ship", weight, sure });
    expect(await ship("")).toEqual({ status: "refused", code: "unchecked" });
    expect(await ana(installed).check(id, ["TAZ-1", "CAM-1", "CAM-1", "CAM-1"])).toEqual([
      "wrong",
      "taken",
      "taken",
      "tooMany",
    ]);
    expect(await ship("heavy")).toEqual({ status: "refused", code: "weight" });
    expect(await ship("900")).toEqual({ status: "weigh", expected: 600, weighed: 900 });
    expect(await ship("900", "yes")).toEqual({ status: "did", did: "ship" });
    await world.settle(installed);
    expect((await ana(installed).packing(id)).parcels).toMatchObject([{ stage: "labelled" }]);
  });

  test("a batch that is dissolved gives its orders back to the queue", async () => {
    const installed = await opened();
    const batchId = await started(installed, await orders(installed, { "CAM-1": 1 }));
    expect(await ana(installed).act(batchId, { do: "cancel" })).toEqual({ status: "did", did: "cancel" });
    expect((await ana(installed).queue()).counts).toMatchObject({ ready: 1, batched: 0 });
    expect(await ana(installed).scan(batchId, ["CAM-1"])).toEqual(["closed"]);
  });
});

test("what somebody picks is not shipped by the machine, and is once it is back in the queue", async () => {
  const installed = await opened();
  const batchId = await started(installed, await orders(installed, { "CAM-1": 1 }));
  await switchOn(world, installed, "ship");
  await world.owner.query("update effect_switch set on_since = on_since - interval '1 day' where shop_id = $1", [
    installed.shopId,
  ]);
  await order(world, installed, { "TAZ-1": 1 });
  await world.advance(installed, HOUR);
  expect(await rows(world, "select 1 from parcel where shop_id = $1", [installed.shopId])).toHaveLength(1);
  await ana(installed).act(batchId, { do: "cancel" });
  await order(world, installed, { "TAZ-1": 1 });
  expect(await rows(world, "select 1 from parcel where shop_id = $1", [installed.shopId])).toHaveLength(3);
});
