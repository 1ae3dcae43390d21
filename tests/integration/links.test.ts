import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { InventoryItemId, LocationId } from "../../app/core/ids.ts";
import type { Rule } from "../../app/features/links/domain/mailbox.ts";
import { activeLevel } from "../devshop/state/stock.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { expectMirror, location, MINUTE, order, ran, rows, SECOND, shrink, switchOn } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

type Pair = readonly [InstalledShop, InstalledShop];
/** The source sells CAM-1 and TAZ-1 and POS-1 in Madrid; the other shop CAM-1 and OWN-1. */
let shops: Pair;
beforeEach(async () => {
  const product = (sku: string, units: number) => ({
    title: sku,
    variants: [{ sku, priceMinor: 990, grams: 100, stock: [units, 0, 0], inventoryPolicy: "CONTINUE" as const }],
  });
  const open = (products: ReturnType<typeof product>[]) => world.install(spanishShop({ products }));
  shops = [
    await open([product("CAM-1", 10), product("TAZ-1", 7)]),
    await open([product("CAM-1", 3), product("OWN-1", 4)]),
  ];
  for (const shop of shops) {
    await world.advance(shop, 16 * MINUTE);
    await switchOn(world, shop, "stock");
  }
});

async function linksModule() {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  return { inShop, ...(await import("../../app/features/links/links.server.ts")) };
}

/** Both shops' workers, in turns, until what was done in one has come back from the other. */
async function rounds([source, follower]: Pair, count = 5): Promise<void> {
  for (let round = 0; round < count; round += 1) {
    await world.advance(source, SECOND);
    await world.advance(follower, SECOND);
  }
}

const place = (shop: InstalledShop) => location(shop, "Madrid") as LocationId;

async function offer([source]: Pair, rule: Rule = "sum"): Promise<string> {
  const { inShop, offerLink } = await linksModule();
  const offered = await inShop(source.shopId, (tx) =>
    offerLink(tx, { locationId: place(source), rule }, world.clock.now()),
  );
  if ("problem" in offered) throw new Error(offered.problem);
  return offered.code;
}

async function enter(shop: InstalledShop, typed: string) {
  const { inShop, enterCode } = await linksModule();
  return inShop(shop.shopId, (tx) => enterCode(tx, { locationId: place(shop), typed }, world.clock.now()));
}

async function linkIdOf({ shopId }: InstalledShop): Promise<string> {
  const [link] = await rows<{ id: string }>(
    world,
    "select link_id as id from stock_link where shop_id = $1 order by ended_at is not null, link_id desc",
    [shopId],
  );
  return link?.id ?? "0";
}

async function confirm(shop: InstalledShop): Promise<boolean> {
  const { inShop, confirmLink } = await linksModule();
  const id = await linkIdOf(shop);
  return inShop(shop.shopId, (tx) => confirmLink(tx, id, world.clock.now()));
}

async function cut(shop: InstalledShop): Promise<boolean> {
  const { inShop, cutLink } = await linksModule();
  const id = await linkIdOf(shop);
  return inShop(shop.shopId, (tx) => cutLink(tx, id, world.clock.now()));
}

async function linked(pair: Pair, rule?: Rule): Promise<void> {
  expect(await enter(pair[1], await offer(pair, rule))).toBeUndefined();
  expect(await confirm(pair[1])).toBe(true);
  expect(await confirm(pair[0])).toBe(true);
  await rounds(pair);
}

function item({ shop }: InstalledShop, sku: string): InventoryItemId {
  const found = [...shop.items.values()].find((each) => each.sku === sku);
  if (!found) throw new Error(`no ${sku}`);
  return found.id as InventoryItemId;
}

const stock = (shop: InstalledShop, sku: string) =>
  activeLevel(shop.shop, item(shop, sku), place(shop))?.quantities.available;
const both = (pair: Pair) => pair.map((shop) => stock(shop, "CAM-1"));

/** What became of the messages of a shop, by way and status. */
const messages = ({ shopId }: InstalledShop) =>
  rows(
    world,
    "select way, status, count(*)::int as count from stock_message where shop_id = $1 group by 1, 2 order by 1, 2",
    [shopId],
  );

test("two shops sell one stock: each sale is taken off the other once, and then nobody says anything more", async () => {
  await linked(shops);
  expect(both(shops)).toEqual([10, 10]);
  await order(world, shops[1], { "CAM-1": 2 });
  await order(world, shops[0], { "CAM-1": 1 });
  await rounds(shops);
  expect(both(shops)).toEqual([7, 7]);
  // Somebody counts in the follower: known to be nobody's order after two looks.
  shrink(world, shops[1], "CAM-1", "Madrid", -5);
  for (const shop of shops) await world.settle(shop);
  for (let look = 0; look < 3; look += 1) for (const shop of shops) await world.advance(shop, 16 * MINUTE);
  await rounds(shops);
  expect(both(shops)).toEqual([12, 12]);
  expect([stock(shops[0], "TAZ-1"), stock(shops[1], "OWN-1")]).toEqual([7, 4]);
  const [sent, writes] = [await messages(shops[0]), ran(world, "AdjustQuantities")];
  for (const shop of shops) await world.advance(shop, 60 * MINUTE);
  await rounds(shops);
  expect([await messages(shops[0]), ran(world, "AdjustQuantities")]).toEqual([sent, writes]);
  for (const shop of shops) await expectMirror(world, shop);
});

test("a follower's item goes by the source's code when somebody says so, and begins there", async () => {
  await linked(shops);
  const { changeLinks } = await import("../../app/features/links/change.server.ts");
  const name = async (code: string) => {
    const form = { do: "name", link: await linkIdOf(shops[1]), item: "OWN-1", code };
    return changeLinks(shops[1].shopId, form, "7", world.clock.now());
  };
  expect(await name("TAZ-1")).toEqual({ status: "named" });
  await rounds(shops);
  expect([stock(shops[0], "TAZ-1"), stock(shops[1], "OWN-1")]).toEqual([7, 7]);
  await order(world, shops[1], { "OWN-1": 2 });
  await rounds(shops);
  // Left out, and taken in again: what happened meanwhile is this shop's own.
  expect(await name("")).toEqual({ status: "named" });
  await order(world, shops[1], { "OWN-1": 1 });
  await order(world, shops[0], { "TAZ-1": 1 });
  expect([stock(shops[0], "TAZ-1"), stock(shops[1], "OWN-1")]).toEqual([4, 4]);
  expect(await name("TAZ-1")).toEqual({ status: "named" });
  await rounds(shops);
  await order(world, shops[1], { "OWN-1": 1 });
  await rounds(shops);
  expect([stock(shops[0], "TAZ-1"), stock(shops[1], "OWN-1")]).toEqual([3, 3]);
});

test("either side ends it at once: what is under way is dropped, both are told, and nothing flows any more", async () => {
  await linked(shops);
  await order(world, shops[1], { "CAM-1": 2 });
  // The message is in the source's box, and not read yet.
  await world.owner.query("update shop_lane set ready_at = null where shop_id = $1", [shops[0].shopId]);
  await world.advance(shops[1], 2 * SECOND);
  expect(await messages(shops[0])).toContainEqual({ way: "in", status: "new", count: 1 });
  expect(await cut(shops[0])).toBe(true);
  expect(await messages(shops[0])).toContainEqual({ way: "in", status: "dropped", count: 1 });
  await order(world, shops[1], { "CAM-1": 1 });
  await rounds(shops);
  expect(both(shops)).toEqual([10, 7]);
  const ends = await rows(world, "select shop_id, ended_by from stock_link where shop_id = any($1) order by shop_id", [
    shops.map(({ shopId }) => shopId),
  ]);
  expect(ends).toEqual([
    { shop_id: shops[0].shopId, ended_by: "us" },
    { shop_id: shops[1].shopId, ended_by: "them" },
  ]);
  expect(await cut(shops[1])).toBe(false);
});

test("a shop that removes the app ends its links", async () => {
  await linked(shops);
  world.devshop.installer.uninstall(shops[1].shop);
  await world.settle(shops[1]);
  const [link] = await rows(world, "select ended_by from stock_link where shop_id = $1", [shops[0].shopId]);
  expect(link).toEqual({ ended_by: "uninstalled" });
});

test("a code works once, for a quarter of an hour, and not in its own shop; ten wrong ones are enough", async () => {
  const code = await offer(shops);
  const hashes = await rows<{ hash: Buffer }>(world, "select code_hash as hash from stock_link where shop_id = $1", [
    shops[0].shopId,
  ]);
  expect(hashes[0]?.hash).toHaveLength(32);
  const { inShop, offerLink } = await linksModule();
  const own = await inShop(shops[1].shopId, (tx) =>
    offerLink(tx, { locationId: location(shops[1], "Sevilla") as LocationId, rule: "sum" }, world.clock.now()),
  );
  expect(await enter(shops[1], "code" in own ? own.code : "")).toBe("code");
  expect(await cut(shops[1])).toBe(true);
  expect(await enter(shops[1], code.toLowerCase())).toBeUndefined();
  expect(await cut(shops[1])).toBe(true);
  expect(await enter(shops[1], code)).toBe("code");
  const late = await offer(shops);
  await world.clock.advance(16 * MINUTE);
  expect(await enter(shops[1], late)).toBe("code");
  for (let wrong = 0; wrong < 9; wrong += 1)
    expect(await enter(shops[1], "00000-00000-00000-00000-000000")).toBe("code");
  expect(await enter(shops[1], await offer(shops))).toBe("slow");
});

test("nothing flows before both sides have confirmed, the source last; and what follows a source is none itself", async () => {
  expect(await enter(shops[1], await offer(shops))).toBeUndefined();
  expect(await confirm(shops[0])).toBe(false);
  expect(await confirm(shops[1])).toBe(true);
  await order(world, shops[1], { "CAM-1": 1 });
  await rounds(shops);
  expect([await messages(shops[0]), await messages(shops[1])]).toEqual([[], []]);
  await expect(offer([shops[1], shops[0]])).rejects.toThrow("taken");
});

test("while one shop only watches, it sees what the link would set, and that is what it sets once changes are on", async () => {
  const [source, follower] = shops;
  await world.owner.query("update effect_switch set on_since = null where shop_id = $1", [follower.shopId]);
  await linked(shops);
  const { linkPage } = await import("../../app/features/links/page.server.ts");
  const { readMessageFilter } = await import("../../app/features/links/domain/message-list.ts");
  const preview = async (shop: InstalledShop) => {
    const filter = readMessageFilter(new URLSearchParams());
    const page = await linkPage(shop.shopId, await linkIdOf(shop), filter, world.clock.now());
    return page?.preview?.map(({ sku, from, to }) => [sku, from, to]);
  };
  expect(await preview(follower)).toEqual([["CAM-1", 3, 10]]);
  expect(await preview(source)).toBeUndefined();
  await order(world, source, { "CAM-1": 4 });
  await rounds(shops);
  expect(await preview(follower)).toEqual([["CAM-1", 3, 6]]);
  expect(both(shops)).toEqual([6, 3]);
  await switchOn(world, follower, "stock");
  await world.advance(follower, 16 * MINUTE);
  await rounds(shops);
  expect(both(shops)).toEqual([6, 6]);
  expect(await preview(follower)).toBeUndefined();
});
