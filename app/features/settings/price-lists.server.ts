import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { readJson } from "../../core/read-json.ts";
import { csvFile } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readCsvFile } from "../../platform/read-csv.server.ts";
import { tell } from "../audit/public.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import { countListed, readPriceLists as readStored, writePriceLists } from "../routing/public.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import { CSV_COLUMNS, csvCells, textsOfCells } from "./domain/price-list-csv.ts";
import type { ListTexts, TextErrors } from "./domain/price-list-form.ts";
import { listTexts, listTextsSchema, readPriceLists } from "./domain/read-price-lists.ts";

const MONTH_MS = 30 * 86_400_000;

/** Everything the page of price lists shows. */
export async function priceListsPage(shopId: ShopId, now: Date) {
  const { currency } = await shopProfile(shopId);
  return inShop(shopId, async (tx) => ({
    lists: listTexts(await readStored(tx), currency),
    locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
    counts: await countListed(tx, new Date(now.getTime() - MONTH_MS)),
  }));
}

/** `loaded`: what a file says, for the form; nothing is stored. `unknown`: names in it that no location has. */
export type PriceListsOutcome =
  | { readonly status: "saved" | "tooLarge" | "notCsv" | "unknownLocation" }
  | { readonly status: "invalid"; readonly errors: TextErrors }
  | { readonly status: "loaded"; readonly lists: readonly ListTexts[]; readonly unknown: readonly string[] };

/** Stores the lists of the form in place of those that were there, or nothing when a field is wrong. Throws a Response with 400 for what no form of ours sends. */
export async function savePriceLists(shopId: ShopId, json: string, now: Date): Promise<PriceListsOutcome> {
  const texts = listTextsSchema.safeParse(readJson(json));
  if (!texts.success) throw new Response(null, { status: 400 });
  const { currency } = await shopProfile(shopId);
  const read = readPriceLists(texts.data, currency);
  if (read.status === "invalid") return read;
  return inShop(shopId, async (tx) => {
    const own = new Set<string>((await readLocations(tx)).map(({ id }) => id));
    if (read.lists.some(({ locationIds }) => locationIds.some((id) => !own.has(id))))
      return { status: "unknownLocation" };
    await writePriceLists(tx, read.lists, now);
    await tell(tx, { code: "price_lists.saved", data: { count: read.lists.length } }, now);
    return { status: "saved" };
  });
}

/** Reads a file into the texts of the form. */
export async function loadPriceLists(shopId: ShopId, bytes: Uint8Array): Promise<PriceListsOutcome> {
  const lines = await readCsvFile(bytes);
  if (!Array.isArray(lines)) return { status: "notCsv" };
  const locations = await inShop(shopId, readLocations);
  const { lists, unknown } = textsOfCells(
    lines.map(({ cells }) => cells),
    locations,
  );
  return listTextsSchema.safeParse(lists).success ? { status: "loaded", lists, unknown } : { status: "tooLarge" };
}

/** The stored lists as CSV, one row for each step. Begins with a byte order mark, for Excel. */
export async function priceListsCsv(shopId: ShopId, t: TFunction<"settings">): Promise<string> {
  const { currency } = await shopProfile(shopId);
  const [lists, locations] = await inShop(
    shopId,
    async (tx) => [await readStored(tx), await readLocations(tx)] as const,
  );
  const heading = CSV_COLUMNS.map((column) => t(`priceLists.column.${column}`));
  return csvFile(heading, csvCells(listTexts(lists, currency), locations));
}
