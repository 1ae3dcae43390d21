import type { InventoryItemId, ShipmentId, TransferId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { writeEntries } from "../inventory/public.server.ts";
import { transferStockChange } from "./domain/transfer-stock.ts";
import type { HeldState, Transfer } from "./domain/transfer.ts";
import { readSetting } from "./setting.server.ts";
import { lockTransfer, storeTransfer } from "./store.server.ts";

/**
 * Takes a transfer as it was read (null: Shopify has it no more) in the place of what was read before, and explains the stock by what changed in
 * between. The levels it touches are read again: no number depends on a webhook about a level. An older read is left out. Until the shop is connected
 * (connect.server.ts) nothing is explained: what transfers did before is in the numbers already.
 */
export async function mirrorTransfer(
  tx: ShopTx,
  transferId: TransferId,
  read: Transfer | null,
  stamp: ReadStamp,
  now: Date,
): Promise<void> {
  const stored = await lockTransfer(tx, transferId);
  if (stored && BigInt(stored.readNo) >= BigInt(stamp.no)) return;
  const transfer = read ?? (stored && { ...stored.transfer, status: "DELETED" as const });
  if (!transfer) return;
  const { connectedAt, holds } = await readSetting(tx);
  const heldAs = (itemId: InventoryItemId): HeldState => stored?.heldAs.get(itemId) ?? holds;
  await storeTransfer(tx, transfer, stamp, heldAs);
  if (connectedAt === null) return;
  const before = stored ? { transfer: stored.transfer, at: stored.readAt } : null;
  const entries = transferStockChange(before, { transfer, at: stamp.at }, heldAs);
  if (entries.length === 0) return;
  await writeEntries(
    tx,
    entries.map((entry) => ({ ...entry, cause: "transferred" })),
    now,
  );
  await markChanged(
    tx,
    entries.map(({ itemId, locationId }) => ({ kind: "inventoryLevel", objectId: itemId, part: locationId })),
    now,
  );
}

/** The transfer a shipment belongs to, which Shopify does not tell; nothing for one we have never seen. */
export async function transfersOfShipments(
  tx: ShopTx,
  shipmentIds: readonly ShipmentId[],
): Promise<{ readonly shipmentId: ShipmentId; readonly transferId: TransferId }[]> {
  return tx.rows<{ shipmentId: ShipmentId; transferId: TransferId }>(
    `select shipment_id as "shipmentId", transfer_id as "transferId" from shipment where shop_id = $1 and shipment_id = any($2::bigint[])`,
    [tx.shopId, shipmentIds],
  );
}
