import type { TFunction } from "i18next";
import { decimalAmount } from "../../core/money.ts";
import { csvFile } from "../../platform/csv-stream.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readBoxes } from "./boxes.server.ts";
import type { ManifestFilter } from "./domain/manifest-filter.ts";
import { listManifests } from "./manifests.server.ts";

/** Millimetres as centimetres. */
const cm = (millimetres: number): string => String(millimetres / 10);

/** The shop's boxes, as `uploadBoxes` reads them. */
export async function boxesCsv(tx: ShopTx, currency: string, t: TFunction<"packing">): Promise<string> {
  const columns = ["name", "length", "width", "height", "unit", "empty", "most", "cost"] as const;
  const lines = (await readBoxes(tx)).map((box) => [
    box.name,
    cm(box.length),
    cm(box.width),
    cm(box.height),
    "cm",
    String(box.emptyGrams),
    box.mostGrams === null ? "" : String(box.mostGrams),
    decimalAmount({ minor: box.costMinor, currency }),
  ]);
  return csvFile(
    columns.map((column) => t(`csv.${column}`)),
    lines,
  );
}

/** Every item with a SKU and the size it has, as `uploadSizes` reads them. */
export async function sizesCsv(tx: ShopTx, t: TFunction<"packing">): Promise<string> {
  const rows = await tx.rows<{
    sku: string;
    title: string;
    variant: string | null;
    length: number | null;
    width: number | null;
    height: number | null;
  }>(
    `select distinct on (i.sku) i.sku, i.title, i.variant_title as variant, s.length_mm as length, s.width_mm as width, s.height_mm as height
       from inventory_item i left join item_size s on s.shop_id = i.shop_id and s.item_id = i.item_id
      where i.shop_id = $1 and i.sku is not null and i.sku <> '' order by i.sku, s.item_id nulls last`,
    [tx.shopId],
  );
  const side = (millimetres: number | null) => (millimetres === null ? "" : cm(millimetres));
  return csvFile(
    (["sku", "length", "width", "height", "unit", "title"] as const).map((column) => t(`csv.${column}`)),
    rows.map(({ sku, length, width, height, title, variant }) => [
      sku,
      side(length),
      side(width),
      side(height),
      "cm",
      [title, variant].filter(Boolean).join(" · "),
    ]),
  );
}

/** Manifests of a filter, all pages. */
export async function manifestsCsv(tx: ShopTx, filter: ManifestFilter, t: TFunction<"packing">): Promise<string> {
  const { manifests } = await listManifests(tx, { ...filter, after: null, before: null }, 100_000);
  return csvFile(
    (["manifest", "location", "carrier", "courier", "closed", "parcels", "grams", "sheet"] as const).map((column) =>
      t(`manifests.column.${column}`),
    ),
    manifests.map((manifest) => [
      manifest.manifestId,
      manifest.location,
      manifest.carrierName,
      manifest.courier,
      manifest.closedAt,
      String(manifest.parcels),
      manifest.grams === null ? "" : String(manifest.grams),
      t(`manifests.sheet.${manifest.sheet}`),
    ]),
  );
}
