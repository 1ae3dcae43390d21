import type { InventoryItemId, LocationId } from "../../../core/ids.ts";
import type { Units } from "../../../core/stock-states.ts";
import { hasLeft, sentUnits, type HeldState, type Shipment, type Transfer } from "./transfer.ts";

/** One change of a level that a transfer or one of its shipments explains. */
export interface TransferEntry {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly document: { readonly kind: "transfer" | "shipment"; readonly id: string };
  readonly units: Units;
  readonly occurredAt: Date;
}

/** A transfer with the time of the read that showed it. */
export interface Reading {
  readonly transfer: Transfer;
  readonly at: Date;
}

/**
 * What changed in stock because of one transfer, from what it showed before (null: never seen) and shows now. Units are taken from the shelf when it is
 * ready, and given back when it is cancelled or made smaller; a shipment that leaves takes them from there to the destination's `incoming`; what is
 * accepted can be sold, what is rejected is nowhere. In whatever pieces it is read, the sums are the same.
 *
 * Transfers have no time of change. At the origin the time of the read is taken: the item was stocked there before. At the destination it is the
 * shipment's own time if it fits between the two reads: a first shipment is what makes the destination stock an item, and then the opening of
 * its level has these units already.
 */
export function transferStockChange(
  before: Reading | null,
  now: Reading,
  heldAs: (itemId: InventoryItemId) => HeldState,
): TransferEntry[] {
  const entries: TransferEntry[] = [];
  const originId = now.transfer.originId ?? before?.transfer.originId ?? null;
  const destinationId = now.transfer.destinationId ?? before?.transfer.destinationId ?? null;
  const add = (
    locationId: LocationId | null,
    itemId: InventoryItemId,
    document: TransferEntry["document"],
    units: Units,
    occurredAt: Date,
  ) => {
    if (locationId !== null && Object.values(units).some((each) => each !== 0))
      entries.push({ itemId, locationId, document, units, occurredAt });
  };
  const transferred = { kind: "transfer", id: now.transfer.transferId } as const;
  for (const itemId of itemsOf(before?.transfer, now.transfer)) {
    const taken = takenUnits(now.transfer, itemId) - (before ? takenUnits(before.transfer, itemId) : 0);
    add(originId, itemId, transferred, { available: -taken, [heldAs(itemId)]: taken }, now.at);
    for (const [was, is] of shipmentsOf(before?.transfer, now.transfer)) {
      const [old, line] = [goods(was, itemId), goods(is, itemId)];
      const sent = line.sent - old.sent;
      const [accepted, rejected] = [line.accepted - old.accepted, line.rejected - old.rejected];
      const document = { kind: "shipment", id: is.shipmentId } as const;
      const time = (shown: Date | null) => fitting(shown, before?.at, now.at);
      add(originId, itemId, document, { [heldAs(itemId)]: -sent }, now.at);
      add(destinationId, itemId, document, { incoming: sent }, time(is.shippedAt));
      const received = { incoming: -accepted - rejected, available: accepted };
      add(destinationId, itemId, document, received, time(is.receivedAt));
    }
  }
  return entries;
}

/** Units of an item that were taken from the origin's shelf: those that wait to be shipped and those that left. */
function takenUnits({ status, lines, shipments }: Transfer, itemId: InventoryItemId): number {
  const sent = sentUnits(shipments, itemId);
  if (status !== "READY_TO_SHIP" && status !== "IN_PROGRESS") return sent;
  return Math.max(sent, lines.find((line) => line.itemId === itemId)?.quantity ?? 0);
}

function itemsOf(...transfers: readonly (Transfer | undefined)[]): Set<InventoryItemId> {
  return new Set(
    transfers.flatMap((transfer) => [
      ...(transfer?.lines ?? []).map(({ itemId }) => itemId),
      ...(transfer?.shipments ?? []).flatMap(({ lines }) => lines.map(({ itemId }) => itemId)),
    ]),
  );
}

/** Each shipment before and now; of one that is gone nothing is left (only drafts can be deleted). */
function shipmentsOf(before: Transfer | undefined, now: Transfer): [Shipment | undefined, Shipment][] {
  const old = new Map(before?.shipments.map((each) => [each.shipmentId, each]));
  const gone = [...old.values()].filter((each) => now.shipments.every((is) => is.shipmentId !== each.shipmentId));
  return [
    ...now.shipments.map((is): [Shipment | undefined, Shipment] => [old.get(is.shipmentId), is]),
    ...gone.map((was): [Shipment, Shipment] => [was, { ...was, lines: [] }]),
  ];
}

function goods(shipment: Shipment | undefined, itemId: InventoryItemId) {
  const line = shipment?.lines.find((each) => each.itemId === itemId);
  return {
    sent: shipment && line && hasLeft(shipment) ? line.quantity : 0,
    accepted: line?.accepted ?? 0,
    rejected: line?.rejected ?? 0,
  };
}

/** People may date a shipment as they like: a time that cannot be is not believed. */
function fitting(shown: Date | null, after: Date | undefined, at: Date): Date {
  return shown !== null && shown <= at && (after === undefined || shown > after) ? shown : at;
}
