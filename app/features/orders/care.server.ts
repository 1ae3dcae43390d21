import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Directives, Recipient } from "../automation/domain/directives.ts";
import type { OrderEvent } from "./domain/event.ts";
import { appendOrderEvents } from "./ledger.server.ts";
import { raiseAttention, clearAttention } from "./restage.server.ts";

/** What rules say of the care for an order, by the decision they were asked in. */
export interface RuledOrder {
  readonly decisionId: string;
  readonly orderId: OrderId;
  readonly directives: Pick<Directives, "priority" | "assignee" | "effects">;
}

/**
 * Sets priority and assignee as rules want them, and shows their messages; of several decisions about an order the last counts. What a person set is
 * left alone, and a message that a rule has given about the order is not given again.
 */
export async function careByRules(tx: ShopTx, ruled: readonly RuledOrder[], now: Date): Promise<void> {
  await setByRules(tx, "priority", ruled, ({ priority }) => priority?.level, now);
  await setByRules(tx, "assignee", ruled, ({ assignee }) => assignee?.staff, now);
  const events = ruled.flatMap(({ orderId, directives }) => messagesOf(orderId, directives.effects, now));
  for (const orderId of await appendOrderEvents(tx, events, now)) {
    await tx.run("update shop_order set told = true where shop_id = $1 and order_id = $2", [tx.shopId, orderId]);
    await raiseAttention(tx, orderId, "told");
  }
}

const EVENT = { priority: "order.prioritised", assignee: "order.assigned" } as const;
type Care = keyof typeof EVENT;

async function setByRules(
  tx: ShopTx,
  care: Care,
  ruled: readonly RuledOrder[],
  wantedOf: (directives: RuledOrder["directives"]) => string | number | undefined,
  now: Date,
): Promise<void> {
  const wanted = new Map(
    ruled.flatMap(({ orderId, decisionId, directives }) => {
      const value = wantedOf(directives);
      return value === undefined ? [] : [[orderId, { order_id: orderId, value: String(value), decisionId }] as const];
    }),
  );
  if (wanted.size === 0) return;
  const type = care === "priority" ? "smallint" : "text";
  const set = await tx.rows<{ order_id: OrderId }>(
    `update shop_order o set ${care} = x.value, ${care}_by = 'rule'
       from jsonb_to_recordset($2::jsonb) as x(order_id bigint, value ${type})
      where o.shop_id = $1 and o.order_id = x.order_id and o.${care}_by <> 'person' and o.${care} <> x.value
  returning o.order_id`,
    [tx.shopId, JSON.stringify([...wanted.values()])],
  );
  const events = set.flatMap(({ order_id: orderId }): OrderEvent[] => {
    const { value, decisionId = "" } = wanted.get(orderId) ?? {};
    return value === undefined
      ? []
      : [{ orderId, code: EVENT[care], ref: decisionId, occurredAt: now, data: { value, by: "rule", decisionId } }];
  });
  await appendOrderEvents(tx, events, now);
}

/** The same message of the same rule is one event, however often the order is decided. */
function messagesOf(orderId: OrderId, effects: Directives["effects"], now: Date): OrderEvent[] {
  return effects.flatMap((effect) =>
    effect.do === "notify"
      ? [
          {
            orderId,
            code: "order.notified",
            ref: `${effect.by} ${effect.text}`,
            occurredAt: now,
            data: { ...recipientOf(effect.to), text: effect.text },
          },
        ]
      : [],
  );
}

/** The ledger keeps no address: who should have got an e-mail stands in the rule. */
const recipientOf = (to: Recipient) => (to.kind === "staff" ? { to: to.kind, staff: to.staff } : { to: to.kind });

/** A person sets the priority (0: none) or the assignee ("": nobody); rules leave it alone from then on. False when there is no such order. */
export async function careByPerson(
  tx: ShopTx,
  orderId: OrderId,
  change: { readonly care: Care; readonly value: string },
  now: Date,
): Promise<boolean> {
  const { care, value } = change;
  const touched = await tx.run(
    `update shop_order set ${care} = $3, ${care}_by = 'person' where shop_id = $1 and order_id = $2`,
    [tx.shopId, orderId, value],
  );
  if (touched === 0) return false;
  const data = { value, by: "person" };
  await appendOrderEvents(tx, [{ orderId, code: EVENT[care], ref: now.toISOString(), occurredAt: now, data }], now);
  return true;
}

/** A person has read the messages about an order. False when there was none to read. */
export async function messagesSeen(tx: ShopTx, orderId: OrderId, now: Date): Promise<boolean> {
  const touched = await tx.run("update shop_order set told = false where shop_id = $1 and order_id = $2 and told", [
    tx.shopId,
    orderId,
  ]);
  if (touched === 0) return false;
  await clearAttention(tx, [orderId], "told");
  const ref = now.toISOString();
  await appendOrderEvents(tx, [{ orderId, code: "order.seen", ref, occurredAt: now, data: {} }], now);
  return true;
}
