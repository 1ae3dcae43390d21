/**
 * A merchant's rules from the first template to going back, with the keyboard alone and in both languages: one of them on a desktop, the other on a
 * phone, in turns. What the mouse would click is reached with Tab and pressed with Enter; lists are searched by typing.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Locator } from "playwright-core";
import { LOCALES, type Locale } from "../../app/platform/i18n/locale.ts";
import { openBrowser } from "../devshop/faces/fixture/open-browser.ts";
import { openLiveWorld, type LiveWorld } from "./live-world.ts";
import { sell, stockShop } from "./stock-shop.ts";
import { column, expectImported, look, NARROW, openApp, startWalk, WIDE, type Walk } from "./walk.ts";

const SECONDS_A_DAY = 1200;
/** More stops than any of these pages has. */
const MOST_TABS = 150;

let world: LiveWorld;
let browser: Browser;
const walks = new Map<Locale, Walk>();

beforeAll(async () => {
  world = await openLiveWorld(SECONDS_A_DAY);
  browser = await openBrowser();
  for (const locale of LOCALES) {
    const handle = `reglas-${locale}`;
    world.devshop.installer.install(world.devshop.createShop(stockShop(handle)));
    walks.set(locale, await startWalk(browser, handle, locale));
  }
});
afterAll(async () => {
  await browser.close();
  expect(world.devshop.problems).toEqual([]);
  await world.close();
});

/** One thing that merchants of two shops do, each in their language: one on a desktop, the other on a phone, and the next time the other way round. */
let steps = 0;
function step(name: string, work: (walk: Walk) => Promise<void>): void {
  const turn = steps++;
  test(name, { timeout: 120_000 }, async () => {
    for (const [n, walk] of [...walks.values()].entries()) {
      const size = (turn + n) % 2 === 0 ? WIDE : NARROW;
      await walk.page.setViewportSize(size);
      await work(walk).catch((cause: unknown) => {
        throw new Error(`in ${walk.locale}, ${size.width} px wide`, { cause });
      });
    }
  });
}

/** Opens a page of automations and waits for its heading. */
async function visit(walk: Walk, page: string, heading: string): Promise<void> {
  await openApp(world, walk, `/app/automations${page}`);
  await title(walk, heading).waitFor();
}
const title = ({ app }: Walk, name: string) => app.getByRole("heading", { level: 1, name, exact: true });

/** Goes on with Tab until something has the keyboard: what cannot be reached that way is out of reach. */
async function reach({ page }: Walk, what: Locator): Promise<void> {
  await what.waitFor();
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await what.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("out of the keyboard's reach");
}

async function press(walk: Walk, what: Locator): Promise<void> {
  await reach(walk, what);
  await walk.page.keyboard.press("Enter");
}
const button = ({ app }: Walk, name: string) => app.getByRole("button", { name, exact: true }).first();
const link = ({ app }: Walk, name: string) => app.getByRole("link", { name, exact: true }).first();

/** Types into a field that has the keyboard, in place of what is there. */
async function type({ page }: Walk, text: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

/** Some fields are called by their label and their unit: "Value EUR". */
async function fill(walk: Walk, label: string, text: string): Promise<void> {
  await reach(walk, walk.app.getByRole("textbox", { name: new RegExp(`^${label}`) }).first());
  await type(walk, text);
}

/** Chooses from a drop-down as people with a keyboard do: they type what it says. `nth`: which one of several with the same label; -1 the last. */
async function choose(walk: Walk, label: string, option: string, nth = -1): Promise<void> {
  const select = walk.app
    .locator("select")
    .and(walk.app.getByLabel(label, { exact: true }))
    .nth(nth);
  await reach(walk, select);
  await walk.page.keyboard.type(option);
  await expect
    .poll(() => select.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text))
    .toBe(option);
}

/** Takes an option from a list that is searched by typing: the keyboard has to be in it. */
async function take(walk: Walk, option: string): Promise<void> {
  await type(walk, option);
  const found = walk.app.getByRole("option", { name: option, exact: true });
  await found.waitFor();
  // The first is the one that Enter takes; the best match is first.
  await expect.poll(() => found.getAttribute("data-focused")).toBe("true");
  await walk.page.keyboard.press("Enter");
}

/** A new question, about a field. The keyboard is in its drop-down as soon as it is there. */
async function ask(walk: Walk, field: string): Promise<void> {
  const { app, say } = walk;
  await press(walk, button(walk, say("automation:page.build.addQuestion")));
  const picker = app.getByRole("combobox", { name: say("automation:page.build.field") }).last();
  await expect.poll(() => picker.evaluate((element) => element === document.activeElement)).toBe(true);
  await take(walk, field);
}

const told = ({ app }: Walk, text: string) => app.getByText(text).first().waitFor();

/** Versions of the walk's shop as the database has them, newest first: "2 live". */
const versions = (walk: Walk) =>
  column(
    world,
    walk,
    `select v.number || case when v.approved_at is null then ' draft' when v.live_from is null then ' approved' else ' live' end
       from rule_version v where v.shop_id = $1 order by v.number desc`,
  );

step("a shop without rules is told what they are for, and begins with a template", async (walk) => {
  const { app, say } = walk;
  await openApp(world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(world, walk);
  sell(world, walk, "VEL-1", 2);
  await visit(walk, "", say("automation:page.title"));
  await told(walk, say("automation:page.list.emptyTitle"));
  await look(walk, "automations-empty");
  const template = say("automation:template.shipCompleteVip.name");
  await press(walk, button(walk, say("automation:page.new.useSpoken", { name: template })));
  await title(walk, template).waitFor();
  await told(walk, say("automation:template.shipCompleteVip.rule.complete"));
  expect(await versions(walk)).toEqual(["1 draft"]);
});

step("a rule is built with drop-downs, and what is missing is said beside its field", async (walk) => {
  const { app, say } = walk;
  await press(walk, link(walk, say("automation:page.rules.add")));
  await title(walk, say("automation:page.rule.new")).waitFor();
  await fill(walk, say("automation:page.rule.name"), "VIP 100");
  await ask(walk, say("automation:field.customer.tags"));
  await reach(walk, app.getByRole("combobox", { name: say("automation:page.build.values") }).last());
  await walk.page.keyboard.type("VIP");
  await app.getByRole("option", { name: say("shell:pick.take", { text: "VIP" }) }).waitFor();
  await walk.page.keyboard.press("Enter");
  await walk.page.keyboard.press("Escape");
  await ask(walk, say("automation:field.order.total"));
  await choose(walk, say("automation:page.build.operator"), say("automation:operator.isAtLeast"));
  await press(walk, button(walk, say("automation:page.build.addAction")));
  await choose(walk, say("automation:page.build.action", { number: 1, count: 1 }), say("automation:action.priority"));
  await choose(walk, say("automation:page.parameter.priority.level"), say("automation:step.priority", { level: 2 }));
  await press(walk, button(walk, say("automation:page.rule.save")));
  await told(walk, say("automation:page.rule.invalid"));
  await look(walk, "automations-rule-wrong");
  await fill(walk, say("automation:page.build.value"), "100");
  await app.getByText(say("automation:page.rule.invalid")).waitFor({ state: "detached" });
  await look(walk, "automations-rule");
  await press(walk, button(walk, say("automation:page.rule.save")));
  await title(walk, say("automation:template.shipCompleteVip.name")).waitFor();
  await told(walk, "2. VIP 100");
});

step(
  "the linter says that the rule never does anything, with an order that shows it; moved up, it does",
  async (walk) => {
    const { app, say } = walk;
    const card = app.getByRole("region", { name: say("automation:page.finding.title", { count: 1 }) });
    await card.getByText(say("automation:page.finding.level.warning")).first().waitFor();
    await press(walk, card.locator("summary"));
    await card.getByRole("definition").filter({ hasText: /^VIP$/ }).waitFor();
    await card.getByText("VIP", { exact: true }).first().waitFor();
    await look(walk, "automations-finding");
    await press(walk, button(walk, say("automation:page.rules.up", { name: "VIP 100" })));
    await told(walk, "1. VIP 100");
    await told(walk, say("automation:page.finding.nothing"));
  },
);

step("the version is looked over, approved with a note and published", async (walk) => {
  const { say } = walk;
  await press(walk, link(walk, say("automation:page.rules.review.draft")));
  await title(walk, say("automation:page.version.number", { number: 1 })).waitFor();
  await told(walk, say("automation:page.diff.kind.added"));
  await look(walk, "automations-version");
  await fill(walk, say("automation:page.version.note"), "VIP");
  await press(walk, button(walk, say("automation:page.next.approve")));
  await told(walk, say("automation:page.done.approve", { number: 1 }));
  await press(walk, button(walk, say("automation:page.next.publish")));
  await told(walk, say("automation:page.done.publish", { number: 1 }));
  expect(await versions(walk)).toEqual(["1 live"]);
});

step(
  "a second version changes a rule, and somebody who changed it meanwhile is asked which of the two counts",
  async (walk) => {
    const { app, page, say } = walk;
    const set = say("automation:template.shipCompleteVip.name");
    await visit(walk, "", say("automation:page.title"));
    await look(walk, "automations");
    await press(walk, link(walk, set));
    await press(walk, link(walk, say("automation:page.rules.edit")));
    await title(walk, "VIP 100").waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    const theirs: Walk = { ...walk, page: other, app: other.frameLocator("iframe") };
    await title(theirs, "VIP 100").waitFor();
    await fill(theirs, say("automation:page.rule.name"), "Theirs");
    await press(theirs, button(theirs, say("automation:page.rule.save")));
    await title(theirs, set).waitFor();
    await other.close();
    await fill(walk, say("automation:page.rule.name"), "Mine");
    await press(walk, button(walk, say("automation:page.rule.save")));
    await told(walk, say("automation:page.stale.title"));
    await app.getByRole("alert").getByText("Theirs", { exact: true }).waitFor();
    await look(walk, "automations-stale");
    await press(walk, button(walk, say("automation:page.stale.keep")));
    await told(walk, "1. Mine");
    expect(await versions(walk)).toEqual(["2 draft", "1 live"]);
  },
);

step("the second version goes live, and one click goes back to the first", async (walk) => {
  const { say } = walk;
  const number = (of: number) => say("automation:page.version.number", { number: of });
  await press(walk, link(walk, say("automation:page.rules.review.draft")));
  await told(walk, say("automation:page.diff.renamed", { name: "VIP 100" }));
  await press(walk, button(walk, say("automation:page.next.approve")));
  await press(walk, button(walk, say("automation:page.next.publish")));
  await told(walk, say("automation:page.done.publish", { number: 2 }));
  await press(walk, link(walk, say("automation:template.shipCompleteVip.name")));
  await press(walk, link(walk, say("automation:page.tab.versions")));
  await look(walk, "automations-versions");
  await press(walk, link(walk, number(1)));
  await title(walk, number(1)).waitFor();
  await press(walk, button(walk, say("automation:page.next.revert")));
  await told(walk, say("automation:page.next.revertQuestion", { number: 1, live: 2 }));
  await look(walk, "automations-revert");
  await press(walk, button(walk, say("automation:page.next.revertYes")));
  await title(walk, number(3)).waitFor();
  await press(walk, link(walk, say("automation:template.shipCompleteVip.name")));
  await told(walk, "1. VIP 100");
  await press(walk, link(walk, say("automation:page.tab.history")));
  await told(walk, say("automation:page.history.version.reverted", { to: 1, number: 3 }));
  await look(walk, "automations-history");
});

step("rules go home as a file and come back; a file with a fault is refused with its place", async (walk) => {
  const { app, page, say } = walk;
  await press(walk, link(walk, say("automation:page.tab.settings")));
  await look(walk, "automations-settings");
  const saved = page.waitForEvent("download");
  await press(walk, button(walk, say("automation:page.settings.export")));
  const text = readFileSync(await (await saved).path(), "utf8");
  expect(JSON.parse(text)).toMatchObject({ format: "entrega-rules", rules: [{ name: "VIP 100" }, {}] });
  const upload = async (body: string) => {
    const file = { name: "rules.json", mimeType: "application/json", buffer: Buffer.from(body) };
    await app.locator("input[type=file]").setInputFiles(file);
    await press(walk, button(walk, say("automation:page.settings.importButton")));
  };
  await upload(text.replace('"VIP 100"', '""'));
  await told(walk, say("automation:page.file.refused", { count: 1 }));
  await look(walk, "automations-file-wrong");
  await upload(text.replace('"VIP 100"', '"VIP 200"'));
  await told(walk, say("automation:page.file.imported", { count: 2 }));
  expect((await versions(walk))[0]).toBe("4 draft");
});

step("a paused set is not live, and can go on", async (walk) => {
  const { say } = walk;
  const name = say("automation:template.shipCompleteVip.name");
  await visit(walk, "", say("automation:page.title"));
  await press(walk, button(walk, say("automation:page.list.pauseSpoken", { name })));
  const resume = button(walk, say("automation:page.list.resumeSpoken", { name }));
  await resume.waitFor();
  await look(walk, "automations-paused");
  await press(walk, resume);
  await told(walk, say("automation:page.state.live", { number: 3 }));
});
