import { readAddress, sortText, writeAddress } from "../../../core/address.ts";
import type { LocationId } from "../../../core/ids.ts";

export const SORTS = ["saving", "units", "item"] as const;
export type SuggestionSort = (typeof SORTS)[number];

export interface SuggestionFilter {
  readonly search: string;
  readonly from: LocationId | null;
  readonly to: LocationId | null;
  readonly sort: SuggestionSort;
  readonly descending: boolean;
  /** The key of the row this page begins behind; null: from the first. */
  readonly after: string | null;
}

/** Reads a list's address; what makes no sense is left out. */
export function readSuggestionFilter(parameters: URLSearchParams): SuggestionFilter {
  const address = readAddress(parameters);
  const [sort, direction] = address.sort(SORTS);
  return {
    search: address.text("q"),
    from: address.id<LocationId>("from"),
    to: address.id<LocationId>("to"),
    sort: sort ?? "saving",
    descending: direction !== "asc",
    after: parameters.get("after"),
  };
}

/** The address of a filter, without what is as usual. */
export const writeSuggestionFilter = (filter: SuggestionFilter): Record<string, string> => {
  const { search, from, to, sort, descending } = filter;
  return writeAddress({
    q: search,
    from,
    to,
    sort: sort === "saving" && descending ? null : sortText(sort, descending),
  });
};

/** The filter of an address in the spelling of `writeSuggestionFilter`. */
export const tidySuggestionFilter = (given: URLSearchParams): Record<string, string> =>
  writeSuggestionFilter(readSuggestionFilter(given));

/** What the list is filtered and sorted by. */
export interface ListedSuggestion {
  readonly itemId: string;
  readonly title: string;
  readonly sku: string | null;
  readonly from: { readonly locationId: LocationId };
  readonly to: { readonly locationId: LocationId };
  readonly units: number;
  readonly savedMinor: number | null;
  readonly costMinor: number;
}

/** The same between two computations of the list: item, from, to. */
export const suggestionKey = ({ itemId, from, to }: Pick<ListedSuggestion, "itemId" | "from" | "to">): string =>
  `${itemId}-${from.locationId}-${to.locationId}`;

/** What a suggestion gains; without a value it stands behind all that have one. */
export const gainOf = ({ savedMinor, costMinor }: Pick<ListedSuggestion, "savedMinor" | "costMinor">): number =>
  (savedMinor ?? 0) - costMinor;

/** The suggestions of the filter in its order. */
export function filterSuggestions<Row extends ListedSuggestion>(rows: readonly Row[], filter: SuggestionFilter): Row[] {
  const words = filter.search.toLowerCase();
  const way = filter.descending ? -1 : 1;
  return rows
    .filter(
      ({ title, sku, from, to }) =>
        (filter.from === null || from.locationId === filter.from) &&
        (filter.to === null || to.locationId === filter.to) &&
        `${title} ${sku ?? ""}`.toLowerCase().includes(words),
    )
    .sort((a, b) => way * compare(a, b, filter.sort) || (suggestionKey(a) < suggestionKey(b) ? -1 : 1));
}

function compare(a: ListedSuggestion, b: ListedSuggestion, sort: SuggestionSort): number {
  if (sort === "units") return a.units - b.units;
  if (sort === "item") return a.title < b.title ? -1 : a.title > b.title ? 1 : 0;
  return gainOf(a) - gainOf(b);
}

/** One page of the list, and the key behind which the next one begins. */
export function pageOf<Row extends ListedSuggestion>(
  rows: readonly Row[],
  after: string | null,
  size: number,
): { readonly rows: readonly Row[]; readonly next: string | null } {
  const start = after === null ? 0 : rows.findIndex((row) => suggestionKey(row) === after) + 1;
  const page = rows.slice(start, start + size);
  const last = page.at(-1);
  return { rows: page, next: last && start + size < rows.length ? suggestionKey(last) : null };
}
