import type { DecisionId, FulfillmentOrderId, InventoryItemId, LocationId, OrderId } from "../../core/ids.ts";
import { parseId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { IS_REST } from "../orders/public.server.ts";
import { costModelSchema, DEFAULT_COST_MODEL, type CostModel } from "./domain/cost.ts";
import type { Decision } from "./domain/decide.ts";
import { DEFAULT_IN_PART, inPartSchema, type InPartSetting } from "./domain/in-part-setting.ts";
import type { EarlierHold } from "./domain/released-holds.ts";
import type { Refusal } from "./domain/snapshot.ts";
import type { Trace } from "./domain/trace.ts";

/** due: waits for its decision. decided. pinned: somebody else chose. ours: made by our own move. */
export type CaseStatus = "due" | "decided" | "pinned" | "ours";
/**
 * Why a fulfillment order is decided: it is new, Shopify refused the plan, a person released its hold, a person asked, what it waited for is there, its
 * rules are others now, it is planned together with other open orders, its location has sold more than it has, or somebody did not find it on the shelf.
 */
export type Cause =
  "shortPick" | "new" | "rejected" | "released" | "person" | "arrived" | "rules" | "together" | "shopper" | "oversold";

export interface RoutingCase {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly status: CaseStatus;
  readonly cause: Cause;
  readonly refusals: readonly Refusal[];
}

interface CaseRow {
  readonly fulfillment_order_id: FulfillmentOrderId;
  readonly order_id: OrderId;
  readonly status: CaseStatus;
  readonly cause: Cause;
  readonly refusals: readonly Refusal[];
  readonly [column: string]: unknown;
}

const caseOf = (row: CaseRow): RoutingCase => ({
  fulfillmentOrderId: row.fulfillment_order_id,
  orderId: row.order_id,
  status: row.status,
  cause: row.cause,
  refusals: row.refusals,
});

/** The cost model the merchant set, or the default; what it did not have yet when it was stored is the default's. A stored model that is no longer valid counts as not set. */
export async function readCostModel(tx: ShopTx): Promise<CostModel> {
  const [row] = await tx.rows<{ costs: object }>("select costs from routing_setting where shop_id = $1", [tx.shopId]);
  const parsed = costModelSchema.safeParse({ ...DEFAULT_COST_MODEL, ...row?.costs });
  return parsed.success ? parsed.data : DEFAULT_COST_MODEL;
}

/** Stores the merchant's cost model. */
export async function writeCostModel(tx: ShopTx, costs: CostModel, now: Date): Promise<void> {
  await tx.run(
    `insert into routing_setting (shop_id, costs, updated_at) values ($1, $2, $3)
     on conflict (shop_id) do update set costs = excluded.costs, updated_at = excluded.updated_at`,
    [tx.shopId, JSON.stringify(costs), now],
  );
}

/** What the merchant wants done when units are missing; a shop that has set nothing waits, and so does one whose stored setting is no longer valid. */
export async function readInPart(tx: ShopTx): Promise<InPartSetting> {
  const [row] = await tx.rows<{ in_part: object }>("select in_part from routing_setting where shop_id = $1", [
    tx.shopId,
  ]);
  const parsed = inPartSchema.safeParse({ ...DEFAULT_IN_PART, ...row?.in_part });
  return parsed.success ? parsed.data : DEFAULT_IN_PART;
}

/** Stores it, beside the cost model. */
export async function writeInPart(tx: ShopTx, inPart: InPartSetting): Promise<void> {
  await tx.run("update routing_setting set in_part = $2 where shop_id = $1", [tx.shopId, JSON.stringify(inPart)]);
}

export async function casesOfOrders(tx: ShopTx, orderIds: readonly OrderId[]): Promise<RoutingCase[]> {
  const rows = await tx.rows<CaseRow>(
    "select fulfillment_order_id, order_id, status, cause, refusals from routing_case where shop_id = $1 and order_id = any($2::bigint[])",
    [tx.shopId, orderIds],
  );
  return rows.map(caseOf);
}

/** The next cases to decide, oldest first. */
export async function dueCases(tx: ShopTx, count: number): Promise<RoutingCase[]> {
  const rows = await tx.rows<CaseRow>(
    `select fulfillment_order_id, order_id, status, cause, refusals from routing_case
      where shop_id = $1 and status = 'due' order by updated_at, fulfillment_order_id limit $2`,
    [tx.shopId, count],
  );
  return rows.map(caseOf);
}

/** Of a parcel `p` of a fulfillment order `f`: it is made or under way; what has left of an open rest is neither. */
export const IS_PACKED = `p.shop_id = f.shop_id and p.fulfillment_order_id = f.fulfillment_order_id and p.stage <> 'void'
                           and (p.fulfillment_id is null or f.status = 'OPEN')`;

/** Of a fulfillment order `f`: nobody works on what is left of it (domain/movable.ts). */
export const IS_MOVABLE = `(f.status = 'OPEN' or ${IS_REST})`;

/** Of a case `c` and its fulfillment order `f`: it is decided, and what is open of it not begun: nobody picks it, no label, no request, no hold. */
export const IS_RESTING = `c.status in ('decided', 'ours') and c.retry_at is null
        and ${IS_MOVABLE} and f.request_status = 'UNSUBMITTED' and f.location_id is not null and f.holds = '[]'
        and not exists (select 1 from parcel p where ${IS_PACKED})
        and not exists (select 1 from pick_task k
                         where k.shop_id = f.shop_id and k.fulfillment_order_id = f.fulfillment_order_id and k.status in ('open', 'picked'))
        and not exists (select 1 from intent i
                         where i.shop_id = f.shop_id and i.order_id = f.order_id and i.status in ('waiting', 'sending', 'unsure', 'asks'))`;

/** Cases of resting fulfillment orders, the oldest first. */
export async function restingCases(tx: ShopTx, count: number): Promise<RoutingCase[]> {
  const rows = await tx.rows<CaseRow>(
    `select c.fulfillment_order_id, c.order_id, c.status, c.cause, c.refusals
       from routing_case c join fulfillment_order f on f.shop_id = c.shop_id and f.fulfillment_order_id = c.fulfillment_order_id
      where c.shop_id = $1 and ${IS_RESTING}
      order by f.created_at, f.fulfillment_order_id limit $2`,
    [tx.shopId, count],
  );
  return rows.map(caseOf);
}

/** Whether any case waits for its decision, and when one is to be tried again. */
export async function lookAtCases(tx: ShopTx): Promise<{ readonly due: boolean; readonly retryAt: Date | undefined }> {
  const [row] = await tx.rows<{ due: boolean; retry_at: Date | null }>(
    `select exists (select 1 from routing_case where shop_id = $1 and status = 'due') as due,
            (select min(retry_at) from routing_case where shop_id = $1 and retry_at is not null) as retry_at`,
    [tx.shopId],
  );
  return { due: row?.due ?? false, retryAt: row?.retry_at ?? undefined };
}

/**
 * Sets cases. What Shopify ruled out before is forgotten: the question is a new one. Where units were looked for and not found stays ruled out until a
 * person asks anew.
 */
export async function putCases(
  tx: ShopTx,
  fulfillmentOrders: readonly { readonly id: FulfillmentOrderId; readonly orderId: OrderId }[],
  status: CaseStatus,
  cause: Cause,
  now: Date,
): Promise<void> {
  if (fulfillmentOrders.length === 0) return;
  await tx.run(
    `insert into routing_case (shop_id, fulfillment_order_id, order_id, status, cause, updated_at)
     select $1, id, order_id, $4, $5, $6 from unnest($2::bigint[], $3::bigint[]) as x(id, order_id) order by id
     on conflict (shop_id, fulfillment_order_id) do update
        set status = excluded.status, cause = excluded.cause, retry_at = null, updated_at = excluded.updated_at,
            refusals = case when excluded.cause in ('person', 'released') then '[]'
                            else jsonb_path_query_array(routing_case.refusals, '$[*] ? (@.code == "shortPick")') end`,
    [
      tx.shopId,
      fulfillmentOrders.map(({ id }) => id),
      fulfillmentOrders.map(({ orderId }) => orderId),
      status,
      cause,
      now,
    ],
  );
}

/** A move of ours made it, or brought it where it is. When somebody asked for a new decision meanwhile, it stays due. */
export async function putOurs(
  tx: ShopTx,
  fulfillmentOrder: { readonly id: FulfillmentOrderId; readonly orderId: OrderId },
  now: Date,
): Promise<void> {
  await tx.run(
    `insert into routing_case as c (shop_id, fulfillment_order_id, order_id, status, cause, updated_at) values ($1, $2, $3, 'ours', 'new', $4)
     on conflict (shop_id, fulfillment_order_id) do update set status = 'ours', updated_at = excluded.updated_at where c.status <> 'due'`,
    [tx.shopId, fulfillmentOrder.id, fulfillmentOrder.orderId, now],
  );
}

/** A plan of several parcels is carried out once its last move is: what stays at home is then where the plan wants it, as what was moved is. */
export async function settleHome(tx: ShopTx, orderId: OrderId, decisionId: string, now: Date): Promise<void> {
  await tx.run(
    `update routing_case c set status = 'ours', updated_at = $4
      where c.shop_id = $1 and c.order_id = $2 and c.status = 'decided' and (c.decision_id = $3 or c.decision_id is null)
        and exists (select 1 from routing_decision d where d.shop_id = $1 and d.decision_id = $3 and d.outcome = 'split')
        and not exists (select 1 from intent i
                         where i.shop_id = $1 and i.order_id = $2 and i.kind = 'fulfillmentOrder.move' and i.status in ('waiting', 'sending', 'unsure'))`,
    [tx.shopId, orderId, decisionId, now],
  );
}

/**
 * The fulfillment order is due again after its plan was refused. `refusal` is ruled out from now on; without one, only the state had changed.
 * Not when somebody else has chosen meanwhile.
 */
export async function dueAgain(tx: ShopTx, id: FulfillmentOrderId, now: Date, refusal?: Refusal): Promise<void> {
  await tx.run(
    `update routing_case set status = 'due', cause = 'rejected', refusals = refusals || $3::jsonb, updated_at = $4
      where shop_id = $1 and fulfillment_order_id = $2 and status <> 'pinned'`,
    [tx.shopId, id, JSON.stringify(refusal ? [refusal] : []), now],
  );
}

/** Shopify has replaced a fulfillment order that waits for something: what took its place waits now, by the same decision. */
export async function passRetry(tx: ShopTx, id: FulfillmentOrderId, to: FulfillmentOrderId, now: Date): Promise<void> {
  await tx.run(
    `with passed as (
       update routing_case set retry_at = null from routing_case old
        where routing_case.shop_id = $1 and routing_case.fulfillment_order_id = $2
          and old.shop_id = $1 and old.fulfillment_order_id = $2
       returning old.order_id, old.cause, old.decision_id, old.retry_at)
     insert into routing_case (shop_id, fulfillment_order_id, order_id, status, cause, decision_id, retry_at, updated_at)
     select $1, $3, order_id, 'decided', cause, decision_id, retry_at, $4 from passed
     on conflict (shop_id, fulfillment_order_id) do update
        set status = excluded.status, decision_id = excluded.decision_id, retry_at = excluded.retry_at, updated_at = excluded.updated_at`,
    [tx.shopId, id, to, now],
  );
}

/** They are no longer there to decide (closed, cancelled, moved on): their cases rest. */
export async function dropCases(tx: ShopTx, ids: readonly FulfillmentOrderId[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.run(
    "delete from routing_case where shop_id = $1 and fulfillment_order_id = any($2::bigint[]) and status = 'due'",
    [tx.shopId, ids],
  );
}

/** Units of items promised at locations by plans Shopify does not show yet. */
export async function readClaims(tx: ShopTx, itemIds: readonly InventoryItemId[]): Promise<Map<string, number>> {
  const rows = await tx.rows<{ item_id: string; location_id: string; units: number }>(
    `select item_id, location_id, sum(quantity)::int as units from routing_claim
      where shop_id = $1 and item_id = any($2::bigint[]) group by 1, 2`,
    [tx.shopId, itemIds],
  );
  return new Map(rows.map((row) => [`${row.item_id} ${row.location_id}`, row.units]));
}

/** Earlier decisions of orders, oldest first: when rules held an order, by which. */
export async function readHolds(tx: ShopTx, orderIds: readonly OrderId[]): Promise<Map<OrderId, EarlierHold[]>> {
  const rows = await tx.rows<EarlierHold & { order_id: OrderId }>(
    `select order_id, cause, coalesce(case when plan->>'reason' = 'rule' then plan->'by' end, '[]') as by
       from routing_decision where shop_id = $1 and order_id = any($2::bigint[]) order by decision_id`,
    [tx.shopId, orderIds],
  );
  return Map.groupBy(rows, (row) => row.order_id);
}

/** Units that are assigned to fulfillment orders which could not be routed and wait. */
export async function readWaiting(
  tx: ShopTx,
  itemIds: readonly InventoryItemId[],
): Promise<{ id: FulfillmentOrderId; itemId: InventoryItemId; locationId: LocationId; units: number }[]> {
  return tx.rows(
    `select f.fulfillment_order_id as id, l.item_id as "itemId", f.location_id as "locationId", sum(l.remaining)::int as units
       from routing_case c
       join fulfillment_order f on f.shop_id = c.shop_id and f.fulfillment_order_id = c.fulfillment_order_id
       join fulfillment_order_line l on l.shop_id = c.shop_id and l.fulfillment_order_id = c.fulfillment_order_id
      where c.shop_id = $1 and c.retry_at is not null and l.item_id = any($2::bigint[]) and f.location_id is not null
        and f.status in ('OPEN', 'ON_HOLD') group by 1, 2, 3`,
    [tx.shopId, itemIds],
  );
}

/** Claims units for a decision until its moves are carried out. */
export async function putClaims(
  tx: ShopTx,
  decisionId: DecisionId,
  claims: readonly { readonly itemId: InventoryItemId; readonly locationId: LocationId; readonly quantity: number }[],
): Promise<void> {
  await tx.run(
    `insert into routing_claim (shop_id, decision_id, item_id, location_id, quantity)
     select $1, $2, item_id, location_id, sum(quantity)
       from jsonb_to_recordset($3::jsonb) as x(item_id bigint, location_id bigint, quantity int) group by item_id, location_id`,
    [
      tx.shopId,
      decisionId,
      JSON.stringify(
        claims.map(({ itemId, locationId, quantity }) => ({ item_id: itemId, location_id: locationId, quantity })),
      ),
    ],
  );
}

/** Gives the claims of a decision at one location back: Shopify shows them now, or they will not come. */
export async function dropClaims(tx: ShopTx, decisionId: string, locationId: LocationId): Promise<void> {
  await tx.run("delete from routing_claim where shop_id = $1 and decision_id = $2 and location_id = $3", [
    tx.shopId,
    decisionId,
    locationId,
  ]);
}

/** Gives back every claim whose move is not on its way any more: withdrawn by a newer decision, by a switch, or with a person. */
export async function keepClaims(
  tx: ShopTx,
  open: readonly { readonly decisionId: string; readonly to: LocationId }[],
): Promise<void> {
  await tx.run(
    `delete from routing_claim where shop_id = $1
        and (decision_id, location_id) not in (select * from unnest($2::bigint[], $3::bigint[]))`,
    [tx.shopId, open.map((move) => move.decisionId), open.map((move) => move.to)],
  );
}

interface NewDecision {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly cause: Cause;
  readonly mode: "observe" | "live";
  readonly currency: string;
  readonly decision: Decision;
  readonly trace: Trace;
  /** When it is tried again, epoch milliseconds; null: it needs no other try. */
  readonly retryAt: number | null;
}

/** Stores decisions with their traces and puts their cases to rest. Returns their ids, in the order given. A fulfillment order occurs once. */
export async function putDecisions(tx: ShopTx, given: readonly NewDecision[], decidedAt: Date): Promise<DecisionId[]> {
  if (given.length === 0) return [];
  const rows = await tx.rows<{ decision_id: string; fulfillment_order_id: string }>(
    `with stored as (
       insert into routing_decision (shop_id, order_id, fulfillment_order_id, cause, outcome, mode, decided_at, currency, cost_minor, stay_minor, plan, trace)
       select $1, order_id, fulfillment_order_id, cause, outcome, mode, $3, currency, cost_minor, stay_minor, plan, trace
         from jsonb_to_recordset($2::jsonb) as x(order_id bigint, fulfillment_order_id bigint, cause text, outcome text, mode text, currency text,
                                                 cost_minor bigint, stay_minor bigint, plan jsonb, trace jsonb)
       returning decision_id, fulfillment_order_id),
     rested as (
       update routing_case c set status = 'decided', decision_id = s.decision_id, updated_at = $3, retry_at = x.retry_at
         from stored s join jsonb_to_recordset($2::jsonb) as x(fulfillment_order_id bigint, retry_at timestamptz) using (fulfillment_order_id)
        where c.shop_id = $1 and c.fulfillment_order_id = s.fulfillment_order_id)
     select decision_id, fulfillment_order_id from stored`,
    [tx.shopId, JSON.stringify(given.map(decisionRow)), decidedAt],
  );
  const ids = new Map(rows.map((row) => [row.fulfillment_order_id, row.decision_id]));
  return given.map(({ fulfillmentOrderId }) => parseId<DecisionId>(ids.get(fulfillmentOrderId) ?? ""));
}

function decisionRow({ decision, ...given }: NewDecision) {
  const cost = "plan" in decision ? decision.plan.cost.totalMinor : null;
  const stay =
    decision.outcome === "stay"
      ? cost
      : decision.outcome === "move" && decision.savingMinor !== null && cost !== null
        ? cost + decision.savingMinor
        : null;
  return {
    order_id: given.orderId,
    fulfillment_order_id: given.fulfillmentOrderId,
    cause: given.cause,
    outcome: decision.outcome,
    mode: given.mode,
    currency: given.currency,
    cost_minor: cost,
    stay_minor: stay,
    plan: decision,
    trace: given.trace,
    retry_at: given.retryAt === null ? null : new Date(given.retryAt),
  };
}
