import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OrderId } from "../../app/core/ids.ts";
import type { OrderAction } from "../../app/features/orders/order-actions.server.ts";
import { NO_FILTER } from "../../app/features/orders/domain/list-filter.ts";
import { holdFulfillmentOrder, releaseHolds } from "../devshop/state/hold.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { decide, told } from "./order-acts-steps.ts";
import { attention, happen, intents, onlyPart, order, SECOND } from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
let placed: Order;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
  placed = await order(world, installed, { "CAM-1": 1 });
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const by = (level: number) => ({ priority: { level, by: "r1" } });
const to = (staff: string) => ({ assignee: { staff, by: "r1" } });
const says = (text: string, kind: "inbox" | "email" = "inbox") =>
  ({
    effects: [{ do: "notify", to: kind === "email" ? { kind, email: "ops@example.com" } : { kind }, text, by: "r1" }],
  }) as const;

async function click(action: OrderAction): Promise<unknown> {
  const { doOrderAction } = await import("../../app/features/orders/order-actions.server.ts");
  await world.clock.advance(SECOND);
  return doOrderAction(installed.shopId, placed.id as OrderId, action, "7", world.clock.now());
}

async function listed(filter: Partial<typeof NO_FILTER> = {}) {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { listOrders } = await import("../../app/features/orders/list.server.ts");
  const { orders } = await inShop(installed.shopId, (tx) => listOrders(tx, { ...NO_FILTER, ...filter }, null));
  return orders.map(({ priority, assignee }) => ({ priority, assignee }));
}

describe("priority and assignee", () => {
  test("of rules are shown in the list whatever is switched on, and written down once", async () => {
    await decide(world, installed, placed, { ...by(2), ...to("Ana") });
    await decide(world, installed, placed, { ...by(2), ...to("Ana") });
    expect(await intents(world, installed)).toEqual([]);
    expect(await listed({ priority: "2", assignee: "Ana" })).toEqual([{ priority: 2, assignee: "Ana" }]);
    expect(await listed({ priority: "1" })).toEqual([]);
    expect(await told(world, installed, placed, "order.prioritised")).toMatchObject([{ value: "2", by: "rule" }]);
    expect(await told(world, installed, placed, "order.assigned")).toMatchObject([{ value: "Ana", by: "rule" }]);
  });

  test("follow the rules of a later decision, which may say nothing of them", async () => {
    await decide(world, installed, placed, { ...by(2), ...to("Ana") });
    await decide(world, installed, placed, by(4));
    expect(await listed()).toEqual([{ priority: 4, assignee: "Ana" }]);
  });

  test("of a person stay, also when the person took them away", async () => {
    await decide(world, installed, placed, { ...by(2), ...to("Ana") });
    expect(await click({ action: "prioritise", level: "0" })).toEqual({ status: "did", did: "changed" });
    await click({ action: "assign", staff: "Luis" });
    await decide(world, installed, placed, { ...by(1), ...to("Ana") });
    expect(await listed()).toEqual([{ priority: 0, assignee: "Luis" }]);
    expect(await told(world, installed, placed, "order.prioritised")).toMatchObject([
      { value: "2", by: "rule" },
      { value: "0", by: "person" },
    ]);
  });
});

describe("a message of a rule", () => {
  test("needs somebody, once, until they have seen it", async () => {
    await decide(world, installed, placed, says("Call first"));
    expect(await attention(world, installed, placed)).toBe("told");
    expect(await click({ action: "seen" })).toEqual({ status: "did", did: "changed" });
    expect(await attention(world, installed, placed)).toBe("");
    expect(await click({ action: "seen" })).toEqual({ status: "refused", code: "gone" });
    await decide(world, installed, placed, says("Call first"));
    expect(await attention(world, installed, placed)).toBe("");
    expect(await told(world, installed, placed, "order.notified")).toEqual([{ to: "inbox", text: "Call first" }]);
  });

  test("that was to be an e-mail is one to be seen here, and its address stays in the rule", async () => {
    await decide(world, installed, placed, says("Late again", "email"));
    expect(await attention(world, installed, placed)).toBe("told");
    expect(await told(world, installed, placed, "order.notified")).toEqual([{ to: "email", text: "Late again" }]);
  });

  test("waits behind a graver reason, and is there when that is gone", async () => {
    const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
    const { clearAttention, raiseAttention } = await import("../../app/features/orders/public.server.ts");
    const id = placed.id as OrderId;
    await inShop(installed.shopId, (tx) => raiseAttention(tx, id, "unroutable"));
    await decide(world, installed, placed, says("Call first"));
    expect(await attention(world, installed, placed)).toBe("unroutable");
    await inShop(installed.shopId, (tx) => clearAttention(tx, [id], "unroutable"));
    expect(await attention(world, installed, placed)).toBe("told");
    await inShop(installed.shopId, (tx) => raiseAttention(tx, id, "asks"));
    expect(await attention(world, installed, placed)).toBe("asks");
  });

  test("stays while the order is held and released again", async () => {
    await decide(world, installed, placed, says("Call first"));
    const { id } = onlyPart(installed, placed);
    const shop = world.devshop.world;
    const hold = {
      reason: "OTHER",
      reasonNotes: null,
      handle: "x",
      externalId: null,
      lines: [],
      heldByApp: null,
    } as const;
    await happen(world, installed, holdFulfillmentOrder(shop, installed.shop, { id, ...hold, lines: [] }));
    expect(await attention(world, installed, placed)).toBe("told");
    await happen(world, installed, releaseHolds(shop, installed.shop, { id, holdIds: null, releasedBy: null }));
    expect(await attention(world, installed, placed)).toBe("told");
  });
});
