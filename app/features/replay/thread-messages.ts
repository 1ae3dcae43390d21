import type { DecisionId, FulfillmentOrderId, OrderId } from "../../core/ids.ts";
import type { Totals } from "./domain/totals.ts";

/** A decision with its snapshot as they are stored. */
export interface StoredDecision {
  readonly decisionId: DecisionId;
  readonly orderId: OrderId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly decidedAt: Date;
  readonly format: number;
  readonly body: Uint8Array;
  /** The decision, as JSON. */
  readonly decided: string;
  readonly live: boolean;
  readonly isLast: boolean;
}

/** What the thread is asked: to replay a page, or for the totals of all. */
export type Question =
  | { readonly decisions: readonly StoredDecision[]; readonly postalCodes: ReadonlyMap<OrderId, string | null> }
  | "totals";

/** `rows`: result rows as a JSON text for the database. */
export type Answer = { readonly rows: string } | { readonly totals: Totals };
