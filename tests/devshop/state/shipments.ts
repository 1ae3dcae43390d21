/** Shipments of transfers: drafts that pick units, goods on their way, and what is received of them. */
import type { Digits } from "./ids.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import {
  arrive,
  checkItems,
  holdsStock,
  send,
  shipmentsOf,
  unitsOf,
  unreceived,
  type ItemQuantity,
  type Shipment,
  type ShipmentLine,
  type ShipmentTracking,
  type Transfer,
} from "./transfers.ts";
import type { World } from "./world.ts";

const notFound = refused(["id"], "The shipment was not found.", "SHIPMENT_NOT_FOUND");
const wrongStatus = refused(
  ["id"],
  "Current shipment status does not support this operation.",
  "INVALID_SHIPMENT_STATUS",
);

export interface ShipmentInput {
  transferId: Digits;
  items: ItemQuantity[];
  tracking: ShipmentTracking | null;
  dateCreated: Date | null;
}

interface Found {
  readonly shipment: Shipment;
  readonly transfer: Transfer;
}

function find(shop: Shop, id: Digits): Found | undefined {
  const shipment = shop.shipments.get(id);
  const transfer = shop.transfers.get(shipment?.transferId ?? "");
  return shipment === undefined || transfer === undefined ? undefined : { shipment, transfer };
}

/** The items, if the transfer has as many units of each that are in no shipment. */
function fromTransfer(
  shop: Shop,
  transfer: Transfer,
  field: string[],
  inputs: ItemQuantity[],
  unknown: "INVALID_ITEM" | "ITEM_NOT_FOUND",
): Outcome<{ itemId: Digits; quantity: number }[]> {
  const items = checkItems(shop, inputs, { field, least: 1 });
  if (!items.ok) return items;
  for (const [index, { itemId, quantity }] of items.value.entries()) {
    const at = [...field, String(index)];
    const line = transfer.lines.find((each) => each.itemId === itemId);
    if (line === undefined) return refused([...at, "inventoryItemId"], "The item is not on the transfer.", unknown);
    if (quantity > unitsOf(shop, transfer, line).processable)
      return refused([...at, "quantity"], "The quantity is invalid.", "INVALID_QUANTITY");
  }
  return items;
}

/**
 * `inventoryShipmentCreate` and, if `inTransit`, `inventoryShipmentCreateInTransit`, of a transfer that is ready or in progress.
 * Tells inventory_shipments/create (and /mark_in_transit) and inventory_transfers/updated.
 */
export function createShipment(world: World, shop: Shop, input: ShipmentInput, inTransit: boolean): Outcome<Shipment> {
  const transfer = shop.transfers.get(input.transferId);
  if (transfer === undefined)
    return refused(["input", "movementId"], "The transfer was not found.", "TRANSFER_NOT_FOUND");
  if (!holdsStock(transfer))
    return refused(
      ["input", "movementId"],
      "Current transfer status does not support this operation.",
      "INVALID_TRANSFER_STATUS",
    );
  const field = ["input", "lineItems"];
  if (inTransit && input.items.length === 0) return refused(field, "The list of line items is empty.", "ITEMS_EMPTY");
  const items = fromTransfer(shop, transfer, field, input.items, "INVALID_ITEM");
  if (!items.ok) return items;
  const shipment: Shipment = {
    type: "InventoryShipment",
    id: world.nextId("Other"),
    transferId: transfer.id,
    name: `${transfer.name}-${String(transfer.shipmentIds.length + 1)}`,
    status: "DRAFT",
    lines: items.value.map(({ itemId, quantity }) => newLine(world, itemId, quantity)),
    tracking: input.tracking,
    dateCreated: input.dateCreated ?? world.clock.now(),
    dateShipped: null,
    dateReceived: null,
  };
  shop.shipments.set(shipment.id, shipment);
  transfer.shipmentIds.push(shipment.id);
  world.emit(shop, { topic: "inventory_shipments/create", shipment });
  world.emit(shop, { topic: "inventory_transfers/updated", transfer });
  if (inTransit) depart(world, shop, transfer, shipment, null);
  return done(shipment);
}

/** `inventoryShipmentMarkInTransit` of a draft. Tells inventory_shipments/mark_in_transit and inventory_transfers/updated. */
export function markInTransit(world: World, shop: Shop, id: Digits, dateShipped: Date | null): Outcome<Shipment> {
  const found = find(shop, id);
  if (found === undefined) return notFound;
  const { shipment, transfer } = found;
  if (shipment.status !== "DRAFT") return wrongStatus;
  if (shipment.lines.length === 0) return refused(["id"], "The list of line items is empty.", "ITEMS_EMPTY");
  depart(world, shop, transfer, shipment, dateShipped);
  return done(shipment);
}

function depart(world: World, shop: Shop, transfer: Transfer, shipment: Shipment, dateShipped: Date | null): void {
  shipment.status = "IN_TRANSIT";
  shipment.dateShipped = dateShipped ?? world.clock.now();
  transfer.status = "IN_PROGRESS";
  for (const line of shipment.lines) send(world, shop, transfer, shipment, line);
  world.emit(shop, { topic: "inventory_shipments/mark_in_transit", shipment });
  world.emit(shop, { topic: "inventory_transfers/updated", transfer });
}

/** `inventoryShipmentAddItems` to a draft. Tells inventory_shipments/add_items and inventory_transfers/updated. */
export function addItems(world: World, shop: Shop, id: Digits, inputs: ItemQuantity[]): Outcome<UpdatedShipment> {
  const found = find(shop, id);
  if (found === undefined) return notFound;
  const { shipment, transfer } = found;
  if (shipment.status !== "DRAFT") return wrongStatus;
  const items = fromTransfer(shop, transfer, ["lineItems"], inputs, "ITEM_NOT_FOUND");
  if (!items.ok) return items;
  const twice = items.value.findIndex(({ itemId }) => shipment.lines.some((line) => line.itemId === itemId));
  if (twice >= 0)
    return refused(["lineItems", String(twice)], "A single item can't be listed twice.", "DUPLICATE_ITEM");
  const added = items.value.map(({ itemId, quantity }) => newLine(world, itemId, quantity));
  shipment.lines.push(...added);
  world.emit(shop, { topic: "inventory_shipments/add_items", shipment, added });
  world.emit(shop, { topic: "inventory_transfers/updated", transfer });
  return done({ shipment, lines: added });
}

/** `inventoryShipmentRemoveItems` from a draft. Tells inventory_shipments/remove_items and inventory_transfers/updated. */
export function removeShipmentItems(
  world: World,
  shop: Shop,
  id: Digits,
  lineIds: (Digits | null)[],
): Outcome<Shipment> {
  const found = find(shop, id);
  if (found === undefined) return notFound;
  const { shipment, transfer } = found;
  if (shipment.status !== "DRAFT") return wrongStatus;
  const removed = shipment.lines.filter((line) => lineIds.includes(line.id));
  const stray = lineIds.findIndex((lineId) => !removed.some((line) => line.id === lineId));
  if (stray >= 0) return refused(["lineItems", String(stray)], "The item was not found.", "ITEM_NOT_FOUND");
  shipment.lines = shipment.lines.filter((line) => !removed.includes(line));
  world.emit(shop, { topic: "inventory_shipments/remove_items", shipment, removed });
  world.emit(shop, { topic: "inventory_transfers/updated", transfer });
  return done(shipment);
}

export interface UpdatedShipment {
  readonly shipment: Shipment;
  readonly lines: ShipmentLine[];
}

/** `inventoryShipmentUpdateItemQuantities` of a draft. Tells inventory_shipments/update_item_quantities and inventory_transfers/updated. */
export function updateQuantities(
  world: World,
  shop: Shop,
  id: Digits,
  inputs: { lineId: Digits | null; quantity: number }[],
): Outcome<UpdatedShipment> {
  const found = find(shop, id);
  if (found === undefined) return notFound;
  const { shipment, transfer } = found;
  if (shipment.status !== "DRAFT") return wrongStatus;
  const planned = new Map<ShipmentLine, number>();
  for (const [index, { lineId, quantity }] of inputs.entries()) {
    const field = ["items", String(index)];
    const line = shipment.lines.find((each) => each.id === lineId);
    const whole = transfer.lines.find((each) => each.itemId === line?.itemId);
    if (line === undefined || whole === undefined)
      return refused([...field, "shipmentLineItemId"], "The item was not found.", "ITEM_NOT_FOUND");
    if (quantity < 1 || quantity > line.quantity + unitsOf(shop, transfer, whole).processable)
      return refused([...field, "quantity"], "The quantity is invalid.", "INVALID_QUANTITY");
    planned.set(line, quantity);
  }
  const updated = [...planned].map(([line, after]) => ({ line, before: line.quantity, after }));
  for (const { line, after } of updated) line.quantity = after;
  world.emit(shop, { topic: "inventory_shipments/update_item_quantities", shipment, updated });
  world.emit(shop, { topic: "inventory_transfers/updated", transfer });
  return done({ shipment, lines: [...planned.keys()] });
}

/** `inventoryShipmentSetTracking`. Tells inventory_shipments/update_tracking and inventory_transfers/updated. */
export function setShipmentTracking(
  world: World,
  shop: Shop,
  id: Digits,
  tracking: ShipmentTracking,
): Outcome<Shipment> {
  const found = find(shop, id);
  if (found === undefined) return notFound;
  found.shipment.tracking = tracking;
  world.emit(shop, { topic: "inventory_shipments/update_tracking", shipment: found.shipment });
  world.emit(shop, { topic: "inventory_transfers/updated", transfer: found.transfer });
  return done(found.shipment);
}

export type ReceiveReason = "ACCEPTED" | "REJECTED";

export interface ReceiveInput {
  id: Digits;
  items: { lineId: Digits | null; quantity: number; reason: ReceiveReason }[];
  /** What is said of everything that no item names. */
  rest: ReceiveReason | null;
  dateReceived: Date | null;
}

/**
 * `inventoryShipmentReceive` of what is in transit, in as many goes as it takes. No more than was shipped. The last unit of the
 * last shipment completes the transfer. Tells inventory_shipments/receive_items and inventory_transfers/complete.
 */
export function receiveShipment(world: World, shop: Shop, input: ReceiveInput): Outcome<Shipment> {
  const found = find(shop, input.id);
  if (found === undefined) return notFound;
  const { shipment, transfer } = found;
  if (shipment.status !== "IN_TRANSIT" && shipment.status !== "PARTIALLY_RECEIVED") return wrongStatus;
  const goods = new Map(shipment.lines.map((line) => [line, { accepted: 0, rejected: 0 }]));
  for (const [index, { lineId, quantity, reason }] of input.items.entries()) {
    const line = shipment.lines.find((each) => each.id === lineId);
    const counted = line && goods.get(line);
    const field = ["lineItems", String(index)];
    if (line === undefined || counted === undefined)
      return refused([...field, "shipmentLineItemId"], "The item was not found.", "ITEM_NOT_FOUND");
    if (quantity < 1 || counted.accepted + counted.rejected + quantity > unreceived(line))
      return refused([...field, "quantity"], "The quantity is invalid.", "INVALID_QUANTITY");
    counted[reason === "ACCEPTED" ? "accepted" : "rejected"] += quantity;
  }
  if (input.rest !== null)
    for (const [line, counted] of goods)
      counted[input.rest === "ACCEPTED" ? "accepted" : "rejected"] +=
        unreceived(line) - counted.accepted - counted.rejected;

  const received = [...goods].filter(([, { accepted, rejected }]) => accepted + rejected > 0);
  if (received.length === 0) return refused(["lineItems"], "The quantity is invalid.", "INVALID_QUANTITY");
  const told = received.map(([line]) => ({ line, accepted: line.acceptedQuantity, rejected: line.rejectedQuantity }));
  for (const [line, { accepted, rejected }] of received) {
    line.acceptedQuantity += accepted;
    line.rejectedQuantity += rejected;
    arrive(world, shop, transfer, shipment, { itemId: line.itemId, accepted, rejected });
  }
  shipment.status = shipment.lines.every((line) => unreceived(line) === 0) ? "RECEIVED" : "PARTIALLY_RECEIVED";
  shipment.dateReceived ??= input.dateReceived ?? world.clock.now();
  world.emit(shop, { topic: "inventory_shipments/receive_items", shipment, before: told });
  if (isComplete(shop, transfer)) {
    transfer.status = "TRANSFERRED";
    world.emit(shop, { topic: "inventory_transfers/complete", transfer });
  }
  return done(shipment);
}

function isComplete(shop: Shop, transfer: Transfer): boolean {
  return (
    transfer.lines.every((line) => unitsOf(shop, transfer, line).processable === 0) &&
    shipmentsOf(shop, transfer).every((each) => each.status === "RECEIVED")
  );
}

/** `inventoryShipmentDelete` of a draft. Tells inventory_shipments/delete and inventory_transfers/updated. */
export function deleteShipment(world: World, shop: Shop, id: Digits): Outcome<Digits> {
  const found = find(shop, id);
  if (found === undefined) return notFound;
  const { shipment, transfer } = found;
  if (shipment.status !== "DRAFT") return wrongStatus;
  shop.shipments.delete(id);
  transfer.shipmentIds = transfer.shipmentIds.filter((each) => each !== id);
  world.emit(shop, { topic: "inventory_shipments/delete", shipmentId: id });
  world.emit(shop, { topic: "inventory_transfers/updated", transfer });
  return done(id);
}

function newLine(world: World, itemId: Digits, quantity: number): ShipmentLine {
  return {
    type: "InventoryShipmentLineItem",
    id: world.nextId("Other"),
    itemId,
    quantity,
    acceptedQuantity: 0,
    rejectedQuantity: 0,
  };
}
