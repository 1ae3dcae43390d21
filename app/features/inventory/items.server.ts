import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { upsertRows, type Columns } from "../../platform/db/upsert.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { itemLabels, itemRow, type ItemNode } from "./item-rows.ts";

const ITEM: Columns = {
  item_id: "bigint",
  variant_id: "bigint",
  product_id: "bigint",
  sku: "text",
  title: "text",
  variant_title: "text",
  barcode: "text",
  vendor: "text",
  product_type: "text",
  product_status: "text",
  inventory_policy: "text",
  unit_cost_minor: "bigint",
  unit_cost_currency: "text",
  digest: "text",
  title_key: "text",
  sku_key: "text",
  tracked: "boolean",
  requires_shipping: "boolean",
  grams: "int",
  updated_at: "timestamptz",
  read_no: "bigint",
  deleted_at: "timestamptz",
};

/** Takes inventory items into the mirror, with what they are found by. A row from an older read is left out. */
export async function mirrorItems(tx: ShopTx, nodes: readonly ItemNode[], read: ReadStamp): Promise<void> {
  const rows = nodes.map((node) => ({ ...itemRow(node), read_no: read.no, deleted_at: null }));
  const taken = await upsertRows(tx, "inventory_item", { columns: ITEM, key: ["item_id"], newerBy: "read_no" }, rows);
  const labels = nodes.map(itemLabels).filter(({ item_id }) => taken.has(item_id));
  await replaceLabels(
    tx,
    "item_tag",
    "tag",
    labels.map(({ item_id, tags }) => [item_id, tags] as const),
  );
  await replaceLabels(
    tx,
    "item_word",
    "word",
    labels.map(({ item_id, words }) => [item_id, words] as const),
  );
}

/** What is there already stays as it is: an item is read again far more often than it is renamed. */
async function replaceLabels(
  tx: ShopTx,
  table: "item_tag" | "item_word",
  column: "tag" | "word",
  labels: readonly (readonly [itemId: string, texts: readonly string[]])[],
): Promise<void> {
  if (labels.length === 0) return;
  const pairs = labels.flatMap(([itemId, texts]) => texts.map((text) => [itemId, text] as const));
  const values = [tx.shopId, pairs.map(([itemId]) => itemId), pairs.map(([, text]) => text)];
  // By item: for a table that an import is filling, the planner chose to look through the whole shop, each time.
  await tx.run(
    `delete from ${table} where shop_id = $1 and ctid = any(array(
       select had.ctid from unnest($4::bigint[]) as i(id)
        cross join lateral (select t.ctid, t.${column} as label from ${table} t where t.shop_id = $1 and t.item_id = i.id offset 0) had
        where not exists (select 1 from unnest($2::bigint[], $3::text[]) as x(item_id, label)
                           where x.item_id = i.id and x.label = had.label)))`,
    [...values, labels.map(([itemId]) => itemId)],
  );
  await tx.run(
    `insert into ${table} (shop_id, ${column}, item_id)
     select $1, x.label, x.item_id from unnest($2::bigint[], $3::text[]) as x(item_id, label) order by x.label, x.item_id
     on conflict do nothing`,
    values,
  );
}
