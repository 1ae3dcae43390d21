import type { AlertId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";

const DAY_MS = 86_400_000;
/** Whole days that an alert can rest. */
export const MOST_DAYS = 365;

/** Somebody takes these alerts: they rest for so many days, or until stock is back (`days` null). Returns how many were open. */
export async function snooze(
  tx: ShopTx,
  alerts: readonly AlertId[],
  days: number | null,
  who: string,
  now: Date,
): Promise<number> {
  const count = await tx.run(
    `update stock_alert set snooze = $3, snoozed_until = $4, snoozed_by = $5 where shop_id = $1 and alert_id = any($2::bigint[]) and closed_at is null`,
    [
      tx.shopId,
      alerts,
      days === null ? "restock" : "date",
      days === null ? null : new Date(now.getTime() + days * DAY_MS),
      who,
    ],
  );
  if (count > 0) await tell(tx, { code: "alerts.snoozed", data: { alerts, days }, who }, now);
  return count;
}

/** They are told again. */
export async function wake(tx: ShopTx, alerts: readonly AlertId[], now: Date): Promise<number> {
  const count = await tx.run(
    `update stock_alert set snooze = '', snoozed_until = null, snoozed_by = '' where shop_id = $1 and alert_id = any($2::bigint[]) and closed_at is null`,
    [tx.shopId, alerts],
  );
  if (count > 0) await tell(tx, { code: "alerts.woken", data: { alerts } }, now);
  return count;
}
