/**
 * A merchant's rules, from the first template to going back, with the keyboard alone and in both languages: one of them on a desktop, the other on a
 * phone, in turns. What the mouse would click is reached with Tab and pressed with Enter; lists are searched by typing.
 */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { expect } from "vitest";
import { formatMoney } from "../../app/core/money.ts";
import { button, choose, fill, link, reachAndPress, reach, take, tick, title, told } from "./keyboard.ts";
import { BARCELONA, buy, MADRID, ordersAt, ruleShop, SEVILLA } from "./rule-shop.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, type Walk } from "./walk.ts";

/** The rule of the story: what VIPs buy for €40 and more comes from Barcelona, even if that costs up to €5 more. */
const RULE = "VIP 40";

/** Of a VIP and for €40 or more; one that is not enough, and one of somebody else. */
interface Memory {
  matching: string[];
  others: string[];
  /** What each order's change costs, minor units, as the replay's file has it. */
  costs: Map<string, number>;
}

const story = tellStory<Memory>({ name: "reglas", seed: ruleShop, secondsADay: 1200, stepMs: 120_000 }, () => ({
  matching: [],
  others: [],
  costs: new Map(),
}));

/** Opens a page of automations and waits for its heading. */
async function visit(walk: Walk, page: string, heading: string): Promise<void> {
  await openApp(story.world, walk, `/app/automations${page}`);
  await title(walk, heading).waitFor();
}

/** A new question, about a field; of the locations of the last action, if it has any. The keyboard is in its drop-down as soon as it is there. */
async function ask(walk: Walk, field: string): Promise<void> {
  const { app, say } = walk;
  await reachAndPress(
    walk,
    app.getByRole("button", { name: say("automation:page.build.addQuestion"), exact: true }).last(),
  );
  await take(walk, app.getByRole("combobox", { name: say("automation:page.build.field") }).last(), field);
}

/** A new action. */
async function act(walk: Walk, number: number, action: string): Promise<void> {
  const { say } = walk;
  await reachAndPress(walk, button(walk, say("automation:page.build.addAction")));
  await choose(walk, say("automation:page.build.action", { number, count: number }), action);
}

/** One of the values that a question is compared with. */
async function among(walk: Walk, text: string, option?: string): Promise<void> {
  const box = walk.app.getByRole("combobox", { name: walk.say("automation:page.build.values") }).last();
  await reach(walk, box);
  await take(walk, box, text, option);
  await walk.page.keyboard.press("Escape");
}

/** Saves a file by a button that has the keyboard; its text. */
async function saved(walk: Walk, name: string): Promise<string> {
  const download = walk.page.waitForEvent("download");
  await reachAndPress(walk, button(walk, name));
  return readFileSync(await (await download).path(), "utf8");
}

/** The cells of the row of a table that begins with `first`. */
async function cells({ app }: Walk, table: string, first: string): Promise<string[]> {
  const rows = app.getByRole("table", { name: table, exact: true }).locator("tbody tr");
  const found = await rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  return found.find(([text]) => text === first) ?? [];
}

/** Versions of the walk's shop as the database has them, newest first: "2 live". */
const versions = (walk: Walk) =>
  column(
    story.world,
    walk,
    `select v.number || case when v.approved_at is null then ' draft' when v.live_from is null then ' approved' else ' live' end
       from rule_version v where v.shop_id = $1 order by v.number desc`,
  );
const euros = ({ locale }: Walk, minor: number) => formatMoney({ minor, currency: "EUR" }, locale);
const DECIDED = "select outcome from routing_decision where shop_id = $1";
const template = ({ say }: Walk) => say("automation:template.shipCompleteVip.name");
const number = ({ say }: Walk, of: number) => say("automation:page.version.number", { number: of });

story.step("a shop without rules is told what they are for, and publishes a template", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/settings");
  await expectImported(story.world, walk);
  const route = say("settings:effects.route.title");
  await reachAndPress(walk, button(walk, say("settings:effects.turnOnSpoken", { effect: route })));
  await button(walk, say("settings:effects.turnOffSpoken", { effect: route })).waitFor();
  await visit(walk, "", say("automation:page.title"));
  await told(walk, say("automation:page.list.emptyTitle"));
  await look(walk, "automations-empty");
  await reachAndPress(walk, button(walk, say("automation:page.new.useSpoken", { name: template(walk) })));
  await title(walk, template(walk)).waitFor();
  await told(walk, say("automation:template.shipCompleteVip.rule.complete"));
  expect(await versions(walk)).toEqual(["1 draft"]);
  await reachAndPress(walk, link(walk, say("automation:page.rules.review.draft")));
  await reachAndPress(walk, button(walk, say("automation:page.next.approve")));
  await reachAndPress(walk, button(walk, say("automation:page.next.publish")));
  await told(walk, say("automation:page.done.publish", { number: 1 }));
  expect(await versions(walk)).toEqual(["1 live"]);
  walk.matching = [2, 2, 3, 2].map((units) => buy(story.world, walk, units, "vip"));
  walk.others = [buy(story.world, walk, 1, "vip"), buy(story.world, walk, 3, "anybody")];
  await expect.poll(() => column(story.world, walk, DECIDED)).toEqual(Array(6).fill("stay"));
  await reachAndPress(walk, link(walk, template(walk)));
  await app.getByText(say("automation:page.rules.isLive", { number: 1 })).waitFor();
});

story.step("a rule is built with drop-downs, and what is missing is said beside its field", async (walk) => {
  const { app, say } = walk;
  await reachAndPress(walk, link(walk, say("automation:page.rules.add")));
  await title(walk, say("automation:page.rule.new")).waitFor();
  await fill(walk, say("automation:page.rule.name"), RULE);
  await ask(walk, say("automation:field.customer.tags"));
  await among(walk, "VIP");
  await ask(walk, say("automation:field.order.total"));
  await choose(walk, say("automation:page.build.operator"), say("automation:operator.isAtLeast"));
  await act(walk, 1, say("automation:action.priority"));
  await choose(walk, say("automation:page.parameter.priority.level"), say("automation:step.priority", { level: 2 }));
  await act(walk, 2, say("automation:action.preferLocations"));
  await fill(walk, say("automation:page.parameter.preferLocations.by"), "5");
  await ask(walk, say("automation:field.location.location"));
  await among(walk, "Barcelona", BARCELONA);
  await reachAndPress(walk, button(walk, say("automation:page.rule.save")));
  await told(walk, say("automation:page.rule.invalid"));
  await look(walk, "automations-rule-wrong");
  await fill(walk, say("automation:page.build.value"), "40");
  await app.getByText(say("automation:page.rule.invalid")).waitFor({ state: "detached" });
  await look(walk, "automations-rule");
  await reachAndPress(walk, button(walk, say("automation:page.rule.save")));
  await title(walk, template(walk)).waitFor();
  await told(walk, `2. ${RULE}`);
});

story.step(
  "the linter says which action does nothing, with an order that shows it; moved up, it does",
  async (walk) => {
    const { app, say } = walk;
    const card = app.getByRole("region", { name: say("automation:page.finding.title", { count: 1 }) });
    await card.getByText(say("automation:page.finding.level.warning")).first().waitFor();
    await reachAndPress(walk, card.locator("summary"));
    await card.getByRole("definition").filter({ hasText: /^VIP$/ }).waitFor();
    await look(walk, "automations-finding");
    await reachAndPress(walk, button(walk, say("automation:page.rules.up", { name: RULE })));
    await told(walk, `1. ${RULE}`);
    await told(walk, say("automation:page.finding.nothing"));
  },
);

story.step(
  "replayed over 30 days, four of six orders would ship from elsewhere, and all numbers say so",
  async (walk) => {
    const { app, say, matching } = walk;
    await reachAndPress(walk, link(walk, say("automation:page.rules.review.draft")));
    await title(walk, number(walk, 2)).waitFor();
    await told(walk, say("automation:page.diff.kind.added"));
    await told(walk, say("retroactive:count", { count: matching.length }));
    await look(walk, "automations-version");
    await reachAndPress(walk, link(walk, say("automation:page.try.link")));
    await title(walk, say("replay:page.list")).waitFor();
    await look(walk, "replays-empty");
    await reachAndPress(walk, button(walk, say("replay:card.start")));
    await told(walk, say("replay:summary.some", { count: matching.length, orders: "6" }));
    await told(walk, say("replay:summary.change.moved", { count: matching.length }));
    await look(walk, "replay");

    const [, before = "", after = "", difference = ""] = await cells(
      walk,
      say("replay:totals.caption"),
      say("replay:cost.totalMinor"),
    );
    const spoken = { what: say("replay:chart.cost"), count: 1, before, after };
    await app.getByRole("img", { name: say("replay:chart.spoken", spoken), exact: true }).waitFor();
    await told(walk, say("replay:summary.costUp", { amount: difference.slice(1), share: "" }).split(" (")[0] ?? "");
    expect(await cells(walk, say("replay:rules.title"), RULE)).toEqual([RULE, "0", "4", "+4"]);
    expect((await cells(walk, say("replay:totals.caption"), say("replay:totals.parcels"))).slice(1)).toEqual([
      "6",
      "6",
      "0",
    ]);

    const rows: Record<string, string>[] = parse(await saved(walk, say("shell:file.export")), {
      bom: true,
      columns: true,
    });
    const moved = rows.filter((row) => row[say("replay:column.change")] === say("replay:change.moved"));
    expect(rows).toHaveLength(6);
    expect(moved.map((row) => row[say("replay:column.order")]).sort()).toEqual(matching);
    walk.costs = new Map(
      rows.map((row) => [
        row[say("replay:column.order")] ?? "",
        Math.round(100 * Number(row[say("replay:column.costChange")])),
      ]),
    );
    expect(difference).toBe(
      `+${euros(
        walk,
        [...walk.costs.values()].reduce((sum, minor) => sum + minor),
      )}`,
    );
  },
);

story.step("approved with a note and published, it offers the open orders that it would change", async (walk) => {
  const { say, matching } = walk;
  await reachAndPress(walk, link(walk, say("replay:page.version", { number: 2 })));
  await title(walk, number(walk, 2)).waitFor();
  await fill(walk, say("automation:page.version.note"), "VIP");
  await reachAndPress(walk, button(walk, say("automation:page.next.approve")));
  await told(walk, say("automation:page.done.approve", { number: 2 }));
  await reachAndPress(walk, button(walk, say("automation:page.next.publish")));
  await told(walk, say("automation:page.done.publish", { number: 2 }));
  expect(await versions(walk)).toEqual(["2 live", "1 live"]);
  expect(ordersAt(story.world, walk, MADRID)).toEqual([...walk.matching, ...walk.others].sort());
  await told(walk, say("retroactive:count", { count: matching.length }));
  await reachAndPress(walk, link(walk, say("retroactive:card.showLive")));
  await title(walk, say("retroactive:page.title")).waitFor();
  await told(walk, say("retroactive:page.tried", { count: 6 }));
  const listed = walk.app.locator("tbody tr, li");
  for (const order of matching) {
    const row = listed.filter({ hasText: order }).filter({ hasText: `+${euros(walk, walk.costs.get(order) ?? 0)}` });
    await row.first().waitFor();
  }
  await look(walk, "open-orders");
});

story.step("of the four, three are chosen: Shopify has those shipped from elsewhere, and no other", async (walk) => {
  const { app, say, matching, others } = walk;
  const [left = "", ...chosen] = matching;
  for (const order of chosen) await tick(walk, say("retroactive:list.choose", { order }));
  await reachAndPress(walk, button(walk, say("retroactive:apply.some", { count: 3 })));
  await title(walk, say("retroactive:applied.title")).waitFor();
  await told(walk, say("retroactive:applied.count", { count: 3 }));
  const moved = app.getByText(say("retroactive:became.move"), { exact: true });
  await expect.poll(() => moved.count()).toBe(3);
  await look(walk, "open-orders-applied");
  expect(ordersAt(story.world, walk, BARCELONA)).toEqual(chosen);
  expect(ordersAt(story.world, walk, MADRID)).toEqual([left, ...others].sort());
});

story.step(
  "the order's page says why it ships from there, what elsewhere costs and what would change it",
  async (walk) => {
    const { app, say, costs } = walk;
    const order = walk.matching[1] ?? "";
    await reachAndPress(walk, link(walk, order));
    await title(walk, order).waitFor();
    await told(walk, say("orders:order.ships.from", { location: BARCELONA }));
    const because = { location: BARCELONA, from: MADRID, rules: RULE, loss: euros(walk, costs.get(order) ?? 0) };
    await told(walk, say("routing:reason.move.preferred", because));
    await told(walk, say("routing:reason.location.notStocked", { location: SEVILLA, count: 2 }));
    await reachAndPress(walk, app.locator("summary").filter({ hasText: say("orders:order.ships.costs.title") }));
    const priced = (location: string) => cells(walk, say("orders:order.ships.costs.title"), location);
    const inMinor = (text = "") => Number(text.replace(/[^\d]/g, ""));
    const there = (await priced(say("orders:order.ships.costs.chosen", { location: BARCELONA }))).slice(1).map(inMinor);
    const here = (await priced(MADRID)).slice(1).map(inMinor);
    for (const all of [there, here]) expect(all.slice(0, -1).reduce((sum, part) => sum + part, 0)).toBe(all.at(-1));
    const gap = (here.at(-1) ?? 0) - (there.at(-1) ?? 0);
    await told(walk, say("routing:reason.location.dearerByRules", { location: MADRID, gap: euros(walk, gap) }));
    // It would have stayed, had moving it saved a cent less than the 50 that it has to save.
    await told(walk, say("routing:reason.flip.perParcel", { location: MADRID, amount: euros(walk, gap - 49) }));
    await look(walk, "order-why");
  },
);

story.step("one click goes back to the version before, and the history says all of it", async (walk) => {
  const { say } = walk;
  await visit(walk, "", say("automation:page.title"));
  await look(walk, "automations");
  await reachAndPress(walk, link(walk, template(walk)));
  await reachAndPress(walk, link(walk, say("automation:page.tab.versions")));
  await link(walk, number(walk, 1)).waitFor();
  await look(walk, "automations-versions");
  await reachAndPress(walk, link(walk, number(walk, 1)));
  await title(walk, number(walk, 1)).waitFor();
  await reachAndPress(walk, button(walk, say("automation:page.next.revert")));
  await told(walk, say("automation:page.next.revertQuestion", { number: 1, live: 2 }));
  await look(walk, "automations-revert");
  await reachAndPress(walk, button(walk, say("automation:page.next.revertYes")));
  await title(walk, number(walk, 3)).waitFor();
  await reachAndPress(walk, link(walk, template(walk)));
  await reachAndPress(walk, link(walk, say("automation:page.tab.history")));
  await told(walk, say("automation:page.history.version.reverted", { to: 1, number: 3 }));
  const done = await walk.app
    .getByRole("table", { name: say("automation:page.history.title") })
    .locator("tbody td:last-child")
    .allTextContents();
  expect(done.slice(0, 4)).toEqual([
    say("automation:page.history.version.reverted", { to: 1, number: 3 }),
    say("automation:page.history.version.applied", { number: 2, count: 3 }),
    say("automation:page.history.version.published", { number: 2 }),
    say("automation:page.history.version.approved", { number: 2 }),
  ]);
  await look(walk, "automations-history");
});

story.step("rules go home as a file and come back; a file with a fault is refused with its place", async (walk) => {
  const { app, say } = walk;
  await reachAndPress(walk, link(walk, say("automation:page.tab.settings")));
  await button(walk, say("automation:page.settings.export")).waitFor();
  await look(walk, "automations-settings");
  const text = await saved(walk, say("automation:page.settings.export"));
  const name = say("automation:template.shipCompleteVip.rule.complete");
  expect(JSON.parse(text)).toMatchObject({ format: "entrega-rules", rules: [{ name }] });
  const upload = async (body: string) => {
    const file = { name: "rules.json", mimeType: "application/json", buffer: Buffer.from(body) };
    await app.locator("input[type=file]").setInputFiles(file);
    await reachAndPress(walk, button(walk, say("automation:page.settings.importButton")));
  };
  await upload(text.replace(`"${name}"`, '""'));
  await told(walk, say("automation:page.file.refused", { count: 1 }));
  await look(walk, "automations-file-wrong");
  await upload(text.replace(`"${name}"`, '"VIP 200"'));
  await told(walk, say("automation:page.file.imported", { count: 1 }));
  expect((await versions(walk))[0]).toBe("4 draft");
});

story.step("somebody else changed the rule meanwhile: which of the two counts is asked", async (walk) => {
  const { app, page, say } = walk;
  await reachAndPress(walk, link(walk, say("automation:page.tab.rules")));
  await reachAndPress(walk, link(walk, say("automation:page.rules.edit")));
  await title(walk, "VIP 200").waitFor();
  const other = await page.context().newPage();
  await other.goto(page.url());
  const theirs: Walk = { ...walk, page: other, app: other.frameLocator("iframe") };
  await title(theirs, "VIP 200").waitFor();
  await fill(theirs, say("automation:page.rule.name"), "Theirs");
  await reachAndPress(theirs, button(theirs, say("automation:page.rule.save")));
  await title(theirs, template(walk)).waitFor();
  await other.close();
  await fill(walk, say("automation:page.rule.name"), "Mine");
  await reachAndPress(walk, button(walk, say("automation:page.rule.save")));
  await told(walk, say("automation:page.stale.title"));
  await app.getByRole("alert").getByText("Theirs", { exact: true }).waitFor();
  await look(walk, "automations-stale");
  await reachAndPress(walk, button(walk, say("automation:page.stale.keep")));
  await told(walk, "1. Mine");
});

story.step("a paused set is not live, and can go on", async (walk) => {
  const { say } = walk;
  const name = template(walk);
  await reachAndPress(walk, link(walk, say("automation:page.title")));
  await reachAndPress(walk, button(walk, say("automation:page.list.pauseSpoken", { name })));
  const resume = button(walk, say("automation:page.list.resumeSpoken", { name }));
  await resume.waitFor();
  await look(walk, "automations-paused");
  await reachAndPress(walk, resume);
  await told(walk, say("automation:page.state.live", { number: 3 }));
});
