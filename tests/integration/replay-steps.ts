/** Steps of the tests of replays: drafts, replays, and everything the database has. */
import { createHash } from "node:crypto";
import type { ReplayId, RuleSetId, RuleVersionId } from "../../app/core/ids.ts";
import type { Rule, TriggerKey } from "../../app/features/automation/domain/rule.ts";
import type { Side } from "../../app/features/replay/domain/side.ts";
import type { Wanted } from "../../app/features/replay/start-replay.server.ts";
import type { InstalledShop, TestWorld } from "../setup/world.ts";

export const WHO = "70001";

export async function replayModules() {
  return {
    ...(await import("../../app/platform/db/in-shop.server.ts")),
    ...(await import("../../app/platform/lanes.server.ts")),
    ...(await import("../../app/jobs.server.ts")),
    ...(await import("../../app/features/automation/sets.server.ts")),
    ...(await import("../../app/features/automation/versions.server.ts")),
    ...(await import("../../app/features/replay/act.server.ts")),
    ...(await import("../../app/features/replay/csv.server.ts")),
    ...(await import("../../app/features/replay/page.server.ts")),
    ...(await import("../../app/features/replay/prune.server.ts")),
    ...(await import("../../app/features/replay/replays.server.ts")),
    ...(await import("../../app/features/replay/start-replay.server.ts")),
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

/** Runs the shop's long lane and no other. */
export async function runLong(app: ReplayModules, { shopId }: InstalledShop): Promise<void> {
  const lease = await app.claimLane(shopId, "long");
  if (!lease) throw new Error("somebody has the lane");
  await app.LANE_RUNNERS.long?.(lease);
  await app.finishLane(lease);
}

/** Saves other rules in the set's draft, or begins one. */
export async function redraft(
  app: ReplayModules,
  { shopId }: InstalledShop,
  { setId }: Drafted,
  rules: readonly unknown[],
  now: Date,
): Promise<Drafted> {
  return app.inShop(shopId, async (tx) => {
    const drafted = (await app.readVersions(tx, setId)).find(({ approvedAt }) => approvedAt === null);
    const saved = await app.saveDraft(tx, setId, { rules, seen: drafted?.updatedAt ?? null }, WHO, now);
    if (saved.kind === "stale") throw new Error("stale");
    return { setId, versionId: saved.versionId };
  });
}

/** Approves a set's draft and puts it live, now. */
export async function goLive(
  app: ReplayModules,
  { shopId }: InstalledShop,
  { versionId }: Drafted,
  now: Date,
): Promise<void> {
  await app.inShop(shopId, async (tx) => {
    const seen = (await app.readVersion(tx, versionId))?.updatedAt ?? 0;
    if (!(await app.approve(tx, versionId, { seen, note: "" }, WHO, now))) throw new Error("not approved");
    if (!(await app.publish(tx, versionId, now, WHO, now))) throw new Error("not live");
  });
}

/** A result row as it is stored. */
export interface StoredRow {
  readonly position: number;
  readonly order_id: string;
  readonly change: string;
  readonly cost_minor: string | null;
  readonly before: Side;
  readonly after: Side;
}

/** Starts a replay of 30 days; returns its id. */
export async function started(
  app: ReplayModules,
  world: TestWorld,
  { shopId }: InstalledShop,
  drafted: Drafted,
  what: Wanted["what"] = { days: 30 },
): Promise<ReplayId> {
  const answer = await app.startReplay(shopId, { ...drafted, what }, WHO, world.clock.now());
  if (answer.kind !== "started") throw new Error(answer.kind);
  return answer.replayId;
}

/** What is stored of a replay, in the order of its rows. */
export async function stored(app: ReplayModules, world: TestWorld, { shopId }: InstalledShop, replayId: ReplayId) {
  const replay = await app.inShop(shopId, (tx) => app.readReplay(tx, replayId));
  if (!replay) throw new Error("no replay");
  const { rows } = await world.owner.query<StoredRow>(
    "select position, order_id, change, cost_minor, before, coalesce(nullif(after, 'null'), before) as after from replay_order where shop_id = $1 and replay_id = $2 order by position",
    [shopId, replayId],
  );
  return { replay, rows };
}

/** Starts a replay of 30 days and lets it run; returns what is then stored of it. */
export async function replayed(
  app: ReplayModules,
  world: TestWorld,
  installed: InstalledShop,
  drafted: Drafted,
  what: Wanted["what"] = { days: 30 },
) {
  const replayId = await started(app, world, installed, drafted, what);
  await runLong(app, installed);
  return stored(app, world, installed, replayId);
}

/** A digest of what each table has of a shop. Other test files write other shops' rows meanwhile. */
export async function contents(world: TestWorld, { shopId }: InstalledShop): Promise<Record<string, string>> {
  const { rows } = await world.owner.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'shop_id'
      where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace`,
  );
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: texts } = await world.owner.query<{ text: string }>(
      `select t::text as text from ${name} t where shop_id = $1 order by 1`,
      [shopId],
    );
    found[name] = `${texts.length} ${createHash("sha256").update(JSON.stringify(texts)).digest("hex")}`;
  }
  return found;
}
