import type { LocationId, ReplayId, RuleSetId, RuleVersionId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { readSets, readVersion, readVersions, type StoredSet } from "../automation/public.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import type { PageKey, RowFilter } from "./domain/list-filter.ts";
import { newestReplays, openReplay, readReplay, type StoredReplay } from "./replays.server.ts";
import { listRows, readRow } from "./rows.server.ts";
import { firstSnapshot } from "./snapshots.server.ts";
import { digestOf } from "./start-replay.server.ts";

/** Shown of a set's replays; as many are kept (prune.server.ts). */
const SHOWN = 20;

/** A replay as it goes to the browser, without its totals. Moments are ISO 8601. */
function shownReplay({
  replayId,
  versionId,
  since,
  until,
  orderIds,
  status,
  done,
  total,
  failure,
  ...replay
}: StoredReplay) {
  return {
    replayId,
    versionId,
    until: until.toISOString(),
    /** Null when orders were named instead. */
    days: orderIds.length > 0 ? null : Math.round((until.getTime() - since.getTime()) / DAY_MS),
    named: orderIds.length,
    status,
    done,
    total,
    failure,
    startedAt: replay.startedAt.toISOString(),
    orders: replay.totals?.orders ?? null,
    changed: replay.totals === null ? null : replay.totals.orders - replay.totals.changes.same,
  };
}

const DAY_MS = 86_400_000;

/**
 * What the card of a set shows: the version that would be tried (the given one; else the draft, or the newest), the shop's replay that has not ended, and
 * the set's earlier ones. Undefined: there is no such set, or it has no such version.
 */
export async function replayCard(tx: ShopTx, setId: RuleSetId, wanted: RuleVersionId | null) {
  const set = await readSet(tx, setId);
  if (set === undefined) return undefined;
  const versions = await readVersions(tx, setId);
  const draft = versions.find(({ approvedAt }) => approvedAt === null);
  const version = wanted === null ? (draft ?? versions[0]) : versions.find(({ versionId }) => versionId === wanted);
  if (wanted !== null && version === undefined) return undefined;
  const open = await openReplay(tx);
  const replays = await newestReplays(tx, setId, SHOWN);
  return {
    set: headOf(set),
    version:
      version === undefined
        ? null
        : { versionId: version.versionId, number: version.number, isDraft: version === draft },
    /** Decisions are kept since then; null when there is none yet. */
    since: (await firstSnapshot(tx))?.toISOString() ?? null,
    open: open === undefined ? null : { ...shownReplay(open), setId: open.setId },
    replays: replays.map((replay) => ({
      ...shownReplay(replay),
      number: versions.find(({ versionId }) => versionId === replay.versionId)?.number ?? null,
    })),
  };
}
export type ReplayCardData = NonNullable<Awaited<ReturnType<typeof replayCard>>>;

async function readSet(tx: ShopTx, setId: RuleSetId): Promise<StoredSet | undefined> {
  return (await readSets(tx)).find((each) => each.setId === setId);
}

const headOf = ({ setId, name, trigger }: StoredSet) => ({ setId, name, trigger });

/** Everything the page of a replay shows. Undefined: the set has no such replay. */
export async function replayPage(
  shopId: ShopId,
  setId: RuleSetId,
  replayId: ReplayId,
  filter: RowFilter,
  key: PageKey | null,
) {
  return inShop(shopId, async (tx) => {
    const [set, replay] = [await readSet(tx, setId), await readReplay(tx, replayId)];
    if (set === undefined || replay?.setId !== setId) return undefined;
    const version = await readVersion(tx, replay.versionId);
    return {
      set: headOf(set),
      replay: shownReplay(replay),
      /** Number of the version; null when it is gone. */
      number: version?.number ?? null,
      /** The rules are no longer those that were tried. */
      isStale: version === undefined || digestOf(version.rules) !== replay.digest,
      totals: replay.totals,
      locations: await locationNames(tx),
      filter,
      page: replay.status === "done" ? await listRows(tx, replayId, filter, key) : null,
    };
  });
}

/** One order of a replay, with what puts it into words. Undefined: the set's replay is not done, or has no row of this position. */
export async function replayedOrderPage(shopId: ShopId, setId: RuleSetId, replayId: ReplayId, position: number) {
  return inShop(shopId, async (tx) => {
    const replay = await readReplay(tx, replayId);
    if (replay?.setId !== setId || replay.totals === null) return undefined;
    const row = await readRow(tx, replayId, position);
    if (row === undefined) return undefined;
    const { currency, rules } = replay.totals;
    return { setId, replayId, row, currency, rules, locations: await locationNames(tx) };
  });
}

async function locationNames(tx: ShopTx): Promise<{ readonly id: LocationId; readonly name: string }[]> {
  return (await readLocations(tx)).map(({ id, name }) => ({ id, name }));
}

/** What a file of a replay needs beside its rows; undefined when it is not done. */
export async function csvWords(shopId: ShopId, setId: RuleSetId, replayId: ReplayId) {
  return inShop(shopId, async (tx) => {
    const replay = await readReplay(tx, replayId);
    if (replay?.setId !== setId || replay.totals === null) return undefined;
    const { currency, rules } = replay.totals;
    return {
      currency,
      locations: new Map((await locationNames(tx)).map(({ id, name }) => [id, name])),
      rules: new Map(rules.map(({ ruleId, name }) => [ruleId, name])),
    };
  });
}
