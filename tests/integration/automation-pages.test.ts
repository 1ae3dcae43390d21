import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RuleSetId } from "../../app/core/ids.ts";
import type { Rule } from "../../app/features/automation/domain/rule.ts";
import type { ShopTx } from "../../app/platform/db/in-shop.server.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { location, order } from "./steps.ts";

let world: TestWorld;
let app: Awaited<ReturnType<typeof modules>>;
const modules = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/features/automation/choices.server.ts")),
  ...(await import("../../app/features/automation/create-set.server.ts")),
  ...(await import("../../app/features/automation/domain/templates.ts")),
  ...(await import("../../app/features/automation/history-page.server.ts")),
  ...(await import("../../app/features/automation/list-filter.ts")),
  ...(await import("../../app/features/automation/list-page.server.ts")),
  ...(await import("../../app/features/automation/lint-set.server.ts")),
  ...(await import("../../app/features/automation/matches.server.ts")),
  ...(await import("../../app/features/automation/rule-page.server.ts")),
  ...(await import("../../app/features/automation/set-page.server.ts")),
  ...(await import("../../app/features/automation/sets.server.ts")),
  ...(await import("../../app/features/automation/settings-page.server.ts")),
  ...(await import("../../app/features/automation/version-page.server.ts")),
  ...(await import("../../app/features/automation/versions.server.ts")),
});
beforeAll(async () => {
  world = await openWorld();
  app = await modules();
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const ANA = "70001";
const WHERE = { timeZone: "Europe/Madrid", currency: "EUR" };
const now = () => world.clock.now();
const inside = <T>({ shopId }: InstalledShop, work: (tx: ShopTx) => Promise<T>) => app.inShop(shopId, work);

const rule = (id: string, change: Partial<Rule> = {}): Rule => ({
  ...{ id, name: id, enabled: true },
  ...{ when: { all: [] }, then: [{ do: "forbidSplit" }] },
  ...change,
});

async function newSet(shop: InstalledShop, name: string, rules: readonly Rule[] | null = null): Promise<RuleSetId> {
  return inside(shop, async (tx) => {
    const set = { trigger: "order.routing", name, channels: [], handlesAll: false } as const;
    const setId = await app.createSet(tx, set, ANA, now());
    if (setId === undefined) throw new Error("no set");
    if (rules !== null) await app.saveDraft(tx, setId, { rules, seen: null }, ANA, now());
    return setId;
  });
}

/** Approves and publishes the draft of a set. */
async function publish(shop: InstalledShop, setId: RuleSetId, from = now()): Promise<void> {
  await inside(shop, async (tx) => {
    const [draft] = await app.readVersions(tx, setId);
    if (draft === undefined) throw new Error("no draft");
    await app.approve(tx, draft.versionId, { seen: draft.updatedAt, note: "" }, ANA, now());
    await app.publish(tx, draft.versionId, from, ANA, now());
  });
}

const ofSet = (shop: InstalledShop, setId: RuleSetId, query: { page?: number; search?: string } = {}) =>
  app.setPage(shop.shopId, setId, { page: 1, search: "", ...query }, WHERE, now());

const list = (shop: InstalledShop, query = "") =>
  app.listPage(shop.shopId, app.readFilter(new URLSearchParams(query)), WHERE.timeZone, now());

describe("the list of rule sets", () => {
  test("of a new shop is empty", async () => {
    const shop = await world.install(spanishShop());
    expect(await list(shop)).toMatchObject({ any: false, sets: [] });
  });

  test("says where each set stands, what it matched lately, and its place", async () => {
    const shop = await world.install(spanishShop());
    const live = await newSet(shop, "Live", [rule("a")]);
    await publish(shop, live);
    await inside(shop, (tx) => app.saveDraft(tx, live, { rules: [rule("b")], seen: null }, ANA, now()));
    const later = await newSet(shop, "Later", [rule("c")]);
    await publish(shop, later, new Date("2030-01-01T00:00:00Z"));
    const idle = await newSet(shop, "Idle");
    await inside(shop, async (tx) => {
      await app.pauseSet(tx, idle, true, ANA, now());
      const count = { setId: live, ruleId: "a", matched: 2, unknown: 1, fields: ["order.weight"] };
      await app.addMatches(tx, "2026-11-02", [count]);
      await app.addMatches(tx, "2026-10-03", [count]);
      await app.addMatches(tx, "2026-08-05", [count]);
      await app.addMatches(tx, "2026-08-03", [count]);
    });
    expect((await list(shop)).sets).toMatchObject([
      {
        ...{ name: "Live", states: ["live", "draft"], live: { number: 1 }, draft: 2, first: true, last: false },
        ...{ matched30: 2, matched90: 6, unknown30: 1 },
      },
      { name: "Later", states: ["scheduled"], live: null, scheduled: { from: "2030-01-01T00:00:00.000Z" } },
      { name: "Idle", states: ["paused"], matched90: 0, last: true },
    ]);
    expect((await list(shop, "state=draft")).sets.map(({ name }) => name)).toEqual(["Live"]);
    expect(await list(shop, "q=nothing")).toMatchObject({ any: true, sets: [] });
  });

  test("never shows another shop's", async () => {
    const shop = await world.install(spanishShop());
    const setId = await newSet(shop, "Mine", [rule("a")]);
    const other = await world.install(spanishShop());
    expect((await list(other)).any).toBe(false);
    expect(await ofSet(other, setId)).toBeUndefined();
    expect(await app.rulePage(other.shopId, setId, "a", now())).toBeUndefined();
  });
});

describe("the page of a set", () => {
  test("shows the draft's rules while there is one, else those that are live", async () => {
    const shop = await world.install(spanishShop());
    const setId = await newSet(shop, "Set", [rule("a")]);
    await publish(shop, setId);
    expect(await ofSet(shop, setId)).toMatchObject({ set: { draft: null, live: { number: 1 } }, total: 1 });
    await inside(shop, (tx) => app.saveDraft(tx, setId, { rules: [rule("b"), rule("c")], seen: null }, ANA, now()));
    expect(await ofSet(shop, setId)).toMatchObject({ set: { draft: { number: 2 }, live: { number: 1 } }, total: 2 });
  });

  test("shows rules page by page, and finds one by its name", async () => {
    const shop = await world.install(spanishShop());
    const rules = Array.from({ length: 60 }, (_, n) => rule(`r${n}`, { then: [{ do: "addTag", tag: `t${n}` }] }));
    const setId = await newSet(shop, "Set", rules);
    expect(await ofSet(shop, setId, { page: 3 })).toMatchObject({ pages: 3, total: 60, rules: { length: 10 } });
    const found = await ofSet(shop, setId, { search: "R42" });
    expect(found?.rules.map(({ rule: { id }, position }) => `${id} at ${position}`)).toEqual(["r42 at 43"]);
  });

  test("says what each rule matched, and which field it would have had to know", async () => {
    const shop = await world.install(spanishShop());
    const setId = await newSet(shop, "Set", [rule("a"), rule("b")]);
    const count = { setId, ruleId: "a", matched: 3, unknown: 2, fields: ["order.weight"] };
    await inside(shop, (tx) => app.addMatches(tx, "2026-11-01", [count]));
    const shown = await ofSet(shop, setId);
    expect(shown?.rules.map((each) => each.count)).toEqual([
      { ruleId: "a", matched: 3, unknown: 2, fields: [{ field: "order.weight", orders: 2 }] },
      null,
    ]);
  });

  test("shows rules that can no longer be read as what is wrong with them, and keeps them", async () => {
    const shop = await world.install(spanishShop());
    const setId = await newSet(shop, "Set", [{ ...rule("a"), when: { field: "gone" } } as never]);
    expect(await ofSet(shop, setId)).toMatchObject({ total: 0, faults: [{ path: ["rules", 0, "when", "field"] }] });
  });
});

describe("the linter", () => {
  test("finds nothing wrong with any template in a shop that has just begun", async () => {
    const shop = await world.install(spanishShop());
    await order(world, shop, { "CAM-1": 1 });
    const findings = app.TEMPLATES.map(async (template) => {
      const rules = app.rulesOf(template, "EUR", String, () => template.key);
      return (await ofSet(shop, await newSet(shop, template.key, rules)))?.findings.map(
        ({ code, params }) => `${template.key}: ${code} ${JSON.stringify(params)}`,
      );
    });
    expect((await Promise.all(findings)).flat()).toEqual([]);
  });

  test("calls a deleted location an error and a tag that nobody has used yet a warning, with an order that shows it", async () => {
    const shop = await world.install(spanishShop());
    await order(world, shop, { "CAM-1": 1 }, { tags: ["vip"] });
    const madrid = location(shop, "Madrid");
    const named = (id: string, ids: readonly string[]) =>
      rule(id, {
        then: [{ do: "excludeLocations", where: { field: "location.location", op: "isOneOf", value: ids } }],
      });
    const setId = await newSet(shop, "Set", [
      named("gone", ["999"]),
      named("there", [madrid]),
      rule("tag", { when: { field: "order.tags", op: "hasAnyOf", value: ["vip", "wholesale"] } }),
    ]);
    const found = (await ofSet(shop, setId))?.findings.filter(({ code }) => code === "vanished");
    expect(found?.map(({ level, ruleIds, params }) => [level, ruleIds[0], params["value"]].join(" "))).toEqual([
      "error gone 999",
      "warning tag wholesale",
    ]);
    expect(found?.[0]?.rows.map(({ field }) => field)).toContain("order.total");
    const [draft] = await inside(shop, (tx) => app.readVersions(tx, setId));
    if (draft === undefined) throw new Error("no draft");
    expect(await inside(shop, (tx) => app.hasErrors(tx, draft.versionId, WHERE, now()))).toBe(true);
  });
});

describe("the page of a version", () => {
  test("says what it changes about the live one, and of which set it is", async () => {
    const shop = await world.install(spanishShop());
    const setId = await newSet(shop, "Set", [rule("a"), rule("b")]);
    await publish(shop, setId);
    await inside(shop, (tx) =>
      app.saveDraft(tx, setId, { rules: [rule("b", { enabled: false }), rule("c")], seen: null }, ANA, now()),
    );
    const versions = await app.versionsPage(shop.shopId, setId, now());
    expect(versions?.versions.map(({ number, state, basedOn }) => [number, state, basedOn])).toEqual([
      [2, "draft", 1],
      [1, "live", null],
    ]);
    const versionId = versions?.versions[0]?.versionId;
    if (versionId === undefined) throw new Error("no version");
    const page = await app.versionPage(shop.shopId, { setId, versionId }, WHERE, now());
    expect(page?.differences.map(({ kind, rule: { id } }) => `${kind} ${id}`)).toEqual([
      "changed b",
      "added c",
      "removed a",
    ]);
    const other = await newSet(shop, "Other");
    expect(await app.versionPage(shop.shopId, { setId: other, versionId }, WHERE, now())).toBeUndefined();
  });
});

describe("the history of a set", () => {
  test("is paged from the newest on", async () => {
    const shop = await world.install(spanishShop());
    const setId = await newSet(shop, "Set");
    await inside(shop, async (tx) => {
      for (let time = 0; time < 60; time++) await app.pauseSet(tx, setId, time % 2 === 0, ANA, now());
    });
    const newest = await app.historyPage(shop.shopId, setId, null, now());
    expect([newest?.changes.length, newest?.changes[0]?.code]).toEqual([50, "set.resumed"]);
    const older = await app.historyPage(shop.shopId, setId, newest?.older ?? null, now());
    expect([older?.changes.length, older?.changes.at(-1)?.code, older?.older]).toEqual([11, "set.created", null]);
  });
});

describe("what can be chosen", () => {
  test("are the shop's own values: what it sells, where it ships from, and what its orders had", async () => {
    const shop = await world.install(
      spanishShop({
        products: [
          {
            ...{ title: "Camiseta", vendor: "Lino", productType: "Ropa", tags: ["verano"] },
            variants: [{ sku: "CAM-1", priceMinor: 1990, stock: [10, 5, 0] }],
          },
          { title: "Taza", vendor: "Casa", variants: [{ sku: "TAZ-1", priceMinor: 990, stock: [0, 3, 8] }] },
        ],
      }),
    );
    await order(world, shop, { "CAM-1": 1 }, { tags: ["vip"] });
    const choices = (which: Parameters<typeof app.readChoices>[1], search = "") =>
      inside(shop, (tx) => app.readChoices(tx, which, search)).then((all) =>
        all.map(({ value, label }) => label ?? value),
      );
    expect(await choices("locations", "sev")).toEqual(["Tienda Sevilla"]);
    expect(await choices("products", "cam")).toEqual(["Camiseta · CAM-1"]);
    expect(await choices("products", "taz-1")).toEqual(["Taza · TAZ-1"]);
    expect(await choices("products")).toHaveLength(2);
    expect(await choices("vendors")).toEqual(["Casa", "Lino"]);
    expect(await choices("orderTags")).toEqual(["vip"]);
    expect(await choices("currencies")).toEqual(["EUR"]);
    expect(await choices("shippingMethods", "STAND")).toEqual(["Standard"]);
    expect(await choices("services")).toEqual([]);
    expect((await choices("channels")).length).toBeGreaterThan(0);
  });

  test("a location and a product that are gone have no name", async () => {
    const shop = await world.install(spanishShop());
    const madrid = location(shop, "Madrid");
    const names = await inside(shop, (tx) =>
      app.readNames(tx, new Map([["products", new Set(["1", "not a number"])]])),
    );
    expect(names.locations?.[madrid]).toBe("Almacén Madrid");
    expect(names.products).toEqual({});
  });

  test("a new rule begins with an id of its own, and a set's settings show channels it is for although no order came by them", async () => {
    const shop = await world.install(spanishShop());
    const setId = await newSet(shop, "Set");
    const ids = await Promise.all([1, 2].map(() => app.rulePage(shop.shopId, setId, "new", now())));
    expect(new Set(ids.map((page) => page?.rule.id)).size).toBe(2);
    await inside(shop, (tx) =>
      app.changeSet(tx, setId, { name: "Set", channels: ["pos"], handlesAll: false }, ANA, now()),
    );
    expect((await app.settingsPage(shop.shopId, setId, now()))?.channels).toEqual([{ value: "pos" }]);
  });
});
