import { parseId, readId, type LocationId, type ParcelId, type PickTaskId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { itemsOfCodes } from "../counts/public.server.ts";
import { readTaskCode } from "./domain/batch.ts";

/** `oldPaper`: its order has changed since it was printed; `unknown`: nothing here is called so. */
export type FoundTask =
  | { readonly status: "found"; readonly taskId: PickTaskId }
  | { readonly status: "oldPaper"; readonly taskId: PickTaskId }
  /** A parcel with its label: it may be weighed again. */
  | { readonly status: "parcel"; readonly parcelId: ParcelId }
  | { readonly status: "unknown" };

/**
 * What somebody scans at the packing station: paper of a task; a label; an order's name ("#1001", "1001"); a tote ("12-3": the third of batch 12); or an item, which
 * finds the picked order that needs it, the batches in their order. `locationId`: null, wherever it is.
 */
export async function findTask(tx: ShopTx, typed: string, locationId: LocationId | null): Promise<FoundTask> {
  const code = typed.replaceAll("\0", "").trim();
  const paper = readTaskCode(code);
  if (paper !== undefined) return ofPaper(tx, paper);
  const found =
    (await ofTote(tx, code)) ?? (await ofOrder(tx, code, locationId)) ?? (await ofItem(tx, code, locationId));
  if (found !== undefined) return { status: "found", taskId: found };
  const parcelId = await ofLabel(tx, code);
  return parcelId === undefined ? { status: "unknown" } : { status: "parcel", parcelId };
}

/** The newest parcel with this number: carriers use numbers again. */
async function ofLabel(tx: ShopTx, code: string): Promise<ParcelId | undefined> {
  const [row] = await tx.rows<{ id: ParcelId }>(
    `select parcel_id as id from parcel where shop_id = $1 and tracking_number = $2 and stage <> 'void' order by parcel_id desc limit 1`,
    [tx.shopId, code],
  );
  return row?.id;
}

async function ofPaper(tx: ShopTx, { taskId, version }: { taskId: string; version: number }): Promise<FoundTask> {
  const [row] = await tx.rows<{ id: PickTaskId; version: number }>(
    "select task_id as id, version from pick_task where shop_id = $1 and task_id = $2",
    [tx.shopId, readId(taskId) ?? null],
  );
  if (!row) return { status: "unknown" };
  return { status: row.version === version ? "found" : "oldPaper", taskId: row.id };
}

async function first(tx: ShopTx, condition: string, values: readonly unknown[]): Promise<PickTaskId | undefined> {
  const [row] = await tx.rows<{ id: PickTaskId }>(
    `select k.task_id as id from pick_task k
       join pick_batch b on b.shop_id = k.shop_id and b.batch_id = k.batch_id
       join shop_order o on o.shop_id = k.shop_id and o.order_id = k.order_id
      where k.shop_id = $1 and ${condition}
      order by k.status = 'picked' desc, k.status = 'open' desc, k.status = 'shipped' desc, k.batch_id, k.place limit 1`,
    [tx.shopId, ...values],
  );
  return row?.id;
}

async function ofTote(tx: ShopTx, code: string): Promise<PickTaskId | undefined> {
  const [, batch, place] = /^T?(\d{1,18})-(\d{1,5})$/i.exec(code) ?? [];
  if (batch === undefined || place === undefined) return undefined;
  return first(tx, "k.batch_id = $2 and k.place = $3", [parseId(batch), Number(place)]);
}

async function ofOrder(tx: ShopTx, code: string, locationId: LocationId | null): Promise<PickTaskId | undefined> {
  return first(tx, "o.name = any($2::text[]) and ($3::bigint is null or b.location_id = $3)", [
    [code, `#${code}`, code.toUpperCase()],
    locationId,
  ]);
}

async function ofItem(tx: ShopTx, code: string, locationId: LocationId | null): Promise<PickTaskId | undefined> {
  if (code === "") return undefined;
  const items = await itemsOfCodes(tx, [code], locationId ?? parseId<LocationId>("0"));
  const item = items.get(code);
  if (item === undefined || item === "several") return undefined;
  return first(
    tx,
    `k.status = 'picked' and ($3::bigint is null or b.location_id = $3)
       and exists (select 1 from pick_line l where l.shop_id = k.shop_id and l.task_id = k.task_id and l.item_id = $2 and l.checked < l.picked)`,
    [item, locationId],
  );
}
