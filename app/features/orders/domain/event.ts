import type { Json } from "../../../core/json.ts";
import type { OrderId } from "../../../core/ids.ts";

/** One entry of an order's ledger. `data` holds ids and codes, never anything personal. */
export interface OrderEvent {
  readonly orderId: OrderId;
  /** What happened; each code has a text in English and Spanish (locales of the feature that shows it). */
  readonly code: string;
  /** The same (order, code, ref) is one event, however often it is seen. */
  readonly ref: string;
  readonly occurredAt: Date;
  readonly data: Readonly<Record<string, Json>>;
}
