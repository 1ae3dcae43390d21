import { z } from "zod";
import type { RuleSetId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { newRuleId } from "./change-rules.server.ts";
import { importRules } from "./domain/document.ts";
import type { Fault } from "./domain/fault.ts";
import { TRIGGER_KEYS, type Rule } from "./domain/rule.ts";
import { rulesOf, TEMPLATE_KEYS, TEMPLATES } from "./domain/templates.ts";
import { createSet, type NewSet } from "./sets.server.ts";
import { saveDraft, type DraftChange } from "./versions.server.ts";

/** What the page of new sets sends. */
export const newSetSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("template"), template: z.enum(TEMPLATE_KEYS) }),
  z.object({ do: z.literal("empty"), trigger: z.enum(TRIGGER_KEYS), name: z.string().trim().max(120) }),
]);

export type Created =
  | { readonly status: "created"; readonly setId: RuleSetId }
  | { readonly status: "tooMany" | "nameless" | "tooLarge" }
  | { readonly status: "refused"; readonly faults: readonly Fault[] };

/** In whose words and money a set begins. */
export interface Beginning {
  /** The text of a template, by its key: `template.<key>.name`. */
  readonly say: (key: string) => string;
  readonly currency: string;
}

/** Makes a set from a template, with its rules as a draft, or an empty one. */
export async function createFromForm(
  tx: ShopTx,
  typed: z.output<typeof newSetSchema>,
  { say, currency }: Beginning,
  who: string,
  now: Date,
): Promise<Created> {
  if (typed.do === "empty") {
    if (typed.name === "") return { status: "nameless" };
    return create(tx, { name: typed.name, trigger: typed.trigger, channels: [], handlesAll: false }, who, now);
  }
  const template = TEMPLATES.find(({ key }) => key === typed.template);
  if (template === undefined) throw new RangeError(`no template ${typed.template}`);
  const set = { name: say(`template.${template.key}.name`), trigger: "order.routing", channels: [] } as const;
  const draft = {
    rules: rulesOf(template, currency, say, newRuleId),
    done: { code: "version.saved", data: { did: "template", rule: set.name } },
  } as const;
  return create(tx, { ...set, handlesAll: false }, who, now, draft);
}

/** Makes a set from an exported file. Its rules get ids of their own: the set they came from may be here too. */
export async function createFromFile(
  tx: ShopTx,
  file: { readonly name: string; readonly bytes: Uint8Array },
  who: string,
  now: Date,
): Promise<Created> {
  const document = importRules(new TextDecoder().decode(file.bytes));
  if ("faults" in document) return { status: "refused", faults: document.faults };
  const { name, trigger, channels, handlesAll } = document.value;
  const rules = document.value.rules.map((rule) => ({ ...rule, id: newRuleId() }));
  const done = { code: "version.imported", data: { file: file.name, count: rules.length } } as const;
  return create(tx, { name, trigger, channels, handlesAll }, who, now, { rules, done });
}

async function create(
  tx: ShopTx,
  set: NewSet,
  who: string,
  now: Date,
  draft?: { readonly rules: readonly Rule[]; readonly done: DraftChange },
): Promise<Created> {
  const setId = await createSet(tx, set, who, now);
  if (setId === undefined) return { status: "tooMany" };
  if (draft !== undefined) await saveDraft(tx, setId, { rules: draft.rules, seen: null }, who, now, draft.done);
  return { status: "created", setId };
}
