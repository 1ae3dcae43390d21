import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ListTexts } from "../../app/features/settings/domain/price-list-form.ts";
import { MADRID } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { decisions, location, order, rows } from "./steps.ts";

let world: TestWorld;
let app: Awaited<ReturnType<typeof modules>>;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
  app = await modules();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

/** The app's modules read the configuration when they are imported: after the world was opened. */
async function modules() {
  return {
    ...(await import("../../app/features/settings/price-lists.server.ts")),
    ...(await import("../../app/shell/i18n/texts.server.ts")),
  };
}

const zone = (change: Partial<ListTexts["zones"][number]> = {}) => ({
  ...{ name: "Península", countries: "ES", provinces: "", postal: "", steps: "1 4,50\n5 6,00" },
  ...change,
});
const list = (change: Partial<ListTexts> = {}): ListTexts => ({
  name: "SEUR",
  locationIds: [],
  zones: [zone()],
  ...change,
});
const save = (...lists: ListTexts[]) => app.savePriceLists(installed.shopId, JSON.stringify(lists), world.clock.now());
const page = () => app.priceListsPage(installed.shopId, world.clock.now());
const partsOf = async (placed: { readonly id: string }) => {
  const [decision] = await rows<{ parts: unknown }>(
    world,
    "select plan->'plan'->'parts' as parts from routing_decision where shop_id = $1 and order_id = $2",
    [installed.shopId, placed.id],
  );
  return decision?.parts;
};

describe("a price list", () => {
  test("prices the orders that come from then on, and how often none fits is counted", async () => {
    expect((await page()).counts).toEqual({ listed: 0, unlisted: 0 });
    expect(await save(list())).toEqual({ status: "saved" });
    const light = await order(world, installed, { "CAM-1": 4 });
    expect(await partsOf(light)).toMatchObject([
      { listed: { list: "SEUR", zone: "Península", upToGrams: 1_000 }, cost: { postageMinor: 450, transportMinor: 0 } },
    ]);
    await save(list({ zones: [zone({ countries: "PT" })] }));
    expect(await partsOf(await order(world, installed, { "CAM-1": 1 }))).toMatchObject([{ unlisted: true }]);
    expect((await page()).counts).toEqual({ listed: 1, unlisted: 1 });
  });

  test("of one location can make it the place to ship from", async () => {
    const placed = await order(world, installed, { "CAM-1": 4 });
    expect(await decisions(world, installed, placed)).toMatchObject([{ outcome: "move" }]);
    const madrid = list({ locationIds: [location(installed, "Madrid")], zones: [zone({ steps: "10 0,10" })] });
    await save(madrid);
    const other = await order(world, installed, { "CAM-1": 4 });
    expect(await decisions(world, installed, other)).toMatchObject([{ outcome: "stay" }]);
  });

  test("may ask for the postal code, which is opened for it and not kept", async () => {
    await save(list({ zones: [zone({ name: "Capital", postal: "28*", steps: "5 3" }), zone()] }));
    expect(await partsOf(await order(world, installed, { "CAM-1": 1 }, { shippingAddress: MADRID }))).toMatchObject([
      { listed: { zone: "Capital" } },
    ]);
    expect(await partsOf(await order(world, installed, { "CAM-1": 1 }))).toMatchObject([
      { listed: { zone: "Península" } },
    ]);
  });

  test("is not stored while a field is wrong, nor for a location that the shop does not have", async () => {
    await save(list());
    const before = (await page()).lists;
    expect(await save(list({ zones: [zone({ steps: "1 4\n2 3" })] }))).toEqual({
      status: "invalid",
      errors: { "0.0.steps": { code: "falls", what: "2 3" } },
    });
    expect(await save(list({ locationIds: ["987654321"] }))).toEqual({ status: "unknownLocation" });
    await expect(app.savePriceLists(installed.shopId, "nonsense", world.clock.now())).rejects.toMatchObject({
      status: 400,
    });
    expect((await page()).lists).toEqual(before);
  });

  test("comes back from its own file, and nothing is stored by reading one", async () => {
    await save(list({ locationIds: [location(installed, "Sevilla")] }), list({ name: "=Correos" }));
    const { lists } = await page();
    const csv = await app.priceListsCsv(installed.shopId, app.textsFor("es").getFixedT("es", "settings"));
    await save();
    expect(await app.loadPriceLists(installed.shopId, new TextEncoder().encode(csv))).toEqual({
      status: "loaded",
      lists,
      unknown: [],
    });
    expect((await page()).lists).toEqual([]);
    const broken = new TextEncoder().encode(`"SEUR,${"x".repeat(200_000)}`);
    expect(await app.loadPriceLists(installed.shopId, broken)).toEqual({ status: "notCsv" });
  });
});
