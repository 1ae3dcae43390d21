import { randomBytes } from "node:crypto";
import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { recordIntents, switchedOnSince } from "../intents/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import type { DeliveryPromise, PickupPromise } from "./domain/order-status-view.ts";
import type { ParcelStage } from "./domain/parcel-stage.ts";
import { decidePromise, type DecidedPromise, type Predicted, type PromisePart } from "./domain/promise.ts";
import { JOURNEY, journeyOf, type JourneyColumns } from "./arrived.server.ts";
import { openPredictor, type PartToPredict } from "./predict-parts.server.ts";
import { notePromisesMade, promiseSeen } from "./promise-shown.server.ts";
import { tellPromises } from "./tell.server.ts";
import { watchOrders } from "./watch.server.ts";

/** Delivery methods with a date of arrival at the shopper's. Pickup and downloads have none. */
const DELIVERED_METHODS = ["SHIPPING", "LOCAL"];
/** Nobody will pay for these any more, or nobody has yet: the date waits for it. */
const PAYMENT_PENDING = ["PENDING", "PARTIALLY_PAID", "EXPIRED", "VOIDED"];

interface PromiseRow {
  readonly order_id: OrderId;
  readonly from_day: string | null;
  readonly to_day: string | null;
  readonly source: DeliveryPromise["source"];
  readonly reason: DeliveryPromise["reason"];
  readonly [column: string]: unknown;
}

interface FactRow extends JourneyColumns {
  readonly order_id: OrderId;
  readonly placed_at: Date;
  readonly cancelled: boolean;
  readonly financial_status: string;
  readonly to_ship: {
    promised_from: string | null;
    promised_to: string | null;
    hold_reason: string | null;
    location_id: string | null;
  }[];
  readonly parcels: {
    stage: ParcelStage;
    expected_at: string | null;
    location_id: string | null;
    decided_at: string;
    left_at: string | null;
  }[];
  readonly timezone: string;
  readonly [column: string]: unknown;
}

interface Change {
  readonly orderId: OrderId;
  readonly placedAt: Date;
  readonly previous: DeliveryPromise | null;
  readonly next: DecidedPromise;
}

/**
 * Looks at the date promised for these orders, and writes down each new one: a row of the promise ledger and, for orders placed since the
 * merchant switched events on, an order event and the effect that shows it to the shopper. In observe the row says what would be shown.
 * Orders whose date did not change cost two reads together. Called after a read of the orders and after scans.
 */
export async function refreshPromises(tx: ShopTx, orderIds: readonly OrderId[], now: Date): Promise<void> {
  if (orderIds.length === 0) return;
  await watchOrders(tx, orderIds, now);
  const facts = await readFacts(tx, orderIds);
  if (facts.length === 0) return;
  const inForce = await promisesInForce(tx, orderIds);
  const predict = await predictorFor(tx, facts, now);
  const changes = facts.flatMap((row): Change[] => {
    const previous = inForce.get(row.order_id) ?? null;
    const next = decidePromise(
      {
        placedAt: row.placed_at,
        cancelled: row.cancelled,
        paymentPending: PAYMENT_PENDING.includes(row.financial_status),
        timezone: row.timezone,
        parts: partsOf(row, predict),
      },
      previous,
      now,
    );
    return next ? [{ orderId: row.order_id, placedAt: row.placed_at, previous, next }] : [];
  });
  if (changes.length === 0) return;
  const ids = await insertPromises(tx, changes, now);
  await notePromisesMade(
    tx,
    changes.map(({ orderId, placedAt, next }) => ({
      orderId,
      promiseId: ids.get(orderId) ?? "",
      placedAt,
      source: next.source,
    })),
  );
  await ensureOrderKeys(
    tx,
    changes.map(({ orderId }) => orderId),
  );
  const since = await switchedOnSince(tx, "events");
  await tellPromises(tx, changes, { ids, shownSince: since }, now);
  if (since === null) return;
  await show(
    tx,
    changes.filter(({ placedAt }) => placedAt >= since),
    ids,
    now,
  );
}

async function show(
  tx: ShopTx,
  changes: readonly Change[],
  ids: ReadonlyMap<OrderId, string>,
  now: Date,
): Promise<void> {
  await appendOrderEvents(
    tx,
    changes.map(({ orderId, previous, next }) => ({
      orderId,
      code: "promise.shown",
      ref: ids.get(orderId) ?? "",
      occurredAt: now,
      data: {
        from: next.from,
        to: next.to,
        source: next.source,
        reason: next.reason?.code ?? null,
        previousTo: previous?.to ?? null,
      },
    })),
    now,
  );
  await recordIntents(
    tx,
    changes.map(({ orderId }) => ({
      kind: "order.promise",
      orderId,
      subject: `promise ${ids.get(orderId) ?? ""}`,
      input: { orderId },
    })),
    now,
  );
}

/** The newest promise of each order that has one. */
export async function promisesInForce(
  tx: ShopTx,
  orderIds: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, DeliveryPromise>> {
  const rows = await tx.rows<PromiseRow>(
    `select distinct on (order_id) order_id, to_char(from_date, 'YYYY-MM-DD') as from_day, to_char(to_date, 'YYYY-MM-DD') as to_day,
            source, reason
       from delivery_promise where shop_id = $1 and order_id = any($2::bigint[])
      order by order_id, promise_id desc`,
    [tx.shopId, orderIds],
  );
  return new Map(
    rows.map((row) => [row.order_id, { from: row.from_day, to: row.to_day, source: row.source, reason: row.reason }]),
  );
}

/** The key that opens the order's status to whoever holds it. Undefined before the first promise. */
export async function orderKey(tx: ShopTx, orderId: OrderId): Promise<string | undefined> {
  return (await shownOf(tx, orderId))?.key;
}

/** What the order's metafield shows, as far as we know; `promiseId` is the one it should show, "0" when only a pickup is. */
export interface Shown {
  readonly key: string;
  readonly promiseId: string;
  readonly pickup: PickupPromise | null;
  readonly pickupNo: number;
  readonly shownPromiseId: string | null;
  readonly compareDigest: string | null;
}

/** What is to be shown of an order and what is shown already. Undefined before the first promise. */
export async function shownOf(tx: ShopTx, orderId: OrderId): Promise<Shown | undefined> {
  const [row] = await tx.rows<Shown & Record<string, unknown>>(
    `select k.key, k.shown_promise_id as "shownPromiseId", k.compare_digest as "compareDigest",
            k.pickup, k.pickup_no as "pickupNo",
            coalesce((select max(promise_id) from delivery_promise p where p.shop_id = k.shop_id and p.order_id = k.order_id), 0)::text as "promiseId"
       from order_key k where k.shop_id = $1 and k.order_id = $2`,
    [tx.shopId, orderId],
  );
  return row;
}

/** The metafield shows this promise now, and the pickup if that has not changed since. */
export async function noteShown(
  tx: ShopTx,
  orderId: OrderId,
  { promiseId, pickupNo, compareDigest }: Pick<Shown, "promiseId" | "pickupNo" | "compareDigest">,
  now: Date,
): Promise<void> {
  if (promiseId !== "0") await promiseSeen(tx, orderId, "metafield", now, promiseId);
  await tx.run(
    `update order_key set shown_promise_id = case when pickup_no = $5 then $3::bigint end, compare_digest = $4
      where shop_id = $1 and order_id = $2`,
    [tx.shopId, orderId, promiseId, compareDigest, pickupNo],
  );
}

async function readFacts(tx: ShopTx, orderIds: readonly OrderId[]): Promise<FactRow[]> {
  return tx.rows<FactRow>(
    `select o.order_id, o.placed_at, o.cancelled_at is not null as cancelled, o.financial_status,
            coalesce((select timezone from shop_profile where shop_id = $1), 'UTC') as timezone,
            ${JOURNEY},
            coalesce((select jsonb_agg(jsonb_build_object('promised_from', f.promised_from, 'promised_to', f.promised_to,
                                                          'hold_reason', f.holds -> 0 ->> 'reason', 'location_id', f.location_id::text))
               from fulfillment_order f
              where f.shop_id = o.shop_id and f.order_id = o.order_id and f.delivery_method = any($3)
                and f.status not in ('CLOSED', 'CANCELLED')
                and exists (select 1 from fulfillment_order_line l where l.shop_id = f.shop_id
                             and l.fulfillment_order_id = f.fulfillment_order_id and l.remaining > 0)
                and not exists (select 1 from parcel p where p.shop_id = f.shop_id
                             and p.fulfillment_order_id = f.fulfillment_order_id and p.stage not in ('planned', 'void'))), '[]') as to_ship,
            coalesce((select jsonb_agg(jsonb_build_object('stage', p.stage, 'expected_at', p.expected_at, 'location_id', p.location_id::text,
                          'decided_at', p.created_at, 'left_at', (select min(c.occurred_at) from parcel_scan c where c.shop_id = p.shop_id
                             and c.parcel_id = p.parcel_id and c.stage not in ('labelled', 'void', 'unknown'))))
               from parcel p where p.shop_id = o.shop_id and p.order_id = o.order_id and p.stage <> 'planned'), '[]')
            || coalesce((select jsonb_agg(jsonb_build_object('expected_at', f.estimated_delivery_at, 'location_id', f.location_id::text,
                          'decided_at', f.created_at, 'left_at', f.in_transit_at, 'stage',
                          case when f.display_status in ('DELIVERED', 'PICKED_UP') then 'delivered' else 'in_transit' end))
               from fulfillment f where f.shop_id = o.shop_id and f.order_id = o.order_id and f.status in ('OPEN', 'PENDING', 'SUCCESS')
                and not exists (select 1 from parcel p where p.shop_id = f.shop_id and p.fulfillment_id = f.fulfillment_id)
                and (f.estimated_delivery_at is not null or f.display_status in ('DELIVERED', 'PICKED_UP'))), '[]') as parcels
       from shop_order o where o.shop_id = $1 and o.order_id = any($2::bigint[])`,
    [tx.shopId, orderIds, DELIVERED_METHODS],
  );
}

type Predict = (part: PartToPredict) => Predicted | undefined;

/** What the shop's own parcels say of a part; nothing where every part has a better date, or nothing was learned yet. */
async function predictorFor(tx: ShopTx, facts: readonly FactRow[], now: Date): Promise<Predict> {
  const needed = facts.some(
    ({ to_ship, parcels }) =>
      to_ship.some(({ promised_from, promised_to }) => (promised_to ?? promised_from) === null) ||
      parcels.some(({ stage, expected_at }) => expected_at === null && stage !== "delivered"),
  );
  const predict = needed ? await openPredictor(tx, now) : undefined;
  return (part) => {
    const { window, leavesLate = false } = predict?.(part) ?? {};
    return window ? { ...window, leavesLate } : undefined;
  };
}

function partsOf(row: FactRow, predict: Predict): PromisePart[] {
  const journey = journeyOf(row);
  const withPrediction = (part: Omit<PartToPredict, "journey">) => {
    const predicted = predict({ ...part, journey });
    return predicted ? { predicted } : {};
  };
  return [
    ...row.to_ship.map((part) => ({
      kind: "to_ship" as const,
      promisedFrom: dateOrNull(part.promised_from),
      promisedTo: dateOrNull(part.promised_to),
      holdReason: part.hold_reason,
      ...withPrediction({ locationId: part.location_id, decidedAt: row.placed_at, leftAt: null }),
    })),
    ...row.parcels.map((part) => ({
      kind: "parcel" as const,
      stage: part.stage,
      expectedAt: dateOrNull(part.expected_at),
      ...withPrediction({
        locationId: part.location_id,
        decidedAt: new Date(part.decided_at),
        leftAt: dateOrNull(part.left_at),
      }),
    })),
  ];
}

/** Returns the number of the new promise by order. */
async function insertPromises(
  tx: ShopTx,
  changed: readonly { readonly orderId: OrderId; readonly next: DecidedPromise }[],
  now: Date,
): Promise<ReadonlyMap<OrderId, string>> {
  const rows = await tx.rows<{ order_id: OrderId; promise_id: string }>(
    `insert into delivery_promise (shop_id, order_id, from_date, to_date, source, confidence, basis, p50, p90, reason, shown_at)
     select $1, order_id, from_day, to_day, source, confidence, basis, p50, p90, nullif(reason, 'null'::jsonb), $3
       from jsonb_to_recordset($2::jsonb) as x(order_id bigint, from_day date, to_day date, source text, confidence text, basis text,
                                               p50 date, p90 date, reason jsonb)
     returning order_id, promise_id`,
    [
      tx.shopId,
      JSON.stringify(
        changed.map(({ orderId, next }) => ({
          order_id: orderId,
          from_day: next.from,
          to_day: next.to,
          source: next.source,
          ...restsOn(next),
          reason: next.reason,
        })),
      ),
      now,
    ],
  );
  return new Map(rows.map((row) => [row.order_id, row.promise_id]));
}

/** A date from checkout or a carrier is theirs; an estimate that no parcels taught says so. */
function restsOn({ source, predicted }: DecidedPromise) {
  if (source !== "estimate") return { confidence: "", basis: "", p50: null, p90: null };
  if (!predicted) return { confidence: "low", basis: "assumption", p50: null, p90: null };
  const { basis, confidence, from: p50, to: p90 } = predicted;
  return { confidence, basis, p50, p90 };
}

/** 128 random bits per order, made once. */
/** Each of these orders has a key. */
export async function ensureOrderKeys(tx: ShopTx, orderIds: readonly OrderId[]): Promise<void> {
  await tx.run(
    `insert into order_key (shop_id, order_id, key) select $1, * from unnest($2::bigint[], $3::text[])
     on conflict (shop_id, order_id) do nothing`,
    [tx.shopId, orderIds, orderIds.map(() => randomBytes(16).toString("hex"))],
  );
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
