import type { OrderId, RuleSetId, RuleVersionId } from "../../core/ids.ts";
import { log } from "../../platform/log.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { addMatches, readLive, type LiveRules, type RuleCount } from "../automation/public.server.ts";
import { asksForPersonal, compileRules, readRuleSet, runRules } from "../automation/domain/public.ts";
import type { PersonalFacts } from "../automation/domain/facts.ts";
import type { Rule } from "../automation/domain/rule.ts";
import type { Outcome } from "../automation/domain/run.ts";
import { personalFactsOf } from "../orders/public.server.ts";
import { dateOf } from "../../core/calendar/day.ts";
import { localDay } from "../../core/local-time.ts";
import type { RoutingSnapshot } from "./domain/snapshot.ts";
import { factsOf } from "./domain/facts.ts";

/** The live rules of a shop's routing, ready to be asked. */
export interface RoutingRules {
  readonly sets: readonly PreparedSet[];
  /** Versions in the order in which they run: which rules a decision was made under. */
  readonly versions: readonly RuleVersionId[];
  readonly asksForPersonal: boolean;
  /** Of every rule, by its id. */
  readonly names: ReadonlyMap<string, string>;
}

export const NO_RULES: RoutingRules = { sets: [], versions: [], asksForPersonal: false, names: new Map() };

interface PreparedSet {
  readonly setId: RuleSetId;
  readonly channels: readonly string[];
  readonly rules: readonly Rule[];
  readonly compiled: ReturnType<typeof compileRules>;
}

/** What the rules said of one order; null: they could not be asked, the snapshot knows nothing of the order. */
export type Said = Outcome | null;

/** Reads what is live now. An approved version does not change, so what was compiled of it is kept. */
export async function readRoutingRules(tx: ShopTx, now: Date): Promise<RoutingRules> {
  return rulesOf(await readLive(tx, "order.routing", now));
}

/** Makes rules ready to be asked, set by set in their order. */
export function rulesOf(live: readonly LiveRules[]): RoutingRules {
  const sets = live.map(prepared);
  return {
    sets,
    versions: live.map(({ versionId }) => versionId),
    asksForPersonal: sets.some(({ rules }) => asksForPersonal(rules)),
    names: new Map(sets.flatMap(({ rules }) => rules.map(({ id, name }) => [id, name] as const))),
  };
}

/** Versions that were compiled last, oldest first. Two hundred shops' rules of 50 kB each are 10 MB. */
const compiled = new Map<string, PreparedSet>();
const MOST_KEPT = 200;

function prepared({ setId, versionId, updatedAt, trigger, channels, rules: stored }: LiveRules): PreparedSet {
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

/** Rules that were stored by an older version of the app and cannot be read any more must not stop the others, nor routing. */
function readable(stored: unknown, trigger: string, versionId: RuleVersionId): Rule[] {
  const all: readonly unknown[] = Array.isArray(stored) ? stored : [];
  return all.flatMap((rule, index) => {
    const read = readRuleSet({ trigger, channels: [], handlesAll: false, rules: [rule] });
    if ("value" in read) return read.value.rules;
    log.error({ event: "rules.unreadable", versionId, rule: index, faults: read.faults.map(({ code }) => code) });
    return [];
  });
}

/** What is personal of these orders, opened only when a rule asks for it. */
export async function readPersonal(
  tx: ShopTx,
  { asksForPersonal: asks }: RoutingRules,
  orderIds: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, PersonalFacts>> {
  return asks ? personalFactsOf(tx, orderIds) : new Map();
}

/** Asks the rules of the order's channel, in their order. */
export function askRules({ sets }: RoutingRules, snapshot: RoutingSnapshot, personal: PersonalFacts | null): Said {
  const facts = factsOf(snapshot, personal);
  if (facts === null) return null;
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
  { sets }: RoutingRules,
  said: readonly Said[],
  { at, timeZone }: Pick<RoutingSnapshot, "at" | "timeZone">,
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
