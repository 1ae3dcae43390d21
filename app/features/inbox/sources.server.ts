import type { InboxKind, InboxSource } from "../../core/inbox.ts";
import { alertsInbox } from "../alerts/public.server.ts";
import { codesInbox } from "../carriers/public.server.ts";
import { driftInbox } from "../inventory/public.server.ts";
import { messagesInbox } from "../messages/public.server.ts";
import { faultsInbox } from "../onboarding/public.server.ts";
import { ordersInbox } from "../orders/public.server.ts";
import { setAsideInbox } from "../refresh/public.server.ts";
import { risksInbox } from "../risks/public.server.ts";
import { rankOf } from "./domain/filter.ts";

/** Who contributes what; the compiler wants one for each kind. */
const SOURCES: Readonly<Record<InboxKind, InboxSource>> = {
  order: ordersInbox,
  risk: risksInbox,
  code: codesInbox,
  alert: alertsInbox,
  drift: driftInbox,
  message: messagesInbox,
  fault: faultsInbox,
  setAside: setAsideInbox,
};

/** SQL of the condition that the reader (`who`) has looked at `x`, a thing of `openSql`, since it is open; `s` is inbox_read, `$1` the shop. */
export const isReadSql = (kind: InboxKind, who: "$3" | "$5"): string =>
  `s.shop_id = $1 and s.who = ${who} and s.kind = '${kind}' and s.ref = x.ref and s.read_at >= x.since`;

/** SQL with what is open of a kind, its owner and rest as they are kept here or there; `$1` is the shop, `$2` now. */
export function openSql(kind: InboxKind): string {
  return `select '${kind}' as kind, ${rankOf(kind)} as rank, r.ref, r.what, r.name, r.count, date_trunc('milliseconds', r.since) as since, r.deadline, coalesce(nullif(m.owner, ''), r.owner) as owner,
                 r.rests or coalesce(m.snoozed_until > $2, false) as rests, r.target
            from (${SOURCES[kind].rows}) r
            left join inbox_mark m on m.shop_id = $1 and m.kind = '${kind}' and m.ref = r.ref and m.changed_at >= r.since`;
}
