import type { InboxSource } from "../../core/inbox.ts";
import { itemAtPlaceSql } from "./domain/item-at-place-sql.ts";

/** Older ones are history: nobody finds out any more what they were. */
const NEWEST = 10_000;

/** Changes of stock that nothing explains and nobody has looked at. */
export const driftInbox: InboxSource = {
  kind: "drift",
  rows: `select e.seq::text as ref, case when e.available < 0 then 'less' when e.available > 0 then 'more' else 'other' end as what,
                ${itemAtPlaceSql("e")} as name, greatest(abs(e.available), 1) as count, e.occurred_at as since,
                null::timestamptz as deadline, '' as owner, false as rests, e.item_id::text as target
           from (select * from stock_entry e where e.shop_id = $1 and e.cause = 'outside' and $2::timestamptz is not null
                   and not exists (select from stock_acknowledgement a where a.shop_id = $1 and a.seq = e.seq)
                  order by e.seq desc limit ${NEWEST}) e`,
};
