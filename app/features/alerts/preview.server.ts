import type { AlertRuleId, InventoryItemId } from "../../core/ids.ts";
import { isAboutTheSame } from "../../core/rule-scope.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readUsual } from "../demand/public.server.ts";
import { judge } from "./domain/judge.ts";
import { readRules, type NewRule } from "./rules.server.ts";
import { readSubjects } from "./subjects.server.ts";

/** A preview looks at so many items at most: 20,000 levels took 3 s on a machine with eight times the work it can do. */
const MOST_ITEMS = 2_000;
const PIECE = 1_000;
/** The rule that is not saved yet is younger than all. */
const DRAFT = String(Number.MAX_SAFE_INTEGER) as AlertRuleId;

/** What a rule would tell now. */
export interface Preview {
  readonly alerts: number;
  /** Of them: nothing is left. */
  readonly out: number;
  /** There are more items than were looked at. */
  readonly more: boolean;
}

/** Judges every item the rule can be about as if it were saved. Nothing is written. */
export async function previewRule(tx: ShopTx, rule: NewRule, now: Date): Promise<Preview> {
  const others = (await readRules(tx)).filter((other) => other.pooled !== rule.pooled || !isAboutTheSame(other, rule));
  const rules = [...others, { ...rule, ruleId: DRAFT }];
  const usual = await readUsual(tx);
  const found = { alerts: 0, out: 0 };
  let after = "0";
  for (let seen = 0; seen < MOST_ITEMS; seen += PIECE) {
    const items = await itemsOf(tx, rule, after);
    for (const subject of await readSubjects(tx, items, usual, now)) {
      const verdict = judge(subject, rules, null);
      if (verdict === null || "closed" in verdict || verdict.ruleId !== DRAFT) continue;
      found.alerts += 1;
      if (verdict.kind === "out") found.out += 1;
    }
    if (items.length < PIECE) return { ...found, more: false };
    after = items.at(-1) ?? after;
  }
  return { ...found, more: true };
}

/** The next items a rule can be about, by their number. */
async function itemsOf(tx: ShopTx, rule: NewRule, after: string): Promise<InventoryItemId[]> {
  const { where, value } = conditionOf(rule);
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    `select i.item_id from inventory_item i where i.shop_id = $1 and i.item_id > $2 and i.deleted_at is null and ${where}
      order by i.item_id limit ${PIECE}`,
    [tx.shopId, after, ...(value === null ? [] : [value])],
  );
  return rows.map((row) => row.item_id);
}

function conditionOf(rule: NewRule): { readonly where: string; readonly value: string | null } {
  switch (rule.scope) {
    case "itemAt":
    case "item":
      return { where: "i.item_id = $3", value: rule.itemId };
    case "tag":
      // As an array, like the levels of a buffer's tag: joined, the planner misses how few they are.
      return {
        where: "i.item_id = any(array(select t.item_id from item_tag t where t.shop_id = $1 and t.tag = $3))",
        value: rule.label,
      };
    case "vendor":
      return { where: "i.vendor = $3", value: rule.label };
    case "location":
      return {
        where:
          "exists (select 1 from inventory_level l where l.shop_id = $1 and l.item_id = i.item_id and l.location_id = $3)",
        value: rule.locationId,
      };
    case "all":
      return { where: "true", value: null };
  }
}
