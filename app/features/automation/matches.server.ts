import type { RuleSetId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** How often a rule matched, and how often it could not be told because something is unknown. */
export interface RuleCount {
  readonly setId: RuleSetId;
  readonly ruleId: string;
  readonly matched: number;
  readonly unknown: number;
}

/** Adds to the counts of a day ("2026-11-22", the shop's). */
export async function addMatches(tx: ShopTx, day: string, counts: readonly RuleCount[]): Promise<void> {
  if (counts.length === 0) return;
  await tx.run(
    `insert into rule_match as m (shop_id, set_id, rule_id, day, matched, unknown)
     select $1, set_id, rule_id, $2::date, sum(matched), sum(unknown)
       from jsonb_to_recordset($3::jsonb) as x(set_id bigint, rule_id text, matched int, unknown int) group by set_id, rule_id order by set_id, rule_id
     on conflict (shop_id, set_id, rule_id, day) do update
        set matched = m.matched + excluded.matched, unknown = m.unknown + excluded.unknown`,
    [
      tx.shopId,
      day,
      JSON.stringify(counts.map(({ setId, ruleId, ...count }) => ({ set_id: setId, rule_id: ruleId, ...count }))),
    ],
  );
}

/** Counts of a set's rules since a day. */
export async function readMatches(tx: ShopTx, setId: RuleSetId, since: string): Promise<RuleCount[]> {
  return tx.rows<RuleCount & Record<string, unknown>>(
    `select set_id as "setId", rule_id as "ruleId", sum(matched)::int as matched, sum(unknown)::int as unknown
       from rule_match where shop_id = $1 and set_id = $2 and day >= $3::date group by set_id, rule_id`,
    [tx.shopId, setId, since],
  );
}
