import { readAddress, sortText, writeAddress } from "../../../core/address.ts";
import { readId, type AlertId, type LocationId } from "../../../core/ids.ts";

/** `open`: nobody took it. `snoozed`: somebody did. `closed`: stock is back. */
export const STATES = ["open", "snoozed", "closed"] as const;
export type AlertState = (typeof STATES)[number];

/** What runs out first, what costs most sales a day, what is new. */
export const SORTS = ["soon", "lost", "opened"] as const;
export type Sort = (typeof SORTS)[number];

/** Which alerts a list shows. Lives in the address. */
export interface AlertFilter {
  readonly state: AlertState;
  readonly kind: "out" | "low" | null;
  /** `together`: what is told of all locations that sell online. */
  readonly location: LocationId | "together" | null;
  readonly vendor: string;
  readonly search: string;
  readonly sort: Sort;
  readonly descending: boolean;
}

/** The row a page begins after, or ends before. */
export interface PageKey {
  readonly side: "after" | "before";
  readonly value: string;
  readonly alertId: AlertId;
}

const MAX_TEXT = 255;
const MAX_SEARCH = 100;

/** What is over does not run out any more. */
const usualSort = (state: AlertState): Sort => (state === "closed" ? "opened" : "soon");

/** Reads a filter from an address; what it does not know counts as not given. */
export function readFilter(parameters: URLSearchParams): AlertFilter {
  const address = readAddress(parameters);
  const [column, direction] = address.sort(SORTS);
  const state = address.oneOf("state", STATES) ?? "open";
  const sort = column ?? usualSort(state);
  return {
    state,
    kind: address.oneOf("kind", ["out", "low"]),
    location: address.oneOf("location", ["together"]) ?? address.id<LocationId>("location"),
    vendor: address.text("vendor", MAX_TEXT),
    search: address.text("q", MAX_SEARCH),
    sort,
    descending: direction === "desc" || (direction !== "asc" && sort !== "soon"),
  };
}

/** The filter as the parameters of an address. Inverse of `readFilter`. */
export function writeFilter(filter: AlertFilter): Record<string, string> {
  const { state, kind, location, vendor, search, sort, descending } = filter;
  const isUsual = sort === usualSort(state) && descending === (sort !== "soon");
  return writeAddress({
    state: state === "open" ? null : state,
    kind,
    location,
    vendor,
    q: search,
    sort: isUsual ? null : sortText(sort, descending),
  });
}

/** The filter of an address in the spelling of `writeFilter`. */
export const tidyFilter = (given: URLSearchParams): Record<string, string> => writeFilter(readFilter(given));

/** Reads the place in a list of this sorting; null for the first page and for anything else. */
export function readPageKey(parameters: URLSearchParams, sort: Sort): PageKey | null {
  const side = parameters.has("after") ? "after" : "before";
  const [id, value = ""] = (parameters.get(side) ?? "").split("_");
  const alertId = readId<AlertId>(id);
  if (alertId === undefined) return null;
  const fits = sort === "lost" ? /^\d{1,15}$/.test(value) : !Number.isNaN(Date.parse(value));
  return fits ? { side, value, alertId } : null;
}

/** The place of a row, as the value of `after` or `before`. */
export function writePageKey({ value, alertId }: Omit<PageKey, "side">): string {
  return `${alertId}_${value}`;
}
