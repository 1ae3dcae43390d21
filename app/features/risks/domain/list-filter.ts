import { readAddress, sortText } from "../../../core/address.ts";
import { readId, type LocationId, type RiskId } from "../../../core/ids.ts";
import { RISK_KINDS, type RiskKind } from "./kinds.ts";

/** `open`: nobody took it. `silent` and `late`: those of one kind that people ask for most. */
export const VIEWS = ["open", "silent", "late", "snoozed", "resolved"] as const;
export type RiskView = (typeof VIEWS)[number];

/** What is due first, what costs most when nobody acts, what is new. */
export const SORTS = ["deadline", "cost", "opened"] as const;
export type Sort = (typeof SORTS)[number];

export const DEADLINES = ["over", "today", "week"] as const;

/** Which risks a list shows. Lives in the address. */
export interface RiskFilter {
  readonly view: RiskView;
  readonly kind: RiskKind | null;
  readonly location: LocationId | null;
  readonly carrier: string;
  readonly owner: string;
  readonly deadline: (typeof DEADLINES)[number] | null;
  /** Beginning of an order's name. */
  readonly search: string;
  readonly sort: Sort;
  readonly descending: boolean;
}

/** The row a page begins after, or ends before. */
export interface PageKey {
  readonly side: "after" | "before";
  readonly value: string;
  readonly riskId: RiskId;
}

const MAX_TEXT = 100;
const usualSort = (view: RiskView): Sort => (view === "resolved" ? "opened" : "deadline");

/** Reads a filter from an address; what it does not know counts as not given. */
export function readFilter(parameters: URLSearchParams): RiskFilter {
  const address = readAddress(parameters);
  const [column, direction] = address.sort(SORTS);
  const view = address.oneOf("view", VIEWS) ?? "open";
  const sort = column ?? usualSort(view);
  return {
    view,
    kind: address.oneOf("kind", RISK_KINDS),
    location: address.id<LocationId>("location"),
    carrier: address.text("carrier", MAX_TEXT),
    owner: address.text("owner", MAX_TEXT),
    deadline: address.oneOf("deadline", DEADLINES),
    search: address.text("q", MAX_TEXT),
    sort,
    descending: direction === "desc" || (direction !== "asc" && sort !== "deadline"),
  };
}

/** The filter as the parameters of an address. Inverse of `readFilter`. */
export function writeFilter(filter: RiskFilter): Record<string, string> {
  const { view, sort, descending, search, ...rest } = filter;
  const given = Object.entries(rest).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const isUsual = sort === usualSort(view) && descending === (sort !== "deadline");
  return {
    ...(view === "open" ? {} : { view }),
    ...Object.fromEntries(given),
    ...(search === "" ? {} : { q: search }),
    ...(isUsual ? {} : { sort: sortText(sort, descending) }),
  };
}

/** Reads the place in a list of this sorting; null for the first page and for anything else. */
export function readPageKey(parameters: URLSearchParams, sort: Sort): PageKey | null {
  const side = parameters.has("after") ? "after" : "before";
  const [id, value = ""] = (parameters.get(side) ?? "").split("_");
  const riskId = readId<RiskId>(id);
  if (riskId === undefined) return null;
  const fits = sort === "cost" ? /^\d{1,15}$/.test(value) : !Number.isNaN(Date.parse(value));
  return fits ? { side, value, riskId } : null;
}

/** The filter of an address in the spelling of `writeFilter`. */
export const tidyFilter = (given: URLSearchParams): Record<string, string> => writeFilter(readFilter(given));
