import type { AlertRuleId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { beginLook } from "./begin-look.server.ts";
import type { AlertRule } from "./domain/rule.ts";

/** Nobody can look over more, and each is compared with each level. */
const MOST_RULES = 500;

const COLUMNS = `rule_id as "ruleId", scope, item_id as "itemId", location_id as "locationId", label, pooled, kind, amount`;

/** All rules, oldest first. */
export async function readRules(tx: ShopTx): Promise<AlertRule[]> {
  return tx.rows<AlertRule & Record<string, unknown>>(
    `select ${COLUMNS} from alert_rule where shop_id = $1 order by rule_id`,
    [tx.shopId],
  );
}

export type NewRule = Omit<AlertRule, "ruleId">;

/** Stores a rule in place of the one about the same thing (`before`; null: there was none), and has everything looked at. */
export async function saveRule(
  tx: ShopTx,
  rule: NewRule,
  now: Date,
): Promise<{ readonly before: AlertRule | null } | "tooMany"> {
  const { scope, itemId, locationId, label, pooled, kind, amount } = rule;
  const [before = null] = await tx.rows<AlertRule & Record<string, unknown>>(
    `delete from alert_rule where shop_id = $1 and scope = $2 and item_id is not distinct from $3 and location_id is not distinct from $4
        and label = $5 and pooled = $6 returning ${COLUMNS}`,
    [tx.shopId, scope, itemId, locationId, label, pooled],
  );
  const [count] = await tx.rows<{ count: number }>("select count(*)::int as count from alert_rule where shop_id = $1", [
    tx.shopId,
  ]);
  if ((count?.count ?? 0) >= MOST_RULES) return "tooMany";
  await tx.run(
    `insert into alert_rule (shop_id, scope, item_id, location_id, label, pooled, kind, amount, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.shopId, scope, itemId, locationId, label, pooled, kind, amount, now],
  );
  await beginLook(tx, now);
  return { before };
}

/** Takes a rule away, which it returns; what no other rule tells closes. Undefined: there is none of this number. */
export async function removeRule(tx: ShopTx, ruleId: AlertRuleId, now: Date): Promise<AlertRule | undefined> {
  const [removed] = await tx.rows<AlertRule & Record<string, unknown>>(
    `delete from alert_rule where shop_id = $1 and rule_id = $2 returning ${COLUMNS}`,
    [tx.shopId, ruleId],
  );
  if (removed) await beginLook(tx, now);
  return removed;
}
