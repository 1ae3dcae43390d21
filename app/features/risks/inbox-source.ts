import type { InboxSource } from "../../core/inbox.ts";

/** Open risks, those that rest among them, with their own owner. */
export const risksInbox: InboxSource = {
  kind: "risk",
  rows: `select r.risk_id::text as ref, r.kind as what,
                (select o.name from shop_order o where o.shop_id = r.shop_id and o.order_id = r.order_id) as name, 1 as count, r.opened_at as since, r.deadline, r.owner,
                r.snooze = 'fact' or r.snooze = 'date' and r.snoozed_until > $2 as rests, r.order_id::text as target
           from risk r
          where r.shop_id = $1 and r.resolved_at is null`,
};
