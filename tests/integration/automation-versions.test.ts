import { beforeAll, describe, expect, test } from "vitest";
import type { RuleSetId, RuleVersionId } from "../../app/core/ids.ts";
import type { ShopTx } from "../../app/platform/db/in-shop.server.ts";
import type { Saved } from "../../app/features/automation/versions.server.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";

let world: TestWorld;
let app: Awaited<ReturnType<typeof modules>>;
const modules = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/features/automation/sets.server.ts")),
  ...(await import("../../app/features/automation/versions.server.ts")),
  ...(await import("../../app/features/automation/changes.server.ts")),
  ...(await import("../../app/features/automation/matches.server.ts")),
});
beforeAll(async () => {
  world = await openWorld();
  app = await modules();
});

const ANA = "70001";
const BOB = "70002";
const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 10, minute));
const TRIGGER = "order.routing" as const;

async function opened(): Promise<{
  shop: InstalledShop;
  setId: RuleSetId;
  inside: <T>(work: (tx: ShopTx) => Promise<T>) => Promise<T>;
}> {
  const shop = await world.install(spanishShop());
  const inside = <T>(work: (tx: ShopTx) => Promise<T>) => app.inShop(shop.shopId, work);
  const setId = await inside((tx) =>
    app.createSet(tx, { trigger: TRIGGER, name: "Almacén", channels: [], handlesAll: false }, ANA, at(0)),
  );
  if (setId === undefined) throw new Error("no set");
  return { shop, setId, inside };
}

/** Saves, approves and publishes rules; returns their version. */
async function live(
  inside: Awaited<ReturnType<typeof opened>>["inside"],
  setId: RuleSetId,
  rules: string[],
  minute: number,
) {
  return inside(async (tx) => {
    const saved = await app.saveDraft(tx, setId, { rules, seen: null }, ANA, at(minute));
    if (saved.kind === "stale") throw new Error("stale");
    expect(await app.approve(tx, saved.versionId, { seen: at(minute).getTime(), note: "" }, BOB, at(minute))).toBe(
      true,
    );
    expect(await app.publish(tx, saved.versionId, at(minute), BOB, at(minute))).toBe(true);
    return saved.versionId;
  });
}

const rulesOf = async (tx: ShopTx, saved: Saved) =>
  saved.kind === "saved" ? (await app.readVersion(tx, saved.versionId))?.rules : saved.kind;

const rulesLive = (tx: ShopTx, minute: number) =>
  app.readLive(tx, TRIGGER, at(minute)).then((all) => all.map(({ rules }) => rules));

describe("versions of rules", () => {
  test("a draft is saved again and again as one version, and nothing of it is live", async () => {
    const { setId, inside } = await opened();
    await inside(async (tx) => {
      const first = await app.saveDraft(tx, setId, { rules: ["a"], seen: null }, ANA, at(1));
      expect(first.kind).toBe("saved");
      const second = await app.saveDraft(tx, setId, { rules: ["b"], seen: at(1).getTime() }, BOB, at(2));
      expect(second).toEqual(first);
      expect(await app.readVersions(tx, setId)).toMatchObject([{ number: 1, createdBy: ANA }]);
      expect(await rulesOf(tx, first)).toEqual(["b"]);
      expect(await rulesLive(tx, 3)).toEqual([]);
    });
  });

  test("a draft that somebody else saved meanwhile is not written over", async () => {
    const { setId, inside } = await opened();
    await inside(async (tx) => {
      const saved = await app.saveDraft(tx, setId, { rules: ["a"], seen: null }, ANA, at(1));
      const stale = { kind: "stale" };
      expect(await app.saveDraft(tx, setId, { rules: ["b"], seen: null }, BOB, at(2))).toEqual(stale);
      expect(await app.saveDraft(tx, setId, { rules: ["b"], seen: 5 }, BOB, at(2))).toEqual(stale);
      expect(await rulesOf(tx, saved)).toEqual(["a"]);
    });
  });

  test("two people who save a first draft at once make one, and the second is told", async () => {
    const { setId, inside } = await opened();
    const save = (rules: string[], who: string) =>
      inside((tx) => app.saveDraft(tx, setId, { rules, seen: null }, who, at(1)));
    const kinds = (await Promise.all([save(["a"], ANA), save(["b"], BOB)])).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(["saved", "stale"]);
    expect(await inside((tx) => app.readVersions(tx, setId))).toHaveLength(1);
  });

  test("a change that depends on nothing seen is made in the draft as it is then", async () => {
    const { setId, inside } = await opened();
    const done = { code: "version.saved" } as const;
    const add = (rule: string) => (rules: unknown) => ({ rules: [...(rules as string[]), rule], done });
    await inside(async (tx) => {
      expect(await app.changeDraft(tx, setId, add("a"), ANA, at(1))).toBe(true);
      expect(await app.changeDraft(tx, setId, add("b"), BOB, at(2))).toBe(true);
      expect(await app.changeDraft(tx, setId, () => undefined, BOB, at(3))).toBe(false);
      const [draft, ...others] = await app.readVersions(tx, setId);
      expect(others).toEqual([]);
      expect(draft && (await app.readVersion(tx, draft.versionId))?.rules).toEqual(["a", "b"]);
    });
  });

  test("only what was approved goes live, and what was approved does not change", async () => {
    const { setId, inside } = await opened();
    await inside(async (tx) => {
      const saved = await app.saveDraft(tx, setId, { rules: ["a"], seen: null }, ANA, at(1));
      if (saved.kind === "stale") throw new Error("stale");
      expect(await app.publish(tx, saved.versionId, at(2), BOB, at(2))).toBe(false);
      expect(await app.approve(tx, saved.versionId, { seen: at(0).getTime(), note: "n" }, BOB, at(2))).toBe(false);
      expect(await app.approve(tx, saved.versionId, { seen: at(1).getTime(), note: "n" }, BOB, at(2))).toBe(true);
      expect(await app.discardDraft(tx, saved.versionId, ANA, at(3))).toBe(false);
      const next = await app.saveDraft(tx, setId, { rules: ["b"], seen: null }, ANA, at(3));
      expect(next.kind).toBe("saved");
      expect(await app.readVersions(tx, setId)).toMatchObject([
        { number: 2, approvedAt: null, basedOn: saved.versionId },
        { number: 1, approvedBy: BOB, note: "n" },
      ]);
    });
  });

  test("a scheduled version takes over at its moment, and can be taken back before", async () => {
    const { setId, inside } = await opened();
    await live(inside, setId, ["a"], 1);
    await inside(async (tx) => {
      const saved = await app.saveDraft(tx, setId, { rules: ["b"], seen: null }, ANA, at(2));
      if (saved.kind === "stale") throw new Error("stale");
      await app.approve(tx, saved.versionId, { seen: at(2).getTime(), note: "n" }, ANA, at(2));
      expect(await app.publish(tx, saved.versionId, at(30), ANA, at(3))).toBe(true);
      expect([await rulesLive(tx, 29), await rulesLive(tx, 30)]).toEqual([[["a"]], [["b"]]]);
      expect(await app.unschedule(tx, saved.versionId, ANA, at(4))).toBe(true);
      expect(await rulesLive(tx, 30)).toEqual([["a"]]);
      expect(await app.unschedule(tx, saved.versionId, ANA, at(5))).toBe(false);
    });
  });

  test("one click goes back to what was live before, as a new version", async () => {
    const { setId, inside } = await opened();
    const first = await live(inside, setId, ["a"], 1);
    await live(inside, setId, ["b"], 2);
    await inside(async (tx) => {
      expect(await app.revertTo(tx, first, BOB, at(5))).toBeDefined();
      expect(await rulesLive(tx, 5)).toEqual([["a"]]);
      expect(await rulesLive(tx, 4)).toEqual([["b"]]);
      expect(await app.readVersions(tx, setId)).toMatchObject([
        { number: 3, basedOn: first },
        { number: 2 },
        { number: 1 },
      ]);
    });
  });

  test("there is no going back to what was never live", async () => {
    const { setId, inside } = await opened();
    await inside(async (tx) => {
      const saved = await app.saveDraft(tx, setId, { rules: ["a"], seen: null }, ANA, at(1));
      if (saved.kind === "stale") throw new Error("stale");
      expect(await app.revertTo(tx, saved.versionId, BOB, at(5))).toBeUndefined();
    });
  });

  test("a paused set has nothing live; what sets say runs in their order, which people change", async () => {
    const { setId, inside } = await opened();
    await live(inside, setId, ["a"], 1);
    const other = await inside((tx) =>
      app.createSet(tx, { trigger: TRIGGER, name: "Tiendas", channels: ["pos"], handlesAll: false }, ANA, at(1)),
    );
    if (other === undefined) throw new Error("no set");
    await live(inside, other, ["b"], 2);
    await inside(async (tx) => {
      expect(await rulesLive(tx, 3)).toEqual([["a"], ["b"]]);
      await app.moveSet(tx, other, -1, ANA, at(3));
      await app.moveSet(tx, other, -1, ANA, at(3));
      expect(await rulesLive(tx, 3)).toEqual([["b"], ["a"]]);
      await app.pauseSet(tx, other, true, ANA, at(4));
      expect(await rulesLive(tx, 5)).toEqual([["a"]]);
      await app.pauseSet(tx, other, false, ANA, at(6));
      expect(await rulesLive(tx, 7)).toEqual([["b"], ["a"]]);
    });
  });

  test("everything that was done is written down, with who did it, newest first and page by page", async () => {
    const { setId, inside } = await opened();
    const first: RuleVersionId = await live(inside, setId, ["a"], 1);
    await inside(async (tx) => {
      await app.changeSet(tx, setId, { name: "Centro", channels: ["web"], handlesAll: true }, BOB, at(2));
      await app.pauseSet(tx, setId, false, BOB, at(3));
      await app.revertTo(tx, first, BOB, at(4));
      const page = await app.readChanges(tx, setId, { before: null, count: 3 });
      expect(page).toMatchObject([
        { code: "version.reverted", who: BOB, number: 2, data: { to: 1 } },
        { code: "set.changed", who: BOB, data: { name: "Centro" } },
        { code: "version.published", who: BOB, number: 1 },
      ]);
      const rest = await app.readChanges(tx, setId, { before: page[2]?.seq ?? null, count: 50 });
      expect(rest.map(({ code }) => code)).toEqual(["version.approved", "version.saved", "set.created"]);
    });
  });

  test("matches are counted by day, however often they are told", async () => {
    const { setId, inside } = await opened();
    const count = (ruleId: string, matched: number) => ({ setId, ruleId, matched, unknown: 0 });
    await inside(async (tx) => {
      await app.addMatches(tx, "2026-11-20", [count("r1", 1), count("r1", 2), count("r2", 3)]);
      await app.addMatches(tx, "2026-11-21", [count("r1", 4)]);
      const told = async (since: string) =>
        (await app.readMatches(tx, setId, since)).map(({ ruleId, matched }) => `${ruleId} ${matched}`).sort();
      expect(await told("2026-11-01")).toEqual(["r1 7", "r2 3"]);
      expect(await told("2026-11-21")).toEqual(["r1 4"]);
    });
  });

  test("what could not be told is counted with the fields that were not known, the most frequent first", async () => {
    const { setId, inside } = await opened();
    const doubt = (fields: string[]) => ({ setId, ruleId: "r1", matched: 0, unknown: 1, fields });
    await inside(async (tx) => {
      await app.addMatches(tx, "2026-11-20", [doubt(["order.weight"]), doubt(["order.weight", "order.risk"])]);
      await app.addMatches(tx, "2026-11-21", [doubt(["order.risk"]), doubt(["order.risk"])]);
      expect(await app.readMatches(tx, setId, "2026-11-01")).toEqual([
        {
          ...{ ruleId: "r1", matched: 0, unknown: 4 },
          fields: [
            { field: "order.risk", orders: 3 },
            { field: "order.weight", orders: 2 },
          ],
        },
      ]);
    });
  });
});
