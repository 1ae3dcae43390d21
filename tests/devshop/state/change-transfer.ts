/** What is done to transfers: create, make ready, change their items, edit, cancel, delete. Refused calls change nothing. */
import type { Digits } from "./ids.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import { activeLevel } from "./stock.ts";
import {
  checkItems,
  hold,
  holdsStock,
  snapshot,
  unitsOf,
  type ItemQuantity,
  type LineUpdate,
  type LocationSnapshot,
  type Transfer,
  type TransferLine,
} from "./transfers.ts";
import type { World } from "./world.ts";

export interface TransferInput {
  /** undefined: none yet. null: a gid that names no location. */
  originId: Digits | null | undefined;
  destinationId: Digits | null | undefined;
  items: ItemQuantity[];
  note: string | null;
  referenceName: string | null;
  tags: string[];
  dateCreated: Date | null;
}

const notFound = refused(["id"], "The transfer was not found.", "TRANSFER_NOT_FOUND");
const wrongStatus = refused(
  ["id"],
  "Current transfer status does not support this operation.",
  "INVALID_TRANSFER_STATUS",
);

/**
 * `inventoryTransferCreate` and, if `ready`, `inventoryTransferCreateAsReadyToShip`. Tells inventory_transfers/add_items for a
 * draft with items, /ready_to_ship for one that is ready.
 */
export function createTransfer(world: World, shop: Shop, input: TransferInput, ready: boolean): Outcome<Transfer> {
  const places = checkPlaces(world, shop, ["input"], input);
  if (!places.ok) return places;
  const items = checkItems(shop, input.items, { field: ["input", "lineItems"], least: ready ? 1 : 0 });
  if (!items.ok) return items;
  const stray = items.value.findIndex(({ itemId }) => !isStocked(shop, places.value.origin, itemId));
  if (stray >= 0) return notStocked(["input", "lineItems", String(stray)]);
  const transfer: Transfer = {
    type: "InventoryTransfer",
    id: world.nextId("Other"),
    name: `#T${String(shop.transfers.size + 1).padStart(4, "0")}`,
    status: "DRAFT",
    ...places.value,
    lines: items.value.map(({ itemId, quantity }) => newLine(world, itemId, quantity)),
    shipmentIds: [],
    dateCreated: input.dateCreated ?? world.clock.now(),
    note: input.note,
    referenceName: input.referenceName,
    tags: [...input.tags],
    heldAs: world.knobs.transfersHold,
  };
  const obstacle = ready ? whyNotReady(transfer) : null;
  if (obstacle !== null) return obstacle;
  shop.transfers.set(transfer.id, transfer);
  if (ready) makeReady(world, shop, transfer);
  else if (transfer.lines.length > 0) {
    const added = transfer.lines.map(({ id, totalQuantity }) => ({ id, quantity: totalQuantity }));
    world.emit(shop, { topic: "inventory_transfers/add_items", transfer, added });
  }
  return done(transfer);
}

/** `inventoryTransferMarkAsReadyToShip`: the units are kept at the origin. Tells inventory_transfers/ready_to_ship. */
export function markReady(world: World, shop: Shop, id: Digits): Outcome<Transfer> {
  const transfer = shop.transfers.get(id);
  if (transfer === undefined) return notFound;
  if (transfer.status !== "DRAFT") return wrongStatus;
  const obstacle = whyNotReady(transfer);
  if (obstacle !== null) return obstacle;
  makeReady(world, shop, transfer);
  return done(transfer);
}

function whyNotReady({ origin, destination, lines }: Transfer): Outcome<never> | null {
  if (origin === null || destination === null)
    return refused(null, "A location is required for this operation.", "LOCATION_REQUIRED");
  if (lines.every((line) => line.totalQuantity === 0))
    return refused(null, "The list of line items is empty.", "ITEMS_EMPTY");
  return null;
}

function makeReady(world: World, shop: Shop, transfer: Transfer): void {
  transfer.status = "READY_TO_SHIP";
  for (const line of transfer.lines) hold(world, shop, transfer, line.itemId, line.totalQuantity);
  world.emit(shop, { topic: "inventory_transfers/ready_to_ship", transfer });
}

export interface ItemsChange {
  readonly transfer: Transfer;
  readonly updates: LineUpdate[];
}

/**
 * `inventoryTransferSetItems`: replaces what of each named item is in no shipment; items that are not named stay. Tells
 * inventory_transfers/add_items and /update_item_quantities.
 */
export function setItems(world: World, shop: Shop, id: Digits, inputs: ItemQuantity[]): Outcome<ItemsChange> {
  const transfer = shop.transfers.get(id);
  if (transfer === undefined) return notFound;
  if (transfer.status !== "DRAFT" && !holdsStock(transfer)) return wrongStatus;
  const field = ["input", "lineItems"];
  const items = checkItems(shop, inputs, { field, least: transfer.status === "DRAFT" ? 0 : 1 });
  if (!items.ok) return items;
  const stray = items.value.findIndex(({ itemId }) => !isStocked(shop, transfer.origin, itemId));
  if (stray >= 0) return notStocked([...field, String(stray)]);
  const added: { id: Digits; quantity: number }[] = [];
  const updated: { id: Digits; before: number; after: number }[] = [];
  const updates = items.value.map(({ itemId, quantity }): LineUpdate => {
    const known = transfer.lines.find((each) => each.itemId === itemId);
    const line = known ?? newLine(world, itemId, 0);
    const before = line.totalQuantity;
    const deltaQuantity = quantity - unitsOf(shop, transfer, line).processable;
    line.totalQuantity += deltaQuantity;
    if (known === undefined) {
      transfer.lines.push(line);
      added.push({ id: line.id, quantity });
    } else if (deltaQuantity !== 0) updated.push({ id: line.id, before, after: line.totalQuantity });
    if (holdsStock(transfer)) hold(world, shop, transfer, itemId, deltaQuantity);
    return { itemId, newQuantity: line.totalQuantity, deltaQuantity };
  });
  if (added.length > 0) world.emit(shop, { topic: "inventory_transfers/add_items", transfer, added });
  if (updated.length > 0) world.emit(shop, { topic: "inventory_transfers/update_item_quantities", transfer, updated });
  return done({ transfer, updates });
}

/**
 * `inventoryTransferRemoveItems`: what of the lines is in no shipment is removed, and the line with it if that was all. Tells
 * inventory_transfers/remove_items.
 */
export function removeItems(world: World, shop: Shop, id: Digits, lineIds: (Digits | null)[]): Outcome<ItemsChange> {
  const transfer = shop.transfers.get(id);
  if (transfer === undefined) return notFound;
  if (transfer.status !== "DRAFT" && transfer.status !== "READY_TO_SHIP") return wrongStatus;
  const chosen: TransferLine[] = [];
  for (const [index, lineId] of lineIds.entries()) {
    const field = ["input", "transferLineItemIds", String(index)];
    const line = transfer.lines.find((each) => each.id === lineId);
    if (line === undefined) return refused(field, "The item was not found.", "ITEM_NOT_FOUND");
    if (line.totalQuantity > 0 && unitsOf(shop, transfer, line).processable === 0)
      return refused(field, "All of the item's quantity is in shipments.", "ALL_QUANTITY_SHIPPED");
    if (!chosen.includes(line)) chosen.push(line);
  }
  const left = transfer.lines.filter((line) => !chosen.includes(line) || allocated(shop, transfer, line) > 0);
  if (transfer.status === "READY_TO_SHIP" && left.length === 0)
    return refused(
      ["input", "transferLineItemIds"],
      "A transfer that is ready to ship must have at least one line item.",
      "CANT_REMOVE_ALL_ITEMS_FROM_READY_TO_SHIP_TRANSFER",
    );
  const updates = chosen.map((line): LineUpdate => {
    const { processable } = unitsOf(shop, transfer, line);
    line.totalQuantity -= processable;
    if (holdsStock(transfer)) hold(world, shop, transfer, line.itemId, -processable);
    return { itemId: line.itemId, newQuantity: line.totalQuantity, deltaQuantity: -processable };
  });
  transfer.lines = left;
  const lineItemIds = chosen.map((line) => line.id);
  if (chosen.length > 0) world.emit(shop, { topic: "inventory_transfers/remove_items", transfer, lineItemIds });
  return done({ transfer, updates });
}

function allocated(shop: Shop, transfer: Transfer, line: TransferLine): number {
  const { picked, shipped } = unitsOf(shop, transfer, line);
  return picked + shipped;
}

export type TransferEdit = Partial<Omit<TransferInput, "items">>;

/** `inventoryTransferEdit`. Only a draft's locations can change. No topic tells of it. */
export function editTransfer(world: World, shop: Shop, id: Digits, edit: TransferEdit): Outcome<Transfer> {
  const transfer = shop.transfers.get(id);
  if (transfer === undefined) return notFound;
  const { originId, destinationId, dateCreated, ...texts } = edit;
  if (originId !== undefined || destinationId !== undefined) {
    if (transfer.status !== "DRAFT")
      return refused(
        ["input"],
        "The location of a transfer cannot be updated. Only Draft Transfers can mutate their locations.",
        "TRANSFER_LOCATION_IMMUTABLE",
      );
    const places = checkPlaces(world, shop, ["input"], {
      originId: originId === undefined ? transfer.origin?.locationId : originId,
      destinationId: destinationId === undefined ? transfer.destination?.locationId : destinationId,
    });
    if (!places.ok) return places;
    const { origin } = places.value;
    if (transfer.lines.some((line) => !isStocked(shop, origin, line.itemId))) return notStocked(["input", "originId"]);
    Object.assign(transfer, places.value);
  }
  Object.assign(transfer, texts, dateCreated == null ? {} : { dateCreated });
  return done(transfer);
}

/** `inventoryTransferCancel` of one that is ready and has no shipment: its units are given back. Tells inventory_transfers/cancel. */
export function cancelTransfer(world: World, shop: Shop, id: Digits): Outcome<Transfer> {
  const transfer = shop.transfers.get(id);
  if (transfer === undefined) return notFound;
  if (!holdsStock(transfer)) return wrongStatus;
  if (transfer.shipmentIds.length > 0)
    return refused(["id"], "Shipment already exists for the transfer.", "SHIPMENT_EXISTS");
  for (const line of transfer.lines) hold(world, shop, transfer, line.itemId, -line.totalQuantity);
  transfer.status = "CANCELED";
  world.emit(shop, { topic: "inventory_transfers/cancel", transfer });
  return done(transfer);
}

/** `inventoryTransferDelete` of a draft. No topic tells of it. */
export function deleteTransfer(shop: Shop, id: Digits): Outcome<Digits> {
  const transfer = shop.transfers.get(id);
  if (transfer === undefined) return notFound;
  if (transfer.status !== "DRAFT") return wrongStatus;
  shop.transfers.delete(id);
  return done(id);
}

function checkPlaces(
  world: World,
  shop: Shop,
  field: string[],
  { originId, destinationId }: Pick<TransferInput, "originId" | "destinationId">,
): Outcome<Pick<Transfer, "origin" | "destination">> {
  const origin = snapshot(world, shop, field, originId);
  if (!origin.ok) return origin;
  const destination = snapshot(world, shop, field, destinationId);
  if (!destination.ok) return destination;
  if (origin.value !== null && origin.value.locationId === destination.value?.locationId)
    return refused(
      field,
      "The origin location cannot be the same as the destination location.",
      "TRANSFER_ORIGIN_CANNOT_BE_THE_SAME_AS_DESTINATION",
    );
  return done({ origin: origin.value, destination: destination.value });
}

function isStocked(shop: Shop, origin: LocationSnapshot | null, itemId: Digits): boolean {
  return origin === null || activeLevel(shop, itemId, origin.locationId) !== undefined;
}

function notStocked(field: string[]): Outcome<never> {
  return refused(field, "The item is not stocked at the intended location.", "INVENTORY_STATE_NOT_ACTIVE");
}

function newLine(world: World, itemId: Digits, totalQuantity: number): TransferLine {
  return { type: "InventoryTransferLineItem", id: world.nextId("Other"), itemId, totalQuantity };
}
