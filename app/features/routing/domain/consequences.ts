import type { DecisionId, InventoryItemId, LocationId } from "../../../core/ids.ts";
import type { HeldPart, NewIntent } from "../../intents/domain/intent.ts";
import type { Decision, Held, InPart, NoPlan } from "./decide.ts";
import type { PlanPart } from "./plan.ts";
import type { RoutingSnapshot } from "./snapshot.ts";

export interface Claim {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly quantity: number;
}

function moved(snapshot: RoutingSnapshot, decision: Decision): readonly PlanPart[] {
  if (!("plan" in decision)) return [];
  return decision.plan.parts.filter((part) => part.locationId !== snapshot.fulfillmentOrder.assignedLocationId);
}

/** Units the decision takes from locations where Shopify does not show them as taken yet. */
export function claimsOf(snapshot: RoutingSnapshot, decision: Decision): Claim[] {
  return unitsOf(snapshot, moved(snapshot, decision));
}

/**
 * Units to be claimed until the decision is carried out: those it takes from elsewhere; of an order that ships in part also those that stay, for what waits
 * keeps no units from others (load-snapshots.server.ts), and which of them wait is not to be seen before they are held.
 */
export const claimedBy = (snapshot: RoutingSnapshot, decision: Decision): Claim[] =>
  decision.outcome === "inPart" ? takesOf(snapshot, decision) : claimsOf(snapshot, decision);

/** All units the decision ships, wherever from. */
export function takesOf(snapshot: RoutingSnapshot, decision: Decision): Claim[] {
  return "plan" in decision ? unitsOf(snapshot, decision.plan.parts) : [];
}

function unitsOf(snapshot: RoutingSnapshot, parts: readonly PlanPart[]): Claim[] {
  const itemOf = new Map(snapshot.fulfillmentOrder.lines.map((line) => [line.lineId, line.itemId]));
  return parts.flatMap((part) =>
    part.lines.flatMap((line) => {
      const itemId = itemOf.get(line.lineId) ?? null;
      return itemId === null ? [] : [{ itemId, locationId: part.locationId, quantity: line.quantity }];
    }),
  );
}

/** Of several rules that hold it, Shopify shows the reason of the first and everything they say. */
function holdOf(decision: InPart | NoPlan | Held) {
  if (decision.reason !== "rule") {
    const missing = decision.reason === "outOfStock" || decision.reason === "tooManyParts";
    return { reason: missing ? "INVENTORY_OUT_OF_STOCK" : "OTHER" } as const;
  }
  const note = decision.holds
    .map((hold) => hold.note)
    .filter((text) => text !== "")
    .join(" ");
  return { reason: decision.holds[0]?.reason ?? "OTHER", ...(note === "" ? {} : { note }) };
}

/**
 * The effects that carry the decision out, in their order: a move per part that ships from elsewhere, then a hold of all or of what waits. Staying
 * needs none. Moves come first: a hold of some lines splits the fulfillment order, and what is left of it after the moves is found by its lines.
 */
export function intentsFor(snapshot: RoutingSnapshot, decision: Decision, decisionId: DecisionId): NewIntent[] {
  const { id, orderId, assignedLocationId, isRest = false } = snapshot.fulfillmentOrder;
  const hold = (of: InPart | NoPlan | Held, part: HeldPart | null): NewIntent => ({
    kind: "fulfillmentOrder.hold",
    orderId,
    subject: `${id} ${decisionId}`,
    input: {
      fulfillmentOrderId: id,
      handle: `entrega-${decisionId}`,
      noteCode: part === null ? of.reason : "rest",
      decisionId,
      ...holdOf(of),
      ...(part === null ? {} : { part }),
    },
  });
  if (decision.outcome === "hold") return [hold(decision, null)];
  // A fulfillment order whose location is gone has nowhere to be moved from; Shopify reassigns it, and it is decided then.
  if (assignedLocationId === null) return [];
  const moves = moved(snapshot, decision).map((part): NewIntent => ({
    kind: "fulfillmentOrder.move",
    orderId,
    subject: `${id} ${part.locationId} ${decisionId}`,
    input: {
      fulfillmentOrderId: id,
      from: assignedLocationId,
      to: part.locationId,
      lines: part.lines.map(({ lineItemId, quantity }) => ({ lineItemId, quantity })),
      whole: decision.outcome === "move" && !isRest,
      decisionId,
    },
  }));
  if (decision.outcome !== "inPart") return moves;
  const lines = decision.rest.map(({ lineItemId, short }) => ({ lineItemId, quantity: short }));
  return [...moves, hold(decision, { from: assignedLocationId, lines })];
}
