/**
 * How a location works, set by somebody of the shop: hours, holidays, a carrier's cut-off, what a day can take; what that means for an order; and the
 * same for another location. In both languages, one on a desktop and the other on a phone, in turns.
 */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { spanishShop } from "../factories/shops.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, press, type Walk } from "./walk.ts";

const MADRID = "Almacén Madrid";
const SEVILLA = "Tienda Sevilla";
/** As long as Shopify lets a name be that people still type. */
const LONG = "Almacén de reserva y devoluciones de la temporada pasada, polígono industrial de Alcalá de Henares";

const WORDS = {
  en: {
    monday: "Monday",
    tuesday: "Tuesday",
    save: "Save",
    christmas: /Fri, Dec 25 · Christmas Day/,
    handover: /SEUR: handed over Wed, Dec 9/,
  },
  es: {
    monday: "Lunes",
    tuesday: "Martes",
    save: "Guardar",
    christmas: /vie, 25 dic · Navidad/,
    handover: /SEUR: se entrega el mié, 9 dic/,
  },
} as const;

const story = tellStory({
  name: "sucursales",
  seed(handle) {
    const seed = spanishShop({ handle });
    const services = seed.locations
      .slice(0, 1)
      .map((first) => ({ ...first, name: LONG, fulfillmentService: "Envíos SL" }));
    return { ...seed, locations: [...seed.locations, ...services] };
  },
});

const told = ({ page }: Walk, text: string) => page.getByText(text, { exact: true }).first().waitFor();

/** The save bar is the admin's, outside the app's frame. */
const save = ({ page, locale }: Walk) => page.getByRole("button", { name: WORDS[locale].save, exact: true }).click();

/** The seven fields of a group, by its name. */
const group = ({ app }: Walk, name: string) => app.getByRole("group", { name, exact: true });

async function openLocation(walk: Walk, name: string): Promise<void> {
  await openApp(story.world, walk, "/app/settings/locations");
  await walk.app.getByRole("link", { name, exact: true }).click();
  await walk.app.getByRole("heading", { level: 1, name }).waitFor();
}

story.step("the settings lead to the list of locations, and nobody has set one yet", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  await openApp(story.world, walk, "/app/settings");
  await app.getByRole("link", { name: say("settings:locations.open") }).click();
  await app.getByRole("heading", { level: 1, name: say("locations:title") }).waitFor();
  await app.getByRole("link", { name: MADRID }).waitFor();
  expect(await app.getByText(say("locations:list.usual"), { exact: true }).count()).toBeGreaterThanOrEqual(4);
  await look(walk, "locations-new");
});

story.step("a location that nobody set says so, and what it counts with", async (walk) => {
  const { app, say } = walk;
  await openLocation(walk, MADRID);
  await app.getByText(say("locations:notSet.title")).waitFor();
  expect(await group(walk, say("locations:hours.group")).getByLabel(WORDS[walk.locale].monday).inputValue()).toBe(
    "9:00–17:00",
  );
  await look(walk, "location-new");
});

story.step("hours that overlap are refused beside their field, and nothing is lost", async (walk) => {
  const { app, say, locale } = walk;
  await openLocation(walk, MADRID);
  const hours = group(walk, say("locations:hours.group"));
  await hours.getByLabel(WORDS[locale].monday).fill("9-14, 13-20");
  await save(walk);
  await app.getByText(say("locations:field.overlap")).waitFor();
  await app.getByText(say("locations:check")).waitFor();
  await look(walk, "location-wrong");
  await hours.getByLabel(WORDS[locale].monday).fill("9-13, 16-20");
  await app.getByLabel(say("locations:hours.tags"), { exact: true }).fill("flagship; Norte");
  await press(walk, say("locations:hours.likeMonday"));
  expect(await hours.getByLabel(WORDS[locale].tuesday).inputValue()).toBe("9-13, 16-20");
  await save(walk);
  await told(walk, say("locations:saved"));
  await app.getByText(say("locations:notSet.title")).waitFor({ state: "detached" });
  expect(await hours.getByLabel(WORDS[locale].tuesday).inputValue()).toBe("9:00–13:00, 16:00–20:00");
  expect(await app.getByLabel(say("locations:hours.tags"), { exact: true }).inputValue()).toBe("flagship, Norte");
});

story.step("holidays of a region, a carrier's cut-off and a capacity change when an order leaves", async (walk) => {
  const { app, page, say, locale } = walk;
  await openLocation(walk, MADRID);
  await app.getByLabel(say("locations:holidays.country"), { exact: true }).selectOption("ES");
  await app.getByLabel(say("locations:holidays.region"), { exact: true }).selectOption("MD");
  await press(walk, say("locations:holidays.import", { year: "2026" }));
  expect(await app.getByRole("checkbox", { name: WORDS[locale].christmas }).isChecked()).toBe(true);
  await press(walk, say("locations:cutOffs.add"));
  const row = app.getByRole("group", { name: say("locations:cutOffs.one", { number: 2 }), exact: true });
  await row.getByLabel(say("locations:cutOffs.carrier")).fill("SEUR");
  await row.getByLabel(WORDS[locale].monday).fill("19:00");
  await row.locator("input[type=time]").nth(2).fill("19:00");
  const orders = group(walk, say("locations:capacity.orders"));
  await orders.getByLabel(WORDS[locale].monday).fill("0");
  // Monday evening, after the last pickup; the day after is a holiday, but for those who do not work anyway.
  await press(walk, say("locations:areas.add"));
  const area = app.getByRole("group", { name: say("locations:areas.one", { number: 1 }), exact: true });
  await area.getByLabel(say("locations:areas.name")).fill("Centro");
  await area.getByLabel(say("locations:areas.postal")).fill("28000-28099");
  await app.getByLabel(say("locations:preview.postal")).fill("28013");
  await app.getByLabel(say("locations:preview.at")).fill("2026-12-07T19:30");
  // By keyboard alone from here: from the field to its button.
  await app.getByRole("button", { name: say("locations:preview.ask") }).focus();
  await page.keyboard.press("Enter");
  await app.getByText(WORDS[locale].handover).waitFor();
  await app
    .getByText(say("locations:preview.covered", { areas: `Centro (${say("locations:areas.local").toLowerCase()})` }))
    .waitFor();
  await look(walk, "location-tried");
  await save(walk);
  await told(walk, say("locations:saved"));
  // The page has the word for "saved" elsewhere, too: what counts is what is stored.
  const region = "select settings->'holidays'->>'region' from location_setting where shop_id = $1";
  await expect.poll(() => column(story.world, walk, region)).toEqual(["MD"]);
  await look(walk, "location-set");
});

story.step("its capacity is copied to another location, and the list shows both", async (walk) => {
  const { app, page, say } = walk;
  await openLocation(walk, MADRID);
  await app.getByRole("checkbox", { name: say("locations:section.capacity"), exact: true }).check();
  await app.getByLabel(say("locations:copy.notYet", { name: SEVILLA })).check();
  await press(walk, say("locations:copy.copy"));
  await told(walk, say("locations:copy.copied", { count: 1 }));
  await openApp(story.world, walk, "/app/settings/locations?set=yes");
  await app.getByRole("link", { name: SEVILLA }).waitFor();
  await app.getByText(say("locations:list.takesNothing")).first().waitFor();
  expect(await app.getByRole("link", { name: LONG }).count()).toBe(0);
  await look(walk, "locations");
  const saved = page.waitForEvent("download");
  await press(walk, say("shell:file.export"));
  const lines = readFileSync(await (await saved).path(), "utf8")
    .trim()
    .split("\n");
  expect(lines.map((line) => line.includes("Europe/Madrid"))).toEqual([false, true, true]);
  await openApp(story.world, walk, "/app/settings/locations?q=lugo");
  await app.getByText(say("locations:list.noneTitle")).waitFor();
});

story.step(
  "a fulfillment service has a time to answer in, and one after which it is taken back; a store has only the first",
  async (walk) => {
    const { app, say } = walk;
    const takeBack = app.getByLabel(say("locations:handling.takeBack"), { exact: true });
    await openLocation(walk, SEVILLA);
    expect(await takeBack.count()).toBe(0);
    await openLocation(walk, LONG);
    await takeBack.fill("0");
    await save(walk);
    await app
      .getByText(/100[.,\s]?000/)
      .first()
      .waitFor();
    await takeBack.fill("240");
    await look(walk, "location-service");
    await save(walk);
    await told(walk, say("locations:saved"));
    const stored =
      "select settings->>'takeBackMinutes' from location_setting where shop_id = $1 and settings->>'takeBackMinutes' is not null";
    await expect.poll(() => column(story.world, walk, stored)).toEqual(["240"]);
  },
);
