/** Transfers and shipments as the Admin API shows them. */
import { digitsOf, gid } from "../../state/ids.ts";
import type { Shop } from "../../state/shop.ts";
import {
  holdsStock,
  shipmentsOf,
  unitsOf,
  unreceived,
  type LineUpdate,
  type LocationSnapshot,
  type Shipment,
  type ShipmentLine,
  type ShipmentTracking,
  type Transfer,
  type TransferLine,
} from "../../state/transfers.ts";
import { accepting, notModelled, own, PAGE_ARGS, type Fields, type ResolverTable } from "../context.ts";
import { page, pageById, type PageArgs, type SortKey } from "../connections.ts";
import { search, type SearchFields } from "../search.ts";
import { exactCount } from "./values.ts";

/** A line with the transfer whose shipments say what has become of it. */
interface LineOf {
  readonly id: string;
  readonly line: TransferLine;
  readonly transfer: Transfer;
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);

const transfer: Fields<Transfer> = {
  ...own<Transfer>("name", "status", "origin", "destination", "dateCreated", "note", "referenceName", "tags"),
  id: (each) => gid("InventoryTransfer", each.id),
  lineItems: accepting<Transfer, PageArgs>(PAGE_ARGS, (each, args) =>
    pageById(
      each.lines.map((line): LineOf => ({ id: line.id, line, transfer: each })),
      args,
    ),
  ),
  lineItemsCount: (each) => exactCount(each.lines.length),
  shipments: accepting<Transfer, PageArgs>(PAGE_ARGS, (each, args, { shop }) =>
    pageById(shipmentsOf(shop, each), args),
  ),
  totalQuantity: (each) => sum(each.lines.map((line) => line.totalQuantity)),
  receivedQuantity: (each, _args, { shop }) =>
    sum(shipmentsOf(shop, each).map((shipment) => sum(shipment.lines.map((line) => line.quantity - unreceived(line))))),
};

const transferLine: Fields<LineOf> = {
  id: ({ id }) => gid("InventoryTransferLineItem", id),
  inventoryItem: ({ line }, _args, { shop }) => shop.items.get(line.itemId) ?? null,
  title: ({ line }, _args, { shop }) => {
    const variant = shop.variants.get(shop.items.get(line.itemId)?.variantId ?? "");
    return shop.products.get(variant?.productId ?? "")?.title ?? null;
  },
  totalQuantity: ({ line }) => line.totalQuantity,
  processableQuantity: (each, _args, { shop }) => unitsOf(shop, each.transfer, each.line).processable,
  shippableQuantity: (each, _args, { shop }) =>
    holdsStock(each.transfer) ? unitsOf(shop, each.transfer, each.line).processable : 0,
  shippedQuantity: (each, _args, { shop }) => unitsOf(shop, each.transfer, each.line).shipped,
  pickedForShipmentQuantity: (each, _args, { shop }) => unitsOf(shop, each.transfer, each.line).picked,
};

const locationSnapshot: Fields<LocationSnapshot> = {
  ...own<LocationSnapshot>("name", "address", "snapshottedAt"),
  location: (each, _args, { shop }) => shop.locations.get(each.locationId) ?? null,
};

const shipment: Fields<Shipment> = {
  ...own<Shipment>("name", "status", "dateCreated", "dateShipped", "dateReceived", "tracking"),
  id: (each) => gid("InventoryShipment", each.id),
  lineItems: accepting<Shipment, PageArgs>(PAGE_ARGS, (each, args) => pageById(each.lines, args)),
  lineItemsCount: (each) => exactCount(each.lines.length),
  lineItemTotalQuantity: (each) => sum(each.lines.map((line) => line.quantity)),
  totalAcceptedQuantity: (each) => sum(each.lines.map((line) => line.acceptedQuantity)),
  totalRejectedQuantity: (each) => sum(each.lines.map((line) => line.rejectedQuantity)),
  totalReceivedQuantity: (each) => sum(each.lines.map((line) => line.quantity - unreceived(line))),
};

const shipmentLine: Fields<ShipmentLine> = {
  ...own<ShipmentLine>("quantity", "acceptedQuantity", "rejectedQuantity"),
  id: (line) => gid("InventoryShipmentLineItem", line.id),
  inventoryItem: (line, _args, { shop }) => shop.items.get(line.itemId) ?? null,
  unreceivedQuantity: unreceived,
};

const lineUpdate: Fields<LineUpdate> = {
  ...own<LineUpdate>("newQuantity", "deltaQuantity"),
  inventoryItemId: ({ itemId }) => gid("InventoryItem", itemId),
};

export const transferTypes: ResolverTable = {
  InventoryTransfer: transfer,
  InventoryTransferLineItem: transferLine,
  InventoryTransferLineItemUpdate: lineUpdate,
  LocationSnapshot: locationSnapshot,
  InventoryShipment: shipment,
  InventoryShipmentLineItem: shipmentLine,
  InventoryShipmentTracking: own<ShipmentTracking>("company", "trackingNumber", "trackingUrl", "arrivesAt"),
};

interface ListArgs extends PageArgs {
  query?: string | null;
  sortKey?: string;
}

const TRANSFER_SEARCH: SearchFields<Transfer> = {
  id: { kind: "id", of: (each) => each.id },
  status: { kind: "word", of: (each) => [each.status] },
  tag: { kind: "word", of: (each) => each.tags },
  origin_id: { kind: "word", of: (each) => (each.origin === null ? [] : [each.origin.locationId]) },
  destination_id: { kind: "word", of: (each) => (each.destination === null ? [] : [each.destination.locationId]) },
  created_at: { kind: "time", of: (each) => each.dateCreated },
};

const SHIPMENT_SEARCH = (shop: Shop): SearchFields<Shipment> => ({
  id: { kind: "id", of: (each) => each.id },
  status: { kind: "word", of: (each) => [each.status] },
  tracking_number: {
    kind: "word",
    of: (each) => (each.tracking?.trackingNumber ? [each.tracking.trackingNumber] : []),
  },
  destination_id: {
    kind: "word",
    of: (each) => {
      const to = shop.transfers.get(each.transferId)?.destination;
      return to == null ? [] : [to.locationId];
    },
  },
});

function transferSort(key = "ID"): (each: Transfer) => SortKey {
  switch (key) {
    case "ID":
      return ({ id }) => ({ value: id, id });
    case "CREATED_AT":
      return ({ dateCreated, id }) => ({ value: dateCreated.toISOString(), id });
    default:
      throw notModelled(`transfers sorted by ${key}`);
  }
}

/** Single transfers and shipments, and their lists, of the query root. */
export const transferQueries: Fields<unknown> = {
  inventoryTransfer: accepting<unknown, { id: string }>(
    ["id"],
    (_root, { id }, { shop }) => shop.transfers.get(digitsOf("InventoryTransfer", id) ?? "") ?? null,
  ),
  inventoryTransfers: accepting<unknown, ListArgs>([...PAGE_ARGS, "query", "sortKey"], (_root, args, { shop }) =>
    page(search(shop.transfers.values(), args.query, TRANSFER_SEARCH), args, transferSort(args.sortKey)),
  ),
  inventoryShipment: accepting<unknown, { id: string }>(
    ["id"],
    (_root, { id }, { shop }) => shop.shipments.get(digitsOf("InventoryShipment", id) ?? "") ?? null,
  ),
  inventoryShipments: accepting<unknown, ListArgs>(
    ["first", "last", "after", "before", "query"],
    (_root, args, { shop }) => pageById(search(shop.shipments.values(), args.query, SHIPMENT_SEARCH(shop)), args),
  ),
};
