/** Rules that every decision of these shops asks. */
import type pg from "pg";
import { liveRules } from "../replay/past-orders.ts";

/** Has so many rules live in each of the shops, in one set: the templates, over and over. */
export async function makeLiveRules(owner: pg.Pool, shops: readonly string[], count: number): Promise<void> {
  if (count === 0) return;
  const templates = liveRules();
  const rules = Array.from({ length: count }, (_, n) => ({ ...templates[n % templates.length], id: `rule-${n + 1}` }));
  await owner.query(
    `with made as (
       insert into rule_set (shop_id, trigger, name, channels, position, created_at)
       select id, 'order.routing', 'Bench', '{}', 1, '2026-01-01' from unnest($1::bigint[]) id returning shop_id, set_id)
     insert into rule_version (shop_id, set_id, number, rules, created_by, created_at, updated_at, approved_at, live_from)
     select shop_id, set_id, 1, $2::jsonb, '', '2026-01-01', '2026-01-01', '2026-01-01', '2026-01-01' from made`,
    [shops, JSON.stringify(rules)],
  );
}
