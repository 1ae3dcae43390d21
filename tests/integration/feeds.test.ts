import { afterAll, beforeAll, expect, test } from "vitest";
import type { FeedId, FeedRunId } from "../../app/core/ids.ts";
import type { FeedAction } from "../../app/features/feeds/feed-actions.server.ts";
import { activeLevel } from "../devshop/state/stock.ts";
import { spanishShop } from "../factories/shops.ts";
import { unexplained } from "../setup/mirror.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { expectMirror, location, MINUTE, place, rows, SECOND, shrink, switchOn } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const load = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/platform/lanes.server.ts")),
  ...(await import("../../app/platform/public-fetch.server.ts")),
  ...(await import("../../app/features/feeds/feed-form.server.ts")),
  ...(await import("../../app/features/feeds/feed-actions.server.ts")),
  ...(await import("../../app/features/feeds/runs.server.ts")),
  ...(await import("../../app/features/feeds/run-feeds.server.ts")),
  ...(await import("../../app/features/feeds/take-file.server.ts")),
});

const SETTINGS = {
  ...{ name: "Proveedor", url: "", everyMinutes: "0", percent: "100", minus: "0", cap: "", absent: "keep" },
  ...{ knowsMore: "no", automatic: "no", mostBad: "5", mostZeroed: "20", mostDrop: "50" },
};

/** A feed of Madrid (CAM-1: 10, POS-1: 1, TAZ-1: 0) whose columns are known. */
async function feed(change: Partial<typeof SETTINGS> = {}, given?: InstalledShop) {
  const installed = given ?? (await world.install(spanishShop()));
  if (!given) await world.advance(installed, 16 * MINUTE);
  const app = await load();
  const madrid = { ...SETTINGS, location: location(installed, "Madrid"), ...change };
  const saved = await app.inShop(installed.shopId, (tx) => app.saveFeed(tx, null, madrid, world.clock.now()));
  if (saved.status !== "saved") throw new Error(JSON.stringify(saved));
  await act(installed, saved.feedId, { action: "columns", code: "sku", quantity: "qty", location: "", state: "" });
  return { installed, feedId: saved.feedId };
}

async function act(installed: InstalledShop, feedId: FeedId, action: FeedAction) {
  const app = await load();
  return app.inShop(installed.shopId, (tx) => app.doFeedAction(tx, feedId, action, world.clock.now()));
}

/** Somebody uploads a file, and it is read. */
async function upload(installed: InstalledShop, feedId: FeedId, ...lines: string[]) {
  const app = await load();
  const bytes = new TextEncoder().encode(["sku;qty", ...lines].join("\n"));
  const file = await app.keepFile(installed.shopId, [bytes], world.clock.now());
  await app.inShop(installed.shopId, (tx) =>
    app.beginRun(tx, feedId, { fileName: "stock.csv", file }, world.clock.now()),
  );
  await world.settle(installed);
  return newest(installed, feedId);
}

async function newest(installed: InstalledShop, feedId: FeedId) {
  const app = await load();
  const [run] = await app.inShop(installed.shopId, (tx) => app.newestRuns(tx, feedId, 1));
  if (!run) throw new Error("no run");
  return run;
}

async function write(installed: InstalledShop, feedId: FeedId, runId: FeedRunId): Promise<void> {
  expect(await act(installed, feedId, { action: "write", runId })).toMatchObject({ status: "did" });
  for (let n = 0; n < 4; n += 1) await world.advance(installed, 2 * SECOND);
}

function available(installed: InstalledShop, sku: string): number {
  const item = [...installed.shop.items.values()].find((each) => each.sku === sku);
  const level = item && activeLevel(installed.shop, item.id, location(installed, "Madrid"));
  if (!level) throw new Error(`no ${sku}`);
  return level.quantities.available;
}

test("a file is shown before it is written, and what is written is explained by it", async () => {
  const { installed, feedId } = await feed({ percent: "50", minus: "1" });
  const run = await upload(installed, feedId, "CAM-1;30", "POS-1;4");
  expect(run).toMatchObject({
    status: "ready",
    summary: { rows: 2, matched: 2, changes: 1, units: 11, unitsAfter: 15 },
  });
  expect(available(installed, "CAM-1")).toBe(10);
  await write(installed, feedId, run.runId);
  expect([available(installed, "CAM-1"), available(installed, "POS-1")]).toEqual([14, 1]);
  expect(await newest(installed, feedId)).toMatchObject({ status: "done" });
  expect(await upload(installed, feedId, "CAM-1;30", "POS-1;4")).toMatchObject({ status: "identical" });
  for (let look = 0; look < 3; look += 1) await world.advance(installed, 16 * MINUTE);
  await expectMirror(world, installed);
  expect(await unexplained(world.owner, installed.shopId)).toEqual([]);
  const entries = await rows(world, "select cause, document_kind from stock_entry where shop_id = $1", [
    installed.shopId,
  ]);
  expect(entries).toEqual([{ cause: "ours", document_kind: "Feed" }]);
});

test("each line that is not understood is told, and too many of them refuse the file", async () => {
  const { installed, feedId } = await feed({ mostBad: "50" });
  const run = await upload(installed, feedId, "CAM-1;9", "NADA;3", "POS-1;x", "CAM-1;8", "");
  expect(run).toMatchObject({ status: "refused", problem: "nothing_matched" });
  const app = await load();
  const errors = await app.inShop(installed.shopId, (tx) => app.listErrors(tx, run.runId, 10));
  expect(errors).toEqual([
    { line: 3, field: "sku", code: "unmatched", text: "NADA" },
    { line: 4, field: "qty", code: "not_whole", text: "x" },
    { line: 5, field: "sku", code: "doubled", text: "2" },
  ]);
  expect(await upload(installed, feedId, "CAM-1;9", "NADA;3", "POS-1;x")).toMatchObject({
    status: "refused",
    problem: "too_many_bad",
    summary: { rows: 3, matched: 1, unmatched: 1, invalid: 1, doubled: 0 },
  });
});

test("a file that would empty the shelves waits for a person, and what it does not name stays unless the feed says otherwise", async () => {
  const { installed, feedId } = await feed();
  expect(await upload(installed, feedId, "CAM-1;0", "POS-1;0")).toMatchObject({
    status: "asks",
    problem: "zeroes_all",
  });
  expect(await upload(installed, feedId, "CAM-1;12")).toMatchObject({ status: "ready", summary: { zeroed: 0 } });
  const zero = await feed({ name: "Todo", absent: "zero" }, installed);
  const asks = await upload(installed, zero.feedId, "CAM-1;12");
  expect(asks).toMatchObject({ status: "asks", problem: "zeroes_much", summary: { zeroed: 1, zeroedUnits: 1 } });
  // An item whose line is bad is named, and so not absent.
  const bad = await feed({ name: "Mal", absent: "zero", mostBad: "50" }, installed);
  expect(await upload(installed, bad.feedId, "CAM-1;12", "POS-1;x")).toMatchObject({
    status: "ready",
    summary: { zeroed: 0 },
  });
  await write(installed, zero.feedId, asks.runId);
  expect([available(installed, "CAM-1"), available(installed, "POS-1")]).toEqual([12, 0]);
});

test("a sale that races the write is decided again from what there is then; an older file's wish is dropped", async () => {
  const { installed, feedId } = await feed();
  const run = await upload(installed, feedId, "CAM-1;12");
  world.devshop.admin.interferences.add("SetQuantities", {
    kind: "meanwhile",
    act: () => void place(world, installed, { "CAM-1": 2 }),
  });
  await write(installed, feedId, run.runId);
  expect(available(installed, "CAM-1")).toBe(12);
  expect(await newest(installed, feedId)).toMatchObject({ status: "done" });
  const older = await upload(installed, feedId, "CAM-1;20");
  const newer = await upload(installed, feedId, "CAM-1;21");
  expect(await act(installed, feedId, { action: "write", runId: older.runId })).toEqual({
    status: "refused",
    code: "gone",
  });
  world.devshop.admin.interferences.add("SetQuantities", {
    kind: "meanwhile",
    act: () => shrink(world, installed, "CAM-1", "Madrid", 1),
  });
  await write(installed, feedId, newer.runId);
  expect(available(installed, "CAM-1")).toBe(21);
});

test("a file is fetched when it is due and written by itself where that is switched on; one that cannot be had says why", async () => {
  const url = "https://supplier.example/stock.csv";
  const { installed, feedId } = await feed({ url, everyMinutes: "60", automatic: "yes" });
  await world.settle(installed);
  // The world's own worker reaches nobody.
  expect(await newest(installed, feedId)).toMatchObject({ status: "failed", problem: "no_network" });
  const app = await load();
  const step = async (body: string) => {
    await world.clock.advance(60 * MINUTE);
    const lease = await app.claimLane(installed.shopId, "long");
    if (!lease) throw new Error("no lease");
    const fetchFile = (asked: string) => (asked === url ? [new TextEncoder().encode(body)] : []);
    await app.runFeeds(
      lease,
      async function* (asked) {
        yield* fetchFile(asked);
      },
      () => world.clock.now(),
    );
    await app.finishLane(lease);
    for (let n = 0; n < 3; n += 1) await world.advance(installed, 2 * SECOND);
  };
  await step("sku,qty\nCAM-1,11\n");
  expect(await newest(installed, feedId)).toMatchObject({ status: "ready", problem: "switch_off" });
  await switchOn(world, installed, "stock");
  await step("sku,qty\nCAM-1,13\n");
  expect(available(installed, "CAM-1")).toBe(13);
  expect(await newest(installed, feedId)).toMatchObject({ status: "done", clicked: false });
});

test("a file with unknown headings waits until a person says which column is which", async () => {
  const { installed, feedId } = await feed();
  const app = await load();
  const bytes = Uint8Array.from(Buffer.from("Código;Unidades\nCAM-1;7\n", "latin1"));
  const file = await app.keepFile(installed.shopId, [bytes], world.clock.now());
  await app.inShop(installed.shopId, (tx) => app.beginRun(tx, feedId, { fileName: "x.csv", file }, world.clock.now()));
  await world.settle(installed);
  expect(await newest(installed, feedId)).toMatchObject({
    status: "mapping",
    format: { encoding: "windows-1252", delimiter: ";", headings: ["Código", "Unidades"], sample: [["CAM-1", "7"]] },
  });
  await act(installed, feedId, { action: "columns", code: "Código", quantity: "Unidades", location: "", state: "" });
  await world.settle(installed);
  expect(await newest(installed, feedId)).toMatchObject({ status: "ready", summary: { changes: 1 } });
});

test("the list goes by name, page by page, and each feed is on one of them", async () => {
  const { installed } = await feed({ name: "Norte" });
  for (const name of ["Sur", "Este", "Este"]) await feed({ name }, installed);
  const { listFeeds, readFeedPlace } = await import("../../app/features/feeds/feeds.server.ts");
  const app = await load();
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const place = readFeedPlace(after);
    const page = await app.inShop(installed.shopId, (tx) => listFeeds(tx, place, 1));
    seen.push(...page.feeds.map(({ name }) => name));
    after = page.after;
  } while (after !== null);
  expect(seen).toEqual(["Este", "Este", "Norte", "Sur"]);
  expect(readFeedPlace("1' or true_x")).toBeNull();
});
