import type { ShopTx } from "../../platform/db/in-shop.server.ts";

const WEEK_MS = 7 * 86_400_000;

/** Of the alerts that nobody took: what is sold out, and what is expected to be within a week. Counted as alerts. */
export async function countThisWeek(tx: ShopTx, now: Date): Promise<{ readonly out: number; readonly soon: number }> {
  const [row] = await tx.rows<{ out: number; soon: number }>(
    `select count(*) filter (where kind = 'out')::int as out, count(*) filter (where kind = 'low')::int as soon
       from stock_alert where shop_id = $1 and closed_at is null and runs_out_at <= $3
        and (snooze = '' or snooze = 'date' and snoozed_until <= $2)`,
    [tx.shopId, now, new Date(now.getTime() + WEEK_MS)],
  );
  return row ?? { out: 0, soon: 0 };
}
