import type { FulfillmentOrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { inLease, wakeLane, type Lease } from "../../platform/lanes.server.ts";
import { isTrueOf } from "../automation/domain/public.ts";
import type { Condition } from "../automation/domain/condition.ts";
import type { PersonalFacts } from "../automation/domain/facts.ts";
import type { HoldDirective } from "../automation/domain/directives.ts";
import type { NewIntent } from "../intents/domain/intent.ts";
import { readSwitches, recordIntents } from "../intents/public.server.ts";
import type { StockPlanner } from "../inventory/public.server.ts";
import { readRoutable, type RoutableFulfillmentOrder } from "../orders/public.server.ts";
import { takesOf } from "./domain/consequences.ts";
import { decideBy } from "./domain/decide.ts";
import { promise, withPromised, type Promised } from "./domain/promised.ts";
import { factsOf } from "./domain/facts.ts";
import { AT_THE_LATEST_MS, CONDITION_MS, hasEnded, retryAt } from "./domain/retry.ts";
import type { RoutingSnapshot } from "./domain/snapshot.ts";
import { loadSnapshots } from "./load-snapshots.server.ts";
import { askRules, readPersonal, readRoutingRules } from "./rules.server.ts";
import { casesOfOrders, putCases } from "./store.server.ts";

/** Tried together, the oldest orders first: what comes is theirs. */
const PIECE = 50;

/** Stock of something that waits has changed: what lacks it is tried again with the next run of the refresh lane. */
export const planWaiting: StockPlanner = async (tx, items, now) => {
  const woken = await tx.run(
    `update routing_case c set retry_at = $3
      where c.shop_id = $1 and c.retry_at > $3
        and exists (select 1 from fulfillment_order_line l
                     where l.shop_id = c.shop_id and l.fulfillment_order_id = c.fulfillment_order_id and l.item_id = any($2::bigint[]))`,
    [tx.shopId, items, now],
  );
  if (woken > 0) wakeLane(tx, "refresh");
};

/**
 * Tries what could not be routed, without doing anything: of what would find a plan now, our hold is released (or it is due at once when nothing holds
 * it), and it is decided as any other; what would not, waits on. Returns how many were freed.
 */
export async function retryWaiting(lease: Lease, now: Date): Promise<number> {
  return inLease(lease, async (tx) => {
    const waiting = await dueRetries(tx, now);
    if (waiting.length === 0) return 0;
    const found = await readRoutable(tx, { ids: waiting });
    const tried = found.filter(isTried).sort((a, b) => a.order.placedAt.getTime() - b.order.placedAt.getTime());
    const again = await tryAll(tx, tried, now);
    const gone = waiting.filter((id) => !tried.some((each) => each.id === id));
    await setRetries(tx, [...again, ...gone.map((id) => ({ id, at: null }))]);
    return again.filter(({ at }) => at === null).length;
  });
}

/** Still to be shipped, and nobody else holds it. */
const isTried = ({ status, holds, order, lines }: RoutableFulfillmentOrder): boolean =>
  (status === "OPEN" || status === "ON_HOLD") &&
  !order.cancelled &&
  holds.every((hold) => hold.ours) &&
  lines.some(({ remaining }) => remaining > 0);

interface Retry {
  readonly id: FulfillmentOrderId;
  readonly at: Date | null;
}

async function tryAll(tx: ShopTx, tried: readonly RoutableFulfillmentOrder[], now: Date): Promise<Retry[]> {
  const rules = await readRoutingRules(tx, now);
  const orderIds = [...new Set(tried.map(({ orderId }) => orderId))];
  const personalOf = await readPersonal(tx, rules, orderIds);
  const mayPart = await partable(tx);
  const cases = new Map((await casesOfOrders(tx, orderIds)).map((each) => [each.fulfillmentOrderId, each]));
  const notFoundAt = (id: FulfillmentOrderId) =>
    (cases.get(id)?.refusals ?? []).filter(({ code }) => code === "shortPick");
  const snapshots = await loadSnapshots(
    tx,
    tried.map((fulfillmentOrder) => ({
      fulfillmentOrder,
      refusals: notFoundAt(fulfillmentOrder.id),
      canHold: true,
      canPart: mayPart(fulfillmentOrder),
      cause: "person",
    })),
    now,
  );
  const holds = await heldByRules(
    tx,
    tried.map(({ id }) => id),
  );
  const promised: Promised = new Map();
  const retries: Retry[] = [];
  for (const [index, fulfillmentOrder] of tried.entries()) {
    const loaded = snapshots[index];
    if (loaded === undefined) continue;
    const held = holds.get(fulfillmentOrder.id);
    const personal = personalOf.get(fulfillmentOrder.orderId) ?? null;
    const ended = held === undefined ? [] : endedHolds(held, loaded, personal);
    const snapshot = withPromised(withReleased(loaded, ended), promised);
    const said = askRules(rules, snapshot, personal);
    const decision = decideBy(snapshot, said?.directives ?? null);
    // A hold's hours count from when it began.
    const next =
      decision.outcome === "inPart"
        ? null // what can leave leaves, and the rest is tried again
        : retryAt(decision, held && decision.reason === "rule" ? held.since.getTime() : now.getTime());
    const at = next === null || next > now.getTime() ? next : now.getTime() + CONDITION_MS;
    const { id } = fulfillmentOrder;
    if (at === null && (await free(tx, fulfillmentOrder, notFoundAt(id).length > 0 ? "shortPick" : "arrived", now))) {
      // It waits no more: its units count again, where it is or where it goes.
      promise(promised, takesOf(snapshot, decision));
      retries.push({ id, at: null });
    } else retries.push({ id, at: new Date(at ?? now.getTime() + AT_THE_LATEST_MS) });
  }
  return retries;
}

/**
 * Which of them may ship in part: what we hold, of orders since both switches. What is not held is on its way to be, was released by somebody who knew
 * what is missing, or needs a person.
 */
async function partable(tx: ShopTx): Promise<(of: RoutableFulfillmentOrder) => boolean> {
  const { route, hold } = await readSwitches(tx);
  if (route === undefined || hold === undefined) return () => false;
  const since = Math.max(Date.parse(route), Date.parse(hold));
  return ({ holds, order }) => holds.length > 0 && order.placedAt.getTime() >= since;
}

interface HeldByRules {
  readonly holds: readonly HoldDirective[];
  readonly since: Date;
}

/** What rules hold by the newest decision of each of these. */
async function heldByRules(
  tx: ShopTx,
  ids: readonly FulfillmentOrderId[],
): Promise<Map<FulfillmentOrderId, HeldByRules>> {
  const rows = await tx.rows<HeldByRules & { id: FulfillmentOrderId }>(
    `select c.fulfillment_order_id as id, d.plan->'holds' as holds, d.decided_at as since
       from routing_case c join routing_decision d on d.shop_id = c.shop_id and d.decision_id = c.decision_id
      where c.shop_id = $1 and c.fulfillment_order_id = any($2::bigint[]) and d.plan->>'reason' = 'rule'`,
    [tx.shopId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The rules whose hold has ended. */
function endedHolds(
  { holds, since }: HeldByRules,
  snapshot: RoutingSnapshot,
  personal: PersonalFacts | null,
): string[] {
  const facts = factsOf(snapshot, personal);
  const isTrue = (when: Condition) => facts !== null && isTrueOf(when, facts);
  return holds.filter((hold) => hasEnded(hold, since.getTime(), snapshot.at, isTrue)).map(({ by }) => by);
}

function withReleased(snapshot: RoutingSnapshot, ended: readonly string[]): RoutingSnapshot {
  const { about } = snapshot;
  if (about === null || ended.length === 0) return snapshot;
  return { ...snapshot, about: { ...about, releasedHolds: [...about.releasedHolds, ...ended] } };
}

/** False: it stays held, because the merchant has switched off that we touch holds. */
async function free(
  tx: ShopTx,
  fulfillmentOrder: RoutableFulfillmentOrder,
  cause: "arrived" | "shortPick",
  now: Date,
): Promise<boolean> {
  const { id, orderId, holds } = fulfillmentOrder;
  if (holds.length === 0) {
    await putCases(tx, [fulfillmentOrder], "due", cause, now);
    return true;
  }
  const recorded = await recordIntents(
    tx,
    holds.map((hold): NewIntent => ({
      kind: "fulfillmentOrder.release",
      orderId,
      subject: hold.id,
      input: {
        fulfillmentOrderId: id,
        handle: hold.handle ?? "",
        arrived: true,
        ...(cause === "shortPick" && { cause }),
      },
    })),
    now,
  );
  return recorded.length > 0;
}

async function dueRetries(tx: ShopTx, now: Date): Promise<FulfillmentOrderId[]> {
  const rows = await tx.rows<{ fulfillment_order_id: FulfillmentOrderId }>(
    `select c.fulfillment_order_id from routing_case c join shop_order o on o.shop_id = c.shop_id and o.order_id = c.order_id
      where c.shop_id = $1 and c.retry_at <= $2 order by o.placed_at, c.fulfillment_order_id limit $3`,
    [tx.shopId, now, PIECE],
  );
  return rows.map((row) => row.fulfillment_order_id);
}

async function setRetries(tx: ShopTx, retries: readonly Retry[]): Promise<void> {
  await tx.run(
    `update routing_case c set retry_at = x.at from unnest($2::bigint[], $3::timestamptz[]) as x(id, at)
      where c.shop_id = $1 and c.fulfillment_order_id = x.id and c.status <> 'due'`,
    [tx.shopId, retries.map(({ id }) => id), retries.map(({ at }) => at)],
  );
}
