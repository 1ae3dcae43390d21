import type { LocationId } from "../../../core/ids.ts";
import type { Decision } from "../../routing/domain/decide.ts";
import { decideBy, withoutRules } from "../../routing/domain/public.ts";
import type { RoutingSnapshot } from "../../routing/domain/snapshot.ts";

/** How an open order would change: it ships from elsewhere, in several parcels, in part, is held, or is held no more. */
export const CHANGES = ["moved", "split", "inPart", "held", "released"] as const;
export type Change = (typeof CHANGES)[number];

export interface Changed {
  readonly change: Change;
  /** Where it is to ship from now; null: nowhere, because it is held or its location is gone. */
  readonly from: LocationId | null;
  /** Where it would ship from; empty: nowhere, because it would be held. */
  readonly parts: readonly { readonly locationId: LocationId; readonly units: number }[];
  readonly outcome: Decision["outcome"];
  readonly reason: Decision["reason"];
  /** What shipping it costs, minor units: from where it is, and as it would be, both without what rules add. Null where nothing ships. */
  readonly nowMinor: number | null;
  readonly thenMinor: number | null;
}

/** What a decision would change about where an order is now (`isHeld`: by us); null when nothing. */
export function changedBy(snapshot: RoutingSnapshot, isHeld: boolean, decision: Decision): Changed | null {
  const change = changeOf(isHeld, decision.outcome);
  if (change === null) return null;
  const plan = "plan" in decision ? decision.plan : null;
  return {
    change,
    from: isHeld ? null : snapshot.fulfillmentOrder.assignedLocationId,
    parts: (plan?.parts ?? []).map(({ locationId, lines }) => ({
      locationId,
      units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    })),
    outcome: decision.outcome,
    reason: decision.reason,
    nowMinor: isHeld ? null : stayingMinor(snapshot),
    thenMinor: plan === null ? null : withoutRules(plan.cost).totalMinor,
  };
}

function changeOf(isHeld: boolean, outcome: Decision["outcome"]): Change | null {
  switch (outcome) {
    case "hold":
      return isHeld ? null : "held";
    case "unroutable":
      return null; // it stays where it is, and somebody is told
    case "stay":
      return isHeld ? "released" : null;
    case "move":
      return isHeld ? "released" : "moved";
    case "split":
      return isHeld ? "released" : "split";
    case "inPart":
      return "inPart";
  }
}

/** What shipping it from where it is costs without any rule; null when it cannot. */
function stayingMinor(snapshot: RoutingSnapshot): number | null {
  const { assignedLocationId } = snapshot.fulfillmentOrder;
  const stay = decideBy(
    { ...snapshot, locations: snapshot.locations.filter(({ id }) => id === assignedLocationId) },
    null,
  );
  return stay.outcome === "stay" ? stay.plan.cost.totalMinor : null;
}
