import { readAddress, writeAddress } from "../../../core/address.ts";
import { REPORT_KINDS, type ReportKind, type ReportState } from "./shopper-view.ts";

/** In the order they are gone through. */
export const REPORT_STATES = [
  "open",
  "claimed",
  "doing",
  "reshipped",
  "refunded",
  "declined",
  "found",
] as const satisfies readonly ReportState[];

const COLUMNS = ["reported", "value"] as const;
export type ReportSort = `${(typeof COLUMNS)[number]} ${"asc" | "desc"}`;

/** Which reports a list shows; lives in its address. */
export interface ReportFilter {
  readonly state: ReportState | null;
  readonly kind: ReportKind | null;
  /** Beginning of an order's name. */
  readonly search: string;
  readonly sort: ReportSort;
  /** The page begins behind this report, or ends before it; at most one of the two. */
  readonly after: string | null;
  readonly before: string | null;
}

/** Reads a list's address; what it does not know counts as not given. */
export function readReportFilter(parameters: URLSearchParams): ReportFilter {
  const address = readAddress(parameters);
  const before = address.id("before");
  const [column, direction] = address.sort(COLUMNS);
  return {
    state: address.oneOf("state", REPORT_STATES),
    kind: address.oneOf("kind", REPORT_KINDS),
    search: address.text("q"),
    sort: column && direction ? `${column} ${direction}` : "reported desc",
    after: before === null ? address.id("after") : null,
    before,
  };
}

/** The filter as the parameters of an address, without the page. */
export const writeReportFilter = ({ state, kind, search, sort }: ReportFilter): Record<string, string> =>
  writeAddress({ state, kind, q: search, sort: sort === "reported desc" ? null : sort.replace(" ", ".") });

/** The filter of an address in the spelling of `writeReportFilter`. */
export const tidyReportFilter = (given: URLSearchParams): Record<string, string> =>
  writeReportFilter(readReportFilter(given));
