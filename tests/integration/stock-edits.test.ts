import { afterAll, beforeAll, expect, test } from "vitest";
import { parseId, type EditId, type InventoryItemId, type LocationId } from "../../app/core/ids.ts";
import { NO_FILTER } from "../../app/features/inventory/domain/list-filter.ts";
import type { ColumnNames } from "../../app/features/stock-edits/domain/read-row.ts";
import { activeLevel } from "../devshop/state/stock.ts";
import { spanishShop } from "../factories/shops.ts";
import { unexplained } from "../setup/mirror.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { expectMirror, location, MINUTE, place, rows, SECOND, shrink } from "./steps.ts";

let world: TestWorld;
let app: Awaited<ReturnType<typeof load>>;
beforeAll(async () => {
  world = await openWorld();
  app = await load();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const load = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/features/inventory/csv.server.ts")),
  ...(await import("../../app/shell/i18n/texts.server.ts")),
  ...(await import("../../app/features/stock-edits/grid-edit.server.ts")),
  ...(await import("../../app/features/stock-edits/bulk-edit.server.ts")),
  ...(await import("../../app/features/stock-edits/upload.server.ts")),
  ...(await import("../../app/features/stock-edits/csv.server.ts")),
  ...(await import("../../app/features/stock-edits/edit-actions.server.ts")),
  ...(await import("../../app/features/stock-edits/edits.server.ts")),
});

/** A shop with these numbers available in Madrid: CAM-1 10, POS-1 1, TAZ-1 0. */
async function opened(): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  await world.advance(installed, 16 * MINUTE);
  return installed;
}

function level(installed: InstalledShop, sku: string, where = "Madrid") {
  const item = [...installed.shop.items.values()].find((each) => each.sku === sku);
  const found = item && activeLevel(installed.shop, item.id, location(installed, where));
  if (!found) throw new Error(`no ${sku}`);
  return found;
}
const available = (installed: InstalledShop, sku: string) => level(installed, sku).quantities.available;

interface Typed {
  readonly sku: string;
  readonly seen: number;
  readonly set?: number;
  readonly add?: number;
  readonly state?: "available" | "on_hand";
}

/** Somebody types into the list and saves. */
async function type(installed: InstalledShop, ...typed: Typed[]): Promise<EditId> {
  const lines = typed.map(({ sku, seen, set, add, state = "available" }) => {
    const { itemId, locationId } = level(installed, sku);
    return { itemId, locationId, state, seen, kind: set === undefined ? "add" : "set", units: set ?? add };
  });
  const form = app.gridEditSchema.parse({ reason: "correction", lines: JSON.stringify(lines) });
  const saved = await app.inShop(installed.shopId, (tx) => app.saveGridEdit(tx, form, "7", world.clock.now()));
  if (saved.status !== "saved") throw new Error(JSON.stringify(saved));
  return parseId<EditId>(saved.editId);
}

async function passes(installed: InstalledShop): Promise<void> {
  for (let n = 0; n < 5; n += 1) await world.advance(installed, 2 * SECOND);
}

const act = (installed: InstalledShop, editId: EditId, action: Record<string, string>) =>
  app.inShop(installed.shopId, (tx) =>
    app.doEditAction(tx, editId, app.editActionSchema.parse(action), world.clock.now()),
  );

async function lines({ shopId }: InstalledShop, editId: EditId): Promise<Record<string, unknown>> {
  const found = await app.inShop(shopId, (tx) => app.listLines(tx, editId, { status: null, after: null }, 100));
  return Object.fromEntries(
    found.map(({ sku, status, problem, now }): [string, unknown] => [sku ?? "", [status, problem, now]]),
  );
}

const edit = ({ shopId }: InstalledShop, editId: EditId) => app.inShop(shopId, (tx) => app.readEdit(tx, editId));

test("numbers and changes typed in the list are written at once, explained by their edit, whatever the switch says", async () => {
  const installed = await opened();
  const editId = await type(
    installed,
    { sku: "CAM-1", seen: 10, set: 14 },
    { sku: "POS-1", seen: 1, add: 5, state: "on_hand" },
    { sku: "TAZ-1", seen: 0, set: 0 },
  );
  await passes(installed);
  expect([available(installed, "CAM-1"), available(installed, "POS-1")]).toEqual([14, 6]);
  expect(await lines(installed, editId)).toEqual({
    "CAM-1": ["written", "", 14],
    "POS-1": ["written", "", 6],
    "TAZ-1": ["same", "", 0],
  });
  expect(await edit(installed, editId)).toMatchObject({ status: "done", staffId: "7" });
  for (let look = 0; look < 3; look += 1) await world.advance(installed, 16 * MINUTE);
  await expectMirror(world, installed);
  expect(await unexplained(world.owner, installed.shopId)).toEqual([]);
  const entries = await rows(
    world,
    "select distinct cause, document_kind, document_id from stock_entry where shop_id = $1",
    [installed.shopId],
  );
  expect(entries).toEqual([{ cause: "ours", document_kind: "Edit", document_id: editId }]);
});

test("a number that races a sale is asked about; the rows beside it are written, and a change is added to what is left", async () => {
  const installed = await opened();
  world.devshop.admin.interferences.add("SetQuantities", {
    kind: "meanwhile",
    act: () => void place(world, installed, { "CAM-1": 2 }),
  });
  const editId = await type(installed, { sku: "CAM-1", seen: 10, set: 14 }, { sku: "POS-1", seen: 1, set: 3 });
  await passes(installed);
  expect([available(installed, "CAM-1"), available(installed, "POS-1")]).toEqual([8, 3]);
  expect(await lines(installed, editId)).toMatchObject({ "CAM-1": ["asks", "", 8], "POS-1": ["written", "", 3] });
  // Over the number that was shown, and over no other.
  const { itemId, locationId } = level(installed, "CAM-1");
  await act(installed, editId, { action: "anyway", lines: `${itemId}_${locationId}_9` });
  await passes(installed);
  expect(await lines(installed, editId)).toMatchObject({ "CAM-1": ["asks", "", 8] });
  await act(installed, editId, { action: "anyway", lines: `${itemId}_${locationId}_8` });
  await passes(installed);
  expect(available(installed, "CAM-1")).toBe(14);
  expect(await edit(installed, editId)).toMatchObject({ status: "done" });

  world.devshop.admin.interferences.add("AdjustQuantities", {
    kind: "meanwhile",
    act: () => void place(world, installed, { "CAM-1": 2 }),
  });
  await type(installed, { sku: "CAM-1", seen: 14, add: -5 });
  await passes(installed);
  expect(available(installed, "CAM-1")).toBe(7);
});

test("a number that was another one only while it was written is written with the next reconcile", async () => {
  const installed = await opened();
  const meanwhile = (operation: string, units: number) => {
    const act = () => {
      shrink(world, installed, "CAM-1", "Madrid", units);
    };
    world.devshop.admin.interferences.add(operation, { kind: "meanwhile", act });
  };
  meanwhile("SetQuantities", 1);
  meanwhile("RefreshInventoryLevels", -1);
  const editId = await type(installed, { sku: "CAM-1", seen: 10, set: 14 });
  await passes(installed);
  expect([available(installed, "CAM-1"), await edit(installed, editId)]).toMatchObject([10, { status: "writing" }]);
  await world.advance(installed, 16 * MINUTE);
  await passes(installed);
  expect([available(installed, "CAM-1"), await edit(installed, editId)]).toMatchObject([14, { status: "done" }]);
});

test("of two people who type over one number, the second is asked; their changes add up", async () => {
  const installed = await opened();
  const first = await type(installed, { sku: "CAM-1", seen: 10, set: 14 });
  const second = await type(installed, { sku: "CAM-1", seen: 10, set: 20 });
  await passes(installed);
  expect(available(installed, "CAM-1")).toBe(14);
  expect(await lines(installed, first)).toMatchObject({ "CAM-1": ["written", "", 14] });
  expect(await lines(installed, second)).toMatchObject({ "CAM-1": ["asks", "", 14] });
  const { itemId, locationId } = level(installed, "CAM-1");
  await act(installed, second, { action: "keep", lines: `${itemId}_${locationId}_14` });
  expect(await edit(installed, second)).toMatchObject({ status: "done" });

  await Promise.all([
    type(installed, { sku: "CAM-1", seen: 14, add: 5 }),
    type(installed, { sku: "CAM-1", seen: 14, add: -2 }),
  ]);
  await passes(installed);
  expect(available(installed, "CAM-1")).toBe(17);
});

test("half of the rows have changed by the time they are saved: the other half is written", async () => {
  const installed = await opened();
  world.devshop.knobs.webhooks.drop = 1;
  shrink(world, installed, "CAM-1", "Madrid", 1);
  const editId = await type(
    installed,
    { sku: "CAM-1", seen: 10, set: 30 },
    { sku: "POS-1", seen: 1, set: 31 },
    { sku: "TAZ-1", seen: 5, set: 32 },
  );
  await passes(installed);
  world.devshop.knobs.webhooks.drop = 0;
  expect(await lines(installed, editId)).toEqual({
    "CAM-1": ["asks", "", 9],
    "POS-1": ["written", "", 31],
    "TAZ-1": ["asks", "", 0],
  });
  expect(await edit(installed, editId)).toMatchObject({ status: "writing" });
});

test("many rows at once are shown with what cannot be done before they are written, and emptying the shelves needs a second look", async () => {
  const installed = await opened();
  const chosen = ["CAM-1", "POS-1", "TAZ-1"].map((sku) => {
    const { itemId, locationId } = level(installed, sku);
    return { itemId: itemId as InventoryItemId, locationId: locationId as LocationId };
  });
  const draft = async (form: Record<string, string>) => {
    const parsed = app.bulkFormSchema.parse({ reason: "damaged", ...form });
    const editId = await app.inShop(installed.shopId, (tx) =>
      app.draftBulkEdit(tx, chosen, parsed, "7", world.clock.now()),
    );
    if (!editId) throw new Error("no draft");
    return editId;
  };
  const empty = await draft({ kind: "set", state: "available", units: "0" });
  expect(await edit(installed, empty)).toMatchObject({ status: "asks", problem: expect.stringMatching(/^zeroes/) });
  await act(installed, empty, { action: "drop" });
  const move = await draft({ kind: "move", state: "available", into: "damaged", units: "1" });
  expect(await lines(installed, move)).toEqual({
    "CAM-1": ["planned", "", 10],
    "POS-1": ["planned", "", 1],
    "TAZ-1": ["failed", "not_enough", 0],
  });
  await passes(installed);
  expect(available(installed, "CAM-1")).toBe(10);
  expect(await act(installed, move, { action: "write" })).toMatchObject({ status: "did" });
  await passes(installed);
  expect(level(installed, "CAM-1").quantities).toMatchObject({ available: 9, damaged: 1 });
  expect(await edit(installed, move)).toMatchObject({ status: "done" });
  expect(await act(installed, empty, { action: "write" })).toEqual({ status: "refused", code: "gone" });
  const texts = app.textsFor("en");
  const csv = app.editCsv(
    installed.shopId,
    move,
    texts.getFixedT("en", "stock-edits"),
    texts.getFixedT("en", "inventory"),
  );
  expect(await new Response(csv).text()).toContain("Available → Damaged,10,9,Written,\r\n");
});

test("all that the list shows may be chosen, up to so many", async () => {
  const installed = await opened();
  const address = new URLSearchParams({ location: location(installed, "Madrid"), q: "cam" });
  const found = await app.inShop(installed.shopId, (tx) => app.chosenRows(tx, address));
  expect(found).toEqual([expect.objectContaining({ locationId: location(installed, "Madrid") })]);
});

/** The list's file, as somebody opens it in a spreadsheet: its rows, and how it is sent back. */
async function exported(installed: InstalledShop, locale: "en" | "es") {
  const { readCsvFile } = await import("../../app/platform/read-csv.server.ts");
  const { csvRow } = await import("../../app/platform/csv.ts");
  const t = app.textsFor(locale).getFixedT(locale, "inventory");
  const stream = app.stockCsv(installed.shopId, { ...NO_FILTER, tracked: true }, t);
  const lines = await readCsvFile(new Uint8Array(await new Response(stream).arrayBuffer()));
  if (!Array.isArray(lines)) throw new Error(`no CSV from line ${lines.brokenAt} on`);
  const table = lines.map(({ cells }) => [...cells]);
  const column = (name: keyof ColumnNames) => table[0]?.indexOf(t(`column.${name}`)) ?? -1;
  return {
    row(sku: string, where: string) {
      const found = table.find((cells) => cells[column("sku")] === sku && cells[column("location")]?.includes(where));
      if (!found) throw new Error(`no row of ${sku}`);
      return {
        fill: (name: keyof ColumnNames, cell: string) => (found[column(name)] = cell),
        drop: () => table.splice(table.indexOf(found), 1),
      };
    },
    add: (cells: Partial<Record<keyof ColumnNames, string>>) => {
      const row = (table[0] ?? []).map(() => "");
      for (const [name, cell] of Object.entries(cells)) row[column(name as keyof ColumnNames)] = cell;
      table.push(row);
    },
    upload: () => upload(installed, table.map((cells) => csvRow(cells)).join("")),
  };
}

function upload(installed: InstalledShop, text: string) {
  const names = Object.fromEntries(
    (["sku", "barcode", "location", "available", "on_hand", "new_available", "new_on_hand"] as const).map((name) => [
      name,
      (["en", "es"] as const).map((locale) =>
        app.textsFor(locale).getFixedT(locale, "inventory")(`column.${name}`).toLowerCase(),
      ),
    ]),
  ) as Record<keyof ColumnNames, string[]>;
  const file = { name: "stock.csv", bytes: new TextEncoder().encode(text) };
  return app.inShop(installed.shopId, (tx) => app.draftUpload(tx, file, names, "7", world.clock.now()));
}

test("the list's file comes back from a spreadsheet and changes what was typed into it, no more", async () => {
  const installed = await opened();
  const file = await exported(installed, "es");
  expect(await file.upload()).toEqual({ status: "refused", code: "nothing_new" });
  file.row("CAM-1", "Madrid").fill("new_available", "12");
  file.row("POS-1", "Madrid").fill("new_on_hand", "4");
  // A sale after the export: the file's other rows do not bring it back, and the row itself asks.
  shrink(world, installed, "CAM-1", "Madrid", 1);
  await world.settle(installed);
  const uploaded = await file.upload();
  if (uploaded.status !== "drafted") throw new Error(JSON.stringify(uploaded));
  expect(await edit(installed, uploaded.editId)).toMatchObject({ status: "draft", summary: { changes: 2 } });
  await act(installed, uploaded.editId, { action: "write" });
  await passes(installed);
  expect(await lines(installed, uploaded.editId)).toEqual({
    "CAM-1": ["asks", "", 9],
    "POS-1": ["written", "", 4],
  });
});

test("each line that is not understood is told with its line and column, and too many of them refuse the file", async () => {
  const installed = await opened();
  const madrid = [...installed.shop.locations.values()].find(({ name }) => name.includes("Madrid"))?.name ?? "";
  const lineOf = (sku: string, place: string, units: string) => `"${sku}","${place}",${units}`;
  const uploaded = await upload(
    installed,
    [
      "SKU,Location,Available",
      lineOf("CAM-1", madrid, "12"),
      lineOf("NADA", madrid, "3"),
      lineOf("'=1+1", madrid, "3"),
      lineOf("CAM-1", "Luna", "3"),
      lineOf("POS-1", madrid, "zwölf"),
      lineOf("CAM-1", madrid, "13"),
    ].join("\n"),
  );
  if (uploaded.status !== "drafted") throw new Error(JSON.stringify(uploaded));
  const { editId } = uploaded;
  expect(await edit(installed, editId)).toMatchObject({ status: "refused", problem: "nothing_matched" });
  expect(await app.inShop(installed.shopId, (tx) => app.listErrors(tx, editId, 10))).toEqual([
    { line: 3, field: "Available", code: "unmatched", text: "NADA" },
    { line: 4, field: "Available", code: "unmatched", text: "=1+1" },
    { line: 5, field: "Available", code: "unknown_location", text: "Luna" },
    { line: 6, field: "Available", code: "not_whole", text: "zwölf" },
    { line: 7, field: "Available", code: "doubled", text: "2" },
  ]);
  expect(await act(installed, editId, { action: "write" })).toEqual({ status: "refused", code: "gone" });
  expect(await upload(installed, `SKU,Location,Available\n"CAM-1,${madrid},1`)).toMatchObject({
    ...{ status: "refused", code: "broken" },
  });
});
