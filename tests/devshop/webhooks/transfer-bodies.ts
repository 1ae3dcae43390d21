/** Transfers and shipments in webhook bodies. */
import type { TransferEvent } from "../state/events.ts";
import { gid } from "../state/ids.ts";
import type { Shop } from "../state/shop.ts";
import { unreceived, type LocationSnapshot, type ShipmentLine, type Transfer } from "../state/transfers.ts";
import type { World } from "../state/world.ts";
import type { Json } from "./json.ts";
import { zonedTime } from "./times.ts";

/** `inventory_transfers/*` and `inventory_shipments/*` */
export function transferBody(world: World, shop: Shop, event: TransferEvent): Json {
  const time = (date: Date | null) => (date === null ? null : zonedTime(date, shop.ianaTimezone));
  const happened = { happened_at: time(world.clock.now()) };
  const shipment = "shipment" in event ? { id: gid("InventoryShipment", event.shipment.id), ...happened } : happened;
  const transfer = "transfer" in event ? { ...identity(event.transfer), ...happened } : happened;
  switch (event.topic) {
    case "inventory_transfers/add_items":
      return {
        ...transfer,
        items_added: event.added.map(({ id, quantity }) => ({ line_item_id: transferLine(id), quantity })),
      };
    case "inventory_transfers/remove_items":
      return { ...transfer, items_removed: event.lineItemIds.map((id) => ({ line_item_id: transferLine(id) })) };
    case "inventory_transfers/update_item_quantities":
      return {
        ...transfer,
        status: event.transfer.status,
        items_updated: event.updated.map(({ id, before, after }) => ({
          line_item_id: transferLine(id),
          old_quantity: before,
          new_quantity: after,
        })),
      };
    case "inventory_transfers/ready_to_ship":
      return {
        ...transfer,
        status: event.transfer.status,
        line_items: event.transfer.lines.map((line) => ({ id: transferLine(line.id), quantity: line.totalQuantity })),
      };
    case "inventory_transfers/cancel":
    case "inventory_transfers/complete":
      return { ...transfer, status: event.transfer.status };
    case "inventory_transfers/updated":
      return transfer;
    case "inventory_shipments/create":
      return {
        ...shipment,
        status: event.shipment.status,
        tracking: trackingBody(event.shipment.tracking, time),
        line_items: lineBodies(event.shipment.lines),
      };
    case "inventory_shipments/mark_in_transit":
      return { ...shipment, status: event.shipment.status };
    case "inventory_shipments/add_items":
      return { ...shipment, items_added: lineBodies(event.added) };
    case "inventory_shipments/remove_items":
      return { ...shipment, items_removed: event.removed.map(({ id }) => ({ id: shipmentLine(id) })) };
    case "inventory_shipments/update_item_quantities":
      return {
        ...shipment,
        items_updated: event.updated.map(({ line, before, after }) => ({
          id: shipmentLine(line.id),
          old_quantity: before,
          new_quantity: after,
        })),
      };
    case "inventory_shipments/receive_items":
      return {
        ...shipment,
        status: event.shipment.status,
        items_received: event.before.map(({ line, accepted, rejected }) => ({
          id: shipmentLine(line.id),
          old_accepted_quantity: accepted,
          old_rejected_quantity: rejected,
          new_accepted_quantity: line.acceptedQuantity,
          new_rejected_quantity: line.rejectedQuantity,
          remaining_quantity_to_receive: unreceived(line),
        })),
      };
    case "inventory_shipments/update_tracking":
      return {
        shipment_id: gid("InventoryShipment", event.shipment.id),
        updated_tracking: trackingBody(event.shipment.tracking, time),
        ...happened,
      };
    case "inventory_shipments/delete":
      return { id: gid("InventoryShipment", event.shipmentId), ...happened };
  }
}

function identity({ id, origin, destination }: Transfer) {
  const place = (at: LocationSnapshot | null) => (at === null ? null : { id: gid("Location", at.locationId) });
  return { id: gid("InventoryTransfer", id), origin: place(origin), destination: place(destination) };
}

const transferLine = (id: string) => gid("InventoryTransferLineItem", id);
const shipmentLine = (id: string) => gid("InventoryShipmentLineItem", id);

function lineBodies(lines: readonly ShipmentLine[]): Json {
  return lines.map(({ id, quantity }) => ({ id: shipmentLine(id), quantity }));
}

function trackingBody(
  tracking: {
    company: string | null;
    trackingNumber: string | null;
    trackingUrl: string | null;
    arrivesAt: Date | null;
  } | null,
  time: (date: Date | null) => string | null,
): Json {
  if (tracking === null) return null;
  const { company, trackingNumber, trackingUrl, arrivesAt } = tracking;
  return { company, tracking_number: trackingNumber, tracking_url: trackingUrl, arrives_at: time(arrivesAt) };
}
