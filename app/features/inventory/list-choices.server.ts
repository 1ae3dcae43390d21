import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** A menu longer than this is no help; whoever looks for more types the word into the search. */
const MOST = 200;

/** What the list can be filtered by, each once, in order; at most 200 of each. */
export interface Choices {
  readonly vendors: readonly string[];
  readonly types: readonly string[];
  readonly tags: readonly string[];
}

/** The vendors, product types and tags there are. */
export async function stockChoices(tx: ShopTx): Promise<Choices> {
  return {
    vendors: await distinct(tx, "inventory_item", "vendor"),
    types: await distinct(tx, "inventory_item", "product_type"),
    tags: await distinct(tx, "item_tag", "tag"),
  };
}

/** Jumps from one text to the next in the index instead of reading all rows. */
async function distinct(tx: ShopTx, table: "inventory_item" | "item_tag", column: "vendor" | "product_type" | "tag") {
  const rows = await tx.rows<{ text: string }>(
    `with recursive next as (
       (select ${column} as text, 1 as n from ${table} where shop_id = $1 and ${column} > '' order by ${column} limit 1)
       union all
       select (select t.${column} from ${table} t where t.shop_id = $1 and t.${column} > next.text order by t.${column} limit 1), n + 1
         from next where next.text is not null and n < $2)
     select text from next where text is not null`,
    [tx.shopId, MOST],
  );
  return rows.map(({ text }) => text);
}
