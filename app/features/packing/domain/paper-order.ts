import type { FulfillmentOrderId, LocationId, OrderId, ParcelId } from "../../../core/ids.ts";

/** A fulfillment order as paper needs it; nothing personal. */
export interface PaperOrder {
  readonly orderId: OrderId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly orderName: string;
  readonly placedAt: Date;
  /** The order was cancelled or deleted, or its part closed without being shipped. */
  readonly isVoid: boolean;
  readonly locationId: LocationId | null;
  readonly location: string;
  readonly method: string | null;
  /** Its task at the packing station; null: nobody picks it with Entrega. */
  readonly task: {
    readonly taskId: string;
    readonly version: number;
    readonly place: number;
    readonly mode: "single" | "batch" | "cluster";
  } | null;
  readonly parcel: {
    readonly parcelId: ParcelId;
    /** The sealed file of its label; null: not bought, or bought elsewhere. */
    readonly labelFileId: string | null;
    readonly carrier: string;
  } | null;
  readonly lines: readonly PaperLine[];
  /** Of the same order, to be sent, and not in this part. */
  readonly separately: readonly Omit<PaperLine, "bin" | "barcode" | "itemId">[];
}

export interface PaperLine {
  readonly itemId: string | null;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  /** Empty: nobody said. */
  readonly bin: string;
  readonly quantity: number;
}
