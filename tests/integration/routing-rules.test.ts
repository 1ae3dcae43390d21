import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LocationId, OrderId } from "../../app/core/ids.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { live as goLive } from "./rule-steps.ts";
import {
  attention,
  decisions,
  expectMirror,
  HOUR,
  intents,
  location,
  MINUTE,
  onlyPart,
  order,
  places,
  rows,
  SECOND,
  switchOn,
} from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
  await switchOn(world, installed, "route", "hold");
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** Rules go live, for some channels or all. */
const live = (rules: Parameters<typeof goLive>[2], channels: readonly string[] = []) =>
  goLive(world, installed, rules, { channels });

const at = (name: string) => ({
  field: "location.location" as const,
  op: "isOneOf" as const,
  value: [location(installed, name) as LocationId],
});
const HIGH_RISK = { field: "order.risk", op: "isOneOf", value: ["CANCEL"] } as const;
const toSeville = (change = {}) => order(world, installed, { "CAM-1": 4 }, { shippingAddress: SEVILLE, ...change });
const released = async () =>
  (await intents(world, installed)).filter(
    ({ kind, status }) => kind === "fulfillmentOrder.release" && status === "done",
  );

async function clickRelease(orderId: string): Promise<void> {
  const { releaseHolds } = await import("../../app/features/routing/public.server.ts");
  await releaseHolds(installed.shopId, orderId as OrderId, world.clock.now());
  await world.advance(installed, 10 * SECOND);
}

describe("live rules", () => {
  test("decide where an order ships from, and the decision says which", async () => {
    await live([{ id: "keep", when: { all: [] }, then: [{ do: "excludeLocations", where: at("Sevilla") }] }]);
    const placed = await toSeville();
    expect(places(installed, placed)).toEqual({ "Almacén Madrid": 4 });
    const [row] = await rows<{ trace: { rules: unknown } }>(
      world,
      "select trace from routing_decision where shop_id = $1 and order_id = $2",
      [installed.shopId, placed.id],
    );
    expect(row?.trace.rules).toEqual({ keep: "Rule keep" });
    await expectMirror(world, installed);
  });

  test("are for the channels of their set", async () => {
    await live([{ id: "pos", when: { all: [] }, then: [{ do: "excludeLocations", where: at("Sevilla") }] }], ["pos"]);
    expect(places(installed, await toSeville())).toEqual({ "Tienda Sevilla": 4 });
    expect(places(installed, await toSeville({ sourceName: "pos" }))).not.toHaveProperty("Tienda Sevilla");
  });

  test("are counted by the day: matched, and not to be told", async () => {
    await live([
      { id: "all", when: { all: [] }, then: [{ do: "addTag", tag: "x" }] },
      {
        id: "first",
        when: { field: "customer.orders", op: "isLessThan", value: 2 } as never,
        then: [{ do: "addTag", tag: "y" }],
      },
    ]);
    await toSeville();
    const counts = await rows(
      world,
      "select rule_id, matched, unknown from rule_match where shop_id = $1 order by rule_id",
      [installed.shopId],
    );
    expect(counts).toEqual([
      { rule_id: "all", matched: 1, unknown: 0 },
      { rule_id: "first", matched: 0, unknown: 1 },
    ]);
  });

  test("hold an order with their reason until a person releases it, once", async () => {
    await live([
      {
        id: "risk",
        when: HIGH_RISK,
        then: [{ do: "hold", reason: "HIGH_RISK_OF_FRAUD", note: "Call first", release: { until: "person" } }],
      },
    ]);
    const placed = await toSeville({ riskLevel: "HIGH" });
    expect(onlyPart(installed, placed)).toMatchObject({
      status: "ON_HOLD",
      holds: [{ reason: "HIGH_RISK_OF_FRAUD", reasonNotes: "Call first" }],
    });
    expect(await attention(world, installed, placed)).toBe("held");
    await world.advance(installed, 7 * HOUR);
    expect(await released()).toEqual([]);
    await clickRelease(placed.id);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    expect((await decisions(world, installed, placed)).map(({ outcome }) => outcome)).toEqual(["hold", "move"]);
  });

  test("only say that they would hold an order, as long as nothing is switched on: that nobody can ship it would not be true", async () => {
    installed = await world.install(spanishShop());
    const hold = { do: "hold", reason: "OTHER", note: "", release: { until: "person" } } as const;
    await live([{ id: "risk", when: HIGH_RISK, then: [hold] }]);
    const placed = await toSeville({ riskLevel: "HIGH" });
    expect(await decisions(world, installed, placed)).toMatchObject([{ outcome: "hold" }]);
    expect(await attention(world, installed, placed)).toBe("");
  });

  test("hold an order for some hours, and it is routed when they have passed", async () => {
    await live([
      {
        id: "wait",
        when: { all: [] },
        then: [{ do: "hold", reason: "OTHER", note: "", release: { until: "hours", hours: 2 } }],
      },
    ]);
    const placed = await toSeville();
    await world.advance(installed, HOUR + 50 * MINUTE);
    expect(onlyPart(installed, placed).status).toBe("ON_HOLD");
    await world.advance(installed, 40 * MINUTE);
    expect(await released()).toHaveLength(1);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    expect(onlyPart(installed, placed).status).toBe("OPEN");
  });

  test("hold an order until a condition is true", async () => {
    await live([
      {
        id: "paid",
        when: { field: "order.paymentStatus", op: "isOneOf", value: ["PENDING"] },
        then: [
          {
            do: "hold",
            reason: "AWAITING_PAYMENT",
            note: "",
            release: { until: "condition", when: { field: "order.paymentStatus", op: "isOneOf", value: ["PAID"] } },
          },
        ],
      },
    ]);
    const placed = await toSeville({ financialStatus: "PENDING" });
    await world.advance(installed, HOUR);
    expect(onlyPart(installed, placed).status).toBe("ON_HOLD");
    const { payOrder } = await import("../devshop/state/change-order.ts");
    payOrder(world.devshop.world, installed.shop, placed);
    await world.settle(installed);
    await world.advance(installed, 20 * MINUTE);
    expect(onlyPart(installed, placed).status).toBe("OPEN");
  });

  test("that cannot be read stop neither the others nor routing", async () => {
    await live([
      {
        id: "old",
        when: { field: "order.gone", op: "was", value: 1 } as never,
        then: [{ do: "excludeLocations", where: at("Madrid") }],
      },
      { id: "keep", when: { all: [] }, then: [{ do: "excludeLocations", where: at("Sevilla") }] },
    ]);
    expect(places(installed, await toSeville())).toEqual({ "Almacén Madrid": 4 });
  });

  test("that say what the shop cannot do is told to people, and nothing is moved", async () => {
    await live([
      {
        id: "none",
        when: { all: [] },
        then: [{ do: "requireLocations", where: { field: "location.country", op: "isOneOf", value: ["JP"] } }],
      },
    ]);
    const placed = await toSeville();
    expect((await decisions(world, installed, placed)).map(({ outcome }) => outcome)).toEqual(["hold"]);
    expect(onlyPart(installed, placed).status).toBe("ON_HOLD");
  });
});
