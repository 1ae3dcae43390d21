import type { OrderId, VariantId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged } from "../../platform/marks.server.ts";
import { sizeKeys, sizeOf, type MetafieldValue, type SizeFields } from "./domain/metafield-size.ts";
import { paperSettings } from "./settings.server.ts";

const DAY_MS = 86_400_000;
/** Open orders that are read anew when staff say where the sizes are: others when they change. */
const MOST_ORDERS = 500;

/** Which metafields to read, and of which of these variants: not where staff gave a size, nor what was read within a day. Empty where nobody said where. */
export async function sizesToRead(
  tx: ShopTx,
  variants: readonly VariantId[],
  now: Date,
): Promise<{ readonly keys: readonly string[]; readonly variants: readonly VariantId[] }> {
  const keys = sizeKeys((await paperSettings(tx)).sizes);
  if (keys.length === 0 || variants.length === 0) return { keys, variants: [] };
  const rows = await tx.rows<{ variant_id: VariantId }>(
    `select distinct i.variant_id from inventory_item i left join item_size s on s.shop_id = i.shop_id and s.item_id = i.item_id
      where i.shop_id = $1 and i.variant_id = any($2::bigint[])
        and (s.item_id is null or (s.source = 'metafield' and s.read_at < $3))`,
    [tx.shopId, variants, new Date(now.getTime() - DAY_MS)],
  );
  return { keys, variants: rows.map((row) => row.variant_id) };
}

/** Keeps what variants' metafields say of their sizes, and of which they say nothing. What staff gave stays. */
export async function keepMetafieldSizes(
  tx: ShopTx,
  read: ReadonlyMap<VariantId, readonly MetafieldValue[]>,
  now: Date,
): Promise<void> {
  const { sizes } = await paperSettings(tx);
  const rows = [...read].map(([variant_id, metafields]) => ({ variant_id, ...sizeOf(metafields, sizes) }));
  await tx.run(
    `insert into item_size as s (shop_id, item_id, length_mm, width_mm, height_mm, source, read_at)
     select $1, i.item_id, x.length, x.width, x.height, 'metafield', $3
       from jsonb_to_recordset($2::jsonb) as x(variant_id bigint, length int, width int, height int)
       join inventory_item i on i.shop_id = $1 and i.variant_id = x.variant_id
     on conflict (shop_id, item_id) do update
        set length_mm = excluded.length_mm, width_mm = excluded.width_mm, height_mm = excluded.height_mm, read_at = excluded.read_at
      where s.source = 'metafield'`,
    [tx.shopId, JSON.stringify(rows), now],
  );
}

/** Staff say where the sizes are: what other metafields said is forgotten, and what waits to be packed is read anew. */
export async function moveSizes(tx: ShopTx, before: SizeFields, after: SizeFields, now: Date): Promise<void> {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  await tx.run("delete from item_size where shop_id = $1 and source = 'metafield'", [tx.shopId]);
  if (sizeKeys(after).length === 0) return;
  const rows = await tx.rows<{ order_id: OrderId }>(
    `select distinct order_id from fulfillment_order where shop_id = $1 and status in ('OPEN', 'IN_PROGRESS', 'ON_HOLD', 'SCHEDULED')
      order by order_id limit $2`,
    [tx.shopId, MOST_ORDERS],
  );
  await markChanged(
    tx,
    rows.map((row) => ({ kind: "order" as const, objectId: row.order_id })),
    now,
  );
}

/** How many items have a size, by who gave it. */
export async function countSizes(tx: ShopTx): Promise<{ readonly staff: number; readonly metafield: number }> {
  const rows = await tx.rows<{ source: "staff" | "metafield"; count: number }>(
    "select source, count(*)::int as count from item_size where shop_id = $1 and length_mm is not null group by source",
    [tx.shopId],
  );
  const of = (source: string) => rows.find((row) => row.source === source)?.count ?? 0;
  return { staff: of("staff"), metafield: of("metafield") };
}
