import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseId, type CountId, type LocationId } from "../../app/core/ids.ts";
import type { CountAction } from "../../app/features/counts/count-actions.server.ts";
import type { NewCount } from "../../app/features/counts/create-count.server.ts";
import type { Scans } from "../../app/features/counts/scans.server.ts";
import { onHand } from "../devshop/state/catalog.ts";
import { createFulfillment } from "../devshop/state/fulfil.ts";
import type { Order } from "../devshop/state/orders.ts";
import { activeLevel } from "../devshop/state/stock.ts";
import { spanishShop } from "../factories/shops.ts";
import { unexplained } from "../setup/mirror.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { expectMirror, happen, location, MINUTE, onlyPart, order, place, rows, SECOND, shrink } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

async function opened(): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  await world.advance(installed, 16 * MINUTE);
  return installed;
}

const load = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/features/counts/create-count.server.ts")),
  ...(await import("../../app/features/counts/count-actions.server.ts")),
  ...(await import("../../app/features/counts/scans.server.ts")),
  ...(await import("../../app/features/counts/counts.server.ts")),
  ...(await import("../../app/features/counts/lines.server.ts")),
  ...(await import("../../app/features/counts/upload.server.ts")),
});

function level(installed: InstalledShop, sku: string, where = "Madrid") {
  const item = [...installed.shop.items.values()].find((each) => each.sku === sku);
  const found = item && activeLevel(installed.shop, item.id, location(installed, where));
  if (!found) throw new Error(`no ${sku} at ${where}`);
  return found;
}
const shelf = (installed: InstalledShop, sku: string) => onHand(level(installed, sku));

/** A count of Madrid that somebody has started. */
async function begun(installed: InstalledShop, change: Partial<NewCount> = {}): Promise<CountId> {
  const app = await load();
  const created = await app.inShop(installed.shopId, (tx) =>
    app.createCount(
      tx,
      {
        locationId: parseId<LocationId>(location(installed, "Madrid")),
        name: "Monday",
        scope: "location",
        scopeValue: "",
        blind: true,
        assignee: "Lucía",
        reason: "cycle_count_available",
        ...change,
      },
      world.clock.now(),
    ),
  );
  if (created.status !== "created") throw new Error(JSON.stringify(created));
  await act(installed, created.countId, { action: "become", status: "counting" });
  return created.countId;
}

async function act(installed: InstalledShop, countId: CountId, action: CountAction) {
  const app = await load();
  return app.inShop(installed.shopId, (tx) => app.doCountAction(tx, countId, action, world.clock.now()));
}

async function scan(installed: InstalledShop, countId: CountId, scans: Scans) {
  const app = await load();
  return app.inShop(installed.shopId, (tx) => app.takeScans(tx, countId, scans, world.clock.now()));
}
const set = (code: string, units: number, id = randomUUID()) => ({ kind: "set", code, units, id, ageMs: 0 }) as const;
const add = (code: string, id = randomUUID(), ageMs = 0) => ({ kind: "add", code, id, ageMs }) as const;

/** Everything that was counted is accepted and written, a minute later. */
async function write(installed: InstalledShop, countId: CountId): Promise<void> {
  await world.advance(installed, MINUTE);
  await act(installed, countId, { action: "become", status: "review" });
  await act(installed, countId, { action: "acceptAll" });
  expect(await act(installed, countId, { action: "become", status: "writing" })).toMatchObject({ status: "did" });
  for (let n = 0; n < 3; n += 1) await world.advance(installed, 2 * SECOND);
}

/** A parcel with all of the order leaves the building. */
const leaves = (installed: InstalledShop, sold: Order) =>
  createFulfillment(world.devshop.world, installed.shop, {
    parts: [{ fulfillmentOrderId: onlyPart(installed, sold).id, lines: null }],
    tracking: null,
  });

const lines = ({ shopId }: InstalledShop, countId: CountId) =>
  rows(
    world,
    `select i.sku, n.status, n.counted, n.problem from stock_count_line n join inventory_item i using (shop_id, item_id)
      where shop_id = $1 and count_id = $2 order by i.sku`,
    [shopId, countId],
  );
const status = async (installed: InstalledShop, countId: CountId) => {
  const app = await load();
  return (await app.inShop(installed.shopId, (tx) => app.readCount(tx, countId)))?.status;
};

/** Nothing is called outside that was explained, and the mirror is the shop. */
async function expectExplained(installed: InstalledShop): Promise<void> {
  for (let look = 0; look < 3; look += 1) await world.advance(installed, 16 * MINUTE);
  await expectMirror(world, installed);
  expect(await unexplained(world.owner, installed.shopId)).toEqual([]);
  const outside = await rows(world, "select 1 from stock_entry where shop_id = $1 and cause = 'outside'", [
    installed.shopId,
  ]);
  expect(outside).toEqual([]);
}

test("what was counted is what Shopify has, explained by the count", async () => {
  const installed = await opened();
  const countId = await begun(installed);
  await scan(installed, countId, [add("CAM-1"), add("CAM-1"), set("POS-1", 1), add("nobody knows")]);
  await write(installed, countId);
  expect(shelf(installed, "CAM-1")).toBe(2);
  expect(await lines(installed, countId)).toEqual([
    { sku: "CAM-1", status: "written", counted: 2, problem: "" },
    { sku: "POS-1", status: "same", counted: 1, problem: "" },
    { sku: "TAZ-1", status: "open", counted: null, problem: "" },
  ]);
  expect(await status(installed, countId)).toBe("done");
  const entries = await rows(
    world,
    "select document_kind, document_id, available from stock_entry where shop_id = $1",
    [installed.shopId],
  );
  expect(entries).toEqual([{ document_kind: "Count", document_id: countId, available: -8 }]);
  const app = await load();
  const unknown = await app.inShop(installed.shopId, (tx) => app.unknownCodes(tx, countId));
  expect(unknown).toEqual([{ code: "nobody knows", units: 1 }]);
  await expectExplained(installed);
});

test("a scan that is sent again is not counted again; one that is taken back never was; a late one is as old as it is", async () => {
  const installed = await opened();
  const countId = await begun(installed);
  const [first, second] = [randomUUID(), randomUUID()];
  await scan(installed, countId, [add("CAM-1", first)]);
  await scan(installed, countId, [add("CAM-1", first), add("CAM-1", second, 90 * SECOND)]);
  const taken = await scan(installed, countId, [{ kind: "undo", of: first, id: randomUUID(), ageMs: 0 }]);
  expect(taken).toMatchObject({ status: "taken", items: [{ sku: "CAM-1", counted: 1 }] });
  const [line] = await rows(world, "select counted_at from stock_count_line where shop_id = $1 and counted = 1", [
    installed.shopId,
  ]);
  expect(line).toEqual({ counted_at: new Date(world.clock.now().getTime() - 90 * SECOND) });
  await act(installed, countId, { action: "become", status: "cancelled" });
  expect(await scan(installed, countId, [add("CAM-1")])).toEqual({ status: "closed" });
});

test("what is sold and shipped between count and write is taken off what was counted", async () => {
  const installed = await opened();
  const countId = await begun(installed);
  await scan(installed, countId, [set("CAM-1", 12)]); // two more than Shopify has
  await world.advance(installed, MINUTE);
  const sold = await order(world, installed, { "CAM-1": 3 });
  await happen(world, installed, leaves(installed, sold));
  await world.advance(installed, MINUTE);
  await write(installed, countId);
  expect(shelf(installed, "CAM-1")).toBe(9);
  await expectExplained(installed);
});

test("a sale and a shipment that race the write are not lost, and neither is the count", async () => {
  const installed = await opened();
  const sold = await order(world, installed, { "CAM-1": 3 });
  await world.advance(installed, MINUTE);
  const countId = await begun(installed);
  await scan(installed, countId, [set("CAM-1", 12), set("POS-1", 4)]);
  world.devshop.admin.interferences.add("SetQuantities", {
    kind: "meanwhile",
    act: () => {
      place(world, installed, { "CAM-1": 2 });
      leaves(installed, sold);
    },
  });
  await write(installed, countId);
  await world.advance(installed, 10 * SECOND);
  for (let n = 0; n < 4; n += 1) await world.advance(installed, 2 * SECOND);
  expect(shelf(installed, "CAM-1")).toBe(9); // 12 counted, 3 shipped; 2 are sold and lie there
  expect(level(installed, "CAM-1").quantities).toMatchObject({ available: 7, committed: 2 });
  expect(shelf(installed, "POS-1")).toBe(4); // dragged down by the other line, and written then
  expect(await status(installed, countId)).toBe("done");
  await expectExplained(installed);
});

test("a number that somebody changed outside around the count asks a person, who is sure", async () => {
  const installed = await opened();
  const countId = await begun(installed);
  await scan(installed, countId, [set("CAM-1", 12)]);
  await world.advance(installed, MINUTE);
  shrink(world, installed, "CAM-1", "Madrid", 4);
  await world.settle(installed);
  await write(installed, countId);
  expect(await status(installed, countId)).toBe("writing"); // nobody knows yet what it was
  for (let look = 0; look < 3; look += 1) await world.advance(installed, 16 * MINUTE);
  expect(await lines(installed, countId)).toMatchObject([{ status: "failed", problem: "outside" }, {}, {}]);
  expect(await status(installed, countId)).toBe("review");
  const item = level(installed, "CAM-1").itemId;
  await act(installed, countId, { action: "accept", itemId: item });
  await act(installed, countId, { action: "become", status: "writing" });
  for (let n = 0; n < 2; n += 1) await world.advance(installed, 3 * SECOND);
  expect(shelf(installed, "CAM-1")).toBe(12);
  expect(await status(installed, countId)).toBe("done");
});

test("who counts a line again begins at nothing; what nobody found is none when a person says so", async () => {
  const installed = await opened();
  const countId = await begun(installed);
  await scan(installed, countId, [set("CAM-1", 70)]);
  await world.advance(installed, MINUTE);
  await act(installed, countId, { action: "become", status: "review" });
  await act(installed, countId, { action: "recount", itemId: level(installed, "CAM-1").itemId });
  await world.advance(installed, MINUTE);
  await scan(installed, countId, [add("CAM-1")]);
  expect(await act(installed, countId, { action: "zeroRest" })).toEqual({ status: "did", did: "zeroRest", lines: 2 });
  await write(installed, countId);
  expect([shelf(installed, "CAM-1"), shelf(installed, "POS-1")]).toEqual([1, 0]);
});

test("a list from a spreadsheet is taken row by row, and says what is wrong with the others", async () => {
  const installed = await opened();
  const countId = await begun(installed);
  const app = await load();
  const file = new TextEncoder().encode("SKU;Cantidad\nCAM-1;7\nNADA;3\nPOS-1;x\n");
  const uploaded = await app.inShop(installed.shopId, (tx) => app.uploadCounted(tx, countId, file, world.clock.now()));
  expect(uploaded).toEqual({
    status: "taken",
    rows: 1,
    errors: [
      { line: 3, column: "", code: "unknown", text: "NADA" },
      { line: 4, column: "Cantidad", code: "not_whole", text: "x" },
    ],
  });
  expect(await lines(installed, countId)).toMatchObject([{ sku: "CAM-1", status: "counted", counted: 7 }, {}, {}]);
});

test("a list has the items of a bin, a class, a maker or a choice; and what was counted lately is not stale", async () => {
  const installed = await opened();
  const app = await load();
  const madrid = parseId<LocationId>(location(installed, "Madrid"));
  const bins = new TextEncoder().encode("sku,bin\nCAM-1,R1\nPOS-1,R2\n");
  await app.inShop(installed.shopId, (tx) => app.uploadBins(tx, madrid, bins, world.clock.now()));
  await order(world, installed, { "POS-1": 1 });
  const skus = async (change: Partial<NewCount>) =>
    (await lines(installed, await begun(installed, change))).map(({ sku }) => sku);
  expect(await skus({ scope: "bin", scopeValue: "R1" })).toEqual(["CAM-1"]);
  expect(await skus({ scope: "items", scopeValue: "CAM-1\nTAZ-1" })).toEqual(["CAM-1", "TAZ-1"]);
  await expect(skus({ scope: "vendor", scopeValue: "nobody" })).rejects.toThrow("none");
  await expect(skus({ scope: "items", scopeValue: "CAM-1\nNADA" })).rejects.toThrow("NADA");
  const countId = await begun(installed, { scope: "bin", scopeValue: "R1" });
  await scan(installed, countId, [set("CAM-1", 9)]);
  await write(installed, countId);
  expect(await skus({ scope: "stale", scopeValue: "30" })).toEqual(["POS-1", "TAZ-1"]);
});

test("the lines of a count are paged forward, and back to where one was", async () => {
  const installed = await world.install(spanishShop());
  await world.advance(installed, 16 * MINUTE);
  const countId = await begun(installed);
  const app = await load();
  const page = (place: { after?: string | null; before?: string | null }) =>
    app.inShop(installed.shopId, async (tx) => {
      const count = await app.readCount(tx, countId);
      if (!count) throw new Error("no count");
      const filter = { look: "all", search: "", after: null, before: null, ...place } as const;
      return app.listLines(tx, count, filter, { shown: true, limit: 1 });
    });
  const first = await page({});
  const second = await page({ after: first.after });
  const third = await page({ after: second.after });
  expect([first, second, third].map(({ lines }) => lines[0]?.sku)).toEqual(["CAM-1", "POS-1", "TAZ-1"]);
  expect([first.before, third.after]).toEqual([null, null]);
  expect(await page({ before: third.before })).toEqual(second);
  expect(await page({ before: second.before })).toEqual(first);
});
