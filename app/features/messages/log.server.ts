import { cutPage, sideOf } from "../../core/cut-page.ts";
import type { MessageId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { MessageKind } from "./domain/kinds.ts";
import type { LogFilter } from "./domain/log-filter.ts";

/** A message as people are shown it: no address, no words. Times are ISO 8601. */
export interface LoggedMessage {
  readonly messageId: MessageId;
  readonly orderId: OrderId;
  readonly order: string;
  readonly kind: MessageKind;
  readonly audience: "shopper" | "staff";
  readonly status: string;
  readonly why: string;
  readonly to: string;
  readonly locale: string;
  /** Version of the template; 0: the standard one. */
  readonly template: number;
  readonly answer: string;
  readonly tries: number;
  readonly createdAt: string;
  readonly dueAt: string | null;
  readonly sentAt: string | null;
}

export interface LogPage {
  readonly messages: readonly LoggedMessage[];
  readonly before: string | null;
  readonly after: string | null;
}

interface Row extends Omit<LoggedMessage, "createdAt" | "dueAt" | "sentAt"> {
  readonly createdAt: Date;
  readonly dueAt: Date | null;
  readonly sentAt: Date | null;
  readonly [column: string]: unknown;
}

const COLUMNS = `m.message_id as "messageId", m.order_id as "orderId", o.name as "order", m.kind, m.audience, m.status, m.why, m.to_masked as "to",
  m.locale, m.template, m.answer, m.tries, m.created_at as "createdAt", m.due_at as "dueAt", m.sent_at as "sentAt"`;

const shown = ({ createdAt, dueAt, sentAt, ...row }: Row): LoggedMessage => ({
  ...row,
  createdAt: createdAt.toISOString(),
  dueAt: dueAt?.toISOString() ?? null,
  sentAt: sentAt?.toISOString() ?? null,
});

/** One page of the shop's messages, the newest first. */
export async function listMessages(tx: ShopTx, filter: LogFilter, limit: number): Promise<LogPage> {
  const { status, kind, search, after, before } = filter;
  const backwards = before !== null;
  const rows = await tx.rows<Row>(
    `select ${COLUMNS} from message m join shop_order o on o.shop_id = m.shop_id and o.order_id = m.order_id
      where m.shop_id = $1 and ($2::text is null or m.status = $2 or ($2 = 'waiting' and m.status = 'sending')) and ($3::text is null or m.kind = $3)
        and ($4 = '' or m.order_id in (select s.order_id from shop_order s where s.shop_id = $1
             and (starts_with(s.name, $4) or starts_with(s.name, '#' || $4))))
        and ($5::bigint is null or m.message_id ${backwards ? ">" : "<"} $5)
      order by m.message_id ${backwards ? "asc" : "desc"} limit $6`,
    [tx.shopId, status, kind, search, before ?? after, limit + 1],
  );
  const page = cutPage(rows.map(shown), limit, sideOf({ after, before }), ({ messageId }) => messageId);
  return { messages: page.rows, before: page.before, after: page.after };
}

/** What was told of one order, or would have been; the newest first. */
export async function messagesOfOrder(tx: ShopTx, orderId: OrderId): Promise<LoggedMessage[]> {
  const rows = await tx.rows<Row>(
    `select ${COLUMNS} from message m join shop_order o on o.shop_id = m.shop_id and o.order_id = m.order_id
      where m.shop_id = $1 and m.order_id = $2 order by m.message_id desc limit 100`,
    [tx.shopId, orderId],
  );
  return rows.map(shown);
}
