import type { RuleSetId, RuleVersionId } from "../../../core/ids.ts";

/** A version of a set's rules without the rules. Moments are epoch milliseconds. */
export interface Version {
  readonly versionId: RuleVersionId;
  readonly setId: RuleSetId;
  /** 1, 2, 3 … within the set. */
  readonly number: number;
  readonly basedOn: RuleVersionId | null;
  readonly note: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly approvedBy: string;
  readonly approvedAt: number | null;
  readonly liveFrom: number | null;
}

export type VersionState = "draft" | "approved" | "scheduled" | "live" | "archived";

/** The version that is live: of those whose time has come, the one with the latest; of two of the same moment, the newer one. */
export function liveVersion<V extends Version>(versions: readonly V[], now: number): V | undefined {
  return versions
    .filter((version) => version.liveFrom !== null && version.liveFrom <= now)
    .sort((a, b) => (b.liveFrom ?? 0) - (a.liveFrom ?? 0) || b.number - a.number)[0];
}

/** Where a version stands among all of its set. Nothing is stored of it: decision 0014. */
export function stateOf(version: Version, all: readonly Version[], now: number): VersionState {
  if (version.approvedAt === null) return "draft";
  if (version.liveFrom === null) return "approved";
  if (version.liveFrom > now) return "scheduled";
  return liveVersion(all, now)?.versionId === version.versionId ? "live" : "archived";
}

/** The version whose rules somebody changes next: the draft, else the newest that waits or is live; of a set that never had one, undefined. */
export function basisOf<V extends Version>(versions: readonly V[], now: number): V | undefined {
  const newestFirst = versions.toSorted((a, b) => b.number - a.number);
  return (
    newestFirst.find(({ approvedAt }) => approvedAt === null) ??
    newestFirst.find((version) => stateOf(version, versions, now) !== "archived") ??
    newestFirst[0]
  );
}
