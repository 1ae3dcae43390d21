import type { InboxSource } from "../../core/inbox.ts";

/** What goods and places lack, a row for each check that is not skipped: ten thousand missing weights are one piece of work. */
export const faultsInbox: InboxSource = {
  kind: "fault",
  rows: `select f.kind as ref, f.kind as what, '' as name, count(*)::int as count, min(f.found_at) as since, null::timestamptz as deadline, '' as owner,
                false as rests, '' as target
           from setup_fault f
          where f.shop_id = $1 and $2::timestamptz is not null
            and not exists (select from setup_skip s where s.shop_id = $1 and s.what = f.kind)
          group by f.kind`,
};
