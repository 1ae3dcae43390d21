import { readId, type LocationId, type TransferId } from "../../../core/ids.ts";
import { TRANSFER_STATUSES, type TransferStatus } from "./transfer.ts";

/** Which transfers a list shows; lives in its address. */
export interface TransferFilter {
  readonly status: TransferStatus | null;
  readonly from: LocationId | null;
  readonly to: LocationId | null;
  /** Part of the transfer's name, or of the title or SKU of an item in it. */
  readonly search: string;
  /** The oldest first. */
  readonly oldest: boolean;
  /** The page begins behind this transfer, or ends before it; at most one of the two. */
  readonly after: TransferId | null;
  readonly before: TransferId | null;
}

/** Reads a list's address; what it does not know counts as not given. */
export function readTransferFilter(parameters: URLSearchParams): TransferFilter {
  const before = readId<TransferId>(parameters.get("before")) ?? null;
  return {
    status: TRANSFER_STATUSES.find((each) => each === parameters.get("status")) ?? null,
    from: readId<LocationId>(parameters.get("from")) ?? null,
    to: readId<LocationId>(parameters.get("to")) ?? null,
    search: (parameters.get("q") ?? "").replaceAll("\0", "").trim().slice(0, 100),
    oldest: /^made[. ]asc$/.test(parameters.get("sort") ?? ""),
    after: before === null ? (readId<TransferId>(parameters.get("after")) ?? null) : null,
    before,
  };
}

/** The filter as the parameters of an address, without the page. */
export function writeTransferFilter(filter: Omit<TransferFilter, "after" | "before">): Record<string, string> {
  const { status, from, to, search, oldest } = filter;
  return {
    ...(status !== null && { status }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    ...(search !== "" && { q: search }),
    ...(oldest && { sort: "made.asc" }),
  };
}
