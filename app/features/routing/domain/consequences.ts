import type { DecisionId, InventoryItemId, LocationId } from "../../../core/ids.ts";
import type { NewIntent } from "../../intents/domain/intent.ts";
import type { Decision, Held, NoPlan } from "./decide.ts";
import type { PlanPart } from "./plan.ts";
import type { RoutingSnapshot } from "./snapshot.ts";

export interface Claim {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly quantity: number;
}

function moved(snapshot: RoutingSnapshot, decision: Decision): readonly PlanPart[] {
  if (decision.outcome !== "move" && decision.outcome !== "split") return [];
  return decision.plan.parts.filter((part) => part.locationId !== snapshot.fulfillmentOrder.assignedLocationId);
}

/** Units the decision takes from locations where Shopify does not show them as taken yet. */
export function claimsOf(snapshot: RoutingSnapshot, decision: Decision): Claim[] {
  return unitsOf(snapshot, moved(snapshot, decision));
}

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
function holdOf(decision: NoPlan | Held) {
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

/** The effects that carry the decision out: a move per part that ships from elsewhere, or a hold. Staying needs none. */
export function intentsFor(snapshot: RoutingSnapshot, decision: Decision, decisionId: DecisionId): NewIntent[] {
  const { id, orderId, assignedLocationId } = snapshot.fulfillmentOrder;
  if (decision.outcome === "hold") {
    return [
      {
        kind: "fulfillmentOrder.hold",
        orderId,
        subject: `${id} ${decisionId}`,
        input: {
          fulfillmentOrderId: id,
          handle: `entrega-${decisionId}`,
          noteCode: decision.reason,
          decisionId,
          ...holdOf(decision),
        },
      },
    ];
  }
  // A fulfillment order whose location is gone has nowhere to be moved from; Shopify reassigns it, and it is decided then.
  if (assignedLocationId === null) return [];
  return moved(snapshot, decision).map((part) => ({
    kind: "fulfillmentOrder.move",
    orderId,
    subject: `${id} ${part.locationId} ${decisionId}`,
    input: {
      fulfillmentOrderId: id,
      from: assignedLocationId,
      to: part.locationId,
      lines: part.lines.map(({ lineItemId, quantity }) => ({ lineItemId, quantity })),
      whole: decision.outcome === "move",
      decisionId,
    },
  }));
}
