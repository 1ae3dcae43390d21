import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFulfillment } from "../devshop/state/fulfil.ts";
import { prepareForPickup } from "../devshop/state/pickup.ts";
import { openWorld, type TestWorld } from "../setup/world.ts";
import { click, load, orderToCollect, partId, pickupOf, pickupShop, whole } from "./pickup-steps.ts";
import { DAY, expectMirror, happen, intents, MINUTE, ran, rows, switchOn, timeline } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ start: "2026-11-23T09:00:00Z" }); // a Monday, 10:00 in Madrid
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const collectAll = async (installed: Parameters<typeof whole>[0], id: Parameters<typeof whole>[1], code: string) =>
  ({ act: "collect", lines: await whole(installed, id), checked: "code", code, collector: "" }) as const;

describe("an order to be collected", () => {
  test("is promised for an hour of work later, and its shopper sees code, place and hours in the metafield", async () => {
    const installed = await pickupShop(world);
    await switchOn(world, installed, "events");
    const placed = await orderToCollect(world, installed, { "CAM-1": 2 });
    const pickup = await pickupOf(installed, partId(installed, placed));
    expect(pickup).toMatchObject({ state: "preparing", units: 2, readyByReason: "" });
    expect(pickup.readyBy.getTime() - placed.processedAt.getTime()).toBe(60 * MINUTE);
    const shown = JSON.parse(placed.metafields.find(({ key }) => key === "promise")?.value ?? "{}") as {
      pickup: Record<string, unknown>;
    };
    expect(shown.pickup).toMatchObject({ code: pickup.code, ready: false, note: "Ring at the side door" });
    expect(shown.pickup["hours"]).toHaveLength(7);
    expect(await timeline(world, installed, placed)).toContain("pickup.promised");
  });

  test("is promised for another day when the day can take no more", async () => {
    const installed = await pickupShop(world, { perDay: 1 });
    const first = await orderToCollect(world, installed, { "CAM-1": 1 });
    const second = await orderToCollect(world, installed, { "CAM-1": 1 });
    const early = await pickupOf(installed, partId(installed, first));
    const late = await pickupOf(installed, partId(installed, second));
    expect(late.readyByReason).toBe("capacity");
    expect(late.readyBy.getTime() - early.readyBy.getTime()).toBeGreaterThan(12 * 60 * MINUTE);
  });

  test("becomes ready through Shopify by one click, however many clerks click, and is collected by its code", async () => {
    const installed = await pickupShop(world);
    const placed = await orderToCollect(world, installed, { "CAM-1": 2 });
    const id = partId(installed, placed);
    const before = ran(world, "PreparedForPickup");
    const app = await load();
    const now = world.clock.now();
    const both = await Promise.all(
      ["7", "8"].map((who) =>
        app.inShop(installed.shopId, (tx) => app.doPickupAct(tx, id, { act: "ready" }, who, now)),
      ),
    );
    await world.settle(installed);
    expect(both.map(({ status }) => status).sort()).toEqual(["did", "refused"]);
    expect(ran(world, "PreparedForPickup") - before).toBe(1);
    const ready = await pickupOf(installed, id);
    expect(ready).toMatchObject({ state: "ready", asked: "" });
    expect(installed.shop.fulfillmentOrders.get(id)?.preparedForPickup).toBe(true);

    expect(await click(world, installed, id, await collectAll(installed, id, ready.code))).toMatchObject({
      status: "did",
    });
    expect(await pickupOf(installed, id)).toMatchObject({ state: "collected", units: 0, checked: "code" });
    expect(installed.shop.fulfillmentOrders.get(id)?.status).toBe("CLOSED");
    expect(await timeline(world, installed, placed)).toEqual(
      expect.arrayContaining(["pickup.ready", "pickup.collected"]),
    );
    await world.advance(installed, 16 * MINUTE);
    await expectMirror(world, installed);
  });

  test("is not given out for a wrong code, and who guesses is locked out for ten minutes", async () => {
    const installed = await pickupShop(world);
    const placed = await orderToCollect(world, installed, { "CAM-1": 1 });
    const id = partId(installed, placed);
    await click(world, installed, id, { act: "ready" });
    const { code } = await pickupOf(installed, id);
    for (let n = 0; n < 8; n += 1)
      expect(await click(world, installed, id, await collectAll(installed, id, "AAA-AAC"))).toEqual({
        status: "refused",
        code: "wrong_code",
      });
    expect(await click(world, installed, id, await collectAll(installed, id, code))).toEqual({
      status: "refused",
      code: "locked",
    });
    expect(await intents(world, installed, placed)).not.toContainEqual(
      expect.objectContaining({ kind: "pickup.collect" }),
    );
    // Somebody else at the desk is not locked out, and neither is the guesser after a while.
    await world.advance(installed, 11 * MINUTE);
    expect(await click(world, installed, id, await collectAll(installed, id, code))).toMatchObject({ status: "did" });
  });

  test("another order's code is a wrong one", async () => {
    const installed = await pickupShop(world);
    const mine = partId(installed, await orderToCollect(world, installed, { "CAM-1": 1 }));
    const other = partId(installed, await orderToCollect(world, installed, { "CAM-1": 1 }));
    await click(world, installed, mine, { act: "ready" });
    const { code } = await pickupOf(installed, other);
    expect(await click(world, installed, mine, await collectAll(installed, mine, code))).toMatchObject({
      code: "wrong_code",
    });
  });

  test("can be collected in part: the rest waits, and can be given back", async () => {
    const installed = await pickupShop(world);
    const placed = await orderToCollect(world, installed, { "CAM-1": 2 });
    const id = partId(installed, placed);
    await click(world, installed, id, { act: "ready" });
    const [line = ""] = Object.keys(await whole(installed, id));
    const collect = { act: "collect", checked: "document", code: "", collector: "Luis Gil" } as const;
    expect(await click(world, installed, id, { ...collect, lines: { [line]: 3 } })).toMatchObject({ code: "too_many" });
    await click(world, installed, id, { ...collect, lines: { [line]: 1 } });
    const waits = await pickupOf(installed, id);
    expect(waits).toMatchObject({ state: "ready", units: 1, checked: "document" });
    expect(waits.sealed?.toString("latin1")).not.toContain("Luis");
    await click(world, installed, id, { act: "refund" });
    expect(await pickupOf(installed, id)).toMatchObject({ state: "returned", units: 0 });
    const [refund] = [...installed.shop.refunds.values()];
    expect(refund?.lines).toMatchObject([{ quantity: 1, restockType: "CANCEL" }]);
    await world.advance(installed, 16 * MINUTE);
    await expectMirror(world, installed);
  });

  test("that nobody collects is reminded of, then not collected, and given back only by a click", async () => {
    const installed = await pickupShop(world);
    const placed = await orderToCollect(world, installed, { "CAM-1": 2 });
    const id = partId(installed, placed);
    await click(world, installed, id, { act: "ready" });
    for (let day = 0; day < 4; day += 1) await world.advance(installed, DAY);
    expect(await timeline(world, installed, placed)).toContain("pickup.reminded");
    expect(
      await rows(world, "select kind from message where shop_id = $1 and order_id = $2", [installed.shopId, placed.id]),
    ).toContainEqual({ kind: "pickup_reminder" });
    for (let day = 0; day < 5; day += 1) await world.advance(installed, DAY);
    expect(await pickupOf(installed, id)).toMatchObject({ state: "no_show", asked: "" });
    expect(installed.shop.refunds.size).toBe(0);

    await click(world, installed, id, { act: "refund" });
    expect(await pickupOf(installed, id)).toMatchObject({ state: "returned" });
    const [refund] = [...installed.shop.refunds.values()];
    expect(refund).toMatchObject({ totalMinor: placed.lines[0] ? placed.lines[0].unitPriceMinor * 2 : 0 });
    expect(await timeline(world, installed, placed)).toEqual(
      expect.arrayContaining(["pickup.no_show", "pickup.returned"]),
    );
  });

  test("is given back by itself only where the merchant set it", async () => {
    const installed = await pickupShop(world, { autoRefund: true });
    const id = partId(installed, await orderToCollect(world, installed, { "CAM-1": 1 }));
    await click(world, installed, id, { act: "ready" });
    for (let day = 0; day < 9; day += 1) await world.advance(installed, DAY);
    expect(await pickupOf(installed, id)).toMatchObject({ state: "returned", settledWho: "setting" });
    expect(installed.shop.refunds.size).toBe(1);
  });

  test("money whose answer is lost is looked for, and never goes back twice", async () => {
    const installed = await pickupShop(world);
    const id = partId(installed, await orderToCollect(world, installed, { "CAM-1": 1 }));
    world.devshop.admin.interferences.add("CreateRefund", { kind: "lostAnswer" });
    await click(world, installed, id, { act: "refund" });
    await world.advance(installed, 2 * MINUTE);
    expect(await pickupOf(installed, id)).toMatchObject({ state: "returned" });
    expect(installed.shop.refunds.size).toBe(1);
  });

  test("a lost answer to ready, and to collected, ends in one of each", async () => {
    const installed = await pickupShop(world);
    const placed = await orderToCollect(world, installed, { "CAM-1": 1 });
    const id = partId(installed, placed);
    world.devshop.admin.interferences.add("PreparedForPickup", { kind: "lostAnswer" });
    await click(world, installed, id, { act: "ready" });
    await world.advance(installed, 2 * MINUTE);
    const { code, state } = await pickupOf(installed, id);
    expect(state).toBe("ready");
    world.devshop.admin.interferences.add("HandOver", { kind: "lostAnswer" });
    await click(world, installed, id, await collectAll(installed, id, code));
    await world.advance(installed, 2 * MINUTE);
    expect(await pickupOf(installed, id)).toMatchObject({ state: "collected" });
    expect(placed.fulfillmentIds).toHaveLength(1);
  });
});

describe("what others do", () => {
  test("is believed: made ready in Shopify's admin, handed over by the point of sale", async () => {
    const installed = await pickupShop(world);
    const placed = await orderToCollect(world, installed, { "CAM-1": 1 });
    const id = partId(installed, placed);
    await happen(world, installed, prepareForPickup(world.devshop.world, installed.shop, [id]));
    expect(await pickupOf(installed, id)).toMatchObject({ state: "ready", readyWho: "shopify" });
    const parts = [{ fulfillmentOrderId: id, lines: null }];
    await happen(world, installed, createFulfillment(world.devshop.world, installed.shop, { parts, tracking: null }));
    await world.advance(installed, MINUTE);
    expect(await pickupOf(installed, id)).toMatchObject({ state: "collected", settledWho: "shopify" });
    expect(await timeline(world, installed, placed)).toContain("pickup.collected");
  });

  test("the point of sale was first: our click is refused, told, and nothing is handed over twice", async () => {
    const installed = await pickupShop(world);
    const placed = await orderToCollect(world, installed, { "CAM-1": 1 });
    const id = partId(installed, placed);
    await click(world, installed, id, { act: "ready" });
    const { code } = await pickupOf(installed, id);
    const wanted = await collectAll(installed, id, code);
    const parts = [{ fulfillmentOrderId: id, lines: null }];
    expect(createFulfillment(world.devshop.world, installed.shop, { parts, tracking: null }).ok).toBe(true);
    await click(world, installed, id, wanted);
    await world.advance(installed, MINUTE);
    expect(await pickupOf(installed, id)).toMatchObject({ state: "collected", asked: "" });
    expect(await timeline(world, installed, placed)).toContain("pickup.refused");
    expect(placed.fulfillmentIds).toHaveLength(1);
  });
});
