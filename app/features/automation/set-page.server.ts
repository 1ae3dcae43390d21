import { dateOf } from "../../core/calendar/day.ts";
import type { RuleSetId, RuleVersionId, ShopId } from "../../core/ids.ts";
import { localDay } from "../../core/local-time.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { readNames } from "./choices.server.ts";
import { valuesIn } from "./domain/edit/values-in.ts";
import { lintRules, type Where } from "./lint-set.server.ts";
import { basisOf, stateOf, type Version, type VersionState } from "./domain/version.ts";
import { readMatches } from "./matches.server.ts";
import { rulesOfVersion, type ReadRules } from "./rules-of-version.server.ts";
import { readSet, type StoredSet } from "./sets.server.ts";
import { readVersions } from "./versions.server.ts";

/** How many rules a page shows. */
const PAGE = 25;

/** A version as it is listed. Moments are ISO 8601. */
export interface ShownVersion {
  readonly versionId: RuleVersionId;
  readonly number: number;
  readonly state: VersionState;
  readonly note: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly approvedBy: string;
  readonly approvedAt: string | null;
  readonly liveFrom: string | null;
  /** Number of the version it was made from. */
  readonly basedOn: number | null;
}

const iso = (at: number): string => new Date(at).toISOString();

export function shownVersion(version: Version, all: readonly Version[], now: Date): ShownVersion {
  const { versionId, number, note, createdBy, createdAt, updatedAt, approvedBy, approvedAt, liveFrom } = version;
  return {
    ...{ versionId, number, note, createdBy, approvedBy },
    state: stateOf(version, all, now.getTime()),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    approvedAt: approvedAt === null ? null : iso(approvedAt),
    liveFrom: liveFrom === null ? null : iso(liveFrom),
    basedOn: all.find((each) => each.versionId === version.basedOn)?.number ?? null,
  };
}

/** A set with its versions and the rules somebody would change next: the draft's, else those that wait or are live. */
export interface ShownSet extends ReadRules {
  readonly set: StoredSet;
  readonly versions: readonly Version[];
  /** The version whose rules these are. */
  readonly basis: Version | undefined;
}

export async function shownSet(tx: ShopTx, setId: RuleSetId, now: Date): Promise<ShownSet | undefined> {
  const set = await readSet(tx, setId);
  if (set === undefined) return undefined;
  const versions = await readVersions(tx, setId);
  const basis = basisOf(versions, now.getTime());
  return { set, versions, basis, ...(await rulesOfVersion(tx, set, basis)) };
}

/** What stands above all pages of a set. */
export function setHead({ set, versions }: ShownSet, now: Date) {
  const heads = versions.map((version) => shownVersion(version, versions, now));
  const first = (state: VersionState) => heads.find((version) => version.state === state) ?? null;
  return {
    setId: set.setId,
    name: set.name,
    trigger: set.trigger,
    channels: set.channels,
    handlesAll: set.handlesAll,
    pausedAt: set.pausedAt?.toISOString() ?? null,
    draft: first("draft"),
    approved: first("approved"),
    scheduled: first("scheduled"),
    live: first("live"),
  };
}
export type SetHead = ReturnType<typeof setHead>;

export interface RulesQuery {
  /** From 1. */
  readonly page: number;
  readonly search: string;
}

/** Everything the page of a set shows. Undefined: there is no such set. */
export async function setPage(shopId: ShopId, setId: RuleSetId, query: RulesQuery, where: Where, now: Date) {
  return inShop(shopId, async (tx) => {
    const shown = await shownSet(tx, setId, now);
    if (shown === undefined) return undefined;
    const { rules, faults } = shown;
    const today = localDay(where.timeZone, now.getTime());
    const counts = await readMatches(tx, setId, dateOf(today - 29));
    const wanted = query.search.toLowerCase();
    const found = rules.flatMap((rule, index) =>
      rule.name.toLowerCase().includes(wanted) ? [{ rule, position: index + 1 }] : [],
    );
    const listed = found.slice((query.page - 1) * PAGE, query.page * PAGE);
    return {
      set: setHead(shown, now),
      query,
      pages: Math.max(1, Math.ceil(found.length / PAGE)),
      total: rules.length,
      faults,
      findings: await lintRules(tx, shown, rules, where, now),
      /** Of all rules, for whatever a finding names. */
      called: rules.map(({ id, name }) => ({ id, name })),
      rules: listed.map(({ rule, position }) => ({
        rule,
        position,
        count: counts.find(({ ruleId }) => ruleId === rule.id) ?? null,
      })),
      names: await readNames(tx, valuesIn(rules)),
    };
  });
}
