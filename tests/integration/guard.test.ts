import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShopTx } from "../../app/platform/db/in-shop.server.ts";
import type { Interference } from "../devshop/admin-api/interference.ts";
import { updateVariants } from "../devshop/state/change-products.ts";
import { activeLevel } from "../devshop/state/stock.ts";
import { publicationsOf, publish } from "../devshop/state/sales-channels.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { location, MINUTE, ran, rows, SECOND, shrink, switchOn, variant } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const SCOPES = ["write_products", "read_publications", "write_publications"];

/** A shop whose poster (one left, sold on without stock) is looked after, on all of its channels. */
async function opened({ scopes = SCOPES, channels = true, on = true } = {}): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  world.devshop.installer.grant(installed.shop, scopes);
  await world.advance(installed, 16 * MINUTE);
  const { saveChannels, saveRule } = await import("../../app/features/guard/rules.server.ts");
  await inside(installed, async (tx) => {
    await saveRule(tx, { scope: "all", productId: null, label: "", include: true }, world.clock.now());
    if (channels) await saveChannels(tx, [...installed.shop.publications.keys()]);
  });
  if (on) await turn(installed, true);
  return installed;
}

async function inside<T>({ shopId }: InstalledShop, work: (tx: ShopTx) => Promise<T>): Promise<T> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  return inShop(shopId, work);
}

async function turn(installed: InstalledShop, on: boolean): Promise<void> {
  const { changeGuard } = await import("../../app/features/guard/change.server.ts");
  await changeGuard(installed.shopId, { do: on ? "turnOn" : "turnOff" }, "7", world.clock.now());
  await follow(installed);
}

/** What follows from stock follows within seconds, one step after another. */
async function follow(installed: InstalledShop): Promise<void> {
  for (let time = 0; time < 3; time += 1) await world.advance(installed, 2 * SECOND);
}

/** Units of the poster that come (or go). */
async function come(installed: InstalledShop, units: number): Promise<void> {
  shrink(world, installed, "POS-1", "Madrid", -units);
  await world.settle(installed);
  await follow(installed);
}

function poster({ shop }: InstalledShop) {
  const found = shop.variants.get(variant({ shop } as InstalledShop, "POS-1"));
  const product = found && shop.products.get(found.productId);
  if (!found || !product) throw new Error("no poster");
  return { variant: found, product };
}

/** [policy, channels with their dates] of the poster, in the shop. */
const shown = (installed: InstalledShop) => {
  const { variant: each, product } = poster(installed);
  return [
    each.inventoryPolicy,
    publicationsOf(installed.shop, product).map(({ publication, publishDate }) => [
      publication.name,
      publishDate.toISOString(),
    ]),
  ] as const;
};

const acts = async ({ shopId }: InstalledShop) =>
  (
    await rows<{ act: string }>(
      world,
      "select thing || ' ' || code as act from guard_act where shop_id = $1 order by act_id",
      [shopId],
    )
  ).map(({ act }) => act);

test("sold out, it cannot be bought and leaves its channels; back in stock, it is as it was, to the date", async () => {
  const installed = await opened();
  const before = shown(installed);
  expect(before).toEqual(["CONTINUE", [expect.anything(), expect.anything(), expect.anything()]]);
  await come(installed, -1);
  expect(shown(installed)).toEqual(["DENY", []]);
  await come(installed, 5);
  expect(shown(installed)).toEqual(before);
  expect(await rows(world, "select * from guard_claim where shop_id = $1", [installed.shopId])).toEqual([]);
  expect((await acts(installed)).toSorted()).toEqual([
    ...Array<string>(3).fill("publication closed"),
    ...Array<string>(3).fill("publication opened"),
    "variant closed",
    "variant opened",
  ]);
});

test("off, everything of ours is as it was; what was closed before we came is left alone", async () => {
  const installed = await opened();
  updateVariants(world.devshop.world, installed.shop, {
    productId: poster(installed).product.id,
    variants: [{ id: poster(installed).variant.id, change: { inventoryPolicy: "DENY" } }],
  });
  const before = shown(installed);
  await come(installed, -1);
  expect(shown(installed)).toEqual(["DENY", []]);
  await turn(installed, false);
  expect(shown(installed)).toEqual(before);
  const writes = ran(world, "SetPolicies");
  await come(installed, 3);
  await come(installed, -3);
  expect(ran(world, "SetPolicies")).toBe(writes);
});

test("what the merchant opened meanwhile stays theirs, and is told", async () => {
  const installed = await opened();
  await come(installed, -1);
  const { product, variant: each } = poster(installed);
  const [channel = ""] = installed.shop.publications.keys();
  publish(world.devshop.world, installed.shop, product.id, [{ publicationId: channel, publishDate: null }]);
  updateVariants(world.devshop.world, installed.shop, {
    productId: product.id,
    variants: [{ id: each.id, change: { inventoryPolicy: "CONTINUE" } }],
  });
  const [, channels] = shown(installed);
  await come(installed, -1);
  expect(shown(installed)).toEqual(["CONTINUE", channels]);
  await come(installed, 9);
  expect(shown(installed)[1][0]).toEqual(channels[0]);
  expect((await acts(installed)).filter((act) => act.endsWith("kept")).toSorted()).toEqual([
    "publication kept",
    "variant kept",
  ]);
});

test("what a buffer is about to give back is not sold out, not even for that moment", async () => {
  const installed = await opened({ channels: false });
  await switchOn(world, installed, "stock");
  const { saveRule } = await import("../../app/features/buffers/rules.server.ts");
  const half = { scope: "all", itemId: null, locationId: null, label: "", kind: "percent", amount: 50 } as const;
  await inside(installed, (tx) => saveRule(tx, half, world.clock.now()));
  await come(installed, 9);
  const shelf = () => activeLevel(installed.shop, poster(installed).variant.itemId, location(installed, "Madrid"));
  expect(shelf()?.quantities).toMatchObject({ available: 5, safety_stock: 5 });
  await come(installed, -7);
  expect(shelf()?.quantities).toMatchObject({ available: 2, safety_stock: 1 });
  expect(await acts(installed)).toEqual([]);
});

test("without leave for sales channels only the policy is changed; without any leave, nothing", async () => {
  const some = await opened({ scopes: ["write_products"] });
  await come(some, -1);
  expect(shown(some)).toEqual(["DENY", [expect.anything(), expect.anything(), expect.anything()]]);
  const none = await opened({ scopes: [] });
  await come(none, -1);
  expect(shown(none)[0]).toBe("CONTINUE");
  world.devshop.installer.grant(none.shop, SCOPES);
  await world.advance(none, 16 * MINUTE);
  await world.advance(none, 16 * MINUTE);
  await follow(none);
  expect(shown(none)).toEqual(["DENY", []]);
});

test.each([
  ["carried out, its answer lost", { kind: "lostAnswer" }],
  ["carried out 40 seconds after the line broke", { kind: "late", afterMs: 40 * SECOND }],
  ["not carried out, answered 500", { kind: "serverError" }],
] satisfies [string, Interference][])(
  "a write that was %s, is known for ours and undone",
  async (_what, interference) => {
    const installed = await opened({ channels: false });
    world.devshop.admin.interferences.add("SetPolicies", interference);
    await come(installed, -1);
    for (let time = 0; time < 4; time += 1) await world.advance(installed, 30 * SECOND);
    expect(shown(installed)[0]).toBe("DENY");
    await turn(installed, false);
    expect(shown(installed)[0]).toBe("CONTINUE");
  },
);

test("what it would do is shown before it is on, and only that is done", async () => {
  const installed = await opened({ on: false });
  await come(installed, -1);
  const { guardPage } = await import("../../app/features/guard/page.server.ts");
  const { preview } = await guardPage(installed.shopId, null);
  expect(preview).toMatchObject({
    variants: 1,
    products: 1,
    more: false,
    first: [{ title: "Póster", variants: 1, leaves: 3 }],
  });
  expect(shown(installed)[0]).toBe("CONTINUE");
  await turn(installed, true);
  const closed = await rows(world, "select distinct product_id from guard_claim where shop_id = $1 and former <> ''", [
    installed.shopId,
  ]);
  expect(closed).toEqual([{ product_id: poster(installed).product.id }]);
});
