/** What a month came to, read from the app's tables and from the carrier's own books. */
import type { TestWorld } from "../../setup/world.ts";

export interface WeekFigures {
  /** 1 is the first. */
  readonly week: number;
  readonly arrived: number;
  /** Shares of what arrived: by the last day promised when it was bought, and by the one shown last. */
  readonly onTimeBought: number;
  readonly onTimeLast: number;
  /** Of orders whose date was predicted: how many there were, and the shares that arrived by p50 and by p90. */
  readonly predicted: number;
  readonly byP50: number;
  readonly byP90: number;
}

export interface RiskFigures {
  readonly kind: string;
  readonly raised: number;
  /** Of them: on orders that came late or not at all. */
  readonly right: number;
  /** Hours from the risk to the end of the promised day, the median; null: none was before it. */
  readonly hoursAhead: number | null;
}

export interface MonthFigures {
  readonly orders: number;
  /** Late by the promise at purchase, or not there at the end. */
  readonly late: number;
  /** Of them: with a risk that was raised before the promised day was over. */
  readonly lateWarned: number;
  /** Orders with such a risk. */
  readonly warned: number;
  readonly weeks: readonly WeekFigures[];
  readonly risks: readonly RiskFigures[];
  readonly messages: readonly { readonly kind: string; readonly status: string; readonly count: number }[];
}

/** One row an order: when it was bought, its promise and its first prediction, when all of it arrived, and whether it was late. */
const ORDERS = `
  with first_promise as (
         select distinct on (order_id) order_id, to_date, p50, p90 from delivery_promise where shop_id = $1 order by order_id, promise_id),
       predicted as (
         select distinct on (order_id) order_id, p50, p90 from delivery_promise where shop_id = $1 and p50 is not null order by order_id, promise_id),
       arrived as (
         select order_id, max(arrived_at) as at, max(late_bought) as late_bought, max(late_last) as late_last
           from delivery_outcome where shop_id = $1 group by order_id),
       open_parcel as (
         select distinct order_id from parcel where shop_id = $1 and stage not in ('delivered', 'void')),
       played as (
         select o.order_id, o.placed_at, f.to_date as promised, p.p50, p.p90,
                case when x.order_id is null then a.at end as arrived_at, a.late_bought, a.late_last,
                x.order_id is not null or a.order_id is null or coalesce(a.late_bought, 0) > 0 as late
           from shop_order o
           left join first_promise f using (order_id) left join predicted p using (order_id)
           left join arrived a using (order_id) left join open_parcel x using (order_id)
          where o.shop_id = $1 and o.cancelled_at is null)`;

/** Risks as the ledger tells them: each time one was raised. */
const RAISED = `${ORDERS},
       raised as (
         select e.order_id, e.data->>'kind' as kind, min(e.occurred_at) as at
           from order_event e where e.shop_id = $1 and e.code = 'risk.raised' group by 1, 2)`;

export async function readFigures({ owner }: TestWorld, shopId: string, begins: Date): Promise<MonthFigures> {
  const ask = async <Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> =>
    (await owner.query<Row>(sql, [shopId, ...values])).rows;
  const [whole] = await ask<Pick<MonthFigures, "orders" | "late" | "lateWarned" | "warned">>(
    `${RAISED}, early as (
       select distinct r.order_id from raised r join played p using (order_id) where p.promised is not null and r.at < p.promised + interval '1 day')
     select count(*)::int as orders, count(*) filter (where late)::int as late,
            count(*) filter (where late and e.order_id is not null)::int as "lateWarned",
            count(e.order_id)::int as warned
       from played left join early e using (order_id)`,
  );
  if (!whole) throw new Error("no month");
  return {
    ...whole,
    weeks: await ask<WeekFigures>(
      `${ORDERS}
       select 1 + floor(extract(epoch from placed_at - $2::timestamptz) / 604800)::int as week,
              count(arrived_at)::int as arrived,
              avg((late_bought <= 0)::int) filter (where arrived_at is not null and late_bought is not null)::float8 as "onTimeBought",
              avg((late_last <= 0)::int) filter (where arrived_at is not null and late_last is not null)::float8 as "onTimeLast",
              count(p50)::int as predicted,
              avg(coalesce(arrived_at::date <= p50, false)::int) filter (where p50 is not null)::float8 as "byP50",
              avg(coalesce(arrived_at::date <= p90, false)::int) filter (where p90 is not null)::float8 as "byP90"
         from played group by 1 order by 1`,
      begins,
    ),
    risks: await ask<RiskFigures>(
      `${RAISED}
       select kind, count(*)::int as raised, count(*) filter (where late)::int as right,
              percentile_cont(0.5) within group (order by extract(epoch from promised + interval '1 day' - at) / 3600)
                filter (where at < promised + interval '1 day')::float8 as "hoursAhead"
         from raised join played using (order_id) group by kind order by raised desc`,
    ),
    messages: await ask(
      "select kind, status, count(*)::int as count from message where shop_id = $1 group by 1, 2 order by 1, 2",
    ),
  };
}
