import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { updateVariants } from "../devshop/state/change-products.ts";
import type { FaultKind } from "../../app/features/onboarding/domain/checks.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { MINUTE, switchOn, variant } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const load = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/features/onboarding/setup.server.ts")),
  ...(await import("../../app/features/onboarding/act.server.ts")),
  ...(await import("../../app/features/onboarding/faults.server.ts")),
  ...(await import("../../app/features/onboarding/csv.server.ts")),
  ...(await import("../../app/features/onboarding/domain/fault-filter.ts")),
  ...(await import("../../app/shell/i18n/texts.server.ts")),
});

/** A shop in which something of each kind is missing. */
const SEED = spanishShop({
  customerAccounts: "CLASSIC",
  products: [
    { title: "Camiseta", vendor: "Sol", variants: [{ sku: "CAM-1", priceMinor: 1990, grams: 250, stock: [10, 5, 0] }] },
    {
      title: "Taza",
      vendor: "Luna",
      variants: [{ sku: "TAZ-1", priceMinor: 990, stock: [0, 3, 8], barcode: "84001" }],
    },
    {
      title: "Taza azul",
      variants: [{ sku: "TAZ-1", priceMinor: 990, grams: 400, stock: [1, 1, 1], barcode: "84002" }],
    },
    { title: "Póster", variants: [{ priceMinor: 1490, grams: 120, stock: [1, 0, 0], barcode: "84003" }] },
    { title: "Curso", variants: [{ priceMinor: 1490, requiresShipping: false, stock: [1, 0, 0] }] },
    { title: "Antiguo", status: "ARCHIVED", variants: [{ priceMinor: 1490, stock: [1, 0, 0] }] },
  ],
});

async function opened(seed = SEED): Promise<InstalledShop> {
  const installed = await world.install(seed);
  await world.advance(installed, 16 * MINUTE);
  return installed;
}

async function setup({ shopId }: InstalledShop) {
  const app = await load();
  return app.inShop(shopId, (tx) => app.readSetup(tx, world.clock.now()));
}
const states = (read: Awaited<ReturnType<typeof setup>>) =>
  Object.fromEntries(read.checks.map(({ name, state, found }) => [name, found ? found.value : state]));

async function names({ shopId }: InstalledShop, kind: FaultKind, address = "") {
  const app = await load();
  const filter = app.readFaultFilter(new URLSearchParams(address), app.usualFaultSort(kind));
  const page = await app.inShop(shopId, (tx) => app.listFaults(tx, kind, filter, null));
  return page.faults.map(({ name }) => name);
}

async function act({ shopId }: InstalledShop, action: Parameters<Awaited<ReturnType<typeof load>>["changeSetup"]>[1]) {
  const app = await load();
  return app.changeSetup(shopId, action, "70001", world.clock.now());
}

async function lookAgain(installed: InstalledShop): Promise<void> {
  await act(installed, { do: "look" });
  expect((await setup(installed)).looking).toBe(true);
  await world.advance(installed, 1);
  expect((await setup(installed)).looking).toBe(false);
}

describe("the checks", () => {
  test("find what the shop lacks once it was read, and leave out what is not sold or not shipped", async () => {
    const installed = await opened();
    expect(states(await setup(installed))).toEqual({
      ...{ scopes: "fine", accounts: "todo", orderPages: "unknown" },
      ...{ address: 0, sku: 1, sharedSku: 2, weight: 1, barcode: 1 },
    });
    expect(await names(installed, "weight")).toEqual(["Taza"]);
    expect(await names(installed, "sharedSku")).toEqual(["Taza", "Taza azul"]);
    expect(await names(installed, "sku")).toEqual(["Póster"]);
    expect(await names(installed, "barcode")).toEqual(["Camiseta"]);
  });

  test("forget what was mended without another look at everything", async () => {
    const installed = await opened();
    const id = variant(installed, "CAM-1");
    const productId = installed.shop.variants.get(id)?.productId ?? "";
    updateVariants(world.devshop.world, installed.shop, {
      productId,
      variants: [{ id, change: { barcode: "84009" } }],
    });
    await world.settle(installed);
    await world.advance(installed, MINUTE);
    expect(await names(installed, "barcode")).toEqual([]);
    await world.advance(installed, 16 * MINUTE);
    expect(states(await setup(installed))).toMatchObject({ barcode: 0, weight: 1 });
  });

  test("ask Shopify again when a person wants it, and at most once a day otherwise", async () => {
    const installed = await opened();
    installed.shop.customerAccounts = "NEW_CUSTOMER_ACCOUNTS";
    await world.advance(installed, 60 * MINUTE);
    expect(states(await setup(installed))).toMatchObject({ accounts: "todo" });
    await lookAgain(installed);
    expect(states(await setup(installed))).toMatchObject({ accounts: "fine" });
  });

  test("say that nobody knows where Shopify does not let us read the checkout editor", async () => {
    const installed = await opened();
    installed.shop.checkoutProfile.readable = false;
    await lookAgain(installed);
    expect((await setup(installed)).checks.find(({ name }) => name === "orderPages")).toMatchObject({
      ...{ state: "unknown", says: "denied" },
    });
  });

  test("see pages of the old kind", async () => {
    const installed = await opened();
    installed.shop.checkoutProfile.pagesTakeExtensions = false;
    await lookAgain(installed);
    expect((await setup(installed)).checks.find(({ name }) => name === "orderPages")).toMatchObject({
      ...{ state: "todo", says: "old" },
    });
  });

  test("find a location without a city, which another shop's does not change", async () => {
    const other = await opened();
    const [madrid, ...rest] = SEED.locations;
    if (!madrid) throw new Error("no location");
    const bare = { ...madrid, address: { countryCode: "ES" } };
    const installed = await opened({ ...SEED, locations: [bare, ...rest] });
    expect(await names(installed, "address")).toEqual([madrid.name]);
    expect(await names(other, "address")).toEqual([]);
  });
});

describe("the list of what lacks something", () => {
  test("filters by maker and words, sorts, and goes through its pages", async () => {
    const products = Array.from({ length: 60 }, (_, n) => ({
      title: `Cosa ${String(n).padStart(2, "0")}`,
      vendor: n % 2 === 0 ? "Sol" : "Luna",
      variants: [{ sku: `COS-${n}`, priceMinor: 100, stock: [1, 0, 0] }],
    }));
    const installed = await opened({ ...SEED, products });
    const app = await load();
    const page = async (address: string) => {
      const parameters = new URLSearchParams(address);
      const filter = app.readFaultFilter(parameters);
      return app.inShop(installed.shopId, (tx) =>
        app.listFaults(tx, "weight", filter, app.readFaultPlace(parameters, filter)),
      );
    };
    const first = await page("");
    expect(first).toMatchObject({ count: { value: 60, more: false }, before: null });
    expect(first.faults.map(({ name }) => name)).toEqual(products.slice(0, 50).map(({ title }) => title));
    const second = await page(`after=${first.after ?? ""}`);
    expect(second.faults.map(({ name }) => name)).toEqual(products.slice(50).map(({ title }) => title));
    expect((await page(`before=${second.before ?? ""}`)).faults).toEqual(first.faults);
    expect((await page("vendor=Sol")).count.value).toBe(30);
    expect((await page("q=cosa 07")).faults.map(({ sku }) => sku)).toEqual(["COS-7"]);
    expect((await page("sort=name.desc")).faults[0]?.name).toBe("Cosa 59");
    const t = app.textsFor("en").getFixedT("en", "onboarding");
    const ofLuna = app.readFaultFilter(new URLSearchParams("vendor=Luna"));
    const csv = app.faultsCsv(installed.shopId, "weight", ofLuna, t);
    const lines = (await new Response(csv).text()).trim().split(/\r?\n/);
    expect(lines).toHaveLength(31);
    expect(lines[1]).toContain("Cosa 01");
  });
});

describe("the steps", () => {
  test("are done by what is true, left out, and brought back", async () => {
    const installed = await opened();
    const app = await load();
    const shown = async () => (await setup(installed)).steps.map(({ name, state }) => `${name} ${state}`);
    expect(await shown()).toEqual(["see done", "ship open", "act open"]);
    await switchOn(world, installed, "route");
    await act(installed, { do: "skip", what: "ship" });
    expect(await shown()).toEqual(["see done", "ship skipped", "act done"]);
    expect(await app.inShop(installed.shopId, (tx) => app.openSetup(tx, world.clock.now()))).toBeNull();
    await act(installed, { do: "bringBack", what: "ship" });
    expect(await shown()).toEqual(["see done", "ship open", "act done"]);
  });

  test("tell what was found when the store was read", async () => {
    const { sees } = await setup(await opened());
    expect(sees).toMatchObject({
      ...{ locations: 3, items: { value: 6, more: false }, orders: { value: 0 }, atRisk: 0 },
    });
  });

  test("a check that is skipped is so for this shop alone", async () => {
    const [mine, theirs] = [await opened(), await opened()];
    await act(mine, { do: "skip", what: "barcode" });
    const isSkipped = async (shop: InstalledShop) =>
      (await setup(shop)).checks.find(({ name }) => name === "barcode")?.skipped;
    expect([await isSkipped(mine), await isSkipped(theirs)]).toEqual([true, false]);
  });
});
