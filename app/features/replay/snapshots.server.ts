import type { DecisionId, FulfillmentOrderId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { RoutingSnapshot } from "../routing/domain/snapshot.ts";
import { FORMAT, packSnapshot } from "./pack.server.ts";
import type { StoredDecision } from "./thread-messages.ts";

/** What a decision was made from. */
export interface KeptSnapshot {
  readonly decisionId: DecisionId;
  readonly orderId: OrderId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly snapshot: RoutingSnapshot;
}

/** Keeps what decisions were made from, for 90 days (prune.server.ts): so that other rules can be tried on it. */
export async function keepSnapshots(tx: ShopTx, kept: readonly KeptSnapshot[], at: Date): Promise<void> {
  if (kept.length === 0) return;
  await tx.run(
    `insert into decision_snapshot (shop_id, decision_id, order_id, fulfillment_order_id, decided_at, format, body)
     select $1, decision_id, order_id, fulfillment_order_id, $5, $6, body
       from unnest($2::bigint[], $3::bigint[], $4::bigint[], $7::bytea[]) as x(decision_id, order_id, fulfillment_order_id, body)`,
    [
      tx.shopId,
      kept.map(({ decisionId }) => decisionId),
      kept.map(({ orderId }) => orderId),
      kept.map(({ fulfillmentOrderId }) => fulfillmentOrderId),
      at,
      FORMAT,
      kept.map(({ snapshot }) => packSnapshot(snapshot)),
    ],
  );
}

/** Which decisions are replayed: those after `since` up to `until`; of these orders only, if any are named. */
export interface Span {
  readonly since: Date;
  readonly until: Date;
  readonly orderIds: readonly OrderId[];
}

const IN_SPAN = "decided_at > $2 and decided_at <= $3 and (cardinality($4::bigint[]) = 0 or order_id = any($4))";
const valuesOf = (tx: ShopTx, { since, until, orderIds }: Span) => [tx.shopId, since, until, orderIds];

/** A page of decisions with their snapshots, oldest first, after the last one of the page before. */
export async function readSnapshots(
  tx: ShopTx,
  span: Span,
  after: Pick<StoredDecision, "decidedAt" | "decisionId"> | undefined,
  count: number,
): Promise<StoredDecision[]> {
  return tx.rows<StoredDecision & Record<string, unknown>>(
    `select s.decision_id as "decisionId", s.order_id as "orderId", s.fulfillment_order_id as "fulfillmentOrderId",
            s.decided_at as "decidedAt", s.format, s.body, d.plan::text as decided, d.mode = 'live' as live,
            not exists (select 1 from decision_snapshot l
                         where l.shop_id = s.shop_id and l.order_id = s.order_id and l.fulfillment_order_id = s.fulfillment_order_id
                           and l.decision_id > s.decision_id and l.decided_at <= $3) as "isLast"
       from (select * from decision_snapshot
              where shop_id = $1 and ${IN_SPAN} and (decided_at, decision_id) > ($5, $6)
              order by decided_at, decision_id limit $7) s
       join routing_decision d on d.shop_id = s.shop_id and d.decision_id = s.decision_id
      order by s.decided_at, s.decision_id`,
    [...valuesOf(tx, span), after?.decidedAt ?? span.since, after?.decisionId ?? "0", count],
  );
}

/**
 * The newest decisions of the time after `since`, at most `count`, with the order's name: of each fulfillment order the last one, and those by which some of it
 * was to ship before.
 */
export async function newestSnapshots(
  tx: ShopTx,
  since: Date,
  count: number,
): Promise<
  (Pick<StoredDecision, "orderId" | "fulfillmentOrderId" | "format" | "body"> & { readonly name: string | null })[]
> {
  return tx.rows(
    `select s.order_id as "orderId", s.fulfillment_order_id as "fulfillmentOrderId", s.format, s.body, o.name
       from decision_snapshot s left join shop_order o on o.shop_id = s.shop_id and o.order_id = s.order_id
      where s.shop_id = $1 and s.decided_at > $2
        and (not exists (select 1 from decision_snapshot l
                          where l.shop_id = s.shop_id and l.order_id = s.order_id and l.fulfillment_order_id = s.fulfillment_order_id
                            and l.decision_id > s.decision_id)
             or exists (select 1 from routing_decision d
                         where d.shop_id = s.shop_id and d.decision_id = s.decision_id and d.outcome = 'inPart' and d.mode = 'live'))
      order by s.decided_at desc, s.decision_id desc limit $3`,
    [tx.shopId, since, count],
  );
}

export async function countSnapshots(tx: ShopTx, span: Span): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    `select count(*)::int as count from decision_snapshot where shop_id = $1 and ${IN_SPAN}`,
    valuesOf(tx, span),
  );
  return row?.count ?? 0;
}

/** Orders that were decided in that time, and how many of them have a decision without a snapshot. */
export interface Coverage {
  readonly orders: number;
  readonly missing: number;
  /** The last of those decisions, ISO 8601. */
  readonly missingUntil: string | null;
}

export async function coverageOf(tx: ShopTx, span: Span): Promise<Coverage> {
  const [row] = await tx.rows<{ orders: number; missing: number; until: Date | null }>(
    `select count(distinct d.order_id)::int as orders,
            count(distinct d.order_id) filter (where s.decision_id is null)::int as missing,
            max(d.decided_at) filter (where s.decision_id is null) as until
       from (select order_id, decision_id, decided_at from routing_decision where shop_id = $1 and ${IN_SPAN}) d
       left join decision_snapshot s on s.shop_id = $1 and s.decision_id = d.decision_id`,
    valuesOf(tx, span),
  );
  return {
    orders: row?.orders ?? 0,
    missing: row?.missing ?? 0,
    missingUntil: row?.until?.toISOString() ?? null,
  };
}

/** When the oldest decision that can be replayed was made. */
export async function firstSnapshot(tx: ShopTx): Promise<Date | undefined> {
  const [row] = await tx.rows<{ at: Date }>(
    "select decided_at as at from decision_snapshot where shop_id = $1 order by decided_at, decision_id limit 1",
    [tx.shopId],
  );
  return row?.at;
}
