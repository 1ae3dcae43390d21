import type {
  InventoryItemId,
  LocationId,
  ShipmentId,
  ShipmentLineId,
  TransferId,
  TransferLineId,
} from "../../../core/ids.ts";

/** `DELETED`: Shopify has it no more. `OTHER`: a status of a newer version of Shopify's. */
export const TRANSFER_STATUSES = [
  "DRAFT",
  "READY_TO_SHIP",
  "IN_PROGRESS",
  "TRANSFERRED",
  "CANCELED",
  "OTHER",
  "DELETED",
] as const;
export type TransferStatus = (typeof TRANSFER_STATUSES)[number];

export const SHIPMENT_STATUSES = ["DRAFT", "IN_TRANSIT", "PARTIALLY_RECEIVED", "RECEIVED", "OTHER"] as const;
export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number];

/** Shopify's schema says reserved, its changelog of August 2026 says committed: found out from the levels themselves. */
export type HeldState = "committed" | "reserved";

/** A transfer with its shipments, as one read showed it. */
export interface Transfer {
  readonly transferId: TransferId;
  readonly name: string;
  readonly status: TransferStatus;
  readonly originId: LocationId | null;
  readonly destinationId: LocationId | null;
  readonly createdAt: Date;
  /** Each item once. */
  readonly lines: readonly TransferLine[];
  readonly shipments: readonly Shipment[];
}

export interface TransferLine {
  readonly lineId: TransferLineId;
  readonly itemId: InventoryItemId;
  readonly quantity: number;
  /** Units in draft shipments. */
  readonly picked: number;
}

export interface Shipment {
  readonly shipmentId: ShipmentId;
  readonly name: string;
  readonly status: ShipmentStatus;
  readonly trackingNumber: string;
  readonly arrivesAt: Date | null;
  readonly shippedAt: Date | null;
  /** When the first of it was received. */
  readonly receivedAt: Date | null;
  readonly lines: readonly ShipmentLine[];
}

export interface ShipmentLine {
  readonly lineId: ShipmentLineId;
  readonly itemId: InventoryItemId;
  readonly quantity: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** Has it left? */
export const hasLeft = ({ status }: Pick<Shipment, "status">): boolean => status !== "DRAFT";

/** Units that nobody has received or rejected yet. */
export const openUnits = ({ quantity, accepted, rejected }: Omit<ShipmentLine, "itemId" | "lineId">): number =>
  quantity - accepted - rejected;

/** Units of an item that left with any of the shipments. */
export function sentUnits(shipments: readonly Shipment[], itemId: InventoryItemId): number {
  return shipments
    .filter(hasLeft)
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => (line.itemId === itemId ? sum + line.quantity : sum), 0);
}
