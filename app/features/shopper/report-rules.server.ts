import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tellSaved } from "../audit/public.server.ts";
import { DEFAULT_RULES, reportRulesSchema, type ReportRules } from "./domain/report-rules.ts";

/** What a shop wants done with reports; staff decide where it has set nothing. */
export async function readReportRules(tx: ShopTx): Promise<ReportRules> {
  const [row] = await tx.rows<{ rules: object }>("select rules from report_setting where shop_id = $1", [tx.shopId]);
  const parsed = reportRulesSchema.safeParse({ ...DEFAULT_RULES, ...row?.rules });
  return parsed.success ? parsed.data : DEFAULT_RULES;
}

/** Stores it. `by`: Shopify's number of the staff member. */
export async function writeReportRules(tx: ShopTx, rules: ReportRules, by: string, now: Date): Promise<void> {
  await tellSaved(tx, { subject: "reports", before: await readReportRules(tx), after: rules, who: by }, now);
  await tx.run(
    `insert into report_setting (shop_id, rules, updated_at, updated_by) values ($1, $2, $3, $4)
     on conflict (shop_id) do update set rules = excluded.rules, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [tx.shopId, JSON.stringify(rules), now, by],
  );
}
