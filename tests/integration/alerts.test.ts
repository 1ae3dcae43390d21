import { afterAll, beforeAll, expect, test } from "vitest";
import type { InventoryItemId, LocationId } from "../../app/core/ids.ts";
import type { AlertFilter } from "../../app/features/alerts/domain/list-filter.ts";
import type { ShopTx } from "../../app/platform/db/in-shop.server.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { DAY, location, MINUTE, order, rows, SECOND, shrink } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const now = () => world.clock.now();

/** A shop whose stock has been known for two months. */
async function opened(): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  await world.advance(installed, 16 * MINUTE);
  await world.owner.query("update inventory_level set opened_at = opened_at - interval '60 days' where shop_id = $1", [
    installed.shopId,
  ]);
  return installed;
}

async function inside<T>({ shopId }: InstalledShop, work: (tx: ShopTx) => Promise<T>): Promise<T> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  return inShop(shopId, work);
}

/** Somebody does something on the page, and everything that follows happens. */
async function change(installed: InstalledShop, texts: Record<string, string>) {
  const { changeAlerts } = await import("../../app/features/alerts/change.server.ts");
  const outcome = await changeAlerts(installed.shopId, texts, "7", now());
  await world.advance(installed, 2 * SECOND);
  return outcome;
}

const OPEN: AlertFilter = {
  state: "open",
  kind: null,
  location: null,
  vendor: "",
  search: "",
  sort: "soon",
  descending: false,
};

async function page(installed: InstalledShop, filter: Partial<AlertFilter> = {}) {
  const { alertsPage } = await import("../../app/features/alerts/page.server.ts");
  return (await alertsPage(installed.shopId, { ...OPEN, ...filter }, null, now())).page;
}

/** What is told of an item: [place, kind, units, why it closed]. */
const told = ({ shopId }: InstalledShop, sku: string) =>
  rows(
    world,
    `select coalesce(p.name, 'together') as place, a.kind, a.available, a.closed_why as why from stock_alert a
       join inventory_item i using (shop_id, item_id) left join location p using (shop_id, location_id)
      where a.shop_id = $1 and i.sku = $2 order by a.alert_id`,
    [shopId, sku],
  );

async function itemId({ shopId }: InstalledShop, sku: string): Promise<InventoryItemId> {
  const [row] = await rows<{ item_id: InventoryItemId }>(
    world,
    "select item_id from inventory_item where shop_id = $1 and sku = $2",
    [shopId, sku],
  );
  if (!row) throw new Error(`no ${sku}`);
  return row.item_id;
}

test("an alert is told once for each crossing: low, then sold out, then over when stock is back", async () => {
  const installed = await opened();
  const rule = { do: "save", scope: "itemAt", sku: "CAM-1", kind: "units", amount: "5" };
  expect(await change(installed, { ...rule, location: location(installed, "Madrid") })).toEqual({ status: "saved" });
  expect(await told(installed, "CAM-1")).toEqual([]);

  shrink(world, installed, "CAM-1", "Madrid", 5);
  await world.settle(installed);
  await world.advance(installed, 2 * SECOND);
  const low = { place: expect.stringContaining("Madrid") as unknown, kind: "low", available: 5, why: "" };
  expect(await told(installed, "CAM-1")).toEqual([low]);

  const [alert] = (await page(installed)).alerts;
  expect(alert).toMatchObject({ sku: "CAM-1", perDay: null, lostMinor: 0, help: { elsewhere: 5, incoming: 0 } });
  await change(installed, { do: "snooze", alerts: alert?.alertId ?? "", until: "restock" });
  expect((await page(installed)).alerts).toEqual([]);

  shrink(world, installed, "CAM-1", "Madrid", 5);
  await world.settle(installed);
  await world.advance(installed, 2 * SECOND);
  // Who took the low stock did not take the stock-out.
  const out = (await page(installed, { kind: "out" })).alerts;
  expect(out).toMatchObject([{ alertId: alert?.alertId, kind: "out", available: 0, snooze: "" }]);
  expect(Date.parse(out[0]?.outSince ?? "")).toBeGreaterThan(now().getTime() - 10 * MINUTE);

  shrink(world, installed, "CAM-1", "Madrid", -6);
  await world.settle(installed);
  await world.advance(installed, 2 * SECOND);
  expect(await told(installed, "CAM-1")).toMatchObject([{ kind: "low", available: 6, why: "" }]);
  shrink(world, installed, "CAM-1", "Madrid", -1);
  await world.settle(installed);
  await world.advance(installed, 2 * SECOND);
  expect(await told(installed, "CAM-1")).toMatchObject([{ why: "above" }]);
});

test("days of cover come from sales on days with stock, and a stock-out says what it costs and who waits", async () => {
  const installed = await opened();
  const [item, madrid] = [await itemId(installed, "CAM-1"), location(installed, "Madrid") as LocationId];
  await order(world, installed, { "CAM-1": 2 });
  // 40 to 20 days ago nothing was there; before and after, one was sold each second day.
  await world.owner.query(
    `insert into stock_entry (shop_id, item_id, location_id, available, cause, occurred_at, recorded_at)
     select $1, $2, $3, units, cause, $4::timestamptz - days * interval '1 day', $4 from (
       select d as days, -1 as units, 'sold' as cause from generate_series(2, 18, 2) d union all
       select 20, 19, 'outside' union all select 40, -10, 'outside' union all select d, -1, 'sold' from generate_series(42, 58, 2) d) x`,
    [installed.shopId, item, madrid, now()],
  );
  const { demandOf, readSales } = await import("../../app/features/demand/public.server.ts");
  const sales = (await inside(installed, (tx) => readSales(tx, [item], now()))).find(
    ({ locationId }) => locationId === madrid,
  );
  const weighed = (from: number, to: number) => (28 / Math.LN2) * (0.5 ** (to / 28) - 0.5 ** (from / 28));
  expect(sales?.days).toBeCloseTo(weighed(60, 40) + weighed(20, 0), 0);
  expect(sales?.knownDays).toBeCloseTo(weighed(60, 0), 0);
  // 2 today, and one each second day on days with stock.
  expect(sales && demandOf(sales, null)).toMatchObject({ known: true, perDay: expect.closeTo(0.54, 1) as unknown });

  const rule = { scope: "vendor", vendor: "", kind: "days", amount: "20" };
  expect(await change(installed, { do: "preview", ...rule, scope: "all" })).toEqual({
    status: "preview",
    preview: { alerts: 1, out: 0, more: false },
  });
  await change(installed, { do: "save", ...rule, scope: "all" });
  const [low, ...others] = (await page(installed)).alerts;
  expect(others).toEqual([]);
  expect(low).toMatchObject({ sku: "CAM-1", kind: "low", available: 8, perDay: expect.closeTo(0.54, 1) as unknown });
  expect(low?.days).toBeCloseTo(8 / (low?.perDay ?? 0), 6);
  expect(low?.sureDays).toBeLessThan(low?.days ?? 0);
  const { runsOutThisWeek } = await import("../../app/features/alerts/public.server.ts");
  expect(await inside(installed, (tx) => runsOutThisWeek(tx, now()))).toEqual({ out: 0, soon: 0, first: [] });

  await order(world, installed, { "CAM-1": 8 });
  await world.advance(installed, 2 * SECOND);
  const [out] = (await page(installed, { sort: "lost", descending: true })).alerts;
  expect(out).toMatchObject({ alertId: low?.alertId, kind: "out", help: { waiting: 2, elsewhere: 5 } });
  expect(out?.help?.orders).toHaveLength(2);
  expect(out?.lostMinor).toBeGreaterThan(0);
  expect(await inside(installed, (tx) => runsOutThisWeek(tx, now()))).toMatchObject({
    out: 1,
    soon: 0,
    first: [{ title: "Camiseta", kind: "out" }],
  });
  const { alertsCsv } = await import("../../app/features/alerts/csv.server.ts");
  const csv = await new Response(
    alertsCsv(installed.shopId, OPEN, "EUR", now(), ((key: string) => key) as never),
  ).text();
  expect(csv.split("\r\n").filter(Boolean)).toHaveLength(2);
});

test("what is out of use is told no more, and a rule that goes takes its alerts along", async () => {
  const installed = await opened();
  await change(installed, { do: "save", scope: "all", kind: "units", amount: "10" });
  const places = () => told(installed, "CAM-1");
  expect(await places()).toMatchObject([{ kind: "low" }, { kind: "low" }, { kind: "out" }]);
  await change(installed, { do: "save", scope: "item", sku: "CAM-1", kind: "units", amount: "20", places: "together" });
  expect(await places()).toMatchObject([
    { why: "" },
    { why: "" },
    { why: "" },
    { place: "together", available: 15, why: "" },
  ]);

  const item = await itemId(installed, "CAM-1");
  const again = async () => {
    const { planAlerts } = await import("../../app/features/alerts/public.server.ts");
    await inside(installed, (tx) => planAlerts(tx, [item], now()));
  };
  await world.owner.query(
    "update inventory_level set active = false where shop_id = $1 and item_id = $2 and location_id = $3",
    [installed.shopId, item, location(installed, "Madrid")],
  );
  await again();
  expect(await places()).toMatchObject([{ why: "inactive" }, { why: "" }, { why: "" }, { available: 5, why: "" }]);
  await world.owner.query("update inventory_item set product_status = 'ARCHIVED' where shop_id = $1 and item_id = $2", [
    installed.shopId,
    item,
  ]);
  await again();
  expect(await places()).toMatchObject([{ why: "inactive" }, ...Array<unknown>(3).fill({ why: "notActive" })]);

  const rest = await page(installed);
  expect(rest.count.value).toBeGreaterThan(0);
  const rules = await rows<{ rule_id: string }>(world, "select rule_id from alert_rule where shop_id = $1", [
    installed.shopId,
  ]);
  for (const { rule_id: rule } of rules) await change(installed, { do: "remove", rule });
  expect((await page(installed)).count.value).toBe(0);
  expect((await page(installed, { state: "closed" })).count.value).toBe(rest.count.value + 4);
});

test("a snoozed alert comes back on its day, and each day everything is looked at", async () => {
  const installed = await opened();
  await change(installed, { do: "save", scope: "item", sku: "CAM-1", kind: "units", amount: "10" });
  const alerts = (await page(installed)).alerts.map(({ alertId }) => alertId).join(" ");
  expect(await change(installed, { do: "snooze", alerts, until: "1" })).toEqual({ status: "snoozed", count: 3 });
  expect(await page(installed, { state: "snoozed" })).toMatchObject({ count: { value: 3 } });
  await world.advance(installed, DAY);
  await world.advance(installed, 16 * MINUTE);
  expect(await page(installed)).toMatchObject({ count: { value: 3 } });
  const [look] = await rows<{ began_at: Date; after_item: string | null }>(
    world,
    "select began_at, after_item from alert_look where shop_id = $1",
    [installed.shopId],
  );
  expect(look?.after_item).toBeNull();
  expect(look?.began_at.getTime()).toBeGreaterThan(now().getTime() - 30 * MINUTE);
});

test("nobody can take an alert or a rule of what is not there", async () => {
  const installed = await opened();
  await expect(change(installed, { do: "snooze", alerts: "", until: "1" })).rejects.toMatchObject({ status: 400 });
  await expect(change(installed, { do: "snooze", alerts: "1", until: "0" })).rejects.toMatchObject({ status: 400 });
  await expect(change(installed, { do: "else" })).rejects.toMatchObject({ status: 400 });
  expect(await change(installed, { do: "snooze", alerts: "1", until: "1" })).toEqual({ status: "snoozed", count: 0 });
  const rule = { do: "save", kind: "units", amount: "1" };
  expect(await change(installed, { ...rule, scope: "item", sku: "NOT-1" })).toEqual({
    status: "invalid",
    faults: { sku: "noItem" },
  });
  expect(await change(installed, { ...rule, scope: "location", location: "99" })).toEqual({
    status: "invalid",
    faults: { location: "missing" },
  });
});
