/**
 * The pages of stock as staff use them, each step in both languages: one of them on a desktop, the other on a phone, in turns. A step
 * ends in what the shop then has, or in what the page then says.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatMoney } from "../../app/core/money.ts";
import {
  barcodeOf,
  BARCELONA,
  edit,
  MADRID,
  sell,
  sellsBeyond,
  SEVILLA,
  stockOfTwins,
  stockShop,
  unitsIn,
} from "./stock-shop.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, press, type Walk } from "./walk.ts";

/** A quarter of an hour, in which a link's code is good and after which stock is looked over, takes twelve seconds. */
const story = tellStory({ name: "almacen", seed: stockShop, secondsADay: 1200 });

/** Opens a page of inventory and waits for its heading. */
async function visit(walk: Walk, page: string, heading: string): Promise<void> {
  await openApp(story.world, walk, `/app/inventory${page}`);
  await walk.app.getByRole("heading", { level: 1, name: heading }).waitFor();
}

/** Presses a button of the app; `name` is all that is said of it. */

/** What the admin tells in passing. */
const told = ({ page }: Walk, text: string) => page.getByText(text).first().waitFor();

/** Waits for what the shop has of an item. */
const expectUnits = (walk: Walk, sku: string, place: string, units: Partial<ReturnType<typeof unitsIn>>) =>
  expect.poll(() => unitsIn(story.world, walk, sku, place)).toMatchObject(units);

const first = (walk: Walk, name: string) => walk.app.getByRole("link", { name }).first();

story.step("a new shop's stock is listed and searched, and taken home as a file", async (walk) => {
  const { app, page, say } = walk;
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  sell(story.world, walk, "VEL-1", 10);
  await visit(walk, "", say("inventory:title"));
  await first(walk, "Manta").waitFor();
  await look(walk, "stock");
  await openApp(story.world, walk, "/app/inventory?q=lino");
  await first(walk, "Gorra").waitFor();
  expect(await app.getByRole("link", { name: "Manta" }).count()).toBe(0);
  const saved = page.waitForEvent("download");
  await press(walk, say("shell:file.export"));
  const lines = readFileSync(await (await saved).path(), "utf8")
    .trim()
    .split("\n");
  expect(lines.map((line) => line.includes("GOR-1"))).toEqual([false, true, true]);
});

story.step("the list is narrowed with a drop-down, kept as a view, opened from its tab and removed", async (walk) => {
  const { app, say, polaris } = walk;
  const dialog = app.getByRole("dialog");
  const tab = app.getByRole("tab", { name: "Lino" });
  const only = async () => {
    await app.getByRole("link", { name: "Manta" }).first().waitFor({ state: "detached" });
    await first(walk, "Gorra").waitFor();
  };
  await visit(walk, "", say("inventory:title"));
  await press(walk, say("shell:list.filter"));
  await press(walk, say("inventory:filter.vendor"));
  await app.locator("label").filter({ hasText: "Lino y Sol" }).click();
  await only();
  await app.getByRole("heading", { level: 1 }).click();
  await press(walk, polaris.IndexFilters.UpdateButtons.saveAs);
  await dialog.getByRole("textbox").fill("Lino");
  await dialog.getByRole("button", { name: polaris.IndexFilters.UpdateButtons.modal.save }).click();
  await tab.waitFor({ state: "attached" });
  await look(walk, "stock-view");

  await visit(walk, "", say("inventory:title"));
  await first(walk, "Manta").waitFor();
  await tab.click();
  await only();
  // The tab that is shown has a menu.
  await app.getByRole("tab", { name: "Lino", selected: true }).click();
  await app.getByRole("menuitem", { name: polaris.Tabs.Tab.delete }).click();
  await dialog.getByRole("button", { name: polaris.Tabs.Tab.deleteModal.delete }).click();
  await first(walk, "Manta").waitFor();
  await tab.waitFor({ state: "detached" });
});

story.step("Shopify is asked for what the guard and transfers need", async (walk) => {
  const { page, app, say } = walk;
  await visit(walk, "/guard", say("guard:title"));
  await look(walk, "guard-asks");
  // The first of two: to stop the sale. The other one is for leaving sales channels.
  await press(walk, say("guard:allow.ask"));
  await page.locator("#grant button[value=granted]").click();
  await told(walk, say("guard:allow.granted"));
  await visit(walk, "/transfers", say("transfers:title"));
  await look(walk, "transfers-asks");
  await press(walk, say("transfers:connect.grant"));
  await page.locator("#grant button[value=granted]").click();
  await app.getByText(say("transfers:connect.waiting")).waitFor();
});

story.step("a buffer is tried out, kept, and its units leave the shop window once Entrega may write", async (walk) => {
  const { app, say } = walk;
  await visit(walk, "/buffers", say("buffers:title"));
  await app.getByLabel(say("shell:scope.scope")).selectOption("vendor");
  await app.getByLabel(say("shell:scope.vendor")).selectOption("Lino y Sol");
  await app.getByLabel(say("buffers:form.amounts.units"), { exact: true }).fill("3");
  await press(walk, say("buffers:form.preview"));
  await app.getByText(say("buffers:preview.in", { count: 5, worth: money(walk, 40) })).waitFor();
  await press(walk, say("buffers:form.save"));
  await told(walk, say("buffers:done.saved"));
  await app
    .getByText(say("buffers:state.off", { units: 3 }))
    .first()
    .waitFor();
  await look(walk, "buffers");
  await press(walk, say("shell:watching.turnOn"));
  await expectUnits(walk, "GOR-1", MADRID, { available: 9, safety_stock: 3 });
  await expectUnits(walk, "GOR-1", SEVILLA, { available: 0, safety_stock: 2 });
});

story.step("the guard says what it would do, stops the sale of what is gone, and allows it again", async (walk) => {
  const { app, say } = walk;
  await visit(walk, "/guard", say("guard:title"));
  await app.getByLabel(say("guard:rules.applies"), { exact: true }).selectOption("product");
  await app.getByLabel(say("guard:form.sku")).fill("POS-1");
  await press(walk, say("guard:form.save"));
  await told(walk, say("guard:done.saved"));
  await app.getByText(say("guard:preview.nothing")).waitFor();
  await press(walk, say("guard:switch.turnOn"));
  await told(walk, say("guard:done.turnedOn"));
  // Looked at in the last step: two looks in a row have to find it, after a first one that only opens the books.
  await expect.poll(() => column(story.world, walk, LOOKED_AT)).toEqual([true]);
  edit(story.world, walk, "MAN-1", MADRID, { kind: "adjust", state: "available", delta: -3 });
  sell(story.world, walk, "POS-1", 1);
  await expect.poll(() => sellsBeyond(story.world, walk, "POS-1")).toBe(false);
  await visit(walk, "/guard", say("guard:title"));
  await app.getByText(say("guard:act.variant.closed")).waitFor();
  await look(walk, "guard");
  edit(story.world, walk, "POS-1", MADRID, { kind: "adjust", state: "available", delta: 5 });
  await expect.poll(() => sellsBeyond(story.world, walk, "POS-1")).toBe(true);
});

story.step("a shelf is counted blind with a scanner, the difference looked at and written", async (walk) => {
  const { app, page, say } = walk;
  await visit(walk, "/counts", say("counts:title"));
  await app
    .getByRole("link", { name: say("counts:new") })
    .first()
    .click();
  await app.getByLabel(say("counts:form.name")).fill("Estante de las tazas");
  await app.getByLabel(say("counts:form.location")).selectOption({ label: BARCELONA });
  await app.getByLabel(say("counts:form.scope")).selectOption("items");
  await app.getByLabel(say("counts:form.items")).fill("TAZ-1");
  await press(walk, say("counts:form.create"));
  await press(walk, say("counts:page.start"));
  await app.getByRole("link", { name: say("counts:page.counter") }).click();
  await app.getByText(say("counts:counter.ready")).waitFor();
  // A scanner types, and nobody has touched the field.
  await page.keyboard.type(barcodeOf("TAZ-1"));
  await page.keyboard.press("Enter");
  await app.getByText(say("counts:counter.counted", { count: 1 })).waitFor();
  await look(walk, "count-counter");
  await app.getByLabel(say("counts:counter.quantity")).fill("6");
  await app.getByLabel(say("counts:counter.quantity")).press("Enter");
  await app.getByText(say("counts:counter.counted", { count: 6 })).waitFor();
  await app.getByRole("link", { name: say("counts:counter.finish") }).click();
  await press(walk, say("counts:page.review"));
  await app.getByText("−2", { exact: true }).first().waitFor();
  await look(walk, "count-review");
  await press(walk, `${say("counts:page.accept")}: Taza`);
  await press(walk, say("counts:page.write", { count: 1 }));
  await expectUnits(walk, "TAZ-1", BARCELONA, { on_hand: 6 });
});

story.step(
  "a supplier's file is tried out line by line and written; one that would empty shelves asks first",
  async (walk) => {
    const { app, say } = walk;
    await visit(walk, "/feeds/new", say("feeds:new"));
    await app.getByLabel(say("feeds:form.name"), { exact: true }).fill("Papelería del Sur");
    await app.getByLabel(say("feeds:form.location"), { exact: true }).selectOption({ label: SEVILLA });
    await app.getByLabel(say("feeds:form.mostBad")).fill("60");
    await press(walk, say("feeds:form.create"));
    const upload = async (rows: string) => {
      const file = { name: "stock.csv", mimeType: "text/csv", buffer: Buffer.from(`sku,quantity\n${rows}`) };
      await app.locator("input[type=file]").setInputFiles(file);
      await press(walk, say("feeds:page.uploadButton"));
    };
    await upload("CUA-1,38\nLAP-1,88\nNADA-1,5\nGOR-1,dos\n");
    await press(walk, say("feeds:columns.save"));
    await app.getByText(say("feeds:row.unmatched", { text: "NADA-1" })).waitFor();
    await app.getByText(say("feeds:row.not_whole", { text: "dos" })).waitFor();
    expect(unitsIn(story.world, walk, "CUA-1", SEVILLA)).toMatchObject({ available: 40 });
    await look(walk, "feed");
    await press(walk, say("feeds:page.write", { count: 2 }));
    await expectUnits(walk, "CUA-1", SEVILLA, { available: 38 });
    await expectUnits(walk, "LAP-1", SEVILLA, { available: 88 });
    await upload("CUA-1,0\nLAP-1,5\n");
    await app.getByText(say("feeds:status.asks")).first().waitFor();
    await look(walk, "feed-asks");
    expect(unitsIn(story.world, walk, "CUA-1", SEVILLA)).toMatchObject({ available: 38 });
    await press(walk, say("feeds:page.confirm"));
    await expectUnits(walk, "CUA-1", SEVILLA, { available: 0 });
  },
);

story.step("what one place lacks is suggested, sent from another, and received with a difference", async (walk) => {
  const { app, say } = walk;
  await visit(walk, "/transfers", say("transfers:title"));
  await app.getByText("Vela").first().waitFor();
  await look(walk, "transfers");
  await press(walk, say("transfers:makeSpoken", { item: "Vela" }));
  await told(walk, say("transfers:made", { count: 1 }));
  await visit(walk, "/transfers/all", say("transfers:title"));
  await first(walk, "#T0001").waitFor();
  await look(walk, "transfers-list");
  await first(walk, "#T0001").click();
  await press(walk, say("transfers:page.ready"));
  await press(walk, say("transfers:page.send"));
  await app.getByRole("link", { name: say("transfers:page.receive"), exact: true }).click();
  await app.getByLabel(say("transfers:receive.accepted")).fill("4");
  await app.getByLabel(say("transfers:receive.rejected")).fill("1");
  await look(walk, "transfer-receive");
  await press(walk, say("transfers:receive.save"));
  await expectUnits(walk, "VEL-1", MADRID, { available: 4 });
});

story.step("two names of one thing share its stock: a sale of one shows on the other", async (walk) => {
  const { app, say } = walk;
  await visit(walk, "/shared", say("shared-items:title"));
  await app
    .getByRole("button", { name: say("shared-items:suggestions.choose") })
    .first()
    .click();
  await press(walk, say("shared-items:form.ask"));
  await app.getByText(say("shared-items:place.change", { from: 2, to: 6 })).waitFor();
  await look(walk, "shared");
  await press(walk, say("shared-items:form.save"));
  await told(walk, say("shared-items:done.saved"));
  const both = () => stockOfTwins(story.world, walk, "CAL-1", MADRID);
  await expect.poll(both).toEqual([6, 6]);
  sell(story.world, walk, "CAL-1", 2);
  await expect.poll(both).toEqual([4, 4]);
});

story.step(
  "a change that nobody explains waits to be looked at, teaches a buffer, and goes when it is named",
  async (walk) => {
    const { app, say } = walk;
    await expect.poll(() => column(story.world, walk, OUTSIDE), { timeout: 40_000 }).toEqual([-3]);
    await visit(walk, "/differences", say("inventory:inbox.title"));
    await app.getByRole("link", { name: "Manta" }).waitFor();
    await look(walk, "stock-inbox");
    await app.getByLabel(`${say("inventory:inbox.whatWasIt")} Manta`).fill("Rotura en el almacén");
    await press(walk, `${say("inventory:inbox.acknowledge")}: Manta`);
    await app.getByRole("link", { name: "Manta" }).waitFor({ state: "detached" });
    // Two weeks say too little about losses; the shop is a month older.
    await column(story.world, walk, OLDER);
    await visit(walk, "/buffers", say("buffers:title"));
    await app.getByRole("button", { name: /Manta/ }).first().waitFor();
    await look(walk, "buffers-learned");
  },
);

story.step(
  "numbers are typed over in the list; one that was sold meanwhile is asked about, not overwritten",
  async (walk) => {
    const { app, page, say } = walk;
    const { available } = unitsIn(story.world, walk, "LAP-1", SEVILLA);
    const save = () => page.getByRole("button", { name: say("shell:save"), exact: true }).click();
    await openApp(story.world, walk, "/app/inventory?q=lap-1");
    const cell = app.getByLabel(`${say("inventory:column.available")}: Lápiz · LAP-1`);
    await cell.fill("dos");
    await app.getByText(say("inventory:edit.not_whole")).waitFor();
    await cell.fill("+5");
    await save();
    await expectUnits(walk, "LAP-1", SEVILLA, { available: available + 5 });
    await app.getByText(say("inventory:edit.written"), { exact: true }).waitFor();
    await cell.fill("3");
    edit(story.world, walk, "LAP-1", SEVILLA, { kind: "adjust", state: "available", delta: -2 });
    await save();
    const asked = say("inventory:edit.changed", { seen: available + 5, now: available + 3 });
    await app.getByText(asked).waitFor();
    await look(walk, "inventory-typed");
    expect(unitsIn(story.world, walk, "LAP-1", SEVILLA)).toMatchObject({ available: available + 3 });
    await press(walk, `${say("inventory:edit.anyway", { units: 3 })}: Lápiz`);
    await expectUnits(walk, "LAP-1", SEVILLA, { available: 3 });
  },
);

story.step("what runs out is told before it is gone, taken by somebody, and over when stock is back", async (walk) => {
  const { app, say } = walk;
  const alert = (what: string) => column(story.world, walk, `select ${what} from stock_alert where shop_id = $1`);
  await visit(walk, "/alerts", say("alerts:title"));
  await app.getByLabel(say("shell:scope.scope")).selectOption("item");
  await app.getByLabel(say("shell:scope.sku")).fill("PAR-1");
  await app.getByLabel(say("alerts:form.kind")).selectOption("units");
  await app.getByLabel(say("alerts:form.amounts.units"), { exact: true }).fill("5");
  await press(walk, say("alerts:form.preview"));
  await app.getByText(say("alerts:preview.title", { count: 1 })).waitFor();
  await press(walk, say("alerts:form.save"));
  await told(walk, say("alerts:done.saved"));
  await app.getByRole("heading", { name: say("alerts:list.title", { count: 1 }) }).waitFor();
  await look(walk, "alerts");
  edit(story.world, walk, "PAR-1", MADRID, { kind: "adjust", state: "available", delta: -4 });
  await expect.poll(() => alert("kind")).toEqual(["out"]);
  await visit(walk, "/alerts", say("alerts:title"));
  await app.getByText(say("alerts:kind.out"), { exact: true }).waitFor();
  await press(walk, say("alerts:snooze.oneSpoken", { item: "Paraguas" }));
  await told(walk, say("alerts:done.snoozed", { count: 1 }));
  edit(story.world, walk, "PAR-1", MADRID, { kind: "adjust", state: "available", delta: 9 });
  await expect.poll(() => alert("closed_why")).toEqual(["above"]);
});

test("two shops sell from one shelf: linked by a code, both told of a sale, and parted again", async () => {
  const [source, follower] = [story.walkOf("en"), story.walkOf("es")];
  for (const walk of [source, follower]) {
    await visit(walk, "/links", walk.say("links:title"));
    await look(walk, "links");
  }
  await source.app.getByLabel(source.say("links:offer.location")).selectOption({ label: BARCELONA });
  await follower.app.getByLabel(follower.say("links:enter.location")).selectOption({ label: BARCELONA });
  await press(source, source.say("links:offer.make"));
  const code = await source.app.getByText(/^(\w{5}-){4}\w{6}$/).innerText();
  await follower.app.getByLabel(follower.say("links:enter.code"), { exact: true }).fill(code);
  await press(follower, follower.say("links:enter.go"));
  await press(follower, follower.say("links:action.confirm", { shop: `${source.handle}.myshopify.com` }));
  await visit(source, "/links", source.say("links:title"));
  await press(source, source.say("links:action.confirm", { shop: `${follower.handle}.myshopify.com` }));
  await source.app.getByText(source.say("links:state.open"), { exact: true }).waitFor();
  sell(story.world, source, "BOL-1", 2);
  await expectUnits(follower, "BOL-1", BARCELONA, { available: 7 });
  await first(source, source.say("links:details")).click();
  await source.app.getByText("BOL-1").first().waitFor();
  await look(source, "link");
  await press(source, source.say("links:action.cutSpoken", { shop: `${follower.handle}.myshopify.com` }));
  await told(source, source.say("links:done.cut"));
  sell(story.world, source, "BOL-1", 1);
  await expectUnits(source, "BOL-1", BARCELONA, { available: 6 });
  expect(unitsIn(story.world, follower, "BOL-1", BARCELONA)).toMatchObject({ available: 7 });
});

const money = ({ locale }: Walk, units: number) => formatMoney({ minor: units * 100, currency: "EUR" }, locale);

const LOOKED_AT = "select stock_looked_at is not null from shop_profile where shop_id = $1";
const OUTSIDE = `select e.available from stock_entry e join inventory_item i on i.shop_id = e.shop_id and i.item_id = e.item_id
  where e.shop_id = $1 and e.cause = 'outside' and i.sku = 'MAN-1'`;
const OLDER = "update inventory_level set opened_at = opened_at - interval '30 days' where shop_id = $1";
