import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { csvFile } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { Kind } from "./domain/recipe.ts";

/** All rules as CSV, one line for each part. Begins with a byte order mark, without which Excel reads UTF-8 as something else. */
export async function sharedCsv(shopId: ShopId, t: TFunction<"shared-items">): Promise<string> {
  const rows = await inShop(shopId, (tx) =>
    tx.rows<{ kind: Kind; item: string; sku: string | null; part: string; part_sku: string | null; quantity: number }>(
      `select s.kind, i.title as item, i.sku, p.title as part, p.sku as part_sku, c.quantity
         from shared_item s
         join shared_component c on c.shop_id = s.shop_id and c.item_id = s.item_id
         join inventory_item i on i.shop_id = s.shop_id and i.item_id = s.item_id
         join inventory_item p on p.shop_id = c.shop_id and p.item_id = c.component_id
        where s.shop_id = $1 order by s.group_id desc, c.component_id`,
      [shopId],
    ),
  );
  const heading = [
    t("column.item"),
    t("column.sku"),
    t("column.kind"),
    t("column.part"),
    t("column.partSku"),
    t("column.quantity"),
  ];
  const lines = rows.map(({ kind, item, sku, part, part_sku: partSku, quantity }) => [
    item,
    sku ?? "",
    t(`kind.${kind}`),
    part,
    partSku ?? "",
    String(quantity),
  ]);
  return csvFile(heading, lines);
}
