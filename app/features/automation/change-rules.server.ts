import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { RuleSetId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { isSame } from "./domain/edit/compare.ts";
import { readRule } from "./domain/edit/read-rule.ts";
import { actOnRules, RULE_ACTS } from "./domain/edit/rule-list.ts";
import type { Fault } from "./domain/fault.ts";
import { importRules } from "./domain/document.ts";
import { readRuleSet } from "./domain/read.ts";
import type { Rule, TriggerKey } from "./domain/rule.ts";
import { changeDraft } from "./versions.server.ts";

/** An id for a new rule: it is the rule's in all versions, and the handle of its holds in Shopify. */
export const newRuleId = (): string => randomUUID();

/** What the buttons beside a rule send. */
export const ruleActSchema = z.object({ do: z.enum(RULE_ACTS), rule: z.string().min(1).max(64) });

/** Does what a button beside a rule says, in the set's draft. False: the rule is gone, or is so already. `copyName`: of a duplicate. */
export async function actOnRule(
  tx: ShopTx,
  setId: RuleSetId,
  { do: act, rule: id }: z.output<typeof ruleActSchema>,
  copyName: (name: string) => string,
  who: string,
  now: Date,
): Promise<boolean> {
  return changeDraft(
    tx,
    setId,
    (stored) => {
      const rules = asRules(stored);
      const copy = ({ name }: Rule) => ({ id: newRuleId(), name: copyName(name).slice(0, 120) });
      const changed = actOnRules(rules, id, act, copy);
      const name = rules.find((rule) => rule.id === id)?.name ?? "";
      return changed && { rules: changed, done: { code: "version.saved", data: { did: act, rule: name } } };
    },
    who,
    now,
  );
}

export type RuleSaved =
  | { readonly status: "saved" }
  | { readonly status: "invalid"; readonly faults: readonly Fault[] }
  /** Somebody else changed the same rule meanwhile; null: removed it. */
  | { readonly status: "stale"; readonly theirs: Rule | null };

/**
 * Saves one rule in the set's draft. `was`: the rule as it was when somebody began to change it, null for a new one; what others did to other rules
 * meanwhile stays. Faults have paths inside of the rule.
 */
export async function saveRule(
  tx: ShopTx,
  { setId, trigger }: { readonly setId: RuleSetId; readonly trigger: TriggerKey },
  { rule: typed, was }: { readonly rule: unknown; readonly was: unknown },
  who: string,
  now: Date,
): Promise<RuleSaved> {
  const read = readRule(trigger, typed);
  if ("faults" in read) return { status: "invalid", faults: read.faults };
  const rule = read.value;
  const found: { theirs: Rule | null; isStale: boolean } = { theirs: null, isStale: false };
  await changeDraft(
    tx,
    setId,
    (stored) => {
      const rules = asRules(stored);
      const index = rules.findIndex(({ id }) => id === rule.id);
      const theirs = rules[index] ?? null;
      // What is there already is saved: a button pressed twice is no quarrel.
      if (isSame(theirs, rule)) return undefined;
      Object.assign(found, { theirs, isStale: !isSame(theirs, was) });
      if (found.isStale) return undefined;
      const data = { did: theirs === null ? "added" : "changed", rule: rule.name };
      return {
        rules: theirs === null ? [...rules, rule] : rules.with(index, rule),
        done: { code: "version.saved", data },
      };
    },
    who,
    now,
  );
  return found.isStale ? { status: "stale", theirs: found.theirs } : { status: "saved" };
}

export type Imported =
  | { readonly status: "imported"; readonly count: number }
  | { readonly status: "refused"; readonly faults: readonly Fault[] };

/** Takes a file's rules in place of those of the set's draft; its name and channels are not looked at. A file with a fault changes nothing. */
export async function importIntoDraft(
  tx: ShopTx,
  { setId, trigger }: { readonly setId: RuleSetId; readonly trigger: TriggerKey },
  file: { readonly name: string; readonly bytes: Uint8Array },
  who: string,
  now: Date,
): Promise<Imported> {
  const document = importRules(new TextDecoder().decode(file.bytes));
  if ("faults" in document) return { status: "refused", faults: document.faults };
  // The file may be of another trigger, whose actions this one has no use for.
  const { rules } = document.value;
  const read = readRuleSet({ trigger, channels: [], handlesAll: false, rules });
  if ("faults" in read) return { status: "refused", faults: read.faults };
  const done = { code: "version.imported", data: { file: file.name, count: rules.length } } as const;
  await changeDraft(tx, setId, () => ({ rules, done }), who, now);
  return { status: "imported", count: rules.length };
}

/** Only rules that the schema has read are ever stored. */
const asRules = (stored: unknown): readonly Rule[] => (Array.isArray(stored) ? (stored as readonly Rule[]) : []);
