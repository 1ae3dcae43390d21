import type { RuleSetId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** How often a rule matched, and how often it could not be told because something is unknown. */
export interface RuleCount {
  readonly setId: RuleSetId;
  readonly ruleId: string;
  readonly matched: number;
  readonly unknown: number;
  /** The fields that would have to be known; each counts for as many orders as `unknown`. */
  readonly fields?: readonly string[];
}

/** Adds to the counts of a day ("2026-11-22", the shop's). */
export async function addMatches(tx: ShopTx, day: string, counts: readonly RuleCount[]): Promise<void> {
  if (counts.length === 0) return;
  const rows = counts.map(({ setId, ruleId, fields = [], ...count }) => ({
    ...{ set_id: setId, rule_id: ruleId, fields },
    ...count,
  }));
  await tx.run(
    `with x as materialized (
       select * from jsonb_to_recordset($3::jsonb) as x(set_id bigint, rule_id text, matched int, unknown int, fields jsonb)),
     doubted as (
       insert into rule_doubt as d (shop_id, set_id, rule_id, day, field, orders)
       select $1, set_id, rule_id, $2::date, field, sum(unknown) from x, jsonb_array_elements_text(fields) as field
        group by set_id, rule_id, field order by set_id, rule_id, field
       on conflict (shop_id, set_id, rule_id, day, field) do update set orders = d.orders + excluded.orders)
     insert into rule_match as m (shop_id, set_id, rule_id, day, matched, unknown)
     select $1, set_id, rule_id, $2::date, sum(matched), sum(unknown) from x group by set_id, rule_id order by set_id, rule_id
     on conflict (shop_id, set_id, rule_id, day) do update
        set matched = m.matched + excluded.matched, unknown = m.unknown + excluded.unknown`,
    [tx.shopId, day, JSON.stringify(rows)],
  );
}

/** What a rule did over some days. */
export interface RuleTotal {
  readonly ruleId: string;
  readonly matched: number;
  readonly unknown: number;
  /** In how many orders each field was what was not known, the most frequent first. */
  readonly fields: readonly { readonly field: string; readonly orders: number }[];
}

/** What the rules of a set did since a day. A rule that was never asked is left out. */
export async function readMatches(tx: ShopTx, setId: RuleSetId, since: string): Promise<RuleTotal[]> {
  return tx.rows<RuleTotal & Record<string, unknown>>(
    `with doubt as (
       select rule_id, field, sum(orders)::int as orders from rule_doubt
        where shop_id = $1 and set_id = $2 and day >= $3::date group by rule_id, field)
     select m.rule_id as "ruleId", sum(m.matched)::int as matched, sum(m.unknown)::int as unknown,
            coalesce((select jsonb_agg(jsonb_build_object('field', d.field, 'orders', d.orders) order by d.orders desc, d.field)
                        from doubt d where d.rule_id = m.rule_id), '[]') as fields
       from rule_match m where m.shop_id = $1 and m.set_id = $2 and m.day >= $3::date group by m.rule_id`,
    [tx.shopId, setId, since],
  );
}
