import { readAddress, sortText } from "../../../core/address.ts";
import { CHANGES, type Change } from "./change.ts";

/** Which of the replayed orders a list shows: those about which something changes, all, or one kind of change. */
export const VIEWS = ["changed", ...CHANGES.filter((change) => change !== "same"), "all"] as const;
export type View = "changed" | Exclude<Change, "same"> | "all";

/** As they were decided, or by what their cost changes. */
export const SORTS = ["decided", "cost"] as const;
export type Sort = (typeof SORTS)[number];

/** Lives in the address. */
export interface RowFilter {
  readonly view: View;
  /** Only what becomes dearer (`up`) or cheaper (`down`). */
  readonly cost: "up" | "down" | null;
  /** The beginning of an order's name. */
  readonly search: string;
  readonly sort: Sort;
  readonly descending: boolean;
}

/** The row a page begins after, or ends before. `value`: what it is sorted by. */
export interface PageKey {
  readonly side: "after" | "before";
  readonly value: number;
  readonly position: number;
}

const MOST_TEXT = 60;

/** Reads a filter from an address; what it does not know counts as not given. */
export function readFilter(parameters: URLSearchParams): RowFilter {
  const address = readAddress(parameters);
  const [column, direction] = address.sort(SORTS);
  const sort = column ?? "decided";
  return {
    view: address.oneOf("view", VIEWS) ?? "changed",
    cost: address.oneOf("cost", ["up", "down"]),
    search: address.text("q", MOST_TEXT),
    sort,
    descending: direction === "desc" || (direction !== "asc" && sort === "cost"),
  };
}

/** The filter as the parameters of an address. Inverse of `readFilter`. */
export function writeFilter({ view, cost, search, sort, descending }: RowFilter): Record<string, string> {
  return {
    ...(view === "changed" ? {} : { view }),
    ...(cost === null ? {} : { cost }),
    ...(search === "" ? {} : { q: search }),
    ...(sort === "decided" && !descending ? {} : { sort: sortText(sort, descending) }),
  };
}

/** Reads the place in a list; null for the first page and for anything else. */
export function readPageKey(parameters: URLSearchParams): PageKey | null {
  const side = parameters.has("after") ? "after" : "before";
  const match = /^(-?\d{1,15})_(\d{1,9})$/.exec(parameters.get(side) ?? "");
  return match === null ? null : { side, value: Number(match[1]), position: Number(match[2]) };
}

/** The place of a row, as the value of `after` or `before`. */
export const writePageKey = ({ value, position }: Omit<PageKey, "side">): string => `${value}_${position}`;
