import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RuleSetId } from "../../app/core/ids.ts";
import type { Rule } from "../../app/features/automation/domain/rule.ts";
import type { ShopTx } from "../../app/platform/db/in-shop.server.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";

let world: TestWorld;
let app: Awaited<ReturnType<typeof modules>>;
const modules = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/features/automation/create-set.server.ts")),
  ...(await import("../../app/features/automation/change-rules.server.ts")),
  ...(await import("../../app/features/automation/change-set.server.ts")),
  ...(await import("../../app/features/automation/change-version.server.ts")),
  ...(await import("../../app/features/automation/changes.server.ts")),
  ...(await import("../../app/features/automation/domain/document.ts")),
  ...(await import("../../app/features/automation/set-page.server.ts")),
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
const BOB = "70002";
const now = () => world.clock.now();
const file = (text: string) => ({ name: "rules.json", bytes: new TextEncoder().encode(text) });

interface Opened {
  readonly shop: InstalledShop;
  readonly setId: RuleSetId;
  readonly inside: <T>(work: (tx: ShopTx) => Promise<T>) => Promise<T>;
}

/** A set made from the template "Heavy orders from the warehouse": one rule in a draft. */
async function opened(): Promise<Opened> {
  const shop = await world.install(spanishShop());
  const inside: Opened["inside"] = (work) => app.inShop(shop.shopId, work);
  const created = await inside((tx) =>
    app.createFromForm(
      tx,
      { do: "template", template: "heavyFromWarehouse" },
      { say: (key) => key, currency: "EUR" },
      ANA,
      now(),
    ),
  );
  if (created.status !== "created") throw new Error(created.status);
  return { shop, setId: created.setId, inside };
}

async function rulesOf({ inside, setId }: Opened): Promise<readonly Rule[]> {
  return (await inside((tx) => app.shownSet(tx, setId, now())))?.rules ?? [];
}

/** The first rule of a set, which has one. */
async function firstOf(of: Opened): Promise<Rule> {
  const [rule] = await rulesOf(of);
  if (rule === undefined) throw new Error("no rule");
  return rule;
}

const save = ({ inside, setId }: Opened, rule: unknown, was: unknown, who = ANA) =>
  inside((tx) => app.saveRule(tx, { setId, trigger: "order.routing" }, { rule, was }, who, now()));

const act = ({ inside, setId }: Opened, what: "up" | "duplicate" | "delete" | "disable", rule: string) =>
  inside((tx) => app.actOnRule(tx, setId, { do: what, rule }, (name) => `${name} (copy)`, BOB, now()));

const named = (name: string): Rule => ({
  ...{ id: `id-${name}`, name, enabled: true },
  ...{ when: { all: [] }, then: [{ do: "forbidSplit" }] },
});
const names = async (of: Opened) => (await rulesOf(of)).map(({ name }) => name);

describe("a new set", () => {
  test("begins with a template's rules as a draft, in the reader's words and the shop's money", async () => {
    const of = await opened();
    const shown = await of.inside((tx) => app.shownSet(tx, of.setId, now()));
    expect(shown).toMatchObject({
      set: { name: "template.heavyFromWarehouse.name", trigger: "order.routing", channels: [] },
      basis: { number: 1, approvedAt: null },
      rules: [{ name: "template.heavyFromWarehouse.rule.require", enabled: true }],
    });
  });

  test("begins with a file that another set was exported to, with ids of its own", async () => {
    const of = await opened();
    const rule = await firstOf(of);
    const text = app.exportRules("Peso", {
      ...{ trigger: "order.routing", channels: ["web"], handlesAll: true },
      rules: [rule],
    });
    const created = await of.inside((tx) => app.createFromFile(tx, file(text), ANA, now()));
    if (created.status !== "created") throw new Error(created.status);
    const copy = { ...of, setId: created.setId };
    const shown = await of.inside((tx) => app.shownSet(tx, copy.setId, now()));
    expect(shown?.set).toMatchObject({ name: "Peso", channels: ["web"], handlesAll: true });
    const copied = await firstOf(copy);
    expect(copied).toEqual({ ...rule, id: expect.not.stringMatching(rule.id) });
  });

  test("needs a name, and is not made from a file with faults: each is told with its place", async () => {
    const { inside, setId } = await opened();
    await inside(async (tx) => {
      const empty = { do: "empty", trigger: "order.placed", name: "" } as const;
      expect(await app.createFromForm(tx, empty, { say: String, currency: "EUR" }, ANA, now())).toEqual({
        status: "nameless",
      });
      const wrong = JSON.stringify({ format: "entrega-rules", version: 1, name: "x", rules: [{ id: "a" }] });
      const refused = await app.createFromFile(tx, file(wrong), ANA, now());
      expect(refused.status === "refused" && refused.faults.map(({ path }) => path.join("."))).toContain(
        "rules.0.when",
      );
      expect(await app.createFromFile(tx, file("{"), ANA, now())).toMatchObject({ faults: [{ code: "notJson" }] });
      expect(await tx.rows("select set_id from rule_set where shop_id = $1", [tx.shopId])).toEqual([{ set_id: setId }]);
    });
  });
});

describe("a rule", () => {
  test("is added at the end, and changed where it stands", async () => {
    const of = await opened();
    const first = await firstOf(of);
    expect(await save(of, named("b"), null)).toEqual({ status: "saved" });
    expect(await save(of, { ...first, name: "a" }, first)).toEqual({ status: "saved" });
    expect(await names(of)).toEqual(["a", "b"]);
  });

  test("with something missing is not saved, and every fault is named by its place in the rule", async () => {
    const of = await opened();
    const wrong = {
      ...named(""),
      when: { all: [{ field: "order.weight", op: "isMoreThan" }] },
      then: [{ do: "requireLocations", where: { all: [] } }, { do: "moon" }],
    };
    const saved = await save(of, wrong, null);
    expect(saved.status === "invalid" && saved.faults.map(({ code, path }) => `${code} ${path.join(".")}`)).toEqual([
      "tooSmall name",
      "missing when.all.0.value",
      "unknownAction then.1.do",
    ]);
    const empty = await save(of, { ...wrong, name: "x", when: { all: [] }, then: wrong.then.slice(0, 1) }, null);
    expect(empty.status === "invalid" && empty.faults.map(({ path }) => path.join("."))).toEqual(["then.0.where.all"]);
    expect(await rulesOf(of)).toHaveLength(1);
  });

  test("that somebody else changed meanwhile is not written over, and theirs is told", async () => {
    const of = await opened();
    const seen = await firstOf(of);
    await save(of, { ...seen, name: "theirs" }, seen, BOB);
    const stale = await save(of, { ...seen, name: "mine" }, seen);
    expect(stale).toEqual({ status: "stale", theirs: { ...seen, name: "theirs" } });
    expect(await names(of)).toEqual(["theirs"]);
    // Whoever has seen theirs may put mine in its place.
    expect(await save(of, { ...seen, name: "mine" }, { ...seen, name: "theirs" })).toEqual({ status: "saved" });
    expect(await names(of)).toEqual(["mine"]);
  });

  test("that somebody else removed meanwhile is told as gone, and can be kept", async () => {
    const of = await opened();
    const seen = await firstOf(of);
    await act(of, "delete", seen.id);
    expect(await save(of, { ...seen, name: "mine" }, seen)).toEqual({ status: "stale", theirs: null });
    expect(await save(of, { ...seen, name: "mine" }, null)).toEqual({ status: "saved" });
    expect(await names(of)).toEqual(["mine"]);
  });

  test("is saved although others changed other rules meanwhile, and nothing of theirs is lost", async () => {
    const of = await opened();
    const seen = await firstOf(of);
    await save(of, named("b"), null, BOB);
    await act(of, "up", "id-b");
    expect(await save(of, { ...seen, name: "a" }, seen)).toEqual({ status: "saved" });
    expect(await names(of)).toEqual(["b", "a"]);
  });

  test("saved twice is there once", async () => {
    const of = await opened();
    expect([await save(of, named("b"), null), await save(of, named("b"), null)]).toEqual([
      { status: "saved" },
      { status: "saved" },
    ]);
    expect(await rulesOf(of)).toHaveLength(2);
  });

  test("is moved, copied, turned off and removed in the draft, and all of that is written down", async () => {
    const of = await opened();
    await save(of, named("b"), null);
    expect(await act(of, "up", "id-b")).toBe(true);
    expect(await act(of, "duplicate", "id-b")).toBe(true);
    expect(await act(of, "disable", "id-b")).toBe(true);
    expect(await act(of, "delete", (await rulesOf(of))[2]?.id ?? "")).toBe(true);
    expect(await act(of, "delete", "gone")).toBe(false);
    expect((await rulesOf(of)).map(({ name, enabled }) => `${name} ${String(enabled)}`)).toEqual([
      "b false",
      "b (copy) true",
    ]);
    const changes = await of.inside((tx) => app.readChanges(tx, of.setId, { before: null, count: 10 }));
    expect(changes.map(({ code, who, data }) => [code, who, data["did"]].join(" "))).toEqual([
      "version.saved 70002 delete",
      "version.saved 70002 disable",
      "version.saved 70002 duplicate",
      "version.saved 70002 up",
      "version.saved 70001 added",
      "version.saved 70001 template",
      "set.created 70001 ",
    ]);
  });
});

describe("a file imported into a set", () => {
  const text = (rules: readonly Rule[], trigger = "order.routing") =>
    JSON.stringify({
      ...{ format: "entrega-rules", version: 1, name: "Other", trigger, channels: [], handlesAll: false },
      rules,
    });
  const take = ({ inside, setId }: Opened, body: string) =>
    inside((tx) => app.importIntoDraft(tx, { setId, trigger: "order.routing" }, file(body), BOB, now()));

  test("takes the place of the draft's rules and keeps their ids; the set keeps its name", async () => {
    const of = await opened();
    expect(await take(of, text([named("x"), named("y")]))).toEqual({ status: "imported", count: 2 });
    expect((await rulesOf(of)).map(({ id }) => id)).toEqual(["id-x", "id-y"]);
    const shown = await of.inside((tx) => app.shownSet(tx, of.setId, now()));
    expect(shown?.set.name).toBe("template.heavyFromWarehouse.name");
  });

  test("with a fault changes nothing", async () => {
    const of = await opened();
    const before = await rulesOf(of);
    expect(await take(of, text([{ ...named("x"), name: "" }]))).toMatchObject({
      status: "refused",
      faults: [{ code: "tooSmall", path: ["rules", 0, "name"] }],
    });
    expect(await rulesOf(of)).toEqual(before);
  });
});

describe("a version", () => {
  const shop = (hasErrors: boolean) => ({ timeZone: "Europe/Madrid", hasErrors: async () => hasErrors });

  test("goes from draft to live, and back by one click; who went back finds the older rules live", async () => {
    const of = await opened();
    const change = (tx: ShopTx, version: number, what: Parameters<typeof app.changeVersion>[2], errors = false) =>
      app.readVersions(tx, of.setId).then((all) => {
        const found = all.find(({ number }) => number === version);
        if (found === undefined) throw new Error(`no version ${version}`);
        return app.changeVersion(tx, found.versionId, what, shop(errors), BOB, now());
      });
    const seenOf = async (tx: ShopTx) => (await app.readVersions(tx, of.setId))[0]?.updatedAt ?? 0;
    await of.inside(async (tx) => {
      const stale = await change(tx, 1, { do: "approve", seen: 1, note: "" });
      expect(stale).toEqual({ status: "refused", code: "changed" });
      expect(await change(tx, 1, { do: "approve", seen: await seenOf(tx), note: "why" })).toMatchObject({
        did: "approve",
      });
      expect(await change(tx, 1, { do: "publish" }, true)).toEqual({ status: "refused", code: "errors" });
      expect(await change(tx, 1, { do: "publish", despite: "on" }, true)).toMatchObject({ did: "publish" });
    });
    await world.advance(of.shop, 60_000);
    await save(of, named("b"), null);
    await of.inside(async (tx) => {
      expect(await change(tx, 2, { do: "approve", seen: await seenOf(tx), note: "" })).toMatchObject({
        did: "approve",
      });
      expect(await change(tx, 2, { do: "schedule", at: "2020-01-01T10:00" })).toMatchObject({ code: "past" });
      expect(await change(tx, 2, { do: "schedule", at: "soon" })).toMatchObject({ code: "moment" });
      expect(await change(tx, 2, { do: "schedule", at: "2030-01-01T10:00" })).toMatchObject({ did: "schedule" });
      const [second] = await app.readVersions(tx, of.setId);
      expect(new Date(second?.liveFrom ?? 0).toISOString()).toBe("2030-01-01T09:00:00.000Z");
      expect(await change(tx, 2, { do: "unschedule" })).toMatchObject({ did: "unschedule" });
      expect(await change(tx, 2, { do: "publish" })).toMatchObject({ did: "publish" });
    });
    await world.advance(of.shop, 60_000);
    expect(await names(of)).toHaveLength(2);
    await of.inside(async (tx) => {
      const back = await change(tx, 1, { do: "revert" });
      expect(back).toMatchObject({ status: "did", did: "revert", versionId: expect.any(String) });
    });
    expect(await names(of)).toHaveLength(1);
  });

  test("that is a draft can be thrown away, once", async () => {
    const of = await opened();
    await of.inside(async (tx) => {
      const [draft] = await app.readVersions(tx, of.setId);
      if (draft === undefined) throw new Error("no draft");
      const discard = () => app.changeVersion(tx, draft.versionId, { do: "discard" }, shop(false), BOB, now());
      expect([await discard(), await discard()]).toEqual([
        { status: "did", did: "discard" },
        { status: "refused", code: "changed" },
      ]);
    });
    expect(await rulesOf(of)).toEqual([]);
  });
});

describe("a set", () => {
  test("is renamed and made for some channels, but not without a name", async () => {
    const { inside, setId } = await opened();
    await inside(async (tx) => {
      const typed = { name: "Centro", channels: "web\npos", handlesAll: "on" };
      const settings = app.setSettingsSchema.parse(typed);
      expect(await app.saveSettings(tx, setId, settings, BOB, now())).toEqual({ status: "saved" });
      expect(await app.saveSettings(tx, setId, { ...settings, name: "" }, BOB, now())).toEqual({ status: "nameless" });
      const shown = await app.shownSet(tx, setId, now());
      expect(shown?.set).toMatchObject({ name: "Centro", channels: ["web", "pos"], handlesAll: true });
    });
  });
});
