import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseId, type LocationId } from "../../app/core/ids.ts";
import { textsOf, type LocationTexts } from "../../app/features/locations/domain/settings-form.ts";
import { usualSettings } from "../../app/features/locations/domain/settings.ts";
import { createFulfillment } from "../devshop/state/fulfil.ts";
import type { Order } from "../devshop/state/orders.ts";
import { week } from "../factories/calendar.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { DAY, location, openParts, order } from "./steps.ts";

let world: TestWorld;
let app: Awaited<ReturnType<typeof loadLocations>>;
beforeAll(async () => {
  world = await openWorld();
  app = await loadLocations();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const WHO = "70001";
const USUAL = textsOf(usualSettings("Europe/Madrid"), "EUR");

async function loadLocations() {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { capacityUsed, readLocationSettings } = await import("../../app/features/locations/public.server.ts");
  const { locationPage, holidayLists } = await import("../../app/features/locations/location-page.server.ts");
  const { actOnLocation } = await import("../../app/features/locations/act-on-location.server.ts");
  const { listLocations, locationsPage } = await import("../../app/features/locations/list.server.ts");
  return {
    inShop,
    capacityUsed,
    readLocationSettings,
    listLocations,
    locationsPage,
    locationPage,
    holidayLists,
    actOnLocation,
  };
}

const idOf = (installed: InstalledShop, name: string) => parseId<LocationId>(location(installed, name));

const save = ({ shopId }: InstalledShop, id: LocationId, change: Partial<LocationTexts>) =>
  app.actOnLocation(
    shopId,
    id,
    { do: "save", settings: JSON.stringify({ ...USUAL, ...change }) },
    WHO,
    world.clock.now(),
  );

const preview = (
  { shopId }: InstalledShop,
  id: LocationId,
  change: Partial<LocationTexts>,
  order: Record<string, string>,
) =>
  app.actOnLocation(
    shopId,
    id,
    { ...order, do: "preview", settings: JSON.stringify({ ...USUAL, ...change }) },
    WHO,
    world.clock.now(),
  );

/** The settings of all locations by a part of their name. */
async function settings(installed: InstalledShop) {
  const all = await app.inShop(installed.shopId, app.readLocationSettings);
  return (name: string) => all.find((each) => each.name.includes(name));
}

const filter = { set: null, open: null, kind: null, search: "", sort: "name", down: false, page: 1 } as const;

describe("how a location works", () => {
  test("is as usual in the shop's zone until somebody sets it, and that is told", async () => {
    const installed = await world.install(spanishShop());
    const of = await settings(installed);
    expect(of("Madrid")).toMatchObject({
      isSet: false,
      country: "ES",
      coordinates: { latitude: 40.42, longitude: -3.7 },
      settings: usualSettings("Europe/Madrid"),
    });
  });

  test("is stored when it makes sense, and read by others as it was set", async () => {
    const installed = await world.install(spanishShop());
    const id = idOf(installed, "Sevilla");
    expect(await save(installed, id, { kind: "store", acceptMinutes: "30", cost: "0,80" })).toEqual({
      status: "saved",
    });
    const of = await settings(installed);
    expect(of("Sevilla")).toMatchObject({
      isSet: true,
      settings: { kind: "store", acceptMinutes: 30, handlingMinor: 80 },
    });
    expect(of("Madrid")).toMatchObject({ isSet: false });
    const { rows } = await world.owner.query("select updated_by, updated_at from location_setting where shop_id = $1", [
      installed.shopId,
    ]);
    expect(rows).toEqual([{ updated_by: WHO, updated_at: world.clock.now() }]);
  });

  test("is stored not at all while one field is wrong, and every wrong field is named", async () => {
    const installed = await world.install(spanishShop());
    const id = idOf(installed, "Madrid");
    await save(installed, id, { acceptMinutes: "15" });
    const hours: LocationTexts["hours"] = ["9-14, 13-20", "", "", "", "", "", ""];
    expect(await save(installed, id, { hours, zone: "Europe/Entrega", acceptMinutes: "60" })).toEqual({
      status: "invalid",
      faults: { "hours.0": { code: "overlap" }, zone: { code: "zone" } },
    });
    expect((await settings(installed))("Madrid")).toMatchObject({ settings: { acceptMinutes: 15 } });
  });

  test("is not taken from what no page of ours sends", async () => {
    const installed = await world.install(spanishShop());
    const id = idOf(installed, "Madrid");
    for (const settings of ["", "{}", JSON.stringify({ ...USUAL, hours: "always" })])
      await expect(
        app.actOnLocation(installed.shopId, id, { do: "save", settings }, WHO, world.clock.now()),
      ).rejects.toMatchObject({ status: 400 });
  });

  test("belongs to its own shop", async () => {
    const [mine, theirs] = [await world.install(spanishShop()), await world.install(spanishShop())];
    const id = idOf(mine, "Madrid");
    expect(await save(theirs, id, {})).toEqual({ status: "gone" });
    expect(await app.locationPage(theirs.shopId, id, "es", world.clock.now())).toBeUndefined();
    await save(mine, id, {});
    expect((await settings(theirs))("Madrid")).toMatchObject({ isSet: false });
  });

  test("of a stored row that is no longer valid counts as not set", async () => {
    const installed = await world.install(spanishShop());
    await save(installed, idOf(installed, "Madrid"), {});
    await world.owner.query("update location_setting set settings = settings - 'hours' where shop_id = $1", [
      installed.shopId,
    ]);
    expect((await settings(installed))("Madrid")).toMatchObject({
      isSet: false,
      settings: usualSettings("Europe/Madrid"),
    });
  });

  test("is copied to others section by section; what was never set gets the usual for the rest", async () => {
    const installed = await world.install(spanishShop());
    const [from, store] = [idOf(installed, "Madrid"), idOf(installed, "Sevilla")];
    const capacity = { ...USUAL.capacity, orders: ["80", "80", "80", "80", "80", "", ""] as LocationTexts["hours"] };
    await save(installed, from, { capacity, acceptMinutes: "20", kind: "warehouse" });
    await save(installed, store, { kind: "store", acceptMinutes: "45" });
    const to = [store, idOf(installed, "Barcelona"), "999", from].join(" ");
    expect(
      await app.actOnLocation(
        installed.shopId,
        from,
        { do: "copy", to, sections: "capacity money" },
        WHO,
        world.clock.now(),
      ),
    ).toEqual({ status: "copied", count: 2 });
    const of = await settings(installed);
    const orders = [80, 80, 80, 80, 80, null, null];
    expect(of("Sevilla")?.settings).toMatchObject({ kind: "store", acceptMinutes: 45, capacity: { orders } });
    expect(of("Barcelona")).toMatchObject({
      isSet: true,
      settings: { kind: "other", acceptMinutes: null, capacity: { orders } },
    });
  });
});

describe("the page of a location", () => {
  test("says what becomes of an order, with what is typed and not yet saved", async () => {
    const installed = await world.install(spanishShop());
    const id = idOf(installed, "Madrid");
    const shown = await app.locationPage(installed.shopId, id, "es", world.clock.now());
    // It is Monday the 2nd of November 2026, ten o'clock in Madrid.
    expect(shown).toMatchObject({
      location: { name: "Almacén Madrid", isSet: false },
      texts: USUAL,
      warnings: [],
      preview: { pickups: [{ handoverAt: Date.parse("2026-11-02T14:00:00Z") }] },
    });
    const closures = [{ from: "2026-11-03", to: "2026-11-05", note: "" }];
    const tried = await preview(installed, id, { closures }, { at: "2026-11-02T15:01" });
    expect(tried).toMatchObject({
      status: "preview",
      preview: {
        pickups: [
          {
            handoverAt: Date.parse("2026-11-06T14:00:00Z"),
            missed: { minutes: 1, handoverAt: Date.parse("2026-11-02T14:00:00Z") },
          },
        ],
      },
    });
    expect((await settings(installed))("Madrid")).toMatchObject({ isSet: false });
    expect(await preview(installed, id, {}, { at: "soon" })).toEqual({
      status: "notATime",
    });
  });

  test("says which of the typed areas cover an address", async () => {
    const installed = await world.install(spanishShop());
    const id = idOf(installed, "Madrid");
    const area = {
      name: "Centro",
      delivers: "sameDay",
      countries: "ES",
      provinces: "",
      postal: "28*",
      radiusKm: "",
    } as const;
    const areas: LocationTexts["areas"] = [area, { ...area, name: "Cerca", postal: "", radiusKm: "20" }];
    const covering = async (address: Record<string, string>) => {
      const tried = await preview(installed, id, { areas }, address);
      return tried.status === "preview" ? tried.areas : tried;
    };
    expect(await covering({ country: "es", postal: "28013" })).toEqual([{ name: "Centro", delivers: "sameDay" }]);
    expect(await covering({ country: "ES", postal: "41001" })).toEqual([]);
    expect(await covering({ country: " " })).toBeNull();
  });

  test("warns that the holidays of the year to come are not chosen", async () => {
    const installed = await world.install(spanishShop());
    const id = idOf(installed, "Madrid");
    const holidays = { country: "ES", region: "MD", years: [2026], dates: ["2026-12-08"] };
    await save(installed, id, { holidays });
    const november = await app.locationPage(installed.shopId, id, "es", world.clock.now());
    expect(november?.warnings).toEqual([]);
    const december = await app.locationPage(installed.shopId, id, "es", new Date("2026-12-01T09:00:00Z"));
    expect(december?.warnings).toEqual([{ code: "yearNotChosen", year: 2027 }]);
  });

  test("knows the holidays of a country and its regions, by name in both languages", () => {
    const madrid = (locale: "en" | "es") => app.holidayLists("ES", "MD", locale, world.clock.now());
    const [year] = madrid("en").years;
    const find = (locale: "en" | "es", date: string) => madrid(locale).years[0]?.days.find((day) => day.date === date);
    expect(year?.year).toBe(2026);
    expect(find("en", "2026-12-25")).toEqual({ date: "2026-12-25", name: "Christmas Day", isPublic: true });
    expect(find("es", "2026-12-25")).toMatchObject({ name: "Navidad" });
    expect(find("es", "2026-05-02")).toMatchObject({ isPublic: true });
    expect(find("es", "2026-11-09")).toMatchObject({ isPublic: false });
    expect(madrid("es").regions).toContainEqual({ code: "MD", name: "Comunidad de Madrid" });
    expect(app.holidayLists("ES", "CT/B", "en", world.clock.now()).regions.some(({ code }) => code === "CT/B")).toBe(
      true,
    );
    // Eid lasts three days in Turkey.
    const turkey = app.holidayLists("TR", "", "en", world.clock.now()).years[0]?.days.map(({ date }) => date);
    expect(turkey).toEqual(expect.arrayContaining(["2026-03-20", "2026-03-21", "2026-03-22"]));
    expect(turkey).not.toContain("2026-03-23");
    expect(app.holidayLists("XX", "", "en", world.clock.now())).toMatchObject({
      regions: [],
      years: [{ days: [] }, { days: [] }],
    });
  });
});

describe("what a location has to do today", () => {
  const loads = async (installed: InstalledShop) => {
    const rows = await app.inShop(installed.shopId, (tx) => app.listLocations(tx, filter, "es", world.clock.now()));
    return Object.fromEntries(rows.map(({ name, load }) => [name.split(" ")[1] ?? "", [load.orders, load.units]]));
  };

  test("is what is open there and what was sent today; tomorrow what was sent is over", async () => {
    const installed = await world.install(spanishShop());
    expect(await loads(installed)).toEqual({ Madrid: [0, 0], Sevilla: [0, 0], Barcelona: [0, 0] });
    const sent = await order(world, installed, { "CAM-1": 2 });
    await order(world, installed, { "CAM-1": 1, "POS-1": 1 });
    const before = await loads(installed);
    expect(Object.values(before).reduce((sum, [, units = 0]) => sum + units, 0)).toBe(4);
    await ship(installed, sent);
    expect(await loads(installed)).toEqual(before);
    await world.advance(installed, DAY);
    const after = await loads(installed);
    expect(Object.values(after).reduce((sum, [, units = 0]) => sum + units, 0)).toBe(2);
  });

  test("is counted by each location's own day", async () => {
    const installed = await world.install(spanishShop());
    const sent = await order(world, installed, { "CAM-1": 1 });
    await ship(installed, sent);
    const at = (
      await world.owner.query<{ created_at: Date; location_id: LocationId }>(
        "select created_at, location_id::text from fulfillment where shop_id = $1",
        [installed.shopId],
      )
    ).rows[0];
    if (!at) throw new Error("nothing was sent");
    const used = async (startsAt: Date, endsAt: Date) => {
      const day = [{ locationId: at.location_id, startsAt, endsAt }];
      const found = await app.inShop(installed.shopId, (tx) => app.capacityUsed(tx, day));
      return found.get(at.location_id);
    };
    const later = (ms: number) => new Date(at.created_at.getTime() + ms);
    expect(await used(later(0), later(DAY))).toEqual({ orders: 1, units: 1 });
    expect(await used(later(-DAY), later(0))).toBeUndefined();
  });

  test("is part of the list, which says who is open and can be narrowed and sorted", async () => {
    const installed = await world.install(spanishShop());
    const id = idOf(installed, "Barcelona");
    const capacity = { ...USUAL.capacity, orders: ["2", "2", "2", "2", "2", "0", "0"] as LocationTexts["hours"] };
    await save(installed, id, { kind: "store", capacity, hours: [...week("16-20", "", "")], cutOffs: [] });
    const list = (change: object) =>
      app.inShop(installed.shopId, (tx) => app.locationsPage(tx, { ...filter, ...change }, "es", world.clock.now()));
    const all = await list({});
    expect(all.rows.map(({ name, isSet, open }) => [name, isSet, open])).toEqual([
      ["Almacén Madrid", false, true],
      ["Tienda Barcelona", true, false],
      ["Tienda Sevilla", false, true],
    ]);
    expect(all.rows[1]).toMatchObject({
      changesAt: Date.parse(`${world.clock.now().toISOString().slice(0, 10)}T15:00:00Z`),
      nextCutOffAt: null,
      capacity: { orders: 2, units: null },
    });
    expect((await list({ open: "no" })).rows.map(({ name }) => name)).toEqual(["Tienda Barcelona"]);
    expect((await list({ set: "no", down: true })).rows.map(({ name }) => name)).toEqual([
      "Tienda Sevilla",
      "Almacén Madrid",
    ]);
    expect(await list({ search: "lugo" })).toMatchObject({ rows: [], previous: null, next: null });
  });
});

/** Somebody ships all that is open of an order, in Shopify's admin. */
async function ship(installed: InstalledShop, placed: Order): Promise<void> {
  for (const { id } of openParts(installed, placed)) {
    const parts = [{ fulfillmentOrderId: id, lines: null }];
    const done = createFulfillment(world.devshop.world, installed.shop, { parts, tracking: null });
    if (!done.ok) throw new Error(JSON.stringify(done));
  }
  await world.settle(installed);
}
