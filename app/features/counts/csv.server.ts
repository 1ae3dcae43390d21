import type { TFunction } from "i18next";
import { decimalAmount } from "../../core/money.ts";
import type { CountId, LocationId, ShopId } from "../../core/ids.ts";
import { CSV_BATCH, csvFile, csvStream } from "../../platform/csv-stream.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { readCount } from "./counts.server.ts";
import { showsExpected } from "./domain/count.ts";
import { listLines, unknownCodes, type ListedLine } from "./lines.server.ts";

/**
 * All lines of a count as CSV, by title, and then the codes nobody knows. Undefined when there is no such count.
 */
export async function countCsv(
  shopId: ShopId,
  countId: CountId,
  t: TFunction<"counts">,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const count = await inShop(shopId, (tx) => readCount(tx, countId));
  if (!count) return undefined;
  const shown = showsExpected(count);
  return csvStream<string>(heading(t), async (after) => {
    const page = await inShop(shopId, (tx) =>
      listLines(tx, count, { look: "all", search: "", after, before: null }, { shown, limit: CSV_BATCH }),
    );
    const unknown = page.after === null ? await inShop(shopId, (tx) => unknownCodes(tx, countId)) : [];
    return {
      lines: [
        ...page.lines.map((line) => cells(line, t)),
        ...unknown.map(({ code, units }) => [t("line.unknown"), "", "", code, "", String(units)]),
      ],
      after: page.after,
    };
  });
}

function heading(t: TFunction<"counts">): string[] {
  return [
    t("column.item"),
    t("column.variant"),
    "SKU",
    t("column.barcode"),
    t("column.bin"),
    t("column.counted"),
    t("column.expected"),
    t("column.difference"),
    t("column.cost"),
    t("column.currency"),
    t("column.status"),
    t("column.countedAt"),
  ];
}

function cells(line: ListedLine, t: TFunction<"counts">): string[] {
  return [
    line.title,
    line.variant ?? "",
    line.sku ?? "",
    line.barcode ?? "",
    line.bin,
    line.counted === null ? "" : String(line.counted),
    line.review ? String(line.review.expected) : "",
    line.review ? String(line.review.difference) : "",
    line.cost ? decimalAmount(line.cost) : "",
    line.cost?.currency ?? "",
    t(`line.status.${line.status}`),
    line.countedAt ?? "",
  ];
}

/** Items of a location with their bins as CSV, which can be filled in and read again. */
export async function binsCsv(tx: ShopTx, locationId: LocationId): Promise<string> {
  const rows = await tx.rows<{ sku: string | null; barcode: string | null; title: string; bin: string }>(
    `select i.sku, i.barcode, concat_ws(' · ', i.title, i.variant_title) as title, coalesce(b.bin, '') as bin
       from inventory_level l join inventory_item i on i.shop_id = $1 and i.item_id = l.item_id
       left join item_bin b on b.shop_id = $1 and b.location_id = $2 and b.item_id = l.item_id
      where l.shop_id = $1 and l.location_id = $2 and l.active and i.tracked and i.deleted_at is null
      order by i.title_key, i.item_id limit 100000`,
    [tx.shopId, locationId],
  );
  return csvFile(
    ["sku", "barcode", "title", "bin"],
    rows.map(({ sku, barcode, title, bin }) => [sku ?? "", barcode ?? "", title, bin]),
  );
}
