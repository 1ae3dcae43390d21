/** Transfers of stock between locations and the shipments that carry them: what they are, and what they hold of the stock. */
import type { Address, Location } from "./catalog.ts";
import { gid, type Digits } from "./ids.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import { changeLevel, connectLevel } from "./stock.ts";
import type { World } from "./world.ts";

export type TransferStatus = "CANCELED" | "DRAFT" | "IN_PROGRESS" | "READY_TO_SHIP" | "TRANSFERRED";

/** A location as it was when the transfer named it. */
export interface LocationSnapshot {
  readonly locationId: Digits;
  readonly name: string;
  readonly address: Address;
  readonly snapshottedAt: Date;
}

export interface Transfer {
  readonly type: "InventoryTransfer";
  readonly id: Digits;
  /** `#T0001`. */
  readonly name: string;
  status: TransferStatus;
  origin: LocationSnapshot | null;
  destination: LocationSnapshot | null;
  /** Each item once. */
  lines: TransferLine[];
  shipmentIds: Digits[];
  dateCreated: Date;
  note: string | null;
  referenceName: string | null;
  tags: string[];
  /** The state in which the units that wait to be shipped are kept at the origin. */
  readonly heldAs: HeldState;
}

export interface TransferLine {
  readonly type: "InventoryTransferLineItem";
  readonly id: Digits;
  readonly itemId: Digits;
  totalQuantity: number;
}

export type ShipmentStatus = "DRAFT" | "IN_TRANSIT" | "PARTIALLY_RECEIVED" | "RECEIVED";

export interface Shipment {
  readonly type: "InventoryShipment";
  readonly id: Digits;
  readonly transferId: Digits;
  readonly name: string;
  status: ShipmentStatus;
  lines: ShipmentLine[];
  tracking: ShipmentTracking | null;
  readonly dateCreated: Date;
  dateShipped: Date | null;
  dateReceived: Date | null;
}

export interface ShipmentLine {
  readonly type: "InventoryShipmentLineItem";
  readonly id: Digits;
  readonly itemId: Digits;
  quantity: number;
  acceptedQuantity: number;
  rejectedQuantity: number;
}

export interface ShipmentTracking {
  readonly company: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  readonly arrivesAt: Date | null;
}

export type HeldState = "committed" | "reserved";

export interface ItemQuantity {
  readonly itemId: Digits | null;
  readonly quantity: number;
}

export interface LineUpdate {
  readonly itemId: Digits;
  readonly newQuantity: number;
  readonly deltaQuantity: number;
}

/** Units of a line: in draft shipments, in shipments that left, and in none. */
export function unitsOf(shop: Shop, transfer: Transfer, line: TransferLine) {
  let picked = 0;
  let shipped = 0;
  for (const shipment of shipmentsOf(shop, transfer)) {
    const units = shipment.lines.find((each) => each.itemId === line.itemId)?.quantity ?? 0;
    if (shipment.status === "DRAFT") picked += units;
    else shipped += units;
  }
  return { picked, shipped, processable: line.totalQuantity - picked - shipped };
}

export function shipmentsOf(shop: Shop, transfer: Transfer): Shipment[] {
  return transfer.shipmentIds.flatMap((id) => shop.shipments.get(id) ?? []);
}

/** Units of a shipment's line of which nobody has said whether they are accepted or rejected. */
export function unreceived(line: ShipmentLine): number {
  return line.quantity - line.acceptedQuantity - line.rejectedQuantity;
}

/** Whether units of the transfer are kept at its origin now. */
export function holdsStock(transfer: Transfer): boolean {
  return transfer.status === "READY_TO_SHIP" || transfer.status === "IN_PROGRESS";
}

/** Keeps units at the origin (negative: gives them back), out of `available`, which may fall below zero. */
export function hold(world: World, shop: Shop, transfer: Transfer, itemId: Digits, units: number): void {
  if (transfer.origin === null || units === 0 || !shop.items.has(itemId)) return;
  const level = connectLevel(world, shop, itemId, transfer.origin.locationId);
  const document = gid("InventoryTransfer", transfer.id);
  changeLevel(world, shop, level, { available: -units, [transfer.heldAs]: units }, document);
}

/** Kept units leave the origin and are on their way to the destination, which stocks the item from then on. */
export function send(world: World, shop: Shop, transfer: Transfer, shipment: Shipment, line: ShipmentLine): void {
  const { origin, destination, heldAs } = transfer;
  if (origin === null || destination === null || !shop.items.has(line.itemId)) return;
  const document = gid("InventoryShipment", shipment.id);
  const from = connectLevel(world, shop, line.itemId, origin.locationId);
  changeLevel(world, shop, from, { [heldAs]: -line.quantity }, document);
  const to = connectLevel(world, shop, line.itemId, destination.locationId);
  changeLevel(world, shop, to, { incoming: line.quantity }, document);
}

/** Units on their way have come: the accepted ones can be sold, the rejected ones are nowhere. */
export function arrive(
  world: World,
  shop: Shop,
  transfer: Transfer,
  shipment: Shipment,
  { itemId, accepted, rejected }: { itemId: Digits; accepted: number; rejected: number },
): void {
  if (transfer.destination === null || !shop.items.has(itemId)) return;
  const level = connectLevel(world, shop, itemId, transfer.destination.locationId);
  const deltas = { incoming: -accepted - rejected, available: accepted };
  changeLevel(world, shop, level, deltas, gid("InventoryShipment", shipment.id));
}

/** The items and quantities of an input, each item once, tracked, and at least `least` units of it. */
export function checkItems(
  shop: Shop,
  lines: readonly ItemQuantity[],
  { field, least }: { field: string[]; least: number },
): Outcome<{ itemId: Digits; quantity: number }[]> {
  const checked: { itemId: Digits; quantity: number }[] = [];
  for (const [index, { itemId, quantity }] of lines.entries()) {
    const at = [...field, String(index)];
    const item = shop.items.get(itemId ?? "");
    if (item === undefined) return refused([...at, "inventoryItemId"], "The item was not found.", "ITEM_NOT_FOUND");
    if (!item.tracked)
      return refused([...at, "inventoryItemId"], "The item does not track inventory.", "UNTRACKED_ITEM");
    if (checked.some((each) => each.itemId === item.id))
      return refused([...at, "inventoryItemId"], "A single item can't be listed twice.", "DUPLICATE_ITEM");
    if (quantity < least) return refused([...at, "quantity"], "The quantity is invalid.", "INVALID_QUANTITY");
    checked.push({ itemId: item.id, quantity });
  }
  return done(checked);
}

/** The named location as a snapshot; null when none is named (undefined). Refused unless it is there and open. */
export function snapshot(
  world: World,
  shop: Shop,
  field: string[],
  locationId: Digits | null | undefined,
): Outcome<LocationSnapshot | null> {
  if (locationId === undefined) return done(null);
  const location: Location | undefined = shop.locations.get(locationId ?? "");
  if (location === undefined) return refused(field, "The location selected can't be found.", "LOCATION_NOT_FOUND");
  if (!location.isActive) return refused(field, "The location selected is not active.", "LOCATION_NOT_ACTIVE");
  const { id, name, address } = location;
  return done({ locationId: id, name, address: { ...address }, snapshottedAt: world.clock.now() });
}
