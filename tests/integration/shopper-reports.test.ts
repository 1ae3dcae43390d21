import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createFulfillment } from "../devshop/state/fulfil.ts";
import type { Order } from "../devshop/state/orders.ts";
import { parseId, type OrderId } from "../../app/core/ids.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { attention, MINUTE, openParts, order, timeline } from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
let placed: Order;
let fulfillmentId = "";
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
  placed = await order(world, installed, { "CAM-1": 2 });
  const made = createFulfillment(world.devshop.world, installed.shop, {
    parts: [{ fulfillmentOrderId: openParts(installed, placed)[0]?.id ?? "", lines: null }],
    tracking: null,
  });
  if (!made.ok) throw new Error("not fulfilled");
  fulfillmentId = made.value.id;
  await world.settle(installed);
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

let count = 0;
/** A report as a shopper made it. */
async function report(change: { readonly status?: string; readonly value?: number } = {}): Promise<string> {
  count += 1;
  const evidence = { scans: [], deliveredAt: null, hoursSinceDelivery: null, proof: null, promisedTo: null };
  const { rows } = await world.owner.query<{ report_id: string }>(
    `insert into delivery_report (shop_id, order_id, fulfillment_id, request_key, kind, evidence, suggestion, status, value_minor, currency, reported_at)
     values ($1, $2, $3, $4, 'not_received', $5, 'staff', $6, $7, 'EUR', $8) returning report_id`,
    [
      ...[installed.shopId, placed.id, fulfillmentId, String(count)],
      JSON.stringify({ ...evidence, address: [], earlierReports: 0, orders: 1 }),
      ...[change.status ?? "open", change.value ?? 3980, new Date(world.clock.now().getTime() + count * 1_000)],
    ],
  );
  await world.owner.query("update shop_order set attention = 'shopper' where shop_id = $1 and order_id = $2", [
    installed.shopId,
    placed.id,
  ]);
  return rows[0]?.report_id ?? "";
}

async function settle(reportId: string, act: "claim" | "reship" | "refund" | "decline" | "found"): Promise<boolean> {
  const { settleReport } = await import("../../app/features/shopper/settle-report.server.ts");
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const done = await inShop(installed.shopId, (tx) => settleReport(tx, reportId, act, "1", world.clock.now()));
  await world.settle(installed);
  return done;
}

async function stateOf(reportId: string): Promise<string> {
  const { rows } = await world.owner.query<{ status: string }>(
    "select status from delivery_report where shop_id = $1 and report_id = $2",
    [installed.shopId, reportId],
  );
  return rows[0]?.status ?? "";
}

/** What the shopper is told by us; money back is told by Shopify. */
async function told(): Promise<string[]> {
  const { rows } = await world.owner.query<{ answer: string }>(
    "select params ->> 'answer' as answer from message where shop_id = $1 and kind = 'claim_answer' order by message_id",
    [installed.shopId],
  );
  return rows.map(({ answer }) => answer);
}

const refunds = () => [...installed.shop.refunds.values()].filter((each) => each.orderId === placed.id);

describe("staff settle a report", () => {
  test("with the money back, once, and nothing is put on a shelf", async () => {
    const id = await report();
    expect(await settle(id, "refund")).toBe(true);
    expect(await settle(id, "refund")).toBe(false);
    expect(await stateOf(id)).toBe("refunded");
    expect(refunds()).toHaveLength(1);
    expect(refunds()[0]?.lines.map(({ restockType }) => restockType)).toEqual(["NO_RESTOCK"]);
    expect(await told()).toEqual([]);
    expect(await timeline(world, installed, placed)).toContain("shopper.report_settled");
    expect(await attention(world, installed, placed)).toBe("");
  });

  test("with the money back once, when Shopify's answer is lost", async () => {
    const id = await report();
    world.devshop.admin.interferences.add("CreateRefund", { kind: "lostAnswer" });
    await settle(id, "refund");
    await world.advance(installed, 5 * MINUTE);
    expect(refunds()).toHaveLength(1);
    expect(await stateOf(id)).toBe("refunded");
  });

  test.each([
    ["reship", "reshipped"],
    ["decline", "declined"],
    ["found", "found"],
  ] as const)("with %s: then it is %s, and no longer open", async (act, state) => {
    const id = await report();
    expect(await settle(id, act)).toBe(true);
    expect(await stateOf(id)).toBe(state);
    expect(await settle(id, "refund")).toBe(false);
    expect(refunds()).toEqual([]);
    const answers = { reship: "reship", decline: "declined", found: "found" };
    expect(await told()).toEqual([answers[act]]);
  });

  test("by asking the carrier, which leaves it open", async () => {
    const id = await report();
    expect(await settle(id, "claim")).toBe(true);
    expect(await stateOf(id)).toBe("claimed");
    expect(await attention(world, installed, placed)).toBe("shopper");
    expect(await settle(id, "claim")).toBe(false);
    expect(await settle(id, "found")).toBe(true);
    // What the shopper is told meanwhile, and in the end.
    expect(await told()).toEqual(["claimed", "found"]);
  });
});

test("an open report that it did not come is a risk of the order; a settled one is none", async () => {
  const { disputesOf } = await import("../../app/features/shopper/public.server.ts");
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const disputes = () => inShop(installed.shopId, (tx) => disputesOf(tx, [parseId<OrderId>(placed.id)]));
  const id = await report();
  expect(await disputes()).toMatchObject([{ fact: "disputed", orderId: placed.id, parcelId: null }]);
  await settle(id, "found");
  expect(await disputes()).toEqual([]);
});

test("the list goes through all of them by key, in both directions and each order", async () => {
  const { reportsPage, listReports } = await import("../../app/features/shopper/reports.server.ts");
  const { readReportFilter } = await import("../../app/features/shopper/domain/report-filter.ts");
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const ids: string[] = [];
  for (const value of [300, 100, 200, 200]) ids.push(await report({ value }));
  const [a = "", b = "", c = "", d = ""] = ids;
  const read = (query: string, limit = 2) =>
    inShop(installed.shopId, async (tx) =>
      (await listReports(tx, readReportFilter(new URLSearchParams(query)), limit)).map(({ reportId }) => reportId),
    );
  expect(await read("")).toEqual([d, c]);
  expect(await read(`after=${c}`)).toEqual([b, a]);
  expect(await read(`before=${b}`), "the nearest first").toEqual([c, d]);
  expect(await read("sort=value.desc", 4)).toEqual([a, d, c, b]);
  expect(await read(`sort=value.desc&after=${d}`)).toEqual([c, b]);
  expect(await read("sort=value.asc", 4)).toEqual([b, c, d, a]);
  expect(await read(`q=${placed.name.slice(1)}`, 4)).toHaveLength(4);
  expect(await read("q=9999999", 4)).toEqual([]);
  expect(await read("state=refunded", 4)).toEqual([]);
  const page = await inShop(installed.shopId, (tx) => reportsPage(tx, readReportFilter(new URLSearchParams())));
  expect(page).toMatchObject({ before: null, after: null });
});
