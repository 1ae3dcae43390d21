/** Steps of the tests of replays: drafts, replays, and everything the database has. */
import { createHash } from "node:crypto";
import type { RuleSetId, RuleVersionId } from "../../app/core/ids.ts";
import type { Rule, TriggerKey } from "../../app/features/automation/domain/rule.ts";
import type { Wanted } from "../../app/features/replay/start-replay.server.ts";
import type { InstalledShop, TestWorld } from "../setup/world.ts";

export const WHO = "70001";

export async function replayModules() {
  return {
    ...(await import("../../app/platform/db/in-shop.server.ts")),
    ...(await import("../../app/features/automation/sets.server.ts")),
    ...(await import("../../app/features/automation/versions.server.ts")),
    ...(await import("../../app/features/replay/start-replay.server.ts")),
    ...(await import("../../app/features/replay/replays.server.ts")),
    ...(await import("../../app/features/replay/prune.server.ts")),
  };
}
export type ReplayModules = Awaited<ReturnType<typeof replayModules>>;

/** A rule for every order. */
export const always = (id: string, ...then: Rule["then"]): Rule => ({
  id,
  name: `Rule ${id}`,
  enabled: true,
  when: { all: [] },
  then,
});

export interface Drafted {
  readonly setId: RuleSetId;
  readonly versionId: RuleVersionId;
}

/** A set with these rules as its draft. */
export async function draft(
  app: ReplayModules,
  { shopId }: InstalledShop,
  rules: readonly unknown[],
  now: Date,
  trigger: TriggerKey = "order.routing",
): Promise<Drafted> {
  return app.inShop(shopId, async (tx) => {
    const setId = await app.createSet(tx, { trigger, name: "Otoño", channels: [], handlesAll: false }, WHO, now);
    if (setId === undefined) throw new Error("no set");
    const saved = await app.saveDraft(tx, setId, { rules, seen: null }, WHO, now);
    if (saved.kind === "stale") throw new Error("stale");
    return { setId, versionId: saved.versionId };
  });
}

/** Starts a replay of 30 days and lets it run; returns what is then stored of it. */
export async function replayed(
  app: ReplayModules,
  world: TestWorld,
  installed: InstalledShop,
  drafted: Drafted,
  what: Wanted["what"] = { days: 30 },
) {
  const started = await app.startReplay(installed.shopId, { ...drafted, what }, WHO, world.clock.now());
  if (started.kind !== "started") throw new Error(started.kind);
  await world.settle(installed);
  const replay = await app.inShop(installed.shopId, (tx) => app.readReplay(tx, started.replayId));
  if (!replay) throw new Error("no replay");
  const { rows } = await world.owner.query<{
    position: number;
    order_id: string;
    change: string;
    cost_minor: string | null;
    before: { outcome: string; parcels: { locationId: string; units: number }[] };
    after: { outcome: string; parcels: { locationId: string; units: number }[]; rules: string[] };
  }>("select * from replay_order where shop_id = $1 and replay_id = $2 order by position", [
    installed.shopId,
    replay.replayId,
  ]);
  return { replay, rows };
}

/** A digest of each table, by its name: of all its rows. */
export async function contents(world: TestWorld): Promise<Record<string, string>> {
  const { rows } = await world.owner.query<{ name: string }>(
    "select quote_ident(relname) as name from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace",
  );
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: texts } = await world.owner.query<{ text: string }>(
      `select t::text as text from ${name} t order by 1`,
    );
    found[name] = `${texts.length} ${createHash("sha256").update(JSON.stringify(texts)).digest("hex")}`;
  }
  return found;
}
