import type { RuleSetId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { newRuleId } from "./change-rules.server.ts";
import { readNames } from "./choices.server.ts";
import type { DraftRule } from "./domain/edit/edit-rule.ts";
import { valuesIn } from "./domain/edit/values-in.ts";
import { shownSet } from "./set-page.server.ts";

/** What the page of one rule shows; `ruleId` is "new" for one that is not there yet. Undefined: there is no such set or rule. */
export async function rulePage(shopId: ShopId, setId: RuleSetId, ruleId: string, now: Date) {
  return inShop(shopId, async (tx) => {
    const shown = await shownSet(tx, setId, now);
    const stored = shown?.rules.find(({ id }) => id === ruleId);
    if (shown === undefined || (stored === undefined && ruleId !== "new")) return undefined;
    const rule: DraftRule = stored ?? { id: newRuleId(), name: "", enabled: true, when: { all: [] }, then: [] };
    return {
      set: { setId, name: shown.set.name, trigger: shown.set.trigger },
      rule,
      /** The rule as it is stored; null: it is new. */
      was: stored ?? null,
      names: await readNames(tx, valuesIn(rule)),
    };
  });
}
