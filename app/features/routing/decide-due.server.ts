import { fromGid, toGid, type LocationId } from "../../core/ids.ts";
import { SHARES } from "../../core/effects.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import { CheckMoveDocument } from "../../platform/admin-api/operations.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { assertLease, type Lease } from "../../platform/lanes.server.ts";
import { recordIntents, switchedOnSince } from "../intents/public.server.ts";
import { readLocations, readStock } from "../inventory/public.server.ts";
import {
  appendOrderEvents,
  clearAttention,
  raiseAttention,
  readRoutable,
  type RoutableFulfillmentOrder,
} from "../orders/public.server.ts";
import { decide, type Decision } from "./domain/decide.ts";
import { claimsOf, intentsFor } from "./domain/consequences.ts";
import type { Refusal, RoutingSnapshot } from "./domain/snapshot.ts";
import { traceOf } from "./domain/trace.ts";
import { undecidable, withdrawPlans } from "./earlier-plans.server.ts";
import {
  dropCase,
  dueCases,
  putClaims,
  putDecision,
  readClaims,
  readCostModel,
  type RoutingCase,
} from "./store.server.ts";

/** Decided together; each is checked again when stored. */
const BATCH = 25;
/** Looked at for that: some may have to wait, and must not keep the others from their turn. */
const LOOK_AT = 500;

interface Question {
  readonly routingCase: RoutingCase;
  readonly fulfillmentOrder: RoutableFulfillmentOrder;
  readonly snapshot: RoutingSnapshot;
  readonly live: boolean;
}

/**
 * Decides what is due in one shop: load → decide (pure) → ask Shopify about the locations a plan moves to → store decision, claims and intents
 * together. Returns how many were decided; 0 when nothing is due.
 */
export async function decideDue(lease: Lease, admin: AdminClient, now: () => Date): Promise<number> {
  const questions = await inShop(lease.shopId, (tx) => load(tx, lease, now()));
  let decided = 0;
  // Units promised by earlier decisions of this batch, which the next ones must not promise again.
  const promised = new Map<string, number>();
  for (const question of questions) {
    const { decision, snapshot } = await answer(question, promised, admin);
    const stored = await inShop(lease.shopId, (tx) => store(tx, lease, { ...question, snapshot }, decision, now()));
    if (!stored) continue;
    decided += 1;
    if (question.live)
      for (const { itemId, locationId, quantity } of claimsOf(snapshot, decision)) {
        const key = `${itemId} ${locationId}`;
        promised.set(key, (promised.get(key) ?? 0) + quantity);
      }
  }
  return decided;
}

async function load(tx: ShopTx, lease: Lease, now: Date): Promise<Question[]> {
  await assertLease(tx, lease);
  const due = await dueCases(tx, LOOK_AT);
  const waiting = await undecidable(tx, due);
  const cases = due.filter((each) => !waiting.has(each.orderId)).slice(0, BATCH);
  if (cases.length === 0) return [];
  await withdrawPlans(tx, cases, now);
  const fulfillmentOrders = await readRoutable(tx, { ids: cases.map((each) => each.fulfillmentOrderId) });
  const itemIds = [...new Set(fulfillmentOrders.flatMap(({ lines }) => lines.flatMap((line) => line.itemId ?? [])))];
  const locations = await readLocations(tx);
  const stock = await readStock(tx, itemIds);
  const claims = await readClaims(tx, itemIds);
  const costModel = await readCostModel(tx);
  const routeSince = await switchedOnSince(tx, "route");
  const holdSince = await switchedOnSince(tx, "hold");
  const questions: Question[] = [];
  for (const routingCase of cases) {
    const fulfillmentOrder = fulfillmentOrders.find(({ id }) => id === routingCase.fulfillmentOrderId);
    // Our own hold that has just been released may still be in the mirror: its read is on the way.
    if (fulfillmentOrder?.status === "ON_HOLD" && fulfillmentOrder.holds.every((hold) => hold.ours)) continue;
    const shippable = fulfillmentOrder?.lines.some((line) => line.remaining > 0) ?? false;
    if (!fulfillmentOrder || !shippable || fulfillmentOrder.order.cancelled || fulfillmentOrder.status !== "OPEN") {
      await dropCase(tx, routingCase.fulfillmentOrderId);
      continue;
    }
    const { order, lines } = fulfillmentOrder;
    const wanted = new Set(lines.flatMap((line) => line.itemId ?? []));
    const touchable = (since: Date | null) =>
      since !== null && (order.placedAt >= since || routingCase.cause === "person");
    questions.push({
      routingCase,
      fulfillmentOrder,
      live: touchable(routeSince),
      snapshot: {
        currency: order.currency,
        fulfillmentOrder: {
          id: fulfillmentOrder.id,
          orderId: fulfillmentOrder.orderId,
          assignedLocationId: fulfillmentOrder.locationId,
          deliveryMethod: fulfillmentOrder.deliveryMethod === "LOCAL" ? "LOCAL" : "SHIPPING",
          lines: lines.map(({ lineId, lineItemId, itemId, remaining, grams }) => ({
            lineId,
            lineItemId,
            itemId,
            quantity: remaining,
            grams,
          })),
        },
        destination: place(order.country, order.lat, order.lng),
        locations: locations.map(({ country, lat, lng, ...location }) => ({
          ...location,
          ...place(country, lat, lng),
        })),
        stock: stock
          .filter((item) => wanted.has(item.itemId))
          .map((item) => ({
            ...item,
            levels: item.levels.map((level) => ({
              ...level,
              claimed: claims.get(`${item.itemId} ${level.locationId}`) ?? 0,
            })),
          })),
        refusals: routingCase.refusals,
        costModel,
        // Somebody released it knowing what is missing: holding it again at once would take the click back. It needs them instead.
        canHold: routingCase.cause !== "released" && touchable(holdSince),
      },
    });
  }
  return questions;
}

/** Decides, asking Shopify whether the planned moves are possible; a location it rules out is a constraint of the next try. */
async function answer(
  question: Question,
  promised: ReadonlyMap<string, number>,
  admin: AdminClient,
): Promise<{ decision: Decision; snapshot: RoutingSnapshot }> {
  let snapshot = withClaims(question.snapshot, promised);
  for (;;) {
    const decision = decide(snapshot);
    const targets = decision.outcome === "move" || decision.outcome === "split" ? movedTo(snapshot, decision) : [];
    const refusals = targets.length === 0 ? [] : await refusedBy(admin, question.fulfillmentOrder, targets);
    if (refusals.length === 0) return { decision, snapshot };
    snapshot = { ...snapshot, refusals: [...snapshot.refusals, ...refusals] };
  }
}

function movedTo(snapshot: RoutingSnapshot, decision: Decision): LocationId[] {
  if (!("plan" in decision)) return [];
  return decision.plan.parts
    .map((part) => part.locationId)
    .filter((id) => id !== snapshot.fulfillmentOrder.assignedLocationId);
}

async function refusedBy(
  admin: AdminClient,
  fulfillmentOrder: RoutableFulfillmentOrder,
  targets: readonly LocationId[],
): Promise<Refusal[]> {
  const data = await admin.request(
    CheckMoveDocument,
    {
      id: toGid("FulfillmentOrder", fulfillmentOrder.id),
      locations: targets.map((id) => toGid("Location", id)),
      first: targets.length,
    },
    { share: SHARES.undecided },
  );
  const movable = new Set(
    (data.fulfillmentOrder?.locationsForMove.nodes ?? [])
      .filter((node) => node.movable)
      .map((node) => fromGid("Location", node.location.id)),
  );
  return targets.filter((id) => !movable.has(id)).map((locationId) => ({ locationId, code: "notMovable" }));
}

function withClaims(snapshot: RoutingSnapshot, promised: ReadonlyMap<string, number>): RoutingSnapshot {
  if (promised.size === 0) return snapshot;
  return {
    ...snapshot,
    stock: snapshot.stock.map((item) => ({
      ...item,
      levels: item.levels.map((level) => ({
        ...level,
        claimed: level.claimed + (promised.get(`${item.itemId} ${level.locationId}`) ?? 0),
      })),
    })),
  };
}

/** Stores a decision with all that follows from it; not when the fulfillment order was read again meanwhile (then it stays due). */
async function store(tx: ShopTx, lease: Lease, question: Question, decision: Decision, now: Date): Promise<boolean> {
  await assertLease(tx, lease);
  const { fulfillmentOrder, routingCase, snapshot, live } = question;
  const [current] = await readRoutable(tx, { ids: [fulfillmentOrder.id] });
  if (current?.readNo !== fulfillmentOrder.readNo) return false;
  const decisionId = await putDecision(tx, {
    fulfillmentOrderId: fulfillmentOrder.id,
    orderId: fulfillmentOrder.orderId,
    cause: routingCase.cause,
    mode: live ? "live" : "observe",
    currency: snapshot.currency,
    decision,
    trace: traceOf(snapshot, decision),
    decidedAt: now,
  });
  await appendOrderEvents(
    tx,
    [
      {
        orderId: fulfillmentOrder.orderId,
        code: "routing.decided",
        ref: decisionId,
        occurredAt: now,
        data: {
          decisionId,
          fulfillmentOrderId: fulfillmentOrder.id,
          outcome: decision.outcome,
          mode: live ? "live" : "observe",
          cause: routingCase.cause,
        },
      },
    ],
    now,
  );
  if (decision.outcome === "unroutable" || (decision.outcome === "hold" && !live))
    await raiseAttention(tx, fulfillmentOrder.orderId, "unroutable");
  else await clearAttention(tx, fulfillmentOrder.orderId, "unroutable");
  // What refused the last plan is settled when nothing needs to be moved after all; a move settles it when it is done.
  if (decision.outcome === "stay" && routingCase.cause === "rejected")
    await clearAttention(tx, fulfillmentOrder.orderId, "refused");
  if (!live && decision.outcome !== "hold") return true;
  const recorded = await recordIntents(tx, intentsFor(snapshot, decision, decisionId), now, {
    clicked: routingCase.cause === "person",
  });
  if (recorded.length > 0) await putClaims(tx, decisionId, claimsOf(snapshot, decision));
  return true;
}

function place(country: string | null, lat: number | null, lng: number | null) {
  return { country, coordinates: lat === null || lng === null ? null : { latitude: lat, longitude: lng } };
}
