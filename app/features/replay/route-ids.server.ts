import { readId, type ReplayId, type RuleSetId } from "../../core/ids.ts";

type Params = Readonly<Record<string, string | undefined>>;

/** The set an address names. One that cannot be a set's number is a page that does not exist. */
export const setIdOf = (params: Params): RuleSetId => found(readId<RuleSetId>(params["setId"]));

/** The replay an address names, likewise. */
export const replayIdOf = (params: Params): ReplayId => found(readId<ReplayId>(params["replayId"]));

/** The place of a replayed order, likewise. */
export function positionOf(params: Params): number {
  const text = params["position"] ?? "";
  return found(/^\d{1,9}$/.test(text) ? Number(text) : undefined);
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Response(null, { status: 404 });
  return value;
}
