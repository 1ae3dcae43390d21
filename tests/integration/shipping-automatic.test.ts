import { afterAll, beforeAll, expect, test } from "vitest";
import type { FulfillmentOrderId, ShopId } from "../../app/core/ids.ts";
import { shipRefusal } from "../../app/features/fulfillment/domain/may-ship.ts";
import { automaticShippables, readShippable } from "../../app/features/fulfillment/store.server.ts";
import { prisma } from "../../app/platform/db/client.server.ts";
import { inShop } from "../../app/platform/db/in-shop.server.ts";
import { sqlPool } from "../../app/platform/db/pool.server.ts";
import { insertFulfillmentOrder, insertOrder, insertParcel, newShop } from "./shipping-rows.ts";

const PLACED = new Date("2026-11-23T09:00:00Z");
const NOW = new Date("2026-11-23T10:00:00Z");

interface Case {
  readonly order?: Record<string, unknown>;
  readonly row?: Record<string, unknown>;
  readonly remaining?: number;
  readonly routing?: Record<string, unknown> | null;
  readonly parcel?: string;
}

/** One thing changed at a time, from an order that may be shipped. */
const CASES: readonly Case[] = [
  {},
  ...["PAID", "AUTHORIZED", "PARTIALLY_REFUNDED", "PENDING", "PARTIALLY_PAID", "REFUNDED", "VOIDED", "EXPIRED"].map(
    (financial_status) => ({ order: { financial_status } }),
  ),
  ...["ACCEPT", "NONE", "INVESTIGATE", "CANCEL"].map((risk) => ({ order: { risk } })),
  { order: { risk: "NONE", placed_at: new Date("2026-11-23T07:59:00Z") } },
  { order: { cancelled_at: NOW } },
  { order: { deleted_at: NOW } },
  ...["OPEN", "IN_PROGRESS", "ON_HOLD", "SCHEDULED", "CLOSED", "CANCELLED", "INCOMPLETE"].map((status) => ({
    row: { status },
  })),
  { row: { request_status: "SUBMITTED" } },
  { row: { delivery_method: "PICK_UP" } },
  { row: { supported_actions: ["HOLD"] } },
  { row: { holds: JSON.stringify([{ id: "1", reason: "OTHER", handle: null, ours: false }]) } },
  { row: { location_id: null } },
  { remaining: 0 },
  { parcel: "labelled" },
  { parcel: "planned" },
  { routing: null },
  ...["due", "pinned", "ours", "closed"].map((status) => ({ routing: { status } })),
  ...["stay", "move", "split", "hold", "unroutable"].flatMap((outcome) => [
    { routing: { outcome, mode: "live" } },
    { routing: { outcome, mode: "observe" } },
    { routing: { outcome, mode: "observe", stay_minor: null } },
  ]),
];

let shopId: ShopId;
beforeAll(async () => {
  ({ shopId } = await newShop());
  for (const [index, { order, row, remaining, routing, parcel }] of CASES.entries()) {
    const id = String(index + 1);
    await insertOrder(shopId, id, { placed_at: PLACED, ...order });
    await insertFulfillmentOrder(shopId, id, id, {
      ...(row && { row }),
      ...(remaining !== undefined && { remaining }),
      ...(routing !== undefined && { routing }),
    });
    if (parcel) await insertParcel(shopId, id, id, { order_id: id, stage: parcel });
  }
});
afterAll(async () => {
  await prisma.$disconnect();
  await sqlPool.end();
});

const pick = (since: Date, limit = 1_000) =>
  inShop(shopId, async (tx) =>
    (await automaticShippables(tx, since, NOW, limit)).map(({ fulfillmentOrderId }) => fulfillmentOrderId),
  );

test("what the automatic mode picks in SQL is exactly what the rule allows", async () => {
  const allowed = await inShop(shopId, async (tx) => {
    const ids: string[] = [];
    for (const index of CASES.keys()) {
      const id = String(index + 1) as FulfillmentOrderId;
      const shippable = await readShippable(tx, id);
      if (shippable && shipRefusal(shippable.facts, "automatic", NOW) === null) ids.push(id);
    }
    return ids;
  });
  expect(allowed.length).toBeGreaterThan(10);
  expect(allowed.length).toBeLessThan(CASES.length - 15);
  expect(await pick(new Date("2026-11-01"))).toEqual(allowed);
});

test("orders older than the switch are not picked, and a batch is no larger than asked", async () => {
  expect(await pick(new Date("2026-11-23T09:00:01Z"))).toEqual([]);
  expect(await pick(PLACED, 3)).toHaveLength(3);
});

test("what had a parcel once is not tried again by the machine", async () => {
  const before = await pick(PLACED);
  const first = before[0] ?? "";
  await insertParcel(shopId, "9001", first, { order_id: first, stage: "void" });
  expect(await pick(PLACED)).toEqual(before.slice(1));
});
