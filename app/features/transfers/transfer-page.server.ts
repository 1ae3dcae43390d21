import type { InventoryItemId, TransferId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import { openUnits, sentUnits } from "./domain/transfer.ts";
import { readTransfers } from "./store.server.ts";

/** What the page of one transfer shows; undefined when there is none. */
export async function transferPage(tx: ShopTx, transferId: TransferId) {
  const [stored] = await readTransfers(tx, [transferId]);
  if (!stored) return undefined;
  const { transfer } = stored;
  const places = new Map((await readLocations(tx)).map(({ id, name }) => [id, name]));
  const items = await namesOf(tx, [
    ...transfer.lines.map(({ itemId }) => itemId),
    ...transfer.shipments.flatMap(({ lines }) => lines.map(({ itemId }) => itemId)),
  ]);
  const named = (itemId: InventoryItemId) => items.get(itemId) ?? { title: "", sku: null, barcode: null };
  return {
    id: transferId,
    name: transfer.name,
    status: transfer.status,
    createdAt: transfer.createdAt,
    fromName: transfer.originId && (places.get(transfer.originId) ?? null),
    toName: transfer.destinationId && (places.get(transfer.destinationId) ?? null),
    lines: transfer.lines.map(({ itemId, quantity, picked }) => {
      const sent = sentUnits(transfer.shipments, itemId);
      return { itemId, ...named(itemId), quantity, sent, left: quantity - picked - sent };
    }),
    shipments: transfer.shipments.map(({ lines, ...shipment }) => ({
      ...shipment,
      lines: lines.map((line) => ({ ...line, ...named(line.itemId), open: openUnits(line) })),
    })),
    acts: await actsOf(tx, transferId),
  };
}

async function namesOf(tx: ShopTx, ids: readonly InventoryItemId[]) {
  const rows = await tx.rows<{ id: InventoryItemId; title: string; sku: string | null; barcode: string | null }>(
    `select item_id as id, concat_ws(' · ', title, variant_title) as title, sku, barcode from inventory_item
      where shop_id = $1 and item_id = any($2::bigint[])`,
    [tx.shopId, ids],
  );
  return new Map(rows.map(({ id, ...names }) => [id, names]));
}

/** What people asked for here that is on its way, and the last thing if it was not done. */
async function actsOf(tx: ShopTx, transferId: TransferId) {
  const rows = await tx.rows<{ kind: string; status: string; codes: string[] }>(
    `select i.kind, case when i.status in ('waiting', 'sending', 'unsure') then 'waiting' else i.status end as status,
            array(select jsonb_array_elements_text(coalesce(i.outcome->'codes', '[]'))) as codes
       from transfer_act a join intent i on i.shop_id = a.shop_id and i.intent_id = a.intent_id
      where a.shop_id = $1 and a.transfer_id = $2 order by a.intent_id desc limit 1`,
    [tx.shopId, transferId],
  );
  return rows.filter(({ status }) => status !== "done");
}
