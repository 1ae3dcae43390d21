import { readId, type RuleSetId, type RuleVersionId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { liveVersion, stateOf } from "../automation/domain/public.ts";
import { readSets, readVersions } from "../automation/public.server.ts";

type Params = Readonly<Record<string, string | undefined>>;

/** The set an address names. One that cannot be a set's number is a page that does not exist. */
export function setIdOf(params: Params): RuleSetId {
  const setId = readId<RuleSetId>(params["setId"]);
  if (setId === undefined) throw new Response(null, { status: 404 });
  return setId;
}

/** The version an address asks for; null: none. */
export const wantedVersion = (parameters: URLSearchParams): RuleVersionId | null =>
  readId<RuleVersionId>(parameters.get("version")) ?? null;

/**
 * A set of routing rules and the version to look at: the wanted one, else the newest that is not over (a draft before what is live). `isLive`: it
 * decides what comes now. Undefined: no such set or version, or its rules do not say where orders ship from.
 */
export async function versionToApply(tx: ShopTx, setId: RuleSetId, wanted: RuleVersionId | null, now: Date) {
  const set = (await readSets(tx)).find((each) => each.setId === setId);
  if (set?.trigger !== "order.routing") return undefined;
  const versions = await readVersions(tx, setId);
  const at = now.getTime();
  const version =
    wanted === null
      ? versions.find((each) => stateOf(each, versions, at) !== "archived")
      : versions.find(({ versionId }) => versionId === wanted);
  if (version === undefined) return undefined;
  const isLive = set.pausedAt === null && liveVersion(versions, at)?.versionId === version.versionId;
  return { set: { setId, name: set.name }, versionId: version.versionId, number: version.number, isLive };
}
