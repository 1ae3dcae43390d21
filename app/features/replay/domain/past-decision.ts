import type { DecisionId, FulfillmentOrderId, OrderId } from "../../../core/ids.ts";
import type { PersonalFacts } from "../../automation/domain/facts.ts";
import type { Decision } from "../../routing/domain/decide.ts";
import type { RoutingSnapshot } from "../../routing/domain/snapshot.ts";

/** A decision of the past: what it was made from and what it was. */
export interface PastDecision {
  readonly decisionId: DecisionId;
  readonly orderId: OrderId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  /** When it was stored, epoch milliseconds. */
  readonly decidedAt: number;
  readonly snapshot: RoutingSnapshot;
  readonly decided: Decision;
  /** It was carried out; false: only shown, and everything stayed where Shopify had put it. */
  readonly live: boolean;
  /** No later decision of this fulfillment order is replayed. */
  readonly isLast: boolean;
  /** Null when no rule asks for it, or it is gone. */
  readonly personal: PersonalFacts | null;
}
