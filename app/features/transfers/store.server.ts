import type { InventoryItemId, TransferId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { upsertRows, type Columns } from "../../platform/db/upsert.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import type { HeldState, Shipment, ShipmentLine, Transfer, TransferLine } from "./domain/transfer.ts";

/** A transfer as it was read last. */
export interface StoredTransfer {
  readonly transfer: Transfer;
  readonly readNo: string;
  readonly readAt: Date;
  readonly heldAs: ReadonlyMap<InventoryItemId, HeldState>;
}

type Head = Omit<Transfer, "lines" | "shipments"> & { readonly readNo: string; readonly readAt: Date };

/** One writer of a shop's transfers at a time: two who see one for the first time must not both explain all of it. */
const LOCK = "hashtextextended('transfers ' || $1::text, 0)";

/** The transfer as it was read last, locked against other writers; undefined when nobody has seen it. */
export async function lockTransfer(tx: ShopTx, transferId: TransferId): Promise<StoredTransfer | undefined> {
  await tx.rows(`select pg_advisory_xact_lock(${LOCK})`, [tx.shopId]);
  const [stored] = await readTransfers(tx, [transferId]);
  return stored;
}

/** Locks a shop's transfers if nobody else has. For whoever holds rows that another writer may be waiting for. */
export async function tryLockTransfers(tx: ShopTx): Promise<boolean> {
  const [row] = await tx.rows<{ locked: boolean }>(`select pg_try_advisory_xact_lock(${LOCK}) as locked`, [tx.shopId]);
  return row?.locked ?? false;
}

/** These transfers with their lines and shipments. */
export async function readTransfers(tx: ShopTx, ids: readonly TransferId[]): Promise<StoredTransfer[]> {
  const heads = await tx.rows<Head & Record<string, unknown>>(
    `select transfer_id as "transferId", name, status, origin_id as "originId", destination_id as "destinationId", created_at as "createdAt",
            read_no as "readNo", read_at as "readAt"
       from transfer where shop_id = $1 and transfer_id = any($2::bigint[]) order by transfer_id`,
    [tx.shopId, ids],
  );
  const lines = await tx.rows<TransferLine & { transferId: TransferId; heldAs: HeldState } & Record<string, unknown>>(
    `select transfer_id as "transferId", line_id as "lineId", item_id as "itemId", quantity, picked, held_as as "heldAs"
       from transfer_line where shop_id = $1 and transfer_id = any($2::bigint[]) order by transfer_id, line_id`,
    [tx.shopId, ids],
  );
  const shipments = await tx.rows<Omit<Shipment, "lines"> & { transferId: TransferId } & Record<string, unknown>>(
    `select shipment_id as "shipmentId", transfer_id as "transferId", name, status, tracking_number as "trackingNumber", arrives_at as "arrivesAt",
            shipped_at as "shippedAt", received_at as "receivedAt"
       from shipment where shop_id = $1 and transfer_id = any($2::bigint[]) order by shipment_id`,
    [tx.shopId, ids],
  );
  const goods = await tx.rows<ShipmentLine & { shipmentId: string } & Record<string, unknown>>(
    `select shipment_id as "shipmentId", line_id as "lineId", item_id as "itemId", quantity, accepted, rejected
       from shipment_line where shop_id = $1 and shipment_id = any($2::bigint[]) order by shipment_id, line_id`,
    [tx.shopId, shipments.map(({ shipmentId }) => shipmentId)],
  );
  return heads.map(({ readNo, readAt, ...head }) => {
    const own = lines.filter(({ transferId }) => transferId === head.transferId);
    return {
      transfer: {
        ...head,
        lines: own,
        shipments: shipments
          .filter(({ transferId }) => transferId === head.transferId)
          .map((shipment) => ({
            ...shipment,
            lines: goods.filter(({ shipmentId }) => shipmentId === shipment.shipmentId),
          })),
      },
      readNo,
      readAt,
      heldAs: new Map(own.map(({ itemId, heldAs }) => [itemId, heldAs])),
    };
  });
}

const TRANSFER: Columns = {
  transfer_id: "bigint",
  name: "text",
  status: "text",
  origin_id: "bigint",
  destination_id: "bigint",
  created_at: "timestamptz",
  read_no: "bigint",
  read_at: "timestamptz",
};
const LINE: Columns = {
  transfer_id: "bigint",
  item_id: "bigint",
  line_id: "bigint",
  quantity: "int",
  picked: "int",
  held_as: "text",
};
const SHIPMENT: Columns = {
  shipment_id: "bigint",
  transfer_id: "bigint",
  name: "text",
  status: "text",
  tracking_number: "text",
  arrives_at: "timestamptz",
  shipped_at: "timestamptz",
  received_at: "timestamptz",
};
const GOODS: Columns = {
  shipment_id: "bigint",
  item_id: "bigint",
  line_id: "bigint",
  quantity: "int",
  accepted: "int",
  rejected: "int",
};

/** Puts what was read in the place of what was there; `heldAs` as the entries say it. */
export async function storeTransfer(
  tx: ShopTx,
  transfer: Transfer,
  read: ReadStamp,
  heldAs: (itemId: InventoryItemId) => HeldState,
): Promise<void> {
  const { transferId, shipments } = transfer;
  await upsertRows(tx, "transfer", { columns: TRANSFER, key: ["transfer_id"] }, [
    {
      transfer_id: transferId,
      name: transfer.name,
      status: transfer.status,
      origin_id: transfer.originId,
      destination_id: transfer.destinationId,
      created_at: transfer.createdAt,
      read_no: read.no,
      read_at: read.at,
    },
  ]);
  await clear(tx, transferId);
  await upsertRows(
    tx,
    "transfer_line",
    { columns: LINE, key: ["transfer_id", "item_id"] },
    transfer.lines.map(({ itemId, lineId, quantity, picked }) => ({
      transfer_id: transferId,
      item_id: itemId,
      line_id: lineId,
      quantity,
      picked,
      held_as: heldAs(itemId),
    })),
  );
  await upsertRows(
    tx,
    "shipment",
    { columns: SHIPMENT, key: ["shipment_id"] },
    shipments.map((shipment) => ({
      shipment_id: shipment.shipmentId,
      transfer_id: transferId,
      name: shipment.name,
      status: shipment.status,
      tracking_number: shipment.trackingNumber,
      arrives_at: shipment.arrivesAt,
      shipped_at: shipment.shippedAt,
      received_at: shipment.receivedAt,
    })),
  );
  await upsertRows(
    tx,
    "shipment_line",
    { columns: GOODS, key: ["shipment_id", "item_id"] },
    shipments.flatMap(({ shipmentId, lines }) =>
      lines.map(({ itemId, lineId, quantity, accepted, rejected }) => ({
        shipment_id: shipmentId,
        item_id: itemId,
        line_id: lineId,
        quantity,
        accepted,
        rejected,
      })),
    ),
  );
}

async function clear(tx: ShopTx, transferId: TransferId): Promise<void> {
  await tx.run(
    `delete from shipment_line where shop_id = $1 and shipment_id in (select shipment_id from shipment where shop_id = $1 and transfer_id = $2)`,
    [tx.shopId, transferId],
  );
  await tx.run("delete from shipment where shop_id = $1 and transfer_id = $2", [tx.shopId, transferId]);
  await tx.run("delete from transfer_line where shop_id = $1 and transfer_id = $2", [tx.shopId, transferId]);
}
