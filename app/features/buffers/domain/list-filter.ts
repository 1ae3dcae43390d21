import { readAddress, sortText, writeAddress } from "../../../core/address.ts";
import { readId, type InventoryItemId, type LocationId } from "../../../core/ids.ts";

/** Levels whose units are on their way, those that wait for the switch, and those where something is wrong. */
export const LOOKS = ["moving", "off", "wrong"] as const;
export type Look = (typeof LOOKS)[number];

export const SORTS = ["title", "held"] as const;
export type Sort = (typeof SORTS)[number];

/** Which buffered levels a list shows. Lives in the address. */
export interface BufferFilter {
  readonly look: Look | null;
  readonly locationId: LocationId | null;
  readonly search: string;
  readonly sort: Sort;
  readonly descending: boolean;
}

/** The row a page begins after, or ends before. */
export interface PageKey {
  readonly side: "after" | "before";
  readonly value: string;
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
}

const MAX_SEARCH = 100;
const MAX_TEXT = 255;

/** Reads a filter from an address; what it does not know counts as not given. */
export function readFilter(parameters: URLSearchParams): BufferFilter {
  const address = readAddress(parameters);
  const [column, direction] = address.sort(SORTS);
  const sort = column ?? "title";
  return {
    look: address.oneOf("look", LOOKS),
    locationId: address.id<LocationId>("location"),
    search: address.text("q", MAX_SEARCH),
    sort,
    descending: direction === "desc" || (direction !== "asc" && sort === "held"),
  };
}

/** The filter as the parameters of an address. Inverse of `readFilter`. */
export function writeFilter({ look, locationId, search, sort, descending }: BufferFilter): Record<string, string> {
  const isUsual = sort === "title" && !descending;
  return writeAddress({ look, location: locationId, q: search, sort: isUsual ? null : sortText(sort, descending) });
}

/** The filter of an address in the spelling of `writeFilter`. */
export const tidyFilter = (given: URLSearchParams): Record<string, string> => writeFilter(readFilter(given));

/** Reads the place in a list of this sorting; null for the first page and for anything else. */
export function readPageKey(parameters: URLSearchParams, sort: Sort): PageKey | null {
  const side = parameters.has("after") ? "after" : "before";
  const [item, location, ...value] = (parameters.get(side) ?? "").replaceAll("\0", "").split("_");
  const itemId = readId<InventoryItemId>(item);
  const locationId = readId<LocationId>(location);
  const text = value.join("_").slice(0, MAX_TEXT);
  if (itemId === undefined || locationId === undefined) return null;
  return sort === "title" || /^\d{1,9}$/.test(text) ? { side, value: text, itemId, locationId } : null;
}

/** The place of a row, as the value of `after` or `before`. */
export function writePageKey({ value, itemId, locationId }: Omit<PageKey, "side">): string {
  return `${itemId}_${locationId}_${value}`;
}
