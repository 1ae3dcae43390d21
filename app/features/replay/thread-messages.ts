import type { DecisionId, FulfillmentOrderId, OrderId } from "../../core/ids.ts";
import type { PersonalFacts } from "../automation/domain/facts.ts";
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

/** A page of decisions. Their snapshots stand one after the other in `bodies`, which is given away with the message. */
export interface Page {
  readonly decisions: readonly (Omit<StoredDecision, "body"> & { readonly bytes: number })[];
  readonly bodies: Uint8Array<ArrayBuffer>;
  readonly personal: ReadonlyMap<OrderId, PersonalFacts>;
}

/** What the thread is asked: to replay a page, or for the totals of all. */
export type Question = Page | "totals";

/** `rows`: result rows as a JSON text for the database. */
export type Answer = { readonly rows: string } | { readonly totals: Totals };
