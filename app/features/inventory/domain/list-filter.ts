import { readAddress } from "../../../core/address.ts";
import { readId, type InventoryItemId, type LocationId } from "../../../core/ids.ts";

/** How much is available: in stock (> 0), low (1 … `low`), out (≤ 0), negative (sold more than there was). Items without tracking have no stock. */
export const STOCKS = ["in", "low", "out", "negative"] as const;
export type Stock = (typeof STOCKS)[number];

/**
 * Levels to look at: those that differ from what the entries explain, those whose newest number is still to be read, and those that are inactive
 * (an item that is no longer stocked there), which are shown only when they are asked for.
 */
export const LOOKS = ["differs", "unread", "inactive"] as const;
export type Look = (typeof LOOKS)[number];

/** What a list of stock can be sorted by; `title` and `sku` are texts of the item, the others numbers or the time of the level. */
export const STOCK_SORTS = ["title", "sku", "available", "on_hand", "committed", "incoming", "updated"] as const;
export type StockSort = (typeof STOCK_SORTS)[number];

/** Which levels a list shows, without which page of it. Lives in the address, so that it survives a reload and can be shared and saved. */
export interface StockFilter {
  /** None: every location. */
  readonly locations: readonly LocationId[];
  readonly vendor: string | null;
  readonly type: string | null;
  readonly tag: string | null;
  readonly stock: Stock | null;
  /** Up to this many is "low". */
  readonly low: number;
  readonly tracked: boolean | null;
  readonly look: Look | null;
  readonly search: string;
  readonly sort: StockSort;
  readonly descending: boolean;
}

/** The row a page begins after (or ends before): the sorted value as stored (a time in milliseconds since 1970), and the level, which makes it unique. */
export interface PageKey {
  readonly side: "after" | "before";
  readonly value: string | number;
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
}

export const NO_FILTER: StockFilter = {
  locations: [],
  vendor: null,
  type: null,
  tag: null,
  stock: null,
  low: 5,
  tracked: null,
  look: null,
  search: "",
  sort: "title",
  descending: false,
};

const MAX_TEXT = 255;
const MAX_SEARCH = 100;
const MAX_LOW = 1_000_000;
const MAX_LOCATIONS = 1_000;

/** Numbers and times begin with the greatest, texts with A. */
const descendsFirst = (sort: StockSort): boolean => !isText(sort);

/** What a list can be sorted by: what is not tracked has no numbers. */
export function sortsFor(tracked: boolean | null): readonly StockSort[] {
  return tracked === false ? STOCK_SORTS.filter(isText) : STOCK_SORTS;
}

/** Is this sorting one of texts? */
export const isText = (sort: StockSort): sort is "title" | "sku" => sort === "title" || sort === "sku";

/** Reads a filter from an address. What it does not know (an old bookmark, a typing error) counts as not given. */
export function readFilter(parameters: URLSearchParams): StockFilter {
  const address = readAddress(parameters);
  const low = Number(parameters.get("low") ?? NO_FILTER.low);
  const tracked = { yes: true, no: false }[parameters.get("tracked") ?? ""] ?? null;
  const [column, direction] = address.sort(sortsFor(tracked));
  const sort = column ?? NO_FILTER.sort;
  return {
    locations: locationsOf(parameters.get("location")),
    vendor: address.text("vendor", MAX_TEXT) || null,
    type: address.text("type", MAX_TEXT) || null,
    tag: address.text("tag", MAX_TEXT) || null,
    stock: address.oneOf("stock", STOCKS),
    low: Number.isInteger(low) && low >= 1 && low <= MAX_LOW ? low : NO_FILTER.low,
    tracked,
    look: address.oneOf("look", LOOKS),
    search: address.text("q", MAX_SEARCH),
    sort,
    descending: direction === "desc" || (direction !== "asc" && descendsFirst(sort)),
  };
}

/** The filter as the parameters of an address; what is not filtered is not named. Inverse of `readFilter`. */
export function writeFilter(filter: StockFilter): Record<string, string> {
  const given: Record<string, string> = {};
  if (filter.locations.length > 0) given["location"] = filter.locations.join(",");
  if (filter.vendor !== null) given["vendor"] = filter.vendor;
  if (filter.type !== null) given["type"] = filter.type;
  if (filter.tag !== null) given["tag"] = filter.tag;
  if (filter.stock !== null) given["stock"] = filter.stock;
  if (filter.low !== NO_FILTER.low) given["low"] = String(filter.low);
  if (filter.tracked !== null) given["tracked"] = filter.tracked ? "yes" : "no";
  if (filter.look !== null) given["look"] = filter.look;
  if (filter.search !== "") given["q"] = filter.search;
  if (filter.sort !== NO_FILTER.sort || filter.descending !== descendsFirst(filter.sort))
    given["sort"] = `${filter.sort}.${filter.descending ? "desc" : "asc"}`;
  return given;
}

/** Does it show less than all active levels? */
export function isFiltered({ sort: _sort, descending: _descending, low: _low, ...filter }: StockFilter): boolean {
  return Object.values(filter).some(
    (value) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0),
  );
}

/** Reads the place in a list of this sorting; null for the first page and for anything that is not a place in it. */
export function readPageKey(parameters: URLSearchParams, sort: StockSort): PageKey | null {
  const side = parameters.has("after") ? "after" : "before";
  const match = /^(\d{1,19})_(\d{1,19})_([^\0]*)$/.exec(parameters.get(side) ?? "");
  const itemId = readId<InventoryItemId>(match?.[1]);
  const locationId = readId<LocationId>(match?.[2]);
  const text = match?.[3] ?? "";
  if (itemId === undefined || locationId === undefined) return null;
  if (isText(sort)) return { side, value: text.slice(0, MAX_TEXT), itemId, locationId };
  return /^-?\d{1,15}$/.test(text) ? { side, value: Number(text), itemId, locationId } : null;
}

/** The place of a row, as the value of `after` or `before`. */
export function writePageKey({ value, itemId, locationId }: Omit<PageKey, "side">): string {
  return `${itemId}_${locationId}_${value}`;
}

function locationsOf(text: string | null): LocationId[] {
  const ids = (text ?? "").split(",").map((part) => readId<LocationId>(part));
  return [...new Set(ids.filter((id) => id !== undefined))].slice(0, MAX_LOCATIONS);
}
