import { z } from "zod";
import type { InboxKind } from "../../core/inbox.ts";
import { readId, type AlertId, type OrderId, type RiskId, type ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { snoozeAlerts, wakeAlerts } from "../alerts/public.server.ts";
import { careByPerson } from "../orders/public.server.ts";
import { assignRisks, snoozeRisks } from "../risks/public.server.ts";
import { newForOthers } from "./read.server.ts";
import { openSql } from "./sources.server.ts";
import { thingsSchema } from "./things.ts";

const DAY_MS = 86_400_000;
const MOST_DAYS = 90;
const MOST_OWNER = 100;

/** What a person does: gives things to somebody (empty: to nobody), lets them rest for some days, wakes them. */
export const inboxActionSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("assign"), things: thingsSchema, owner: z.string().trim().max(MOST_OWNER) }),
  z.object({ do: z.literal("rest"), things: thingsSchema, days: z.coerce.number().int().min(1).max(MOST_DAYS) }),
  z.object({ do: z.literal("wake"), things: thingsSchema }),
]);
type InboxAction = z.infer<typeof inboxActionSchema>;

export interface InboxOutcome {
  readonly status: "assigned" | "resting" | "woken";
  readonly count: number;
}

/** Does it, where the thing's own feature keeps it or here. What is not open any more is left alone. `who`: Shopify's number of the staff member. */
export async function actOnInbox(shopId: ShopId, action: InboxAction, who: string, now: Date): Promise<InboxOutcome> {
  const of = Map.groupBy(action.things, ({ kind }) => kind);
  return inShop(shopId, async (tx) => {
    let count = 0;
    for (const [kind, things] of of) {
      const refs = things.map(({ ref }) => ref.replaceAll("\0", " "));
      count += await actOnKind(tx, action, kind, refs, who, now);
      if (action.do === "assign") await newForOthers(tx, kind, refs, who);
    }
    return { status: { assign: "assigned", rest: "resting", wake: "woken" }[action.do] as "assigned", count };
  });
}

async function actOnKind(
  tx: ShopTx,
  action: InboxAction,
  kind: InboxKind,
  refs: readonly string[],
  who: string,
  now: Date,
): Promise<number> {
  if (action.do === "assign") {
    const owner = action.owner.replaceAll("\0", " ");
    if (kind === "risk") return assignRisks(tx, idsOf<RiskId>(refs), owner, now);
    if (kind !== "order") return mark(tx, kind, refs, { owner }, who, now);
    let count = 0;
    for (const orderId of idsOf<OrderId>(refs))
      count += Number(await careByPerson(tx, orderId, { care: "assignee", value: owner }, now));
    return count;
  }
  const days = action.do === "rest" ? action.days : 0;
  if (kind === "risk") return snoozeRisks(tx, idsOf<RiskId>(refs), days, days === 0 ? "" : who, now);
  if (kind === "alert")
    return days === 0
      ? wakeAlerts(tx, idsOf<AlertId>(refs), now)
      : snoozeAlerts(tx, idsOf<AlertId>(refs), days, who, now);
  return mark(tx, kind, refs, { until: days === 0 ? null : new Date(now.getTime() + days * DAY_MS) }, who, now);
}

/** Writes down the owner, or until when it rests, of what is open; the other of the two stays as it is. */
async function mark(
  tx: ShopTx,
  kind: InboxKind,
  refs: readonly string[],
  change: { readonly owner: string } | { readonly until: Date | null },
  who: string,
  now: Date,
): Promise<number> {
  const column = "owner" in change ? "owner" : "snoozed_until";
  const type = "owner" in change ? "text" : "timestamptz";
  // What was said of another thing of the same name, which is over, does not come back with this one.
  await tx.run(
    `delete from inbox_mark m where m.shop_id = $1 and m.kind = '${kind}' and m.ref = any($3::text[])
        and not exists (select 1 from (${openSql(kind)}) x where x.ref = m.ref and m.changed_at >= x.since)`,
    [tx.shopId, now, refs],
  );
  const count = await tx.run(
    `insert into inbox_mark (shop_id, kind, ref, ${column}, changed_at, changed_by)
     select $1, '${kind}', x.ref, $4::${type}, $2, $5 from (${openSql(kind)}) x where x.ref = any($3::text[])
     on conflict (shop_id, kind, ref) do update
        set ${column} = excluded.${column}, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    [tx.shopId, now, refs, "owner" in change ? change.owner : change.until, who],
  );
  const code = "owner" in change ? "inbox.assigned" : change.until === null ? "inbox.woken" : "inbox.resting";
  if (count > 0) await tell(tx, { code, subject: `inbox:${kind}`, data: { refs }, who }, now);
  return count;
}

/** Throws a Response with 400 for what is no id: then it is not from our page. */
function idsOf<Id extends RiskId | AlertId | OrderId>(refs: readonly string[]): Id[] {
  return refs.map((ref) => {
    const id = readId<Id>(ref);
    if (id === undefined) throw new Response(null, { status: 400 });
    return id;
  });
}
