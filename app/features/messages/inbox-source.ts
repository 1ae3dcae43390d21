import type { InboxSource } from "../../core/inbox.ts";

/** Messages of the last month that did not go out, or of which nobody knows. What bounced raises its order: that is a row there. */
export const messagesInbox: InboxSource = {
  kind: "message",
  rows: `select m.message_id::text as ref, m.status as what,
                (select o.name from shop_order o where o.shop_id = m.shop_id and o.order_id = m.order_id) as name, 1 as count, m.created_at as since, null::timestamptz as deadline, '' as owner,
                false as rests, m.order_id::text as target
           from message m
          where m.shop_id = $1 and m.status in ('failed', 'unsure') and m.created_at >= $2::timestamptz - interval '30 days'
            and not exists (select from shop_order o where o.shop_id = m.shop_id and o.order_id = m.order_id and o.attention = 'bounced')`,
};
