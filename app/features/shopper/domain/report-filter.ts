import { readId } from "../../../core/ids.ts";
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

export const REPORT_SORTS = ["reported desc", "reported asc", "value desc", "value asc"] as const;
export type ReportSort = (typeof REPORT_SORTS)[number];

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
  const before = readId(parameters.get("before")) ?? null;
  return {
    state: REPORT_STATES.find((each) => each === parameters.get("state")) ?? null,
    kind: REPORT_KINDS.find((each) => each === parameters.get("kind")) ?? null,
    search: (parameters.get("q") ?? "").replaceAll("\0", "").trim().slice(0, 60),
    sort: REPORT_SORTS.find((each) => each === parameters.get("sort")?.replace(".", " ")) ?? "reported desc",
    after: before === null ? (readId(parameters.get("after")) ?? null) : null,
    before,
  };
}

/** The filter as the parameters of an address, without the page. */
export function writeReportFilter({ state, kind, search, sort }: ReportFilter): Record<string, string> {
  return {
    ...(state !== null && { state }),
    ...(kind !== null && { kind }),
    ...(search !== "" && { q: search }),
    ...(sort !== "reported desc" && { sort: sort.replace(" ", ".") }),
  };
}
