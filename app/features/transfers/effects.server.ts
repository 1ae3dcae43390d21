import { SHARES, type TransferEffectKind } from "../../core/effects.ts";
import { Retryable } from "../../core/faults.ts";
import { fromGid, toGid, type TransferId } from "../../core/ids.ts";
import {
  CancelTransferDocument,
  CreateReadyTransferDocument,
  CreateTransferDocument,
  DeleteTransferDocument,
  MarkTransferReadyDocument,
  ReceiveShipmentDocument,
  SendShipmentDocument,
  SetTransferItemsDocument,
  TransferStatusDocument,
} from "../../platform/admin-api/operations.ts";
import { markChanged } from "../../platform/marks.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { EffectInputs, Intent } from "../intents/domain/intent.ts";
import type { Answered, EffectContext, EffectHandler } from "../intents/public.server.ts";

const SHARE = { share: SHARES.people } as const;
/** Two requests with our key met, and the other one is still being carried out. */
const CONCURRENT = "IDEMPOTENCY_CONCURRENT_REQUEST";

type Line = EffectInputs["transfer.change"]["lines"][number];

const lineItems = (lines: readonly Line[]) =>
  lines.map(({ itemId, quantity }) => ({ inventoryItemId: toGid("InventoryItem", itemId), quantity }));

/** inventoryTransferCreate and …AsReadyToShip. The plan learns Shopify's number. */
export const createTransfer: EffectHandler<"transfer.create"> = {
  kind: "transfer.create",
  async act({ admin }, { input: plan, idempotencyKey: key }) {
    const input = {
      originLocationId: toGid("Location", plan.originId),
      destinationLocationId: toGid("Location", plan.destinationId),
      lineItems: lineItems(plan.lines),
      referenceName: `Entrega ${plan.planId}`,
    };
    const payload = plan.ready
      ? (await admin.request(CreateReadyTransferDocument, { key, input }, SHARE)).inventoryTransferCreateAsReadyToShip
      : (await admin.request(CreateTransferDocument, { key, input }, SHARE)).inventoryTransferCreate;
    const transferId = payload?.inventoryTransfer && fromGid("InventoryTransfer", payload.inventoryTransfer.id);
    return answerOf(payload, { transferId: transferId ?? null });
  },
  lookUp: () => Promise.resolve({ status: "notDone" }),
  async settled(tx, { input }, outcome, now) {
    const { transferId } = outcome as { transferId: TransferId | null };
    if (transferId === null) return;
    await tx.run("update transfer_plan set transfer_id = $3 where shop_id = $1 and plan_id = $2", [
      tx.shopId,
      input.planId,
      transferId,
    ]);
    await markTransfer(tx, transferId, now);
  },
  refused: () => Promise.resolve(),
};

/** inventoryTransferSetItems: other quantities of what is in no shipment. */
export const changeTransfer = onTransfer("transfer.change", async ({ admin }, { input, idempotencyKey: key }) => {
  const id = toGid("InventoryTransfer", input.transferId);
  const variables = { key, input: { id, lineItems: lineItems(input.lines) } };
  return (await admin.request(SetTransferItemsDocument, variables, SHARE)).inventoryTransferSetItems;
});

/** inventoryTransferMarkAsReadyToShip: the units are taken from the origin's shelf. */
export const readyTransfer = onTransfer(
  "transfer.ready",
  async ({ admin }, { input }) => {
    const id = toGid("InventoryTransfer", input.transferId);
    return (await admin.request(MarkTransferReadyDocument, { id }, SHARE)).inventoryTransferMarkAsReadyToShip;
  },
  (status) => status !== undefined && status !== "DRAFT" && status !== "CANCELED",
);

/** inventoryTransferCancel; a draft has nothing to cancel and is deleted. */
export const cancelTransfer = onTransfer(
  "transfer.cancel",
  async ({ admin }, { input }) => {
    const id = toGid("InventoryTransfer", input.transferId);
    return input.draft
      ? (await admin.request(DeleteTransferDocument, { id }, SHARE)).inventoryTransferDelete
      : (await admin.request(CancelTransferDocument, { id }, SHARE)).inventoryTransferCancel;
  },
  (status) => status === undefined || status === "CANCELED",
);

/** inventoryShipmentCreateInTransit: the units leave. */
export const sendShipment = onTransfer("shipment.send", async ({ admin }, { input, idempotencyKey: key }) => {
  const { transferId, lines, trackingNumber } = input;
  const shipment = {
    movementId: toGid("InventoryTransfer", transferId),
    lineItems: lineItems(lines),
    ...(trackingNumber !== "" && { trackingInput: { trackingNumber } }),
  };
  return (await admin.request(SendShipmentDocument, { key, input: shipment }, SHARE)).inventoryShipmentCreateInTransit;
});

/** inventoryShipmentReceive: what came and can be sold, and what came not or broken. */
export const receiveShipment = onTransfer("shipment.receive", async ({ admin }, { input, idempotencyKey: key }) => {
  const id = toGid("InventoryShipment", input.shipmentId);
  const lines = input.lines.map(({ lineId, ...line }) => ({
    ...line,
    shipmentLineItemId: toGid("InventoryShipmentLineItem", lineId),
  }));
  return (await admin.request(ReceiveShipmentDocument, { key, id, lines }, SHARE)).inventoryShipmentReceive;
});

interface Payload {
  readonly userErrors: readonly { readonly code?: string | null }[];
}

/**
 * An effect on a transfer that is there. Whatever came of it, the transfer is read: that explains the stock, as for everybody else's. `isDone`: for
 * mutations without a key, whether the transfer's status shows that it happened (undefined: the transfer is gone).
 */
function onTransfer<Kind extends Exclude<TransferEffectKind, "transfer.create">>(
  kind: Kind,
  send: (context: EffectContext, intent: Intent<Kind>) => Promise<Payload | null | undefined>,
  isDone?: (status: string | undefined) => boolean,
): EffectHandler<Kind> {
  return {
    kind,
    act: async (context, intent) => answerOf(await send(context, intent), {}),
    async lookUp({ admin }, { input }) {
      if (!isDone) return { status: "notDone" };
      const id = toGid("InventoryTransfer", input.transferId);
      const { inventoryTransfer } = await admin.request(TransferStatusDocument, { id }, SHARE);
      return isDone(inventoryTransfer?.status) ? { status: "done", outcome: {} } : { status: "notDone" };
    },
    settled: (tx, { input }, _outcome, now) => markTransfer(tx, input.transferId, now),
    refused: (tx, { input }, _codes, now) => markTransfer(tx, input.transferId, now),
  };
}

const markTransfer = (tx: ShopTx, transferId: TransferId, now: Date) =>
  markChanged(tx, [{ kind: "transfer", objectId: transferId }], now);

/** Throws Retryable when the same request has to be made again. */
function answerOf(payload: Payload | null | undefined, outcome: { readonly transferId?: TransferId | null }): Answered {
  const codes = (payload?.userErrors ?? []).map(({ code }) => code ?? "unknown");
  if (codes.includes(CONCURRENT)) throw new Retryable("the same request is under way", { mayHaveHappened: true });
  return payload && codes.length === 0 ? { status: "done", outcome } : { status: "refused", codes };
}
