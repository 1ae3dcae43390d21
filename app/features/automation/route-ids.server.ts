import { readId, type RuleSetId, type RuleVersionId } from "../../core/ids.ts";

type Params = Readonly<Record<string, string | undefined>>;

/** The set an address names. One that cannot be a set's number is a page that does not exist. */
export function setIdOf(params: Params): RuleSetId {
  const setId = readId<RuleSetId>(params["setId"]);
  if (setId === undefined) throw new Response(null, { status: 404 });
  return setId;
}

/** The version an address names, likewise. */
export function versionIdOf(params: Params): RuleVersionId {
  const versionId = readId<RuleVersionId>(params["versionId"]);
  if (versionId === undefined) throw new Response(null, { status: 404 });
  return versionId;
}
