import type { RuleSetId, RuleVersionId } from "../../../core/ids.ts";
import { compileRules } from "../../automation/domain/public.ts";
import type { Rule } from "../../automation/domain/rule.ts";

/** The rules of one set, as one of its versions has them. */
export interface SetRules {
  readonly setId: RuleSetId;
  readonly versionId: RuleVersionId;
  /** Channels it is for; none: all. */
  readonly channels: readonly string[];
  readonly rules: readonly Rule[];
}

/** What was live from a moment (epoch milliseconds) until the next period began, in the order in which sets run. */
export interface Period {
  readonly since: number;
  readonly sets: readonly SetRules[];
}

/**
 * The same periods with a draft in place of whatever was live of its set, also where nothing was. `order`: the sets of its trigger in the
 * order in which they run.
 */
export function withDraft(periods: readonly Period[], draft: SetRules, order: readonly RuleSetId[]): Period[] {
  const place = ({ setId }: SetRules) => order.indexOf(setId);
  return periods.map(({ since, sets }) => ({
    since,
    sets: [...sets.filter(({ setId }) => setId !== draft.setId), draft].sort((a, b) => place(a) - place(b)),
  }));
}

/** Rules that are ready to be asked. Lists with the same key are the same rules. */
export interface ReadyRules {
  readonly key: string;
  readonly rules: ReturnType<typeof compileRules>;
}

/**
 * Finds the rules for an order: those of the period its moment (epoch milliseconds) falls in, of the sets for its channel. Each version is compiled
 * once. Before the first period there were no rules.
 */
export function rulesFinder(periods: readonly Period[]): (at: number, channel: string | null) => ReadyRules {
  const newestFirst = periods.toSorted((a, b) => b.since - a.since);
  const compiled = new Map<RuleVersionId, ReadyRules["rules"]>();
  const lists = new Map<string, ReadyRules>();
  const compileOnce = ({ versionId, rules }: SetRules) => {
    const known = compiled.get(versionId) ?? compileRules(rules);
    compiled.set(versionId, known);
    return known;
  };
  return (at, channel) => {
    const sets = newestFirst.find(({ since }) => since <= at)?.sets ?? [];
    const asked = sets.filter(({ channels }) => channels.length === 0 || channels.includes(channel ?? ""));
    const key = asked.map(({ versionId }) => versionId).join(" ");
    const known = lists.get(key) ?? { key, rules: asked.flatMap(compileOnce) };
    lists.set(key, known);
    return known;
  };
}
