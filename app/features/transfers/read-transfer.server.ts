import { SHARES } from "../../core/effects.ts";
import { Terminal } from "../../core/faults.ts";
import { fromGid, toGid, type TransferId } from "../../core/ids.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import {
  ListTransfersDocument,
  RefreshTransferDocument,
  ShipmentLinesDocument,
  TransferLinesDocument,
  TransferShipmentsDocument,
  type RefreshTransferQuery,
} from "../../platform/admin-api/operations.ts";
import { allPages } from "../../platform/admin-api/pages.ts";
import type { Shipment, ShipmentLine, Transfer, TransferLine } from "./domain/transfer.ts";

const REST = { share: SHARES.rest } as const;

type TransferNode = NonNullable<RefreshTransferQuery["inventoryTransfer"]>;
type LineNode = TransferNode["lineItems"]["nodes"][number];
type ShipmentNode = TransferNode["shipments"]["nodes"][number];
type ShipmentLineNode = NonNullable<ShipmentNode["lineItems"]>["nodes"][number];
type Place = TransferNode["origin"];

/**
 * Reads one transfer with all its lines, shipments and their lines; null when Shopify has it no more. Lines of deleted items are left out. Throws Terminal
 * `access_denied` when a scope is missing.
 */
export async function readTransfer(admin: AdminClient, transferId: TransferId): Promise<Transfer | null> {
  const id = toGid("InventoryTransfer", transferId);
  const { inventoryTransfer: node } = await admin.request(RefreshTransferDocument, { id }, REST);
  if (!node) return confirmGone(admin, transferId);
  const lines = await allPages(node.lineItems, async (after) => {
    const data = await admin.request(TransferLinesDocument, { id, after }, REST);
    return data.inventoryTransfer?.lineItems;
  });
  const shipments = await allPages(node.shipments, async (after) => {
    const data = await admin.request(TransferShipmentsDocument, { id, after }, REST);
    return data.inventoryTransfer?.shipments;
  });
  const whole: Shipment[] = [];
  for (const shipment of shipments) whole.push(shipmentOf(shipment, await linesOf(admin, shipment)));
  return {
    transferId,
    name: node.name,
    status: node.status,
    originId: placeOf(node.origin),
    destinationId: placeOf(node.destination),
    createdAt: new Date(node.dateCreated ?? 0),
    lines: lines.flatMap(lineOf),
    shipments: whole,
  };
}

/** What we may not see is null as well; but a list that may not be seen is refused. */
async function confirmGone(admin: AdminClient, transferId: TransferId): Promise<null> {
  const listed = await admin.request(ListTransfersDocument, { query: `id:${transferId}` }, REST);
  if (listed.inventoryTransfers.nodes.length > 0) throw denied();
  return null;
}

const denied = () => new Terminal("access_denied", "transfers or shipments may not be read");

async function linesOf(admin: AdminClient, { id, lineItems }: ShipmentNode): Promise<ShipmentLine[]> {
  if (!lineItems) throw denied();
  const lines = await allPages(lineItems, async (after) => {
    const data = await admin.request(ShipmentLinesDocument, { id, after }, REST);
    return data.inventoryShipment?.lineItems ?? undefined;
  });
  return lines.flatMap(shipmentLineOf);
}

const placeOf = (place: Place) => (place?.location ? fromGid("Location", place.location.id) : null);
const timeOf = (text: string | null | undefined) => (text == null ? null : new Date(text));

function lineOf({ id, inventoryItem, totalQuantity, pickedForShipmentQuantity }: LineNode): TransferLine[] {
  if (!inventoryItem) return [];
  return [
    {
      lineId: fromGid("InventoryTransferLineItem", id),
      itemId: fromGid("InventoryItem", inventoryItem.id),
      quantity: totalQuantity,
      picked: pickedForShipmentQuantity,
    },
  ];
}

function shipmentOf({ id, name, status, tracking, dateShipped, dateReceived }: ShipmentNode, lines: ShipmentLine[]) {
  return {
    shipmentId: fromGid("InventoryShipment", id),
    name,
    status,
    trackingNumber: tracking?.trackingNumber ?? "",
    arrivesAt: timeOf(tracking?.arrivesAt),
    shippedAt: timeOf(dateShipped),
    receivedAt: timeOf(dateReceived),
    lines,
  };
}

function shipmentLineOf({
  id,
  inventoryItem,
  quantity,
  acceptedQuantity,
  rejectedQuantity,
}: ShipmentLineNode): ShipmentLine[] {
  if (!inventoryItem) return [];
  return [
    {
      lineId: fromGid("InventoryShipmentLineItem", id),
      itemId: fromGid("InventoryItem", inventoryItem.id),
      quantity,
      accepted: acceptedQuantity,
      rejected: rejectedQuantity,
    },
  ];
}
