import type { InboxSource } from "../../core/inbox.ts";
import { itemAtPlaceSql } from "../inventory/domain/public.ts";

/** Open alerts of stock, those that rest among them. The deadline is when nothing will be left; of what nobody can say, none. */
export const alertsInbox: InboxSource = {
  kind: "alert",
  rows: `select a.alert_id::text as ref, a.kind as what, ${itemAtPlaceSql("a")} as name, 1 as count, a.opened_at as since,
                case when a.runs_out_at < '9000-01-01' then a.runs_out_at end as deadline, '' as owner,
                a.snooze = 'restock' or a.snooze = 'date' and a.snoozed_until > $2 as rests, a.item_id::text as target
           from stock_alert a
          where a.shop_id = $1 and a.closed_at is null`,
};
