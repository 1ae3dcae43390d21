import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { appendOrderEvents, clearAttention, lockOrders } from "../orders/public.server.ts";
import { carryOut, setChoice } from "./carry-out.server.ts";
import { OPEN_REPORTS } from "./domain/reportable.ts";
import type { ChoiceKind, ChoiceState, ReportKind, ReportState } from "./domain/shopper-view.ts";

/** What the shopper chose and reported, for the order's page. */
export interface ShopperOfOrder {
  readonly choice: {
    readonly choiceId: string;
    readonly kind: ChoiceKind;
    readonly state: ChoiceState;
    readonly at: Date;
    /** Of a swap: what was ordered, and what they take instead. */
    readonly line: string | null;
    readonly variant: string | null;
  } | null;
  readonly reports: readonly {
    readonly reportId: string;
    readonly kind: ReportKind;
    readonly state: ReportState;
    readonly at: Date;
  }[];
}

/** Reads it. A choice whose effect was withdrawn is staff's to decide again. */
export async function shopperOfOrder(tx: ShopTx, orderId: OrderId): Promise<ShopperOfOrder> {
  const [choice] = await tx.rows<NonNullable<ShopperOfOrder["choice"]> & Record<string, unknown>>(
    `select c.choice_id as "choiceId", c.kind, c.asked_at as at,
            case when c.status = 'doing' and not exists (select 1 from intent i where i.shop_id = c.shop_id and i.order_id = c.order_id
                        and i.kind = 'order.cancel' and i.status in ('waiting', 'sending', 'unsure', 'asks')) then 'asked' else c.status end as state,
            (select l.title || coalesce(' ' || l.variant_title, '') from order_line l
              where l.shop_id = c.shop_id and l.order_id = c.order_id and l.line_id = c.line_id) as line,
            (select v.title || coalesce(' ' || v.variant_title, '') from inventory_item v
              where v.shop_id = c.shop_id and v.variant_id = c.variant_id limit 1) as variant
       from shopper_choice c where c.shop_id = $1 and c.order_id = $2 order by c.choice_id desc limit 1`,
    [tx.shopId, orderId],
  );
  const reports = await tx.rows<ShopperOfOrder["reports"][number] & Record<string, unknown>>(
    `select report_id as "reportId", kind, status as state, reported_at as at
       from delivery_report where shop_id = $1 and order_id = $2 order by report_id desc limit 10`,
    [tx.shopId, orderId],
  );
  return { choice: choice ?? null, reports };
}

/** `gone`: it is not open any more; `cannot`: routing may not move and hold, or nothing waits. */
export type ChoiceAnswer = "done" | "gone" | "cannot";

/** Staff answer what a shopper chose: do it (or, of a swap, say that it is done), or decline it. */
export async function answerChoice(
  tx: ShopTx,
  orderId: OrderId,
  choiceId: string,
  answer: "do" | "decline",
  who: string,
  now: Date,
): Promise<ChoiceAnswer> {
  await lockOrders(tx, [orderId]);
  const { choice } = await shopperOfOrder(tx, orderId);
  if (choice?.choiceId !== choiceId || (choice.state !== "asked" && choice.state !== "refused")) return "gone";
  const { kind } = choice;
  if (answer === "do") {
    const did = await carryOut(tx, { choiceId, orderId, kind }, who, now);
    if (did === "cannot") return "cannot";
    if (did === "staff") await setChoice(tx, choiceId, "done", who, now);
  } else {
    await setChoice(tx, choiceId, "declined", who, now);
  }
  const [rest] = await tx.rows(
    "select 1 from delivery_report where shop_id = $1 and order_id = $2 and status = any($3)",
    [tx.shopId, orderId, OPEN_REPORTS],
  );
  if (rest === undefined) await clearAttention(tx, [orderId], "shopper");
  const code = answer === "decline" ? "shopper.declined" : "shopper.settled";
  const ref = `${choiceId} at ${now.toISOString()}`;
  await appendOrderEvents(tx, [{ orderId, code, ref, occurredAt: now, data: { choice: kind } }], now);
  return "done";
}
