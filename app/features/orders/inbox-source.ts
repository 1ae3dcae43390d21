import type { InboxSource } from "../../core/inbox.ts";
import { ATTENTION_CODES } from "./domain/stage.ts";

/** A parcel in trouble is a risk, and a row of its own there. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(["exception", "overdue"]);
const CODES = ATTENTION_CODES.filter((code) => !TOLD_ELSEWHERE.has(code));

/** Orders that need somebody, each with its reason. How long they wait is how long their shoppers do. */
export const ordersInbox: InboxSource = {
  kind: "order",
  rows: `select o.order_id::text as ref, o.attention as what, o.name, 1 as count, o.placed_at as since, null::timestamptz as deadline, o.assignee as owner,
                false as rests, o.order_id::text as target
           from shop_order o where o.shop_id = $1 and $2::timestamptz is not null
            and o.attention in (${CODES.map((code) => `'${code}'`).join(", ")})`,
};
