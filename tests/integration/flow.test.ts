import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { IntentId } from "../../app/core/ids.ts";
import { askAction, tellUse } from "../devshop/flow/flow.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { location, MINUTE, onlyPart, order, ran, rows, SECOND, shrink, switchOn } from "./steps.ts";

const PREVIOUS_SECRET = process.env["SHOPIFY_API_SECRET_PREVIOUS"] ?? "";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

interface Asking {
  readonly runId?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly secret?: string | null;
}

/** A workflow's action asks once, as Flow does. */
const ask = ({ shop }: InstalledShop, handle: string, placed: Order, asking: Asking = {}) =>
  askAction(
    world.devshop.world,
    shop,
    { handle, runId: asking.runId ?? randomUUID(), properties: { order_id: placed.id, ...asking.properties } },
    asking.secret === undefined ? {} : { secret: asking.secret },
  );

/** The action asks, what it began is done, and Flow asks again under the same name. */
async function askTwice(handle: string, placed: Order, properties: Readonly<Record<string, unknown>> = {}) {
  const runId = randomUUID();
  const first = await ask(installed, handle, placed, { runId, properties });
  await world.settle(installed);
  return { first, second: await ask(installed, handle, placed, { runId, properties }), runId };
}

const use = (trigger: string, inUse: boolean, at?: Date) =>
  tellUse(world.devshop.world, installed.shop, trigger, inUse, at);

const sent = () => installed.shop.flowTriggers;
const triggers = (of: InstalledShop = installed) =>
  rows<{ status: string; intent_id: IntentId }>(
    world,
    "select status, intent_id from intent where shop_id = $1 and kind = 'flow.trigger' order by intent_id",
    [of.shopId],
  );
const holds = (placed: Order) =>
  onlyPart(installed, placed).holds.map(({ handle, reasonNotes }) => ({ handle, reasonNotes }));

describe("an action", () => {
  test("holds the order with the merchant's note; Flow is told when it is done, and asking again does nothing more", async () => {
    const placed = await order(world, installed, { "CAM-1": 1 });
    await switchOn(world, installed, "hold");
    const before = ran(world, "HoldFulfillmentOrder");
    const { first, second, runId } = await askTwice("hold-order", placed, { note: "Call first" });
    expect([first.status, second.status]).toEqual([202, 200]);
    expect(holds(placed)).toMatchObject([{ reasonNotes: "Call first" }]);
    await world.settle(installed);
    expect((await ask(installed, "hold-order", placed, { runId })).status).toBe(200);
    expect(ran(world, "HoldFulfillmentOrder") - before).toBe(1);
    expect(holds(placed)).toHaveLength(1);
  });

  test("that comes twice at the same moment begins once", async () => {
    const placed = await order(world, installed, { "CAM-1": 1 });
    await switchOn(world, installed, "hold");
    const runId = randomUUID();
    await Promise.all([1, 2, 3].map(() => ask(installed, "hold-order", placed, { runId })));
    await world.settle(installed);
    expect(holds(placed)).toHaveLength(1);
  });

  test("of which the merchant has not switched on what it needs is refused with a sentence in both languages", async () => {
    const placed = await order(world, installed, { "CAM-1": 1 });
    for (const [handle, name] of [
      ["hold-order", "Hold what cannot ship"],
      ["reroute-order", "Move orders to the best location"],
      ["tag-delivery-risk", "Etiquetas, notas y fechas"],
    ] as const) {
      const { status, message } = await ask(installed, handle, placed);
      expect([status, message]).toEqual([422, expect.stringContaining(name)]);
    }
    await world.settle(installed);
    expect(holds(placed)).toEqual([]);
  });

  test("releases what we hold, and says so when we hold nothing", async () => {
    const placed = await order(world, installed, { "CAM-1": 1 });
    await switchOn(world, installed, "hold");
    await askTwice("hold-order", placed);
    const { first, second } = await askTwice("release-order", placed);
    expect([first.status, second.status]).toEqual([202, 200]);
    expect(holds(placed)).toEqual([]);
    expect(await ask(installed, "release-order", placed)).toMatchObject({
      status: 422,
      message: expect.stringContaining("does not hold") as string,
    });
  });

  test("has the order decided anew", async () => {
    const placed = await order(world, installed, { "CAM-1": 1 });
    await switchOn(world, installed, "route");
    expect((await ask(installed, "reroute-order", placed)).status).toBe(200);
    await world.advance(installed, 10 * SECOND);
    expect(
      await rows(world, "select cause from routing_decision where shop_id = $1 order by decision_id", [
        installed.shopId,
      ]),
    ).toEqual([{ cause: "new" }, { cause: "person" }]);
  });

  test("tags the order with the risks it has, and takes away those that are over", async () => {
    const placed = await order(world, installed, { "CAM-1": 1 }, { tags: ["vip", "risk:disputed"] });
    await switchOn(world, installed, "rules");
    await world.owner.query(
      `insert into risk (shop_id, order_id, part, kind, carrier, opened_at, deadline, evidence, fact_key, cost_minor, currency, owner)
       values ($1, $2, 'f1', 'silent', '', $3, $3, '{}', '', 0, 'EUR', '')`,
      [installed.shopId, placed.id, world.clock.now()],
    );
    const { first, second } = await askTwice("tag-delivery-risk", placed);
    expect([first.status, second.status]).toEqual([202, 200]);
    expect([...placed.tags].sort()).toEqual(["risk:silent", "vip"]);
  });

  test("that Shopify refuses ends with the reason", async () => {
    const placed = await order(world, installed, { "CAM-1": 1 });
    await switchOn(world, installed, "hold");
    const runId = randomUUID();
    await ask(installed, "hold-order", placed, { runId });
    await world.owner.query("update intent set status = 'refused' where shop_id = $1", [installed.shopId]);
    expect(await ask(installed, "hold-order", placed, { runId })).toMatchObject({
      status: 422,
      message: expect.stringContaining("Shopify did not allow it") as string,
    });
  });

  test("that Flow does not ask about again is settled all the same, and forgotten after three months", async () => {
    const placed = await order(world, installed, { "CAM-1": 1 });
    await switchOn(world, installed, "hold");
    await ask(installed, "hold-order", placed);
    await world.settle(installed);
    const runs = () => rows(world, "select status from flow_run where shop_id = $1", [installed.shopId]);
    expect(await runs()).toEqual([{ status: "waiting" }]);
    const { lookAtRuns } = await import("../../app/features/flow/public.server.ts");
    await lookAtRuns(installed.shopId, world.clock.now());
    expect(await runs()).toEqual([{ status: "done" }]);
    await lookAtRuns(installed.shopId, new Date(world.clock.now().getTime() + 91 * 24 * 60 * MINUTE));
    expect(await runs()).toEqual([]);
  });

  test("for an order that we do not know is waited for, and then refused", async () => {
    await switchOn(world, installed, "hold");
    const runId = randomUUID();
    const unknown = { id: "9007199254749993" } as Order;
    expect((await ask(installed, "hold-order", unknown, { runId })).status).toBe(202);
    await world.advance(installed, 9 * MINUTE);
    expect((await ask(installed, "hold-order", unknown, { runId })).status).toBe(202);
    await world.advance(installed, 2 * MINUTE);
    expect((await ask(installed, "hold-order", unknown, { runId })).status).toBe(422);
  });

  test("does nothing to another shop's order", async () => {
    const other = await world.install(spanishShop());
    const placed = await order(world, other, { "CAM-1": 1 });
    await switchOn(world, installed, "hold");
    await switchOn(world, other, "hold");
    expect((await ask(installed, "hold-order", placed)).status).toBe(202);
    await world.settle(other);
    expect(onlyPart(other, placed).holds).toEqual([]);
  });
});

describe("who may ask", () => {
  test("nobody without Shopify's signature over just this body; the secret before the last rotation counts", async () => {
    const placed = await order(world, installed, { "CAM-1": 1 });
    await switchOn(world, installed, "route");
    for (const secret of [null, "another app"])
      expect((await ask(installed, "reroute-order", placed, { secret })).status).toBe(401);
    expect((await ask(installed, "reroute-order", placed, { secret: PREVIOUS_SECRET })).status).toBe(200);
  });

  test("no shop that left or never came", async () => {
    const placed = await order(world, installed, { "CAM-1": 1 });
    const nobody = { ...installed, shop: { ...installed.shop, domain: "nobody.myshopify.com" } };
    expect((await ask(nobody, "hold-order", placed)).status).toBe(404);
    world.devshop.installer.uninstall(installed.shop);
    await world.settle(installed);
    expect((await ask(installed, "hold-order", placed)).status).toBe(404);
    expect((await use("order-held", true)).status).toBe(404);
  });

  test("what cannot be read is answered in words", async () => {
    const placed = await order(world, installed, { "CAM-1": 1 });
    expect((await ask(installed, "delete-order", placed)).status).toBe(400);
    expect((await ask(installed, "hold-order", placed, { properties: { order_id: "?" } })).status).toBe(400);
  });
});

describe("a trigger", () => {
  const heldOrder = async () => {
    const placed = await order(world, installed, { "CAM-1": 1 });
    await switchOn(world, installed, "hold");
    await askTwice("hold-order", placed);
    return placed;
  };

  test("is sent once for what happened, and only where a workflow uses it", async () => {
    await heldOrder();
    expect(await triggers()).toEqual([]);
    expect((await use("order-held", true)).status).toBe(200);
    const placed = await heldOrder();
    await world.settle(installed);
    expect(sent()).toEqual([{ handle: "order-held", payload: { order_id: placed.id, reason: "workflow" } }]);
    await use("order-held", false);
    await heldOrder();
    expect(sent()).toHaveLength(1);
  });

  test("use that is told late does not undo what was told after it", async () => {
    const earlier = new Date(world.clock.now().getTime() - MINUTE);
    await use("order-held", true);
    await use("order-held", false, earlier);
    await heldOrder();
    expect(sent()).toHaveLength(1);
    expect((await use("order-invented", true)).status).toBe(200);
  });

  test("tells of units that nothing explains, without anything else", async () => {
    await use("drift-found", true);
    await world.advance(installed, 16 * MINUTE);
    shrink(world, installed, "CAM-1", "Madrid", 2);
    for (let turn = 0; turn < 3; turn += 1) await world.advance(installed, 16 * MINUTE);
    const item = [...installed.shop.items.values()].find(({ sku }) => sku === "CAM-1");
    const variant = [...installed.shop.variants.values()].find(({ itemId }) => itemId === item?.id);
    expect(sent()).toEqual([
      {
        handle: "drift-found",
        payload: { product_id: Number(variant?.productId), sku: "CAM-1", location: "Almacén Madrid", units: -2 },
      },
    ]);
  });

  test("tells of low stock once for each crossing", async () => {
    await use("stock-low", true);
    const { changeAlerts } = await import("../../app/features/alerts/change.server.ts");
    await changeAlerts(
      installed.shopId,
      {
        do: "save",
        scope: "itemAt",
        sku: "CAM-1",
        location: location(installed, "Madrid"),
        kind: "units",
        amount: "5",
      },
      "7",
      world.clock.now(),
    );
    await world.advance(installed, 2 * SECOND);
    for (const units of [5, 1, 4]) {
      shrink(world, installed, "CAM-1", "Madrid", units);
      await world.settle(installed);
      await world.advance(installed, 2 * SECOND);
    }
    const told = { sku: "CAM-1", location: "Almacén Madrid" };
    expect(sent()).toMatchObject([
      { handle: "stock-low", payload: { ...told, state: "low", available: 5 } },
      { handle: "stock-low", payload: { ...told, state: "out", available: 0 } },
    ]);
  });

  test("of which the answer is lost asks a person and is not sent again by itself", async () => {
    await use("order-held", true);
    world.devshop.admin.interferences.add("FireFlowTrigger", { kind: "lostAnswer" });
    await heldOrder();
    for (let turn = 0; turn < 3; turn += 1) await world.advance(installed, 5 * MINUTE);
    expect(sent()).toHaveLength(1);
    const [asking] = await triggers();
    expect(asking?.status).toBe("asks");
    const { answerAsk, flowPage } = await import("../../app/features/flow/page.server.ts");
    const { readRunFilter } = await import("../../app/features/flow/domain/run-filter.ts");
    const page = await flowPage(installed.shopId, readRunFilter(new URLSearchParams()), world.clock.now());
    expect(page.asks).toMatchObject([{ trigger: "order-held" }]);
    expect(page.page.runs).toMatchObject([{ action: "hold-order", status: "done" }]);
    const id = asking?.intent_id ?? ("" as IntentId);
    const { actAs } = await import("../../app/platform/acting.server.ts");
    const person = { who: "70010", role: "manager", permission: "configure", page: "/app/automations/flow" } as const;
    const answered = () => answerAsk(installed.shopId, id, "again", world.clock.now());
    expect(await actAs(person, answered)).toBe("answered");
    const told = "select who, code from audit_entry where shop_id = $1 and subject = $2";
    expect(await rows(world, told, [installed.shopId, `intent:${id}`])).toEqual([
      { who: "70010", code: "intent.answered" },
    ]);
    expect(await answerAsk(installed.shopId, id, "again", world.clock.now())).toBe("gone");
    await world.settle(installed);
    expect(sent()).toHaveLength(2);
    expect(await triggers()).toMatchObject([{ status: "done" }]);
  });

  test("that waits is overtaken by a newer one about the same thing", async () => {
    await use("promise-at-risk", true);
    const { id } = await order(world, installed, { "CAM-1": 1 });
    const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
    const { fireTrigger } = await import("../../app/features/flow/public.server.ts");
    for (const deadline of ["2026-11-02T10:00:00.000Z", "2026-11-02T12:00:00.000Z"])
      await inShop(installed.shopId, (tx) =>
        fireTrigger(
          tx,
          "promise-at-risk",
          () => [{ thing: `${id} silent`, fact: deadline, fields: { order_id: id, risk: "silent", deadline } }],
          world.clock.now(),
        ),
      );
    await world.settle(installed);
    expect(sent()).toMatchObject([{ payload: { deadline: "2026-11-02T12:00:00.000Z" } }]);
  });
});
