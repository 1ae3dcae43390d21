import type { BoxId, FulfillmentOrderId, InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Box, PackedItem } from "./domain/box.ts";
import type { TypedBox } from "./domain/read-boxes.ts";
import { suggestBox, type BoxSuggestion } from "./domain/suggest-box.ts";

interface BoxRow {
  readonly id: BoxId;
  readonly name: string;
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly emptyGrams: number;
  readonly mostGrams: number | null;
  readonly cost: string;
  readonly [column: string]: unknown;
}

/** The shop's boxes, by name. */
export async function readBoxes(tx: ShopTx): Promise<(Box & { readonly id: BoxId })[]> {
  const rows = await tx.rows<BoxRow>(
    `select box_id as id, name, length_mm as length, width_mm as width, height_mm as height, empty_grams as "emptyGrams",
            most_grams as "mostGrams", cost_minor::text as cost
       from package_box where shop_id = $1 order by lower(name), box_id`,
    [tx.shopId],
  );
  return rows.map(({ cost, ...row }) => ({ ...row, costMinor: Number(cost) }));
}

/** Stores boxes by their names: one that there is is replaced. */
export async function saveBoxes(tx: ShopTx, boxes: readonly TypedBox[]): Promise<void> {
  await tx.run(
    `insert into package_box (shop_id, name, length_mm, width_mm, height_mm, empty_grams, most_grams, cost_minor)
     select $1, x.* from jsonb_to_recordset($2::jsonb)
       as x(name text, "lengthMm" int, "widthMm" int, "heightMm" int, "emptyGrams" int, "mostGrams" int, "costMinor" bigint)
     on conflict (shop_id, name) do update
        set length_mm = excluded.length_mm, width_mm = excluded.width_mm, height_mm = excluded.height_mm,
            empty_grams = excluded.empty_grams, most_grams = excluded.most_grams, cost_minor = excluded.cost_minor`,
    [tx.shopId, JSON.stringify(boxes)],
  );
}

/** False: there is none of that number (any more). */
export async function deleteBox(tx: ShopTx, boxId: BoxId): Promise<boolean> {
  return (await tx.run("delete from package_box where shop_id = $1 and box_id = $2", [tx.shopId, boxId])) > 0;
}

/** The box for what is left to ship of a fulfillment order, by the sizes that staff gave. */
export async function suggestBoxFor(tx: ShopTx, fulfillmentOrderId: FulfillmentOrderId): Promise<BoxSuggestion> {
  const rows = await tx.rows<{
    item_id: InventoryItemId | null;
    quantity: number;
    grams: number | null;
    length: number | null;
    width: number | null;
    height: number | null;
  }>(
    `select l.item_id, l.remaining as quantity, l.grams, s.length_mm as length, s.width_mm as width, s.height_mm as height
       from fulfillment_order_line l left join item_size s on s.shop_id = l.shop_id and s.item_id = l.item_id
      where l.shop_id = $1 and l.fulfillment_order_id = $2 and l.remaining > 0 and l.requires_shipping order by l.line_id`,
    [tx.shopId, fulfillmentOrderId],
  );
  const items = rows.map(({ quantity, grams, length, width, height }): PackedItem => ({
    quantity,
    grams,
    size: length === null || width === null || height === null ? null : { length, width, height },
  }));
  return suggestBox(items, await readBoxes(tx));
}
