import { Terminal } from "../../core/faults.ts";
import type { ShipmentId, TransferId } from "../../core/ids.ts";
import { RefreshTransferDocument } from "../../platform/admin-api/operations.ts";
import { keepLease } from "../../platform/lanes.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { beginRead, type ReadStamp } from "../../platform/read-number.server.ts";
import { markOpenTransfers, mirrorTransfer, readTransfer, transfersOfShipments } from "../transfers/public.server.ts";
import type { TakenMark } from "./domain/clearing.ts";
import type { Reading } from "./read-marked.server.ts";
import { clearMarks } from "./store.server.ts";
import { inRun, type RefreshRun } from "./tools.server.ts";

/** Documented cost of a transfer with 50 lines and 5 shipments of 50 lines. */
const COST = 320;
const MOST_SHIPMENTS = 100;

/** How marked transfers are read anew: one by one, each with all its lines and shipments. */
export const TRANSFERS: Reading = {
  kind: "transfer",
  most: (admin) => admin.fits(RefreshTransferDocument, COST),
  read: readTransfers,
};

/** A shipment is read with its transfer. */
export const SHIPMENTS: Reading = { kind: "shipment", most: () => MOST_SHIPMENTS, read: findTransfers };

async function readTransfers(run: RefreshRun, marks: readonly TakenMark[], first: ReadStamp): Promise<void> {
  let read: ReadStamp | undefined = first;
  for (const mark of marks) {
    if (!read) await keepLease(run.lease);
    const stamp = read ?? (await beginRead(run.now()));
    read = undefined;
    const transferId = mark.objectId as TransferId;
    const transfer = await readIfAllowed(run, transferId);
    await inRun(run, async (tx) => {
      if (transfer !== "denied") await mirrorTransfer(tx, transferId, transfer, stamp, run.now());
      await clearMarks(tx, "transfer", [mark], () => null, run.now());
    });
  }
}

/** The scopes are optional: when they were taken back there is nothing to read, and everything else goes on. */
async function readIfAllowed({ admin }: RefreshRun, transferId: TransferId) {
  try {
    return await readTransfer(admin, transferId);
  } catch (error) {
    if (error instanceof Terminal && error.code === "access_denied") return "denied";
    throw error;
  }
}

async function findTransfers(run: RefreshRun, marks: readonly TakenMark[]): Promise<void> {
  await inRun(run, async (tx) => {
    const ids = marks.map(({ objectId }) => objectId as ShipmentId);
    const known = await transfersOfShipments(tx, ids);
    await markChanged(
      tx,
      known.map(({ transferId }) => ({ kind: "transfer", objectId: transferId })),
      run.now(),
    );
    if (known.length < ids.length) await markOpenTransfers(tx, run.now());
    await clearMarks(tx, "shipment", marks, () => null, run.now());
  });
}
