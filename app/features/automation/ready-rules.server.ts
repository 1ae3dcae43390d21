import { dateOf } from "../../core/calendar/day.ts";
import type { RuleSetId, RuleVersionId } from "../../core/ids.ts";
import { localDay } from "../../core/local-time.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { log } from "../../platform/log.server.ts";
import { asksForPersonal, metafieldsAskedFor, type MetafieldNames } from "./domain/asks-for.ts";
import type { OrderFacts } from "./domain/facts.ts";
import { readRuleSet } from "./domain/read.ts";
import { TRIGGER_KEYS, type Rule, type TriggerKey } from "./domain/rule.ts";
import { compileRules, runRules, type Outcome } from "./domain/run.ts";
import { addMatches, type RuleCount } from "./matches.server.ts";
import { readLive, type LiveRules } from "./versions.server.ts";

/** Rules of one trigger, ready to be asked. */
export interface ReadyRules {
  readonly sets: readonly ReadySet[];
  /** Versions in the order in which they run: which rules a decision was made under. */
  readonly versions: readonly RuleVersionId[];
  readonly asksForPersonal: boolean;
  /** Of every rule, by its id. */
  readonly names: ReadonlyMap<string, string>;
}

interface ReadySet {
  readonly setId: RuleSetId;
  readonly channels: readonly string[];
  readonly rules: readonly Rule[];
  readonly compiled: ReturnType<typeof compileRules>;
}

/** Reads what is live now. An approved version does not change, so what was compiled of it is kept. */
export async function readRules(tx: ShopTx, trigger: TriggerKey, now: Date): Promise<ReadyRules> {
  return readyRules(await readLive(tx, trigger, now));
}

/** Makes rules ready to be asked, set by set in their order. */
export function readyRules(live: readonly LiveRules[]): ReadyRules {
  const sets = live.map(ready);
  return {
    sets,
    versions: live.map(({ versionId }) => versionId),
    asksForPersonal: sets.some(({ rules }) => asksForPersonal(rules)),
    names: new Map(sets.flatMap(({ rules }) => rules.map(({ id, name }) => [id, name] as const))),
  };
}

/** The metafields that live rules of any trigger ask for: what is to be read with an order. */
export async function readMetafieldNames(tx: ShopTx, now: Date): Promise<MetafieldNames> {
  const rules: Rule[] = [];
  for (const trigger of TRIGGER_KEYS)
    for (const set of (await readRules(tx, trigger, now)).sets)
      rules.push(...set.rules.filter(({ enabled }) => enabled));
  return metafieldsAskedFor(rules);
}

/** Versions that were compiled last, oldest first. Two hundred shops' rules of 50 kB each are 10 MB. */
const compiled = new Map<string, ReadySet>();
const MOST_KEPT = 200;

function ready({ setId, versionId, updatedAt, trigger, channels, rules: stored }: LiveRules): ReadySet {
  const key = `${setId} ${versionId} ${updatedAt}`;
  // Version numbers are unique over all shops; the channels belong to the set and may have changed since.
  const known = compiled.get(key);
  compiled.delete(key);
  const rules = known?.rules ?? readable(stored, trigger, versionId);
  const set = { setId, channels, rules, compiled: known?.compiled ?? compileRules(rules) };
  compiled.set(key, set);
  const oldest = compiled.keys().next();
  if (compiled.size > MOST_KEPT && !oldest.done) compiled.delete(oldest.value);
  return set;
}

/** Rules that were stored by an older version of the app and cannot be read any more must not stop the others, nor what waits for their answer. */
function readable(stored: unknown, trigger: string, versionId: RuleVersionId): Rule[] {
  const all: readonly unknown[] = Array.isArray(stored) ? stored : [];
  return all.flatMap((rule, index) => {
    const read = readRuleSet({ trigger, channels: [], handlesAll: false, rules: [rule] });
    if ("value" in read) return read.value.rules;
    log.error({ event: "rules.unreadable", versionId, rule: index, faults: read.faults.map(({ code }) => code) });
    return [];
  });
}

/** Asks the rules of the order's channel, in their order. */
export function askReady({ sets }: ReadyRules, facts: OrderFacts): Outcome {
  const { channel } = facts.order;
  const asked = sets.filter(({ channels }) => channels.length === 0 || channels.includes(channel ?? ""));
  return runRules(
    asked.flatMap((set) => set.compiled),
    facts,
  );
}

/** Counts which rules matched and which could not be told, by the shop's day. */
export async function countMatches(
  tx: ShopTx,
  { sets }: ReadyRules,
  said: readonly (Outcome | null)[],
  { at, timeZone }: Pick<OrderFacts, "at" | "timeZone">,
): Promise<void> {
  const setOf = new Map(sets.flatMap(({ setId, rules }) => rules.map(({ id }) => [id, setId] as const)));
  const count = (ruleId: string, of: Omit<RuleCount, "setId" | "ruleId">): RuleCount[] => {
    const setId = setOf.get(ruleId);
    return setId === undefined ? [] : [{ setId, ruleId, ...of }];
  };
  const counts = said.flatMap((outcome) => [
    ...(outcome?.matched ?? []).flatMap(({ ruleId }) => count(ruleId, { matched: 1, unknown: 0 })),
    ...(outcome?.unknown ?? []).flatMap(({ ruleId, fields }) => count(ruleId, { matched: 0, unknown: 1, fields })),
  ]);
  await addMatches(tx, dateOf(localDay(timeZone, at)), counts);
}
