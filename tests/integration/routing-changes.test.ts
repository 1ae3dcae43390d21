import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OrderId } from "../../app/core/ids.ts";
import { addLine, cancelOrder, removeUnits } from "../devshop/state/change-order.ts";
import { holdFulfillmentOrder, releaseHolds } from "../devshop/state/hold.ts";
import { moveFulfillmentOrder } from "../devshop/state/move.ts";
import type { Order } from "../devshop/state/orders.ts";
import { MADRID } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import {
  attention,
  claims,
  clickAgain,
  DAY,
  decisions,
  expectMirror,
  happen,
  intents,
  location,
  MINUTE,
  onlyPart,
  order,
  place,
  places,
  rows,
  SECOND,
  shrink,
  switchOn,
  timeline,
  variant,
} from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
  await switchOn(world, installed, "route");
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const MOVED = { kind: "fulfillmentOrder.move", status: "done" };
const decided = (placed?: Order) => decisions(world, installed, placed);

const moveByHand = (id: string, to: string, lines: { id: string; quantity: number }[] | null = null) =>
  happen(
    world,
    installed,
    moveFulfillmentOrder(world.devshop.world, installed.shop, { id, newLocationId: location(installed, to), lines }),
  );

describe("somebody else's choice", () => {
  test("a move made in Shopify's admin pins the order, and it is not moved back", async () => {
    const placed = await order(world, installed, { "CAM-1": 4 });
    await moveByHand(onlyPart(installed, placed).id, "Madrid");
    for (let time = 0; time < 3; time += 1) await world.advance(installed, 16 * MINUTE);
    expect(places(installed, placed)).toEqual({ "Almacén Madrid": 4 });
    expect(await decided()).toHaveLength(1);
    expect(await timeline(world, installed, placed)).toContain("routing.pinned");
    await expectMirror(world, installed);
  });

  test("of a part pins that part", async () => {
    const placed = await order(world, installed, { "CAM-1": 4 }, { shippingAddress: MADRID });
    const [line] = onlyPart(installed, placed).lines;
    await moveByHand(onlyPart(installed, placed).id, "Sevilla", [{ id: line?.id ?? "", quantity: 1 }]);
    await world.advance(installed, 16 * MINUTE);
    expect(places(installed, placed)).toEqual({ "Almacén Madrid": 3, "Tienda Sevilla": 1 });
    const statuses = await rows<{ status: string }>(
      world,
      "select status from routing_case where shop_id = $1 order by status",
      [installed.shopId],
    );
    expect(statuses.map(({ status }) => status)).toEqual(["decided", "pinned"]);
    expect(await decided()).toHaveLength(1);
  });

  test("made while our own move waits wins: ours is refused, nothing is ruled out, nothing is moved back", async () => {
    const placed = await frozenInTheAct();
    const byHand = { id: onlyPart(installed, placed).id, newLocationId: location(installed, "Barcelona"), lines: null };
    expect(moveFulfillmentOrder(world.devshop.world, installed.shop, byHand).ok).toBe(true);
    installed.shop.status = "active";
    await world.advance(installed, 5 * MINUTE);
    await world.advance(installed, 16 * MINUTE);
    expect(places(installed, placed)).toEqual({ "Tienda Barcelona": 4 });
    expect(await decided()).toHaveLength(1);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "refused" }]);
    expect(await timeline(world, installed, placed)).toContain("routing.pinned");
    expect(await attention(world, installed, placed)).toBe("");
    const cases = await rows(world, "select status, refusals from routing_case where shop_id = $1", [installed.shopId]);
    expect(cases).toEqual([{ status: "pinned", refusals: [] }]);
    await expectMirror(world, installed);
  });

  test("a click releases a pinned order, and it is decided again", async () => {
    const placed = await order(world, installed, { "CAM-1": 4 });
    await moveByHand(onlyPart(installed, placed).id, "Madrid");
    await clickAgain(world, installed, placed);
    await world.settle(installed);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    expect(await decided()).toMatchObject([{ cause: "new" }, { outcome: "move", cause: "person" }]);
    await world.advance(installed, 16 * MINUTE);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
  });

  test("another app's hold keeps the order undecided until it is released", async () => {
    const placed = place(world, installed, { "CAM-1": 4 });
    await world.clock.advance(5 * SECOND);
    await happen(
      world,
      installed,
      holdFulfillmentOrder(world.devshop.world, installed.shop, {
        id: onlyPart(installed, placed).id,
        reason: "HIGH_RISK_OF_FRAUD",
        reasonNotes: null,
        handle: "other",
        externalId: null,
        lines: [],
        heldByApp: "another-app",
      }),
    );
    await world.advance(installed, 16 * MINUTE);
    expect(await decided()).toEqual([]);
    expect(await attention(world, installed, placed)).toBe("held");
    await happen(
      world,
      installed,
      releaseHolds(world.devshop.world, installed.shop, {
        id: onlyPart(installed, placed).id,
        holdIds: null,
        releasedBy: "another-app",
      }),
    );
    await world.advance(installed, SECOND);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    expect(await attention(world, installed, placed)).toBe("");
    expect(await timeline(world, installed, placed)).toEqual(
      expect.arrayContaining(["fulfillment_order.held", "fulfillment_order.released", "routing.decided"]),
    );
    await expectMirror(world, installed);
  });
});

describe("an order that changes", () => {
  test("a cancelled order is not decided, and one cancelled after its decision is not moved", async () => {
    const early = place(world, installed, { "CAM-1": 4 });
    await world.clock.advance(5 * SECOND);
    const cancel = ({ id }: Order) =>
      cancelOrder(world.devshop.world, installed.shop, {
        orderId: id,
        reason: "CUSTOMER",
        restock: true,
        refund: true,
      });
    await happen(world, installed, cancel(early));
    expect(await decided(early)).toEqual([]);

    world.devshop.admin.interferences.add("CheckMove", { kind: "meanwhile", act: () => void cancel(late) });
    const late = place(world, installed, { "CAM-1": 4 });
    await world.advance(installed, 10 * SECOND);
    expect(await intents(world, installed, late)).not.toContainEqual(MOVED);
    expect(await timeline(world, installed, late)).toContain("order.cancelled");
    expect(await attention(world, installed, late)).toBe("");
    expect(await claims(world, installed)).toBe(0);
    await expectMirror(world, installed);
  });

  test("a line added by an edit is decided, and what was decided before is not", async () => {
    const placed = await order(world, installed, { "CAM-1": 4 });
    await happen(
      world,
      installed,
      addLine(world.devshop.world, installed.shop, {
        orderId: placed.id,
        variantId: variant(installed, "TAZ-1"),
        quantity: 2,
        locationId: location(installed, "Barcelona"),
      }),
    );
    expect(await decided()).toEqual([
      { outcome: "move", mode: "live", cause: "new" },
      { outcome: "move", mode: "live", cause: "new" },
    ]);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 6 });
    expect(await timeline(world, installed, placed)).toContain("order.edited");
    await world.advance(installed, DAY);
    expect(await decided()).toHaveLength(2);
    await expectMirror(world, installed);
  });

  test("units removed by an edit do not make it a question again", async () => {
    const placed = await order(world, installed, { "CAM-1": 4 });
    const [line] = placed.lines;
    await happen(
      world,
      installed,
      removeUnits(world.devshop.world, installed.shop, { orderId: placed.id, lineItemId: line?.id ?? "", quantity: 1 }),
    );
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 3 });
    expect(await decided()).toHaveLength(1);
    expect(await timeline(world, installed, placed)).not.toContain("routing.pinned");
    await expectMirror(world, installed);
  });

  test("a held order that is released is decided again, and may be moved then", async () => {
    await switchOn(world, installed, "hold");
    const placed = await order(world, installed, { "POS-1": 3 });
    shrink(world, installed, "POS-1", "Sevilla", -5);
    const routing = await import("../../app/features/routing/public.server.ts");
    // Before anybody hears of the units: some seconds after that the hold is released by itself.
    expect(await routing.releaseHolds(installed.shopId, placed.id as OrderId, world.clock.now())).toBe(1);
    await world.settle(installed);
    expect(await decided()).toEqual([
      { outcome: "hold", mode: "live", cause: "new" },
      { outcome: "move", mode: "live", cause: "released" },
    ]);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 3 });
    expect(await attention(world, installed, placed)).toBe("");
    await expectMirror(world, installed);
  });
});

describe("asking again", () => {
  test("does not count the units the order has claimed itself, and takes the place of the old plan", async () => {
    const placed = await frozenInTheAct();
    expect(await claims(world, installed)).toBe(4);
    installed.shop.status = "active";
    await clickAgain(world, installed, placed);
    await world.advance(installed, 5 * MINUTE);
    expect(await decided()).toMatchObject([{ outcome: "move" }, { outcome: "move", cause: "person" }]);
    const statuses = (await intents(world, installed)).map(({ status }) => status).toSorted();
    expect(statuses).toEqual(["cancelled", "done"]);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    expect(await claims(world, installed)).toBe(0);
    await expectMirror(world, installed);
  });

  test("waits for a move whose answer is lost, and decides on what came of it", async () => {
    world.devshop.admin.interferences.add("MoveFulfillmentOrder", { kind: "late", afterMs: 40 * SECOND });
    const placed = await order(world, installed, { "CAM-1": 4 });
    await clickAgain(world, installed, placed);
    await world.settle(installed);
    expect(await decided()).toHaveLength(1);
    for (let time = 0; time < 4; time += 1) await world.advance(installed, 30 * SECOND);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    expect(await decided()).toMatchObject([{ outcome: "move" }, { outcome: "stay", cause: "person" }]);
    expect(await intents(world, installed)).toEqual([MOVED]);
  });
});

/** An order that is decided and whose move to Seville waits: the shop is frozen from the moment it was decided. */
async function frozenInTheAct(): Promise<Order> {
  const { shop } = installed;
  world.devshop.admin.interferences.add("CheckMove", {
    kind: "meanwhile",
    act: () => {
      shop.status = "frozen";
    },
  });
  const placed = place(world, installed, { "CAM-1": 4 });
  await expect(world.advance(installed, 10 * SECOND)).rejects.toThrow(/402/);
  expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "waiting" }]);
  return placed;
}
