import fc from "fast-check";
import { expect, test } from "vitest";
import {
  parseId,
  type InventoryItemId,
  type LocationId,
  type ShipmentId,
  type ShipmentLineId,
  type TransferId,
  type TransferLineId,
} from "../../../core/ids.ts";
import { LEDGER_STATES, onHandOf } from "../../../core/stock-states.ts";
import { transferStockChange, type TransferEntry } from "./transfer-stock.ts";
import type { Transfer } from "./transfer.ts";

const items = ["10", "11"].map((id) => parseId<InventoryItemId>(id));
const [ORIGIN, DESTINATION] = [parseId<LocationId>("20"), parseId<LocationId>("21")];
const units = fc.integer({ min: 0, max: 9 });

const shipment = fc.record({
  shipmentId: fc.constantFrom("30", "31").map((id) => parseId<ShipmentId>(id)),
  name: fc.constant("#T0001-1"),
  status: fc.constantFrom("DRAFT" as const, "IN_TRANSIT" as const, "PARTIALLY_RECEIVED" as const, "RECEIVED" as const),
  trackingNumber: fc.constant(""),
  arrivesAt: fc.constant(null),
  shippedAt: fc.option(fc.date({ min: new Date(0), max: new Date(9_000), noInvalidDate: true })),
  receivedAt: fc.option(fc.date({ min: new Date(0), max: new Date(9_000), noInvalidDate: true })),
  lines: fc.uniqueArray(
    fc.record({
      lineId: fc.constant(parseId<ShipmentLineId>("40")),
      itemId: fc.constantFrom(...items),
      quantity: units,
      accepted: units,
      rejected: units,
    }),
    { selector: ({ itemId }) => itemId },
  ),
});

const transfer: fc.Arbitrary<Transfer> = fc.record({
  transferId: fc.constant(parseId<TransferId>("1")),
  name: fc.constant("#T0001"),
  status: fc.constantFrom(
    "DRAFT" as const,
    "READY_TO_SHIP" as const,
    "IN_PROGRESS" as const,
    "TRANSFERRED" as const,
    "CANCELED" as const,
    "DELETED" as const,
  ),
  originId: fc.constant(ORIGIN),
  destinationId: fc.constant(DESTINATION),
  createdAt: fc.constant(new Date(0)),
  lines: fc.uniqueArray(
    fc.record({
      lineId: fc.constant(parseId<TransferLineId>("50")),
      itemId: fc.constantFrom(...items),
      quantity: units,
      picked: units,
    }),
    { selector: ({ itemId }) => itemId },
  ),
  shipments: fc.uniqueArray(shipment, { selector: ({ shipmentId }) => shipmentId }),
});

const kept = () => "reserved" as const;
const change = (before: Transfer | null, now: Transfer, at = 2) =>
  transferStockChange(
    before && { transfer: before, at: new Date(at * 1_000 - 1_000) },
    { transfer: now, at: new Date(at * 1_000) },
    kept,
  );

function sums(entries: readonly TransferEntry[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const { itemId, locationId, units: changed } of entries)
    for (const state of LEDGER_STATES) {
      const key = `${itemId} ${locationId} ${state}`;
      total[key] = (total[key] ?? 0) + (changed[state] ?? 0);
    }
  return Object.fromEntries(Object.entries(total).filter(([, sum]) => sum !== 0));
}

test("whatever is read in between, the entries add up to what the transfer shows in the end", () => {
  fc.assert(
    fc.property(fc.array(transfer, { maxLength: 5 }), transfer, (between, end) => {
      const reads = [...between, end];
      const written = reads.flatMap((now, n) => change(reads[n - 1] ?? null, now, n + 2));
      expect(sums(written)).toEqual(sums(change(null, end)));
    }),
  );
});

test("what did not change writes nothing", () => {
  fc.assert(
    fc.property(transfer, (now) => {
      expect(change(now, now)).toEqual([]);
    }),
  );
});

test("at the origin units leave the shelf and then the building; at the destination they come, or are nowhere", () => {
  fc.assert(
    fc.property(transfer, (now) => {
      for (const entry of change(null, now)) {
        const moved = onHandOf(entry.units);
        if (entry.document.kind === "transfer") expect(moved).toBe(0);
        else if (entry.locationId === ORIGIN) expect(moved).toBeLessThanOrEqual(0);
        else expect(moved).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test("an entry is never dated before the read that did not show it, or after the one that did", () => {
  fc.assert(
    fc.property(transfer, transfer, (before, now) => {
      for (const { occurredAt } of change(before, now, 5)) {
        expect(occurredAt.getTime()).toBeGreaterThan(4_000);
        expect(occurredAt.getTime()).toBeLessThanOrEqual(5_000);
      }
    }),
  );
});
