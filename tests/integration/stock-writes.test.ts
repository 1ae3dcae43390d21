import { afterAll, beforeAll, expect, test } from "vitest";
import type { NewIntent } from "../../app/features/intents/domain/intent.ts";
import type { InventoryItemId, LocationId } from "../../app/core/ids.ts";
import type { Interference } from "../devshop/admin-api/interference.ts";
import { activeLevel } from "../devshop/state/stock.ts";
import { spanishShop } from "../factories/shops.ts";
import { unexplained } from "../setup/mirror.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { expectMirror, location, MINUTE, ran, rows, SECOND, shrink } from "./steps.ts";

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

/** The level of CAM-1 in Madrid, in the dev shop. */
function camera(installed: InstalledShop) {
  const item = [...installed.shop.items.values()].find(({ sku }) => sku === "CAM-1");
  const level = item && activeLevel(installed.shop, item.id, location(installed, "Madrid"));
  if (!level) throw new Error("no CAM-1");
  const at = { itemId: level.itemId as InventoryItemId, locationId: level.locationId as LocationId };
  return { at, quantities: level.quantities };
}

async function write(installed: InstalledShop, intent: NewIntent): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { recordIntents } = await import("../../app/features/intents/public.server.ts");
  await inShop(installed.shopId, (tx) => recordIntents(tx, [intent], world.clock.now(), { clicked: true }));
  await world.advance(installed, 2 * SECOND);
}

const document = { kind: "Count", id: "7" };
const setTo = (installed: InstalledShop, from: number, to: number): NewIntent => ({
  kind: "stock.set",
  orderId: null,
  subject: "count 7 1",
  input: { state: "available", reason: "correction", document, changes: [{ ...camera(installed).at, from, to }] },
});

const outcome = async ({ shopId }: InstalledShop) =>
  rows(world, "select status, outcome->'codes' as codes, outcome->'at' as at from intent where shop_id = $1", [shopId]);

const entries = async ({ shopId }: InstalledShop) =>
  rows(
    world,
    "select cause, document_kind, document_id, available, damaged from stock_entry where shop_id = $1 order by seq",
    [shopId],
  );

/** After two looks nothing is left unexplained, and nothing of ours is called outside. */
async function expectOurs(installed: InstalledShop): Promise<void> {
  for (let look = 0; look < 3; look += 1) await world.advance(installed, 16 * MINUTE);
  await expectMirror(world, installed);
  expect(await unexplained(world.owner, installed.shopId)).toEqual([]);
  const causes = await rows(world, "select distinct cause from stock_entry where shop_id = $1", [installed.shopId]);
  expect(causes).toEqual([{ cause: "ours" }]);
}

test("a number that was set is explained by its document", async () => {
  const installed = await opened();
  const { available } = camera(installed).quantities;
  await write(installed, setTo(installed, available, available + 6));
  expect(camera(installed).quantities.available).toBe(available + 6);
  expect(await outcome(installed)).toMatchObject([{ status: "done" }]);
  expect(await entries(installed)).toEqual([
    { cause: "ours", document_kind: "Count", document_id: "7", available: 6, damaged: 0 },
  ]);
  await expectOurs(installed);
});

test("units moved between states leave the sum alone", async () => {
  const installed = await opened();
  const { available, damaged } = camera(installed).quantities;
  await write(installed, {
    kind: "stock.move",
    orderId: null,
    subject: "count 7 2",
    input: {
      state: "available",
      into: "damaged",
      reason: "damaged",
      document,
      changes: [{ ...camera(installed).at, from: available, toFrom: damaged, units: 2 }],
    },
  });
  expect(camera(installed).quantities).toMatchObject({ available: available - 2, damaged: damaged + 2 });
  expect(await entries(installed)).toMatchObject([{ cause: "ours", available: -2, damaged: 2 }]);
  await expectOurs(installed);
});

test("units of a state that cannot be set are adjusted", async () => {
  const installed = await opened();
  const { damaged } = camera(installed).quantities;
  await write(installed, {
    kind: "stock.adjust",
    orderId: null,
    subject: "count 7 3",
    input: {
      state: "damaged",
      reason: "damaged",
      document,
      changes: [{ ...camera(installed).at, from: damaged, by: 3 }],
    },
  });
  expect(camera(installed).quantities.damaged).toBe(damaged + 3);
  await expectOurs(installed);
});

test("a number decided from stock that is not there any more is not written, and says which", async () => {
  const installed = await opened();
  const { available } = camera(installed).quantities;
  world.devshop.knobs.webhooks.drop = 1;
  shrink(world, installed, "CAM-1", "Madrid", 1);
  await write(installed, setTo(installed, available, available + 6));
  world.devshop.knobs.webhooks.drop = 0;
  expect(camera(installed).quantities.available).toBe(available - 1);
  expect(await outcome(installed)).toEqual([
    {
      status: "refused",
      codes: ["CHANGE_FROM_QUANTITY_STALE"],
      at: [{ index: 0, code: "CHANGE_FROM_QUANTITY_STALE" }],
    },
  ]);
  expect(await entries(installed)).toEqual([]);
  await expectMirror(world, installed); // read anew at once, without its webhook
});

test.each([
  ["carried out, its answer lost", { kind: "lostAnswer" }],
  ["carried out 40 seconds after the line broke", { kind: "late", afterMs: 40 * SECOND }],
  ["not carried out, answered 500", { kind: "serverError" }],
] satisfies [string, Interference][])("a write that was %s, is written once", async (_what, interference) => {
  const installed = await opened();
  const { available } = camera(installed).quantities;
  const before = ran(world, "SetQuantities");
  world.devshop.admin.interferences.add("SetQuantities", interference);
  await write(installed, setTo(installed, available, available + 6));
  for (let time = 0; time < 4; time += 1) await world.advance(installed, 30 * SECOND);
  expect(camera(installed).quantities.available).toBe(available + 6);
  expect(ran(world, "SetQuantities") - before).toBeLessThanOrEqual(2);
  expect(await entries(installed)).toHaveLength(1);
  await expectOurs(installed);
});
