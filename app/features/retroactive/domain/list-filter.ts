import { readAddress, sortText } from "../../../core/address.ts";
import { CHANGES, type Change } from "./change.ts";

export const SORTS = ["placed", "order", "cost"] as const;
export type Sort = (typeof SORTS)[number];

export interface OpenFilter {
  /** Null: every change. */
  readonly change: Change | null;
  readonly search: string;
  readonly sort: Sort;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

/** Reads a list's address; what makes no sense is left out. */
export function readFilter(parameters: URLSearchParams): OpenFilter {
  const address = readAddress(parameters);
  const [sort, direction] = address.sort(SORTS);
  return {
    change: address.oneOf("change", CHANGES),
    search: address.text("q"),
    sort: sort ?? "placed",
    descending: direction === "desc",
    page: address.page(),
  };
}

/** The address of a filter's first page, without what is as usual. */
export function writeFilter({ change, search, sort, descending }: Omit<OpenFilter, "page">): Record<string, string> {
  return {
    ...(change !== null && { change }),
    ...(search !== "" && { q: search }),
    ...((sort !== "placed" || descending) && { sort: sortText(sort, descending) }),
  };
}

/** What the list is filtered and sorted by. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly change: Change;
  readonly nowMinor: number | null;
  readonly thenMinor: number | null;
}

/** What shipping costs more than now, minor units; null when it ships on one side only. */
export const moreMinor = ({ nowMinor, thenMinor }: Pick<Listed, "nowMinor" | "thenMinor">): number | null =>
  nowMinor === null || thenMinor === null ? null : thenMinor - nowMinor;

/** The rows of the filter in its order; rows come oldest order first. What has no cost stands last. */
export function filtered<Row extends Listed>(rows: readonly Row[], filter: OpenFilter): Row[] {
  const words = filter.search.toLowerCase();
  const found = rows.filter(
    ({ name, change }) => (filter.change === null || filter.change === change) && name.toLowerCase().includes(words),
  );
  const way = filter.descending ? -1 : 1;
  if (filter.sort === "placed") return filter.descending ? found.reverse() : found;
  if (filter.sort === "order") return found.sort((a, b) => way * a.name.localeCompare(b.name, "en", { numeric: true }));
  const costs = (row: Row) => moreMinor(row);
  return found.sort((a, b) => {
    const [of, than] = [costs(a), costs(b)];
    if (of === null || than === null) return Number(of === null) - Number(than === null);
    return way * (of - than);
  });
}
