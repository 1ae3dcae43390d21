import type { RuleSetId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Rule, TriggerKey } from "../automation/domain/rule.ts";
import { readLive, readSets, readVersion, type StoredSet } from "../automation/public.server.ts";
import type { Compared } from "./domain/replay.ts";
import { withDraft, type Period, type SetRules } from "./domain/rules.ts";
import type { StoredReplay } from "./replays.server.ts";
import { digestOf } from "./start-replay.server.ts";

/** The rules that shape decisions. */
const ROUTING: TriggerKey = "order.routing";

/** Reads the rules that a replay compares. Undefined: the draft is gone, or was changed since somebody asked for the replay. */
export async function readCompared(
  tx: ShopTx,
  { setId, versionId, digest, since, until }: StoredReplay,
): Promise<Compared | undefined> {
  const sets = await readSets(tx);
  const set = sets.find((each) => each.setId === setId);
  const version = await readVersion(tx, versionId);
  if (set === undefined || version === undefined || digestOf(version.rules) !== digest) return undefined;
  const draft = { setId, versionId, channels: set.channels, rules: version.rules as readonly Rule[] };
  const routing = await readPeriods(tx, ROUTING, since, until);
  const changed = (periods: readonly Period[]) => withDraft(periods, draft, orderOf(sets, set.trigger));
  if (set.trigger === ROUTING) {
    return { before: { routing, acting: null }, after: { routing: changed(routing), acting: null } };
  }
  const acting = await readPeriods(tx, set.trigger, since, until);
  return { before: { routing, acting }, after: { routing, acting: changed(acting) } };
}

const orderOf = (sets: readonly StoredSet[], trigger: TriggerKey): RuleSetId[] =>
  sets.filter((set) => set.trigger === trigger).map(({ setId }) => setId);

/**
 * What was live from `since` to `until`, period by period, found backwards: what is live at a moment has been so since the newest of its versions
 * went live. A set that is paused now has no part in it.
 */
async function readPeriods(tx: ShopTx, trigger: TriggerKey, since: Date, until: Date): Promise<Period[]> {
  const periods: Period[] = [];
  // One object for each version, however many periods it lasts: they are sent to the thread together.
  const versions = new Map<string, SetRules>();
  for (let at = until; ;) {
    const live = await readLive(tx, trigger, at);
    const sets = live.map(({ setId, versionId, channels, rules }) => {
      const known = versions.get(versionId) ?? { setId, versionId, channels, rules: rules as readonly Rule[] };
      versions.set(versionId, known);
      return known;
    });
    const from = Math.max(0, ...live.map(({ liveFrom }) => liveFrom ?? 0));
    periods.push({ since: from, sets });
    if (from <= since.getTime()) return periods;
    at = new Date(from - 1);
  }
}
