import { readAddress, sortText, writeAddress } from "../../../core/address.ts";
import type { LocationSettings } from "./settings.ts";

const LOCATION_SORTS = ["name", "load", "cutOff"] as const;
type LocationSort = (typeof LOCATION_SORTS)[number];
type Kind = LocationSettings["kind"];
const KINDS: readonly Kind[] = ["store", "warehouse", "other"];

/** Which locations a list shows; lives in its address. */
export interface LocationFilter {
  /** Only those that somebody set, or nobody. */
  readonly set: "yes" | "no" | null;
  readonly open: "yes" | "no" | null;
  readonly kind: Kind | null;
  /** Part of the name, the city or the country. */
  readonly search: string;
  readonly sort: LocationSort;
  readonly down: boolean;
  /** From 1 on. */
  readonly page: number;
}

/** Reads a list's address; what it does not know counts as not given. */
export function readLocationFilter(parameters: URLSearchParams): LocationFilter {
  const address = readAddress(parameters);
  const [sort, direction] = address.sort(LOCATION_SORTS);
  return {
    set: address.oneOf("set", ["yes", "no"]),
    open: address.oneOf("open", ["yes", "no"]),
    kind: address.oneOf("kind", KINDS),
    search: address.text("q"),
    sort: sort ?? "name",
    down: direction === "desc",
    page: address.page(),
  };
}

/** The filter as the parameters of an address, without the page. */
export const writeLocationFilter = (filter: LocationFilter): Record<string, string> => {
  const { set, open, kind, search, sort, down } = filter;
  return writeAddress({ set, open, kind, q: search, sort: sort === "name" && !down ? null : sortText(sort, down) });
};

/** The filter of an address in the spelling of `writeLocationFilter`. */
export const tidyLocationFilter = (given: URLSearchParams): Record<string, string> =>
  writeLocationFilter(readLocationFilter(given));

/** What a list knows of a location to choose and sort it. */
interface Listable {
  readonly name: string;
  readonly city: string | null;
  readonly country: string | null;
  readonly kind: Kind;
  readonly isSet: boolean;
  readonly open: boolean;
  readonly nextCutOffAt: number | null;
  readonly fullness: number;
}

/** The locations of the filter in its order, on all pages. Those without a cut-off come last in either direction. */
export function filterLocations<Row extends Listable>(
  rows: readonly Row[],
  filter: LocationFilter,
  locale: string,
): Row[] {
  const words = filter.search.toLocaleLowerCase(locale);
  const asked = (wanted: "yes" | "no" | null, is: boolean) => wanted === null || (wanted === "yes") === is;
  const compareNames = new Intl.Collator(locale, { numeric: true }).compare;
  const sign = filter.down ? -1 : 1;
  const orders: Readonly<Record<LocationSort, (a: Row, b: Row) => number>> = {
    name: (a, b) => sign * compareNames(a.name, b.name),
    load: (a, b) => sign * (a.fullness - b.fullness),
    cutOff: (a, b) =>
      a.nextCutOffAt === null || b.nextCutOffAt === null
        ? Number(a.nextCutOffAt === null) - Number(b.nextCutOffAt === null)
        : sign * (a.nextCutOffAt - b.nextCutOffAt),
  };
  return rows
    .filter(
      ({ name, city, country, kind, isSet, open }) =>
        asked(filter.set, isSet) &&
        asked(filter.open, open) &&
        (filter.kind === null || filter.kind === kind) &&
        [name, city, country].some((text) => (text ?? "").toLocaleLowerCase(locale).includes(words)),
    )
    .sort((a, b) => orders[filter.sort](a, b) || compareNames(a.name, b.name));
}
