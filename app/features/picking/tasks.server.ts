import type {
  FulfillmentOrderId,
  InventoryItemId,
  LineItemId,
  OrderId,
  ParcelId,
  PickBatchId,
  PickTaskId,
} from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { PickLine, TaskStatus, VoidReason } from "./domain/batch.ts";
import type { ClosedBox } from "./domain/boxes.ts";

/** One order of a batch, as pages show it. */
export interface Task {
  readonly taskId: PickTaskId;
  readonly batchId: PickBatchId;
  readonly orderId: OrderId;
  readonly orderName: string;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  /** Its place in the batch and the number of its tote. */
  readonly place: number;
  readonly status: TaskStatus;
  readonly reason: VoidReason | "";
  readonly version: number;
  readonly news: "" | "edited" | "address";
  /** Closed, while others of the order are packed. */
  readonly boxes: readonly ClosedBox[];
  /** The first of its parcels. */
  readonly parcelId: ParcelId | null;
  readonly lines: readonly TaskLine[];
}

export interface TaskLine extends PickLine {
  readonly taskId: PickTaskId;
  readonly orderLineId: LineItemId;
  readonly itemId: InventoryItemId | null;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  /** Empty: nobody said where it lies. */
  readonly bin: string;
  readonly putBack: number;
  /** Of one unit; null when Shopify does not know. */
  readonly unitGrams: number | null;
}

type Row = Omit<Task, "lines"> & Readonly<Record<string, unknown>>;

/** Tasks of a batch, or one, by their place, with their lines. */
export async function readTasks(
  tx: ShopTx,
  of: { readonly batchId: PickBatchId } | { readonly taskId: PickTaskId },
): Promise<Task[]> {
  const rows = await tx.rows<Row>(
    `select k.task_id as "taskId", k.batch_id as "batchId", k.order_id as "orderId", o.name as "orderName",
            k.fulfillment_order_id as "fulfillmentOrderId", k.place, k.status, k.reason, k.version, k.news, k.boxes, k.parcel_id as "parcelId"
       from pick_task k join shop_order o on o.shop_id = k.shop_id and o.order_id = k.order_id
      where k.shop_id = $1 and ($2::bigint is null or k.batch_id = $2) and ($3::bigint is null or k.task_id = $3)
      order by k.place, k.task_id`,
    [tx.shopId, "batchId" in of ? of.batchId : null, "taskId" in of ? of.taskId : null],
  );
  const lines = await readLines(
    tx,
    rows.map(({ taskId }) => taskId),
  );
  return rows.map((row) => ({ ...row, lines: lines.get(row.taskId) ?? [] }));
}

async function readLines(tx: ShopTx, taskIds: readonly PickTaskId[]): Promise<Map<PickTaskId, TaskLine[]>> {
  const rows = await tx.rows<TaskLine & Record<string, unknown>>(
    `select l.task_id as "taskId", l.order_line_id as "orderLineId", l.item_id as "itemId", l.wanted, l.picked, l.short, l.checked,
            l.put_back as "putBack", coalesce(i.title, n.title, '') as title, coalesce(i.variant_title, n.variant_title) as variant,
            coalesce(i.sku, n.sku) as sku, i.barcode, coalesce(p.bin, '') as bin, i.grams as "unitGrams"
       from pick_line l
       join pick_task k on k.shop_id = l.shop_id and k.task_id = l.task_id
       join pick_batch b on b.shop_id = k.shop_id and b.batch_id = k.batch_id
       left join order_line n on n.shop_id = l.shop_id and n.order_id = k.order_id and n.line_id = l.order_line_id
       left join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id
       left join item_bin p on p.shop_id = l.shop_id and p.location_id = b.location_id and p.item_id = l.item_id
      where l.shop_id = $1 and l.task_id = any($2::bigint[]) order by l.task_id, l.order_line_id`,
    [tx.shopId, taskIds],
  );
  return Map.groupBy(rows, ({ taskId }) => taskId);
}

/** Stores what was picked and verified of lines. */
export async function writeLines(tx: ShopTx, lines: readonly PickLine[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.run(
    `update pick_line l set picked = x.picked, short = x.short, checked = x.checked
       from jsonb_to_recordset($2::jsonb) as x(task_id bigint, order_line_id bigint, picked int, short int, checked int)
      where l.shop_id = $1 and l.task_id = x.task_id and l.order_line_id = x.order_line_id`,
    [
      tx.shopId,
      JSON.stringify(
        lines.map(({ taskId, orderLineId, picked, short, checked }) => ({
          task_id: taskId,
          order_line_id: orderLineId,
          picked,
          short,
          checked,
        })),
      ),
    ],
  );
}
