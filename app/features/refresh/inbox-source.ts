import { KINDS } from "../../core/kinds.ts";
import type { InboxSource } from "../../core/inbox.ts";

const NAMES = Object.entries(KINDS)
  .map(([name, number]) => `when ${number} then '${name}'`)
  .join(" ");

/** Things of the store that could not be read, a row for each kind of thing. */
export const setAsideInbox: InboxSource = {
  kind: "setAside",
  rows: `select m.kind::text as ref, case m.kind ${NAMES} else '' end as what, '' as name, count(*)::int as count, min(m.set_aside_at) as since,
                null::timestamptz as deadline, '' as owner, false as rests, '' as target
           from mark m where m.shop_id = $1 and $2::timestamptz is not null and m.set_aside_at is not null group by m.kind`,
};
