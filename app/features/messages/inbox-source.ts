import type { InboxSource } from "../../core/inbox.ts";

/** Messages of the last month that did not go out, or of which nobody knows. What bounced raises its order: that is a row there. */
export const messagesInbox: InboxSource = {
  kind: "message",
  rows: `select m.message_id::text as ref, m.status as what, o.name, 1 as count, m.created_at as since, null::timestamptz as deadline, '' as owner,
                false as rests, m.order_id::text as target
           from message m join shop_order o on o.shop_id = m.shop_id and o.order_id = m.order_id
          where m.shop_id = $1 and m.status in ('failed', 'unsure') and m.created_at >= $2::timestamptz - interval '30 days'
            and o.attention <> 'bounced'`,
};
