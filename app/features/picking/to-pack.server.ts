import type { LocationId, PickBatchId, PickTaskId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** A picked order that waits for its box. */
export interface ToPack {
  readonly taskId: PickTaskId;
  readonly batchId: PickBatchId;
  readonly place: number;
  readonly orderName: string;
  readonly units: number;
  readonly news: "" | "edited" | "address";
  /** Who packs it now; empty: nobody. */
  readonly packer: string;
}

const PAGE_SIZE = 50;

/** What is picked and not packed, in the order in which it was picked; the page begins behind the task `after`. */
export async function readToPack(
  tx: ShopTx,
  locationId: LocationId | null,
  after: string | null,
): Promise<{ readonly waiting: readonly ToPack[]; readonly next: string | null; readonly count: number }> {
  const rows = await tx.rows<ToPack & Record<string, unknown>>(
    `select k.task_id as "taskId", k.batch_id as "batchId", k.place, o.name as "orderName", k.news, coalesce(c.name, '') as packer,
            (select coalesce(sum(least(l.picked, l.wanted - l.short)), 0)::int from pick_line l where l.shop_id = k.shop_id and l.task_id = k.task_id) as units
       from pick_task k
       join pick_batch b on b.shop_id = k.shop_id and b.batch_id = k.batch_id
       join shop_order o on o.shop_id = k.shop_id and o.order_id = k.order_id
       left join pick_claim c on c.shop_id = k.shop_id and c.thing = 'task ' || k.task_id
      where k.shop_id = $1 and k.status = 'picked' and ($2::bigint is null or b.location_id = $2) and ($3::bigint is null or k.task_id > $3)
      order by k.task_id limit $4`,
    [tx.shopId, locationId, after, PAGE_SIZE + 1],
  );
  const [total] = await tx.rows<{ count: number }>(
    `select count(*)::int as count from pick_task k join pick_batch b on b.shop_id = k.shop_id and b.batch_id = k.batch_id
      where k.shop_id = $1 and k.status = 'picked' and ($2::bigint is null or b.location_id = $2)`,
    [tx.shopId, locationId],
  );
  const waiting = rows.slice(0, PAGE_SIZE);
  return { waiting, next: rows.length > PAGE_SIZE ? (waiting.at(-1)?.taskId ?? null) : null, count: total?.count ?? 0 };
}
