import { createInstance } from "i18next";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseId, type LocationId } from "../../app/core/ids.ts";
import {
  readInboxFilter,
  writeInboxFilter,
  type InboxFilter,
} from "../../app/features/inventory/domain/inbox-filter.ts";
import en from "../../app/features/inventory/locales/en.json" with { type: "json" };
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { location, MINUTE, shrink } from "./steps.ts";

let world: TestWorld;
let shop: InstalledShop;
/** Another merchant, to whom something happened as well. */
let other: InstalledShop;

// Two changes that nobody explains in the shop, one in the other's; two looks in a row find them.
beforeAll(async () => {
  world = await openWorld();
  shop = await world.install(spanishShop());
  other = await world.install(spanishShop());
  await looks(1);
  shrink(world, shop, "CAM-1", "Madrid", 3);
  shrink(world, other, "CAM-1", "Madrid", 4);
  await looks(3);
  shrink(world, shop, "TAZ-1", "Barcelona", -6);
  await looks(3);
});
async function looks(times: number): Promise<void> {
  for (let look = 0; look < times; look += 1) for (const each of [shop, other]) await world.advance(each, 16 * MINUTE);
}
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const NEW = readInboxFilter(new URLSearchParams());

async function inbox(change: Partial<InboxFilter> = {}, { shopId } = shop) {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { readInbox } = await import("../../app/features/inventory/inbox.server.ts");
  return inShop(shopId, (tx) => readInbox(tx, { ...NEW, ...change }, "Europe/Madrid"));
}

/** `TAZ-1 6`, newest first. */
const listed = async (...asked: Parameters<typeof inbox>) =>
  (await inbox(...asked)).entries.map(({ sku, units }) => `${sku ?? ""} ${String(units.available)}`);

async function note(seq: string, text: string, { shopId } = shop) {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { acknowledge } = await import("../../app/features/inventory/inbox.server.ts");
  return inShop(shopId, (tx) => acknowledge(tx, { action: "acknowledge", seq, note: text }, "7", world.clock.now()));
}

async function csv(filter: Partial<InboxFilter> = {}): Promise<string[]> {
  const { inboxCsv } = await import("../../app/features/inventory/inbox-csv.server.ts");
  const i18n = createInstance();
  await i18n.init({ lng: "en", ns: ["inventory"], resources: { en: { inventory: en } } });
  const file = inboxCsv(shop.shopId, { ...NEW, ...filter }, i18n.getFixedT("en", "inventory"));
  return (await new Response(file).text()).trim().split("\r\n");
}

test("what no document explains is listed, the newest first, with the time in which it happened", async () => {
  expect(await listed()).toEqual(["TAZ-1 6", "CAM-1 -3"]);
  const { entries, days, after } = await inbox();
  for (const { since, occurredAt } of entries) expect(Date.parse(since ?? "")).toBeLessThan(Date.parse(occurredAt));
  expect(days.map(({ entries: count, up, down }) => [count, up, down])).toEqual([
    [1, 0, -3],
    [1, 6, 0],
  ]);
  expect(after).toBeNull();
});

test("a filter keeps one location, or what is large enough, and survives in the address", async () => {
  const madrid = parseId<LocationId>(location(shop, "Madrid"));
  expect(await listed({ location: madrid })).toEqual(["CAM-1 -3"]);
  expect(await listed({ least: 5 })).toEqual(["TAZ-1 6"]);
  expect(await listed({ least: 10 })).toEqual([]);
  const filter: InboxFilter = { show: "all", location: madrid, least: 5, after: null };
  expect(readInboxFilter(new URLSearchParams(writeInboxFilter(filter)))).toEqual(filter);
});

test("another shop's changes are never seen, and nobody can say what they were", async () => {
  expect(await listed({}, other)).toEqual(["CAM-1 -4"]);
  const [theirs] = (await inbox({}, other)).entries;
  expect(await note(theirs?.seq ?? "0", "not ours")).toEqual({ status: "refused", code: "gone" });
  expect(await listed({ show: "done" }, other)).toEqual([]);
});

test("what somebody has named leaves the list and is found with its note; a later note takes its place", async () => {
  const [taza] = (await inbox()).entries;
  for (const text of ["found", "=found behind the shelf"])
    expect(await note(taza?.seq ?? "0", text)).toEqual({ status: "acknowledged" });
  expect(await listed()).toEqual(["CAM-1 -3"]);
  const { entries } = await inbox({ show: "done" });
  expect(entries.map(({ acknowledged }) => acknowledged?.note)).toEqual(["=found behind the shelf"]);
  expect(await listed({ show: "all" })).toEqual(["TAZ-1 6", "CAM-1 -3"]);
});

test("the file has what the filter has, and no cell of it runs in a spreadsheet", async () => {
  const [heading, ...lines] = await csv({ show: "done" });
  expect(heading).toMatch(/^After,Before,Location,/);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`TAZ-1,6,0,0,0,0,0,0,"'=found behind the shelf",`);
  expect(await csv({ least: 10 })).toEqual([heading]);
});

test("a long list is paged by key: each change is seen once, and the file has them all", async () => {
  // The newest stands for six hundred more: more than two pages, and than one batch of the file.
  await world.owner.query(
    `insert into stock_entry (shop_id, item_id, location_id, available, cause, since, occurred_at, recorded_at)
     select shop_id, item_id, location_id, 1, cause, since, occurred_at, recorded_at
       from (select * from stock_entry where shop_id = $1 and cause = 'outside' order by seq desc limit 1) e, generate_series(1, 600)`,
    [shop.shopId],
  );
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await inbox({ after });
    expect(page.entries.length).toBeLessThanOrEqual(50);
    seen.push(...page.entries.map(({ seq }) => seq));
    after = page.after;
  } while (after !== null);
  expect(new Set(seen).size).toBe(601);
  expect(seen).toHaveLength(601);
  expect(await csv()).toHaveLength(602);
});
