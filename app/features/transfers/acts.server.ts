import { randomUUID } from "node:crypto";
import type { InventoryItemId, IntentId, LocationId, ShipmentId, TransferId, TransferPlanId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { NewIntent } from "../intents/domain/intent.ts";
import { recordIntents } from "../intents/public.server.ts";
import { openUnits, sentUnits } from "./domain/transfer.ts";
import { receiveLines, type ReceivedLine } from "./domain/receive.ts";
import { readTransfers } from "./store.server.ts";

/** Shopify takes 250 lines in one request. */
const MOST_LINES = 250;

export interface Units {
  readonly itemId: InventoryItemId;
  readonly quantity: number;
}

export interface WantedMove extends Units {
  readonly from: LocationId;
  readonly to: LocationId;
}

/** Asks for transfers of these moves: one for each pair of locations, of at most 250 items. Returns how many. */
export async function askForTransfers(
  tx: ShopTx,
  moves: readonly WantedMove[],
  ready: boolean,
  now: Date,
): Promise<number> {
  let count = 0;
  for (const route of Map.groupBy(moves, ({ from, to }) => `${from} ${to}`).values())
    for (let at = 0; at < route.length; at += MOST_LINES) {
      await askForTransfer(tx, route.slice(at, at + MOST_LINES), ready, now);
      count += 1;
    }
  return count;
}

async function askForTransfer(tx: ShopTx, moves: readonly WantedMove[], ready: boolean, now: Date): Promise<void> {
  const [first] = moves;
  if (!first) return;
  const { from: originId, to: destinationId } = first;
  const [plan] = await tx.rows<{ id: TransferPlanId }>(
    "select nextval(pg_get_serial_sequence('transfer_plan', 'plan_id'))::text as id",
    [],
  );
  if (!plan) return;
  const lines = moves.map(({ itemId, quantity }) => ({ itemId, quantity }));
  const [intentId] = await recordIntents(
    tx,
    [
      {
        kind: "transfer.create",
        orderId: null,
        subject: plan.id,
        input: { planId: plan.id, originId, destinationId, ready, lines },
      },
    ],
    now,
    { clicked: true },
  );
  await tx.run(
    `insert into transfer_plan (shop_id, plan_id, origin_id, destination_id, ready, intent_id, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.shopId, plan.id, originId, destinationId, ready, intentId, now],
  );
  await tx.run(
    `insert into transfer_plan_line (shop_id, plan_id, item_id, quantity)
     select $1, $2, "itemId", quantity from jsonb_to_recordset($3::jsonb) as x("itemId" bigint, quantity int)`,
    [tx.shopId, plan.id, JSON.stringify(lines)],
  );
}

/** What a person can ask of a transfer that is there. */
export type TransferAct =
  | { readonly do: "change" | "send"; readonly lines: readonly Units[]; readonly trackingNumber: string }
  | { readonly do: "ready" | "cancel" }
  | { readonly do: "receive"; readonly shipmentId: ShipmentId; readonly lines: readonly ReceivedLine[] };

/** `nothing`: there is nothing to do, or not any more. `busy`: what was asked before is still on its way. */
export type ActOutcome = "asked" | "busy" | "nothing";

/** Records what a person asked of a transfer, by what it is now. */
export async function askOfTransfer(
  tx: ShopTx,
  transferId: TransferId,
  act: TransferAct,
  now: Date,
): Promise<ActOutcome> {
  const [stored] = await readTransfers(tx, [transferId]);
  if (!stored) return "nothing";
  if (await isBusy(tx, transferId)) return "busy";
  const { transfer } = stored;
  const intent = intentOf(act, transferId, `${transferId} ${randomUUID()}`);
  if (!intent) return "nothing";
  return (await record(tx, transferId, intent, now)) ? "asked" : "nothing";

  function intentOf(wanted: TransferAct, id: TransferId, subject: string): NewIntent | undefined {
    const common = { orderId: null, subject };
    const { status, lines, shipments } = transfer;
    const left = (itemId: InventoryItemId) => {
      const line = lines.find((each) => each.itemId === itemId);
      return line ? line.quantity - line.picked - sentUnits(shipments, itemId) : 0;
    };
    switch (wanted.do) {
      case "change": {
        const changed = wanted.lines.filter(({ itemId, quantity }) => quantity !== left(itemId));
        if (changed.length === 0) return undefined;
        return { ...common, kind: "transfer.change", input: { transferId: id, lines: changed } };
      }
      case "ready":
        return status === "DRAFT" ? { ...common, kind: "transfer.ready", input: { transferId: id } } : undefined;
      case "cancel": {
        const draft = status === "DRAFT";
        if (!draft && (status !== "READY_TO_SHIP" || shipments.length > 0)) return undefined;
        return { ...common, kind: "transfer.cancel", input: { transferId: id, draft } };
      }
      case "send": {
        const sent = wanted.lines
          .map(({ itemId, quantity }) => ({ itemId, quantity: Math.min(quantity, left(itemId)) }))
          .filter(({ quantity }) => quantity > 0);
        if (sent.length === 0 || (status !== "READY_TO_SHIP" && status !== "IN_PROGRESS")) return undefined;
        const { trackingNumber } = wanted;
        return { ...common, kind: "shipment.send", input: { transferId: id, lines: sent, trackingNumber } };
      }
      case "receive": {
        const shipment = shipments.find(({ shipmentId }) => shipmentId === wanted.shipmentId);
        if (!shipment || shipment.status === "DRAFT") return undefined;
        const open = new Map(
          shipment.lines.map((line) => [line.itemId, { lineId: line.lineId, open: openUnits(line) }]),
        );
        const received = receiveLines(open, wanted.lines);
        if (received.length === 0) return undefined;
        const input = { transferId: id, shipmentId: wanted.shipmentId, lines: received };
        return { ...common, kind: "shipment.receive", input };
      }
    }
  }
}

async function record(tx: ShopTx, transferId: TransferId, intent: NewIntent, now: Date): Promise<boolean> {
  const [intentId] = await recordIntents(tx, [intent], now, { clicked: true });
  if (intentId === undefined) return false;
  await tx.run("insert into transfer_act (shop_id, transfer_id, intent_id) values ($1, $2, $3)", [
    tx.shopId,
    transferId,
    intentId,
  ]);
  return true;
}

/** Two clicks on "send" are one. */
async function isBusy(tx: ShopTx, transferId: TransferId): Promise<boolean> {
  await tx.rows("select 1 from transfer where shop_id = $1 and transfer_id = $2 for update", [tx.shopId, transferId]);
  const rows = await tx.rows<{ id: IntentId }>(
    `select i.intent_id as id from transfer_act a join intent i on i.shop_id = a.shop_id and i.intent_id = a.intent_id
      where a.shop_id = $1 and a.transfer_id = $2 and i.status in ('waiting', 'sending', 'unsure') limit 1`,
    [tx.shopId, transferId],
  );
  return rows.length > 0;
}
