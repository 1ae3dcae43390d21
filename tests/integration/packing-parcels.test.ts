import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancelOrder, removeUnits } from "../devshop/state/change-order.ts";
import type { Order } from "../devshop/state/orders.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { ANA, openWarehouse, placeOrders, startBatch, tasks, worker } from "./picking-steps.ts";
import { attention, expectMirror, happen, MINUTE, onlyPart, rows, SECOND } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const ana = (installed: InstalledShop) => worker(world, installed, ANA);

/** An order of these is placed and picked; the task at the packing station. */
async function picked(installed: InstalledShop, lines: Record<string, number>) {
  const [placed] = await placeOrders(world, installed, [lines]);
  if (!placed) throw new Error("no order");
  return { placed, taskId: await pickAll(installed, placed, lines) };
}

async function pickAll(installed: InstalledShop, placed: Order, lines: Record<string, number>): Promise<string> {
  const batchId = await startBatch(world, installed, [placed]);
  const codes = Object.entries(lines).flatMap(([sku, units]) => Array.from({ length: units }, () => sku));
  expect(await ana(installed).scan(batchId, codes)).toEqual(codes.map(() => "taken"));
  const [task] = await tasks(world, installed, batchId);
  return task?.id ?? "";
}

const parcelsOf = ({ shopId }: InstalledShop) =>
  rows<{ stage: string; grams: number | null; units: number; cost: number | null; number: string | null }>(
    world,
    `select stage, grams, units, cost_minor::int as cost, tracking_number as number from parcel where shop_id = $1 order by parcel_id`,
    [shopId],
  );

/** What Shopify shows as sent: the numbers of each fulfilment, and how many of each item. */
const sentOf = ({ shop }: InstalledShop, { id }: Order) =>
  [...shop.fulfillments.values()]
    .filter(({ orderId, status }) => orderId === id && status === "SUCCESS")
    .map(({ tracking, lines }) => ({
      numbers: tracking.map(({ number }) => number),
      units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    }));

async function settle(installed: InstalledShop): Promise<void> {
  for (let n = 0; n < 4; n += 1) await world.advance(installed, 15 * SECOND);
  await world.advance(installed, MINUTE);
}

describe("what is weighed", () => {
  test("is what the label is bought with, and the box that was taken", async () => {
    const installed = await openWarehouse(world);
    await world.owner.query(
      `insert into package_box (shop_id, name, length_mm, width_mm, height_mm, empty_grams, cost_minor)
       values ($1, 'M', 300, 200, 150, 180, 40)`,
      [installed.shopId],
    );
    const { taskId } = await picked(installed, { "CAM-1": 2 });
    await ana(installed).check(taskId, ["CAM-1", "CAM-1"]);
    const { boxes, expected } = await ana(installed).packing(taskId);
    // Two shirts of 250 g, in any box (100 g) or in this one.
    expect([expected, boxes.map((each) => [each.name, each.expected])]).toEqual([600, [["M", 680]]]);
    const box = boxes[0]?.id ?? "";
    expect(await ana(installed).pack(taskId, { do: "ship", weight: "700", sure: "no", box: "404" })).toEqual({
      status: "refused",
      code: "noBox",
    });
    // Three started kilograms: 4.20 and 0.65 for each.
    expect(await ana(installed).pack(taskId, { do: "ship", weight: "2,3 kg", sure: "yes", box })).toMatchObject({
      did: "ship",
    });
    await settle(installed);
    expect(await parcelsOf(installed)).toMatchObject([{ stage: "labelled", grams: 2_300, cost: 420 + 3 * 65 }]);
    const [stored] = await rows(world, "select box from parcel where shop_id = $1", [installed.shopId]);
    expect(stored).toEqual({ box: { length: 300, width: 200, height: 150 } });
  });
});

describe("several parcels of one order", () => {
  test("each have their lines, weight, label and number, and Shopify one fulfilment each", async () => {
    const installed = await openWarehouse(world);
    const { placed, taskId } = await picked(installed, { "CAM-1": 2, "TAZ-1": 2 });
    const act = (form: Record<string, string>) => ana(installed).pack(taskId, { weight: "", sure: "no", ...form });
    expect(await act({ do: "close" })).toEqual({ status: "refused", code: "emptyBox" });
    await ana(installed).check(taskId, ["CAM-1", "TAZ-1"]);
    expect(await act({ do: "close", weight: "2500" })).toEqual({ status: "weigh", expected: 750, weighed: 2_500 });
    expect(await act({ do: "close", weight: "2500", sure: "yes" })).toEqual({ status: "did", did: "close" });
    expect(await act({ do: "ship" })).toEqual({ status: "refused", code: "unchecked" });
    await ana(installed).check(taskId, ["CAM-1", "TAZ-1"]);
    expect(await act({ do: "close" })).toEqual({ status: "refused", code: "lastBox" });
    expect(await act({ do: "ship" })).toEqual({ status: "did", did: "ship" });
    expect(await act({ do: "ship" })).toEqual({ status: "refused", code: "void" });
    await settle(installed);

    expect(await parcelsOf(installed)).toMatchObject([
      { stage: "labelled", grams: 2_500, units: 2, cost: 420 + 3 * 65 },
      { stage: "labelled", grams: 750, units: 2, cost: 420 + 65 },
    ]);
    const sent = sentOf(installed, placed);
    expect(sent.map(({ units }) => units)).toEqual([2, 2]);
    expect(new Set(sent.flatMap(({ numbers }) => numbers)).size).toBe(2);
    expect((await ana(installed).packing(taskId)).parcels).toHaveLength(2);
    const shipped = await rows(
      world,
      `select l.order_line_id, sum(l.quantity)::int as units from fulfillment_line l where l.shop_id = $1 group by 1`,
      [installed.shopId],
    );
    expect(shipped.map(({ units }) => units)).toEqual([2, 2]);
    await expectMirror(world, installed);
  });

  test("can be put together again: the last that was closed is opened", async () => {
    const installed = await openWarehouse(world);
    const { taskId } = await picked(installed, { "CAM-1": 2 });
    const act = (form: Record<string, string>) => ana(installed).pack(taskId, { weight: "", sure: "no", ...form });
    await ana(installed).check(taskId, ["CAM-1"]);
    await act({ do: "close" });
    expect((await ana(installed).packing(taskId)).task.boxes).toHaveLength(1);
    expect(await act({ do: "reopen" })).toEqual({ status: "did", did: "reopen" });
    await ana(installed).check(taskId, ["CAM-1"]);
    expect(await act({ do: "ship" })).toEqual({ status: "did", did: "ship" });
    await settle(installed);
    expect(await parcelsOf(installed)).toMatchObject([{ units: 2, grams: 600 }]);
  });

  test("of an order that is cancelled meanwhile are not shipped, and everything in them is to be put back", async () => {
    const installed = await openWarehouse(world);
    const { placed, taskId } = await picked(installed, { "CAM-1": 1, "TAZ-1": 1 });
    const act = (form: Record<string, string>) => ana(installed).pack(taskId, { weight: "", sure: "yes", ...form });
    await ana(installed).check(taskId, ["CAM-1"]);
    await act({ do: "close" });
    await ana(installed).check(taskId, ["TAZ-1"]);
    await happen(
      world,
      installed,
      cancelOrder(world.devshop.world, installed.shop, {
        orderId: placed.id,
        refund: false,
        restock: true,
        reason: "CUSTOMER",
      }),
    );
    for (const what of ["ship", "close", "reopen"])
      expect(await act({ do: what })).toEqual({ status: "refused", code: "void" });
    const { task } = await ana(installed).packing(taskId);
    expect(task).toMatchObject({ status: "void", reason: "cancelled" });
    expect(task.lines.map(({ picked: units, putBack }) => units - putBack)).toEqual([1, 1]);
    await settle(installed);
    expect(await parcelsOf(installed)).toEqual([]);
    await act({ do: "putBack" });
    expect((await ana(installed).packing(taskId)).task.lines.map(({ putBack }) => putBack)).toEqual([1, 1]);
  });

  test("of an order that is edited meanwhile are opened: it is seen, verified and packed anew", async () => {
    const installed = await openWarehouse(world);
    const { placed, taskId } = await picked(installed, { "CAM-1": 2, "TAZ-1": 1 });
    const act = (form: Record<string, string>) => ana(installed).pack(taskId, { weight: "", sure: "yes", ...form });
    await ana(installed).check(taskId, ["CAM-1", "CAM-1"]);
    await act({ do: "close" });
    const shirts = placed.lines.find(({ quantity }) => quantity === 2);
    const removal = { orderId: placed.id, lineItemId: shirts?.id ?? "", quantity: 1 };
    await happen(world, installed, removeUnits(world.devshop.world, installed.shop, removal));
    const { task } = await ana(installed).packing(taskId);
    expect(task).toMatchObject({ status: "picked", news: "edited", boxes: [] });
    expect(task.lines.map(({ checked }) => checked)).toEqual([0, 0]);
    expect(await act({ do: "ship" })).toEqual({ status: "refused", code: "news" });
    await act({ do: "seen" });
    expect(await act({ do: "ship" })).toEqual({ status: "refused", code: "unchecked" });
    await ana(installed).check(taskId, ["CAM-1"]);
    await act({ do: "close" });
    await ana(installed).check(taskId, ["TAZ-1"]);
    expect(await act({ do: "ship" })).toEqual({ status: "did", did: "ship" });
    await settle(installed);
    expect((await parcelsOf(installed)).map(({ stage, units }) => [stage, units])).toEqual([
      ["labelled", 1],
      ["labelled", 1],
    ]);
    expect(sentOf(installed, placed).map(({ units }) => units)).toEqual([1, 1]);
    await expectMirror(world, installed);
  });

  test("of which the carrier refuses one leave the rest open, which is packed and sent by itself", async () => {
    const installed = await openWarehouse(world);
    const { placed, taskId } = await picked(installed, { "CAM-1": 1, "TAZ-1": 1 });
    const act = (id: string, form: Record<string, string>) =>
      ana(installed).pack(id, { weight: "", sure: "yes", ...form });
    await ana(installed).check(taskId, ["CAM-1"]);
    await act(taskId, { do: "close" });
    await ana(installed).check(taskId, ["TAZ-1"]);
    // The carrier takes 31.5 kg.
    expect(await act(taskId, { do: "ship", weight: "40 kg" })).toMatchObject({ did: "ship" });
    await settle(installed);
    expect((await parcelsOf(installed)).map(({ stage }) => stage)).toEqual(["labelled", "void"]);
    expect(await attention(world, installed, placed)).toContain("refused");
    expect(sentOf(installed, placed).map(({ units }) => units)).toEqual([1]);
    expect(onlyPart(installed, placed).status).toBe("IN_PROGRESS");

    const again = await pickAll(installed, placed, { "TAZ-1": 1 });
    await ana(installed).check(again, ["TAZ-1"]);
    expect(await act(again, { do: "ship" })).toMatchObject({ did: "ship" });
    await settle(installed);
    expect((await parcelsOf(installed)).map(({ stage, grams }) => [stage, grams])).toEqual([
      ["labelled", 350],
      ["labelled", 500],
    ]);
    expect(sentOf(installed, placed).map(({ units }) => units)).toEqual([1, 1]);
    await expectMirror(world, installed);
  });
});
