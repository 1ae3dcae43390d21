/** Mutations of transfers and shipments. */
import {
  cancelTransfer,
  createTransfer,
  deleteTransfer,
  editTransfer,
  markReady,
  removeItems,
  setItems,
  type TransferEdit,
} from "../../state/change-transfer.ts";
import { digitsOf, gid, type Digits } from "../../state/ids.ts";
import {
  addItems,
  createShipment,
  deleteShipment,
  markInTransit,
  receiveShipment,
  removeShipmentItems,
  setShipmentTracking,
  updateQuantities,
  type ReceiveReason,
} from "../../state/shipments.ts";
import type { ItemQuantity, Shipment, ShipmentTracking, Transfer } from "../../state/transfers.ts";
import { accepting, notModelled, type Fields } from "../context.ts";
import { idOf, payload } from "./payload.ts";

interface ItemInput {
  inventoryItemId: string;
  quantity: number;
}

interface TransferTexts {
  note?: string | null;
  referenceName?: string | null;
  tags?: string[] | null;
  dateCreated?: string | null;
  metafields?: unknown;
}

interface CreateArgs {
  input: TransferTexts & {
    originLocationId?: string | null;
    destinationLocationId?: string | null;
    lineItems: ItemInput[];
  };
}

interface EditArgs {
  id: string;
  input: TransferTexts & { originId?: string | null; destinationId?: string | null };
}

interface TrackingArgs {
  company?: string | null;
  trackingNumber?: string | null;
  trackingUrl?: string | null;
  arrivesAt?: string | null;
}

interface ShipmentArgs {
  input: {
    movementId: string;
    lineItems: ItemInput[];
    trackingInput?: TrackingArgs | null;
    dateCreated?: string | null;
    barcode?: string | null;
  };
}

interface ReceiveArgs {
  id: string;
  lineItems?: { shipmentLineItemId: string; quantity: number; reason: ReceiveReason }[] | null;
  bulkReceiveAction?: ReceiveReason | null;
  dateReceived?: string | null;
}

const date = (text: string | null | undefined) => (text == null ? null : new Date(text));
const place = (id: string | null | undefined) => (id == null ? undefined : digitsOf("Location", id));
const items = (inputs: readonly ItemInput[]): ItemQuantity[] =>
  inputs.map(({ inventoryItemId, quantity }) => ({ itemId: digitsOf("InventoryItem", inventoryItemId), quantity }));
const transferId = (id: string): Digits => idOf("InventoryTransfer", id);
const shipmentId = (id: string): Digits => idOf("InventoryShipment", id);
const shipmentLineId = (id: string) => digitsOf("InventoryShipmentLineItem", id);
const shownTransfer = (inventoryTransfer: Transfer) => ({ inventoryTransfer });
const shownShipment = (inventoryShipment: Shipment) => ({ inventoryShipment });

function tracking(given: TrackingArgs): ShipmentTracking {
  return {
    company: given.company ?? null,
    trackingNumber: given.trackingNumber ?? null,
    trackingUrl: given.trackingUrl ?? null,
    arrivesAt: date(given.arrivesAt),
  };
}

function creating(ready: boolean) {
  return accepting<unknown, CreateArgs>(["input"], (_root, { input }, { world, shop }) => {
    if (input.metafields != null) throw notModelled("metafields of transfers");
    const transfer = {
      originId: place(input.originLocationId),
      destinationId: place(input.destinationLocationId),
      items: items(input.lineItems),
      note: input.note ?? null,
      referenceName: input.referenceName ?? null,
      tags: input.tags ?? [],
      dateCreated: date(input.dateCreated),
    };
    return payload(createTransfer(world, shop, transfer, ready), shownTransfer);
  });
}

function edit({ input }: EditArgs): TransferEdit {
  if (input.metafields != null) throw notModelled("metafields of transfers");
  const { originId, destinationId, note, referenceName, tags } = input;
  return {
    ...(originId == null ? {} : { originId: place(originId) }),
    ...(destinationId == null ? {} : { destinationId: place(destinationId) }),
    ...(note === undefined ? {} : { note }),
    ...(referenceName === undefined ? {} : { referenceName }),
    ...(tags == null ? {} : { tags }),
    dateCreated: date(input.dateCreated),
  };
}

function shipping(inTransit: boolean) {
  return accepting<unknown, ShipmentArgs>(["input"], (_root, { input }, { world, shop }) => {
    if (input.barcode != null) throw notModelled("barcodes of shipments");
    if (!input.movementId.startsWith("gid://shopify/InventoryTransfer/"))
      throw notModelled("shipments of purchase orders");
    const shipment = {
      transferId: transferId(input.movementId),
      items: items(input.lineItems),
      tracking: input.trackingInput == null ? null : tracking(input.trackingInput),
      dateCreated: date(input.dateCreated),
    };
    return payload(createShipment(world, shop, shipment, inTransit), shownShipment);
  });
}

export const transferMutations: Fields<unknown> = {
  inventoryTransferCreate: creating(false),
  inventoryTransferCreateAsReadyToShip: creating(true),
  inventoryTransferMarkAsReadyToShip: accepting<unknown, { id: string }>(["id"], (_root, { id }, { world, shop }) =>
    payload(markReady(world, shop, transferId(id)), shownTransfer),
  ),
  inventoryTransferSetItems: accepting<unknown, { input: { id: string; lineItems: ItemInput[] } }>(
    ["input"],
    (_root, { input }, { world, shop }) =>
      payload(setItems(world, shop, transferId(input.id), items(input.lineItems)), ({ transfer, updates }) => ({
        inventoryTransfer: transfer,
        updatedLineItems: updates,
      })),
  ),
  inventoryTransferRemoveItems: accepting<unknown, { input: { id: string; transferLineItemIds?: string[] | null } }>(
    ["input"],
    (_root, { input }, { world, shop }) => {
      const lines = (input.transferLineItemIds ?? []).map((id) => digitsOf("InventoryTransferLineItem", id));
      return payload(removeItems(world, shop, transferId(input.id), lines), ({ transfer, updates }) => ({
        inventoryTransfer: transfer,
        removedQuantities: updates,
      }));
    },
  ),
  inventoryTransferEdit: accepting<unknown, EditArgs>(["id", "input"], (_root, args, { world, shop }) =>
    payload(editTransfer(world, shop, transferId(args.id), edit(args)), shownTransfer),
  ),
  inventoryTransferCancel: accepting<unknown, { id: string }>(["id"], (_root, { id }, { world, shop }) =>
    payload(cancelTransfer(world, shop, transferId(id)), shownTransfer),
  ),
  inventoryTransferDelete: accepting<unknown, { id: string }>(["id"], (_root, { id }, { shop }) =>
    payload(deleteTransfer(shop, transferId(id)), (deleted) => ({ deletedId: gid("InventoryTransfer", deleted) })),
  ),
  inventoryShipmentCreate: shipping(false),
  inventoryShipmentCreateInTransit: shipping(true),
  inventoryShipmentMarkInTransit: accepting<unknown, { id: string; dateShipped?: string | null }>(
    ["id", "dateShipped"],
    (_root, { id, dateShipped }, { world, shop }) =>
      payload(markInTransit(world, shop, shipmentId(id), date(dateShipped)), shownShipment),
  ),
  inventoryShipmentAddItems: accepting<unknown, { id: string; lineItems: ItemInput[] }>(
    ["id", "lineItems"],
    (_root, { id, lineItems }, { world, shop }) =>
      payload(addItems(world, shop, shipmentId(id), items(lineItems)), ({ shipment, lines }) => ({
        inventoryShipment: shipment,
        addedItems: lines,
      })),
  ),
  inventoryShipmentRemoveItems: accepting<unknown, { id: string; lineItems: string[] }>(
    ["id", "lineItems"],
    (_root, { id, lineItems }, { world, shop }) =>
      payload(removeShipmentItems(world, shop, shipmentId(id), lineItems.map(shipmentLineId)), shownShipment),
  ),
  inventoryShipmentUpdateItemQuantities: accepting<
    unknown,
    { id: string; items?: { shipmentLineItemId: string; quantity: number }[] | null }
  >(["id", "items"], (_root, args, { world, shop }) => {
    const wanted = (args.items ?? []).map(({ shipmentLineItemId, quantity }) => ({
      lineId: shipmentLineId(shipmentLineItemId),
      quantity,
    }));
    return payload(updateQuantities(world, shop, shipmentId(args.id), wanted), ({ shipment, lines }) => ({
      shipment,
      updatedLineItems: lines,
    }));
  }),
  inventoryShipmentSetTracking: accepting<unknown, { id: string; tracking: TrackingArgs }>(
    ["id", "tracking"],
    (_root, args, { world, shop }) =>
      payload(setShipmentTracking(world, shop, shipmentId(args.id), tracking(args.tracking)), shownShipment),
  ),
  inventoryShipmentReceive: accepting<unknown, ReceiveArgs>(
    ["id", "lineItems", "bulkReceiveAction", "dateReceived"],
    (_root, args, { world, shop }) =>
      payload(
        receiveShipment(world, shop, {
          id: shipmentId(args.id),
          items: (args.lineItems ?? []).map(({ shipmentLineItemId, quantity, reason }) => ({
            lineId: shipmentLineId(shipmentLineItemId),
            quantity,
            reason,
          })),
          rest: args.bulkReceiveAction ?? null,
          dateReceived: date(args.dateReceived),
        }),
        shownShipment,
      ),
  ),
  inventoryShipmentDelete: accepting<unknown, { id: string }>(["id"], (_root, { id }, { world, shop }) =>
    payload(deleteShipment(world, shop, shipmentId(id)), (deleted) => ({
      id: gid("InventoryShipment", deleted),
    })),
  ),
};
