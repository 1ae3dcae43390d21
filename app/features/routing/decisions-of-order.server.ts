import type { DecisionId, FulfillmentOrderId, LineItemId, LocationId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Cost } from "./domain/cost.ts";
import type { Decision } from "./domain/decide.ts";
import { explain, explainFlip, explainLocation, explainPostage, type Message } from "./domain/explain.ts";
import type { Trace } from "./domain/trace.ts";

/** A stored decision as messages: codes and parameters, put into words where the reader's language is known. */
export interface ShownDecision {
  readonly decisionId: DecisionId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly outcome: Decision["outcome"];
  readonly mode: "observe" | "live";
  /** ISO 8601 */
  readonly decidedAt: string;
  /** What was decided and why, in sentences; without the locations. */
  readonly sentences: readonly Message[];
  /** Every location once, the most telling first. */
  readonly locations: readonly {
    readonly id: LocationId;
    readonly name: string;
    readonly chosen: boolean;
    readonly message: Message;
    /** Where its postage comes from, when it has price lists. */
    readonly postage: Message | null;
    /** The smallest change that would have made it the choice. */
    readonly flip: Message | null;
    /** Of what it ships, or of the cheapest plan with it; null where it could not be said. */
    readonly cost: Cost | null;
  }[];
  /** ISO 4217, of every cost. */
  readonly currency: string;
  /** Lines that a sentence names. */
  readonly lineItemIds: readonly LineItemId[];
}

interface Row {
  readonly decision_id: DecisionId;
  readonly fulfillment_order_id: FulfillmentOrderId;
  readonly mode: "observe" | "live";
  readonly decided_at: Date;
  readonly plan: Decision;
  readonly trace: Trace;
  readonly [column: string]: unknown;
}

/** The newest decision of each fulfillment order of an order, also of those that Shopify has replaced since, newest first. */
export async function decisionsOfOrder(tx: ShopTx, orderId: OrderId): Promise<ShownDecision[]> {
  const rows = await tx.rows<Row>(
    `select distinct on (fulfillment_order_id) decision_id, fulfillment_order_id, mode, decided_at, plan, trace
       from routing_decision where shop_id = $1 and order_id = $2
      order by fulfillment_order_id, decision_id desc`,
    [tx.shopId, orderId],
  );
  return rows.map(shown).sort((a, b) => b.decidedAt.localeCompare(a.decidedAt));
}

function shown({ decision_id, fulfillment_order_id, mode, decided_at, plan, trace }: Row): ShownDecision {
  return {
    decisionId: decision_id,
    fulfillmentOrderId: fulfillment_order_id,
    outcome: plan.outcome,
    mode,
    decidedAt: decided_at.toISOString(),
    sentences: explain(plan, trace).filter(({ code }) => !code.startsWith("location.")),
    locations: trace.locations.map((entry) => ({
      id: entry.locationId,
      name: entry.name,
      chosen: entry.outcome === "chosen",
      message: explainLocation(entry, plan, trace),
      postage: explainPostage(entry),
      flip: explainFlip(entry, trace),
      cost: entry.outcome === "chosen" ? entry.part.cost : "cost" in entry ? entry.cost : null,
    })),
    currency: trace.currency,
    lineItemIds: "shortfalls" in plan ? plan.shortfalls.map(({ lineItemId }) => lineItemId) : [],
  };
}
